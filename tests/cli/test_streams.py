"""Pipes, devices and closed streams: reading, writing and error messages."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Shell, articles, spawn


@pytest.mark.usefixtures("importable")
def test_a_pipe_that_closes_is_no_occasion_for_a_traceback(sh: Shell, place: Path) -> None:
    (place / "big.txt").write_text("Title\n\n" + "Much text. " * 50_000, encoding="utf-8")
    sh("add", "big.txt")
    for command in (("export",), ("list", "--json")):
        process = spawn(*command)
        assert process.stdout is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
        process.stderr.close()
        assert process.wait(30) == 141


@pytest.mark.usefixtures("importable")
@pytest.mark.parametrize(
    "command",
    ["--help", "list --help", "--version", "list", "export", "export --format csv", "compare",
     "paths", "export --output /dev/stdout", "highlight closing embassy"],
)  # fmt: skip
def test_that_nobody_reads_is_told_by_the_exit_code_alone(
    sh: Shell, article: str, command: str
) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    process = spawn(*command.replace("closing", article).split(), stdout=theirs)
    os.close(theirs)
    assert process.communicate()[1] == b""
    assert process.returncode == 141


@pytest.mark.usefixtures("importable")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a device that is full")
@pytest.mark.parametrize("command", ["--help", "list", "export", "compare --output -"])
def test_that_there_is_no_room_for_the_output_is_a_whole_sentence(
    sh: Shell, article: str, command: str
) -> None:
    with Path("/dev/full").open("wb") as full:
        process = spawn(*command.split(), stdout=full)
        told = process.communicate()[1].decode()
    assert process.returncode == 1
    assert told == (
        "diptych: The output could not be written whole: No space left on device. "
        "Make room, or send it elsewhere.\n"
    )


@pytest.mark.usefixtures("importable")
@pytest.mark.parametrize(
    "command",
    ["export --output", "compare --output", "codebook export", "settings --output"],
)
def test_standard_output_may_be_named_as_a_file(
    sh: Shell, article: str, place: Path, command: str
) -> None:
    said = spawn(*command.split(), "-").communicate()[0].partition(b'"exported"')[0]
    piped = spawn(*command.split(), "/dev/stdout").communicate()
    assert piped[0].startswith(said)
    assert (len(said) > 20, piped[1]) == (True, b"")
    with (place / "out").open("wb") as file:
        file.write(b"before\n")
        file.flush()
        assert spawn(*command.split(), "/dev/fd/1", stdout=file).communicate()[1] == b""
    assert (place / "out").read_bytes().startswith(b"before\n" + said)


def test_a_pipe_is_written_into_and_stays(sh: Shell, article: str, place: Path) -> None:
    os.mkfifo(place / "pipe")
    reading = os.open(place / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert sh("export", "--output", "pipe").code == 0
        assert os.read(reading, 20) == b'{"format":"diptych",'
    finally:
        os.close(reading)
    ours, theirs = os.pipe()
    assert sh("export", "--output", f"/dev/fd/{theirs}").code == 0
    os.close(theirs)
    assert os.read(ours, 20) == b'{"format":"diptych",'
    os.close(ours)
    assert (place / "pipe").is_fifo()


@pytest.mark.parametrize("forced", [(), ("--force",)])
def test_a_pipe_that_nobody_reads_is_told_and_not_waited_for(
    sh: Shell, article: str, place: Path, forced: tuple[str, ...]
) -> None:
    os.mkfifo(place / "pipe")
    answer = sh("export", "--output", "pipe", *forced)
    assert answer.code == 1
    assert answer.err == (
        "diptych: Nobody reads the pipe pipe; begin to read it first, or name a file.\n"
    )
    assert (place / "pipe").is_fifo()


@pytest.mark.usefixtures("importable")
def test_more_than_a_pipe_holds_goes_into_one_that_is_slowly_read(sh: Shell, place: Path) -> None:
    (place / "big.txt").write_text("Title\n\n" + "Much text. " * 50_000, encoding="utf-8")
    sh("add", "big.txt")
    os.mkfifo(place / "pipe")
    reading = os.open(place / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    process = spawn("export", "--output", "pipe")
    os.set_blocking(reading, True)
    with open(reading, "rb") as pipe:
        while not (got := pipe.read(1)):
            assert process.poll() is None
        got += pipe.read()
    assert process.communicate()[1] == b""
    assert json.loads(got)["articles"][0]["length"] > 500_000


def test_what_is_written_into_nothing_is_no_trouble(sh: Shell, article: str) -> None:
    for forced in (), ("--force",):
        answer = sh("export", "--output", "/dev/null", *forced)
        assert (answer.code, answer.out, answer.err) == (0, "", "")
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("command", ["list", "export", "stats", "--version"])
def test_a_closed_standard_output_is_one_sentence(
    sh: Shell, article: str, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    answer = sh(command)
    assert answer.code == 1
    assert "Standard output is closed" in answer.err
    monkeypatch.setattr(sys, "stderr", None)
    assert sh(command).code == 1
    sys.stderr.close()


@pytest.mark.parametrize(
    "command",
    ["add -", "import -", "codebook import -", "add --metadata -", "highlight --from -"],
)
def test_a_closed_standard_input_is_one_sentence(sh: Shell, article: str, command: str) -> None:
    answer = sh(*command.split(), stdin=None)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == (
        "diptych: Standard input is closed, so there is nothing to read; give the command one.\n"
    )


@pytest.mark.parametrize(
    "command", ["import", "codebook import", "add --metadata", "highlight --from"]
)
def test_a_folder_that_is_named_for_a_file_is_told(
    sh: Shell, article: str, place: Path, command: str
) -> None:
    (place / "news").mkdir()
    answer = sh(*command.split(), "news")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == "diptych: news is a folder; name a file in it.\n"


@pytest.mark.parametrize("forced", [(), ("--force",)])
@pytest.mark.parametrize(
    "command", ["export --output", "compare --output", "codebook export", "settings --output"]
)
def test_a_place_where_no_file_can_be_written_is_told_as_the_reader_tells_it(
    sh: Shell, article: str, place: Path, command: str, forced: tuple[str, ...]
) -> None:
    (place / "folder").mkdir()
    for name, told in {
        "folder": "folder is a folder; name a file in it.",
        "gone/x.json": "There is no folder gone to write x.json in.",
        "closing.txt/x.json": "There is no folder closing.txt to write x.json in.",
    }.items():
        answer = sh(*command.split(), name, *forced)
        assert (answer.code, answer.out, answer.err) == (1, "", f"diptych: {told}\n")
    assert not [*(place / "folder").iterdir()]


def test_what_is_piped_is_the_data_itself(sh: Shell, place: Path) -> None:
    (place / "a.txt").write_text("Title\n\nA \x9b31m text.", encoding="utf-8")
    sh("add", "a.txt")
    assert "\x9b" in sh("export").out


@pytest.mark.usefixtures("importable")
def test_a_command_that_waits_for_a_pipe_keeps_no_other_from_the_study(
    sh: Shell, article: str, place: Path
) -> None:
    """As in `diptych highlight … | diptych add -`, which would deadlock otherwise."""
    waiting = spawn("add", "-", stdin=subprocess.PIPE)
    try:
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(2)
        assert sh("highlight", article, "embassy").code == 0
        out, _ = waiting.communicate(b"What comes late.", timeout=30)
    finally:
        waiting.kill()
    assert waiting.returncode == 0
    assert out.decode().strip() in [one["id"] for one in articles(sh)]
