"""The command line as a whole: exit codes, messages, pipes, terminals."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
from contextlib import suppress
from importlib import metadata
from pathlib import Path

import pytest

from annotations.errors import DiptychError
from annotations.formats.csv import CODEBOOK_COLUMNS
from annotations.formats.csv_reading import ALIASES, METADATA_COLUMNS
from tests.cli.conftest import Shell, heed_interrupts, spawn
from tests.store.conftest import until
from tui.cli.commands import COMMANDS
from tui.cli.main import run

HOSTILE = "A \x1b]52;c;aGk=\x07 \x9b31m \u202e[/] [sic] \x7f title"


@pytest.mark.parametrize("command", [*COMMANDS, "codebook import", "codebook export"])
def test_every_command_has_a_help_page(sh: Shell, command: str) -> None:
    answer = sh(*command.split(), "--help")
    assert answer.code == 0
    assert answer.out.startswith("Usage: diptych")
    assert command == "paths" or "Example" in answer.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_a_study_and_a_coder(sh: Shell, command: str) -> None:
    page = sh(command, "--help").out
    assert "--study FILE" in page
    assert "--coder NAME" in page


@pytest.mark.parametrize("command", ["add", "remove", "import", "codebook import"])
def test_help_says_what_cannot_be_undone(sh: Shell, command: str) -> None:
    page = " ".join(sh(*command.split(), "--help").out.split())
    assert "cannot be undone" in page


def test_help_names_every_word_that_a_table_may_have_over_a_column(sh: Shell) -> None:
    said = {
        "add": (METADATA_COLUMNS, sh("add", "--help").out),
        "codebook import": (CODEBOOK_COLUMNS, sh("codebook", "import", "--help").out),
    }
    for columns, page in said.values():
        words = re.findall(r"\w+", page.partition("The table is CSV")[2])
        other = {word for word, column in ALIASES.items() if column in columns}
        assert {*columns, *other} - {*words} == set()


def test_the_help_page_names_every_command_and_gives_examples(sh: Shell) -> None:
    page = sh("--help").out
    assert all(f"\n  {command} " in page for command in COMMANDS)
    assert "Examples:" in page
    assert "..." not in page.partition("Commands:")[2].partition("Examples:")[0]


def test_the_version_is_the_distributions(sh: Shell) -> None:
    assert sh("--version").out == f"diptych {metadata.version('diptych')}\n"


def test_unknown_options_are_wrong_usage(sh: Shell) -> None:
    assert sh("--bogus").code == 2
    assert sh("list", "--bogus").code == 2
    assert sh("a.txt", "--bogus").err.startswith("Usage: diptych [OPTIONS] [PATH|")


@pytest.mark.parametrize(
    "arguments",
    [("--study", "", "add", "a.txt"), ("list", "--study="), ("",), ("add", ""),
     ("add", "a.txt", "--metadata", ""), ("export", "--output", "", "--force"),
     ("compare", "--output", ""), ("highlight", "--from", ""), ("codebook", "import", ""),
     ("import", ""), ("codebook", "export", "", "--force"), ("check", "--repair", "--output", "")],
)  # fmt: skip
def test_an_empty_name_is_wrong_usage_and_means_no_other_file(
    sh: Shell, place: Path, arguments: tuple[str, ...]
) -> None:
    (place / "a.txt").write_text("A text.", encoding="utf-8")
    answer = sh(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert "names no file" in answer.err
    assert list((place.parent / "home").iterdir()) == []


def test_an_empty_variable_counts_as_one_that_is_not_set(
    sh: Shell, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unset = sh("paths")
    monkeypatch.setenv("DIPTYCH_STUDY", "")
    assert (unset.code, sh("paths")) == (0, unset)


def test_paths_say_where_everything_is(sh: Shell, place: Path) -> None:
    said = dict(line.split(maxsplit=1) for line in sh("paths", "--study", "s.json").lines)
    assert said["study"] == str(place / "s.json")
    assert said["settings"].endswith("settings.toml")
    assert {"logs", "state", "samples"} <= set(said)
    assert not (place / "s.json").exists()


def test_a_damaged_study_is_exit_code_four_and_stays_as_it_is(sh: Shell, place: Path) -> None:
    (place / "s.json").write_text('{"study": {"1": {', encoding="utf-8")
    (place / "a.txt").write_text("Text.", encoding="utf-8")
    commands = ("list", "export", "add a.txt", "highlight a b", "remove a", "compare", "stats",
                "counterparts a b", "codebook export")  # fmt: skip
    for command in commands:
        answer = sh("--study", "s.json", *command.split())
        assert answer.code == 4
        assert answer.err.startswith("diptych: ")
        told = f"diptych --study {place / 's.json'} check --repair --output NEW.json"
        assert told in answer.err
    assert (place / "s.json").read_text(encoding="utf-8") == '{"study": {"1": {'


@pytest.mark.parametrize(
    "command",
    [
        ("list",),
        ("check",),
        ("add", "closing.txt"),
        ("remove", "A mission closes"),
        ("import", "export.json"),
        ("import", "--dry-run", "export.json"),
        ("check", "--repair", "--output", "new.json"),
    ],
    ids=" ".join,
)
def test_a_study_that_is_gone_while_its_backup_is_there_is_said_to_be(
    command: tuple[str, ...], sh: Shell, article: str, place: Path
) -> None:
    sh("add", "--study", "s.json", "closing.txt")
    (place / "export.json").write_text(sh("export").out, encoding="utf-8")
    (place / "s.json").unlink()
    left = {file: file.read_bytes() for file in place.iterdir()}
    answer = sh("--study", "s.json", *command)
    assert answer.code == 4
    assert answer.err == (
        f"diptych: There is no study {place}/s.json, but s.json.bak and s.json.bak.journal are "
        "there, as if there had been one; bring the file back, "
        f"open {place}/s.json.bak to read what was saved, or move them away "
        "to begin a new study.\n"
    )
    assert {file: file.read_bytes() for file in place.iterdir()} == left
    for file in place.glob("s.json.bak*"):
        file.rename(place / f"old-{file.name}")
    assert sh("add", "--study", "s.json", "closing.txt").code == 0


def test_every_error_has_the_exit_code_it_declares(
    sh: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Odd(DiptychError):
        exit_code = 17

    def fail(*_: object, **__: object) -> None:
        raise Odd("A sentence\x1b.")

    monkeypatch.setattr("tui.cli.invocation.Invocation.reading", fail)
    answer = sh("list")
    assert (answer.code, answer.err) == (17, "diptych: A sentence␛.\n")


def test_trouble_with_the_system_is_one_sentence(sh: Shell, article: str) -> None:
    answer = sh("export", "--output", "x" * 300)
    assert answer.code == 1
    assert "File name too long" in answer.err
    assert answer.err.count("\n") == 1


def test_an_interrupt_is_exit_code_130(sh: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tui.cli.invocation.Invocation.reading", interrupt)
    assert sh("list").code == 130


def interrupted(process: subprocess.Popen[bytes]) -> int:
    """Interrupt a process with ctrl+c and return its exit code.

    Python loses an interrupt raised in a callback of its import system, about one in sixty here; a
    user who sees no effect presses ctrl+c again.
    """
    for _ in range(10):
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            return process.wait(5)
    process.kill()
    return process.wait()


@pytest.mark.usefixtures("importable")
def test_an_interrupted_command_leaves_what_was_added(sh: Shell, place: Path) -> None:
    """A real process is interrupted with ctrl+c while adding very many files."""
    names = [f"{number}.txt" for number in range(1000, 4000)]
    for name in names:
        (place / name).write_text(f"Title {name}\n\nText.", encoding="utf-8")
    process = spawn("add", *names)
    journal = place.parent / "home" / ".local/share/diptych/study.json.journal"
    until(lambda: journal.exists() and b"Title" in journal.read_bytes(), "the first are added")
    assert interrupted(process) == 130
    output = [stream.read() for stream in (process.stdout, process.stderr) if stream]
    assert b"Traceback" not in b"".join(output)
    process.communicate()
    added = [a["source"] for a in json.loads(sh("list", "--json").out)]
    assert 0 < len(added) < len(names)
    assert added == [str(place / name) for name in names[: len(added)]]
    assert not journal.exists()


@pytest.mark.usefixtures("importable")
@pytest.mark.parametrize(
    ("when", "code"),
    [
        ("sys.meta_path.insert(0, Finder())", -signal.SIGINT),
        ("atexit.register(signal.raise_signal, signal.SIGINT)", 0),
    ],
    ids=["while it is imported", "on the way out"],
)
def test_an_interrupt_before_or_behind_a_command_leaves_no_traceback(when: str, code: int) -> None:
    program = f"""
import atexit, signal, sys

class Finder:
    def find_spec(self, name, *_):
        if name == "tui.cli.main":
            signal.raise_signal(signal.SIGINT)

{when}
from tui.__main__ import main
main()
"""
    ended = subprocess.run(
        [sys.executable, "-c", program, "--version"],
        capture_output=True, preexec_fn=heed_interrupts, timeout=30,
    )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (code, b"")


@pytest.mark.usefixtures("importable")
def test_commands_that_write_at_a_time_wait_for_each_other(sh: Shell, article: str) -> None:
    at_a_time = [spawn("highlight", article, "embassy", "--note", str(n)) for n in range(4)]
    assert [process.communicate()[1] for process in at_a_time] == [b""] * 4
    assert [process.returncode for process in at_a_time] == [0] * 4
    made = json.loads(sh("list", "highlights", "--json").out)
    assert sorted(highlight["note"] for highlight in made) == ["0", "1", "2", "3"]


@pytest.mark.usefixtures("importable")
@pytest.mark.parametrize(
    "command",
    ["list", "list tags", "list highlights", "list highlights --json", "list --json", "export",
     "export --format csv", "codebook export -", "highlight Nobody x", "remove x",
     "add bad\x1b.txt"],
)  # fmt: skip
def test_no_byte_of_a_file_can_command_a_terminal(sh: Shell, place: Path, command: str) -> None:
    (place / "a.txt").write_text(f"{HOSTILE}\n\nThe {HOSTILE} text.", encoding="utf-8")
    note = HOSTILE.replace("A", "B")
    (article,) = sh("add", "a.txt", "--title", HOSTILE, "--outlet", HOSTILE, "--note", note).lines
    wish = {"article": article, "quote": f"The {HOSTILE}", "tags": [HOSTILE], "note": HOSTILE}
    assert sh("highlight", "--from", "-", stdin=json.dumps(wish).encode()).code == 0
    arguments = [HOSTILE if argument == "Nobody" else argument for argument in command.split(" ")]

    ours, theirs = pty.openpty()
    process = spawn(*arguments, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 65536):
            shown += part
    except OSError:  # Linux's way of reporting that the other end is closed
        pass
    os.close(ours)
    process.wait(30)
    text = shown.decode()
    text = text.replace("\r\x1b[K", "")  # the progress line
    unsafe = {c for c in text if (ord(c) < 32 and c not in "\r\n") or 0x7F <= ord(c) < 0xA0}
    assert text
    assert unsafe | ({"\u202e"} & set(text)) == set()


def test_shells_can_complete_commands_and_files(sh: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_DIPTYCH_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "diptych h")
    monkeypatch.setenv("COMP_CWORD", "1")
    assert "plain,highlight" in sh().out


def test_a_file_named_like_a_command_opens_by_its_path(sh: Shell, place: Path) -> None:
    (place / "list").write_text("Title\n\nText.", encoding="utf-8")
    assert "needs a terminal" in sh("./list").err
    assert "There is no study" in sh("list").err


def test_names_that_begin_with_a_dash_stand_behind_two(sh: Shell, place: Path) -> None:
    (place / "-x.txt").write_text("Title\n\nText.", encoding="utf-8")
    assert "needs a terminal" in sh("--", "-x.txt").err


def test_the_program_starts_from_its_module(importable: None, place: Path) -> None:
    process = spawn("--version")
    out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    assert out.startswith(b"diptych ")
    assert run(["paths"]) == 0
