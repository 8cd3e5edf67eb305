"""One process writes; another is told which one, and may read."""

import json
import os
import platform
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.errors import Refused, StudyBusy
from annotations.store import SaveStatus, Store
from annotations.store import lock as lock_module
from annotations.store.lock import StudyLock
from tests.store.conftest import add_article, at_rest, mark, whole

HOLD = """
import sys
from pathlib import Path
from annotations.store import Store

with Store.open(Path(sys.argv[1]), coder="ben") as store:
    for line in sys.stdin:
        store.study.codebook.add(line.strip())
        store.flush()
        print("saved", flush=True)
"""


ELSEWHERE = {"pid": 7, "name": "diptych", "host": "elsewhere", "since": "2021-10-18T00:00:00Z"}


class Holder:
    """Another process that has the study open."""

    def __init__(self, path: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(path)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.add("theirs")

    def add(self, tag: str) -> None:
        """Have the process make a tag."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(tag + "\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "saved\n"

    def end(self, *, kill: bool = False) -> None:
        """Have the process close the study, or kill it."""
        if kill:
            self.process.send_signal(signal.SIGKILL)
        self.process.communicate(timeout=30)


@pytest.fixture
def holder(path: Path) -> Holder:
    return Holder(path)


@pytest.fixture
def left(path: Path) -> Path:
    """The lock file of a closed study, as left by another machine that crashed."""
    Store.open(path, coder="ana").close()
    lock = path.with_name("study.json.lock")
    lock.write_text(json.dumps(ELSEWHERE))
    return lock


def test_a_second_writer_is_told_who_holds_the_study(holder: Holder, path: Path) -> None:
    with pytest.raises(StudyBusy) as caught:
        Store.open(path, coder="ana")
    holder.end()
    assert caught.value.exit_code == 3
    assert f"process {holder.process.pid} on {platform.node()}" in str(caught.value)
    with Store.open(path, coder="ana") as store:
        assert store.study.codebook.named("theirs")


def test_a_second_reader_sees_what_is_saved_and_edits_nothing(holder: Holder, path: Path) -> None:
    holder.add("later")
    with Store.open(path, coder="ana", access="write or read") as store:
        assert store.read_only
        assert store.status.kind == "read-only"
        assert str(holder.process.pid) in store.holder
        assert [tag.name for tag in store.study.codebook] == ["theirs", "later"]
        with pytest.raises(Refused, match=str(holder.process.pid)):
            store.study.codebook.add("mine")
    holder.end()
    with Store.open(path, coder="ana", access="write or read") as store:
        assert not store.read_only
        assert store.holder == ""


@pytest.mark.parametrize("kill", [False, True], ids=["closed", "killed"])
def test_a_second_reader_is_told_once_when_the_study_is_free(
    kill: bool, holder: Holder, path: Path
) -> None:
    with Store.open(path, coder="ana", access="write or read") as store:
        # Other readers neither interfere nor are mistaken for the holder.
        with Store.open(path, coder="eva", access="write or read") as other:
            assert not other.look_again()
            assert not store.look_again()
            assert str(holder.process.pid) in store.status.message
            holder.end(kill=kill)
            assert other.look_again()
        assert store.look_again()
        assert not store.look_again()
        assert store.status.message == (
            "Read-only: study.json is free now; leave and open it again to edit it."
        )
    with Store.open(path, coder="ana") as store:
        assert not store.read_only


def test_a_study_that_another_machine_has_is_not_said_to_be_free(
    left: Path, open_store: Callable[..., Store]
) -> None:
    with open_store(access="write or read") as store:
        assert not store.look_again()
        left.unlink()
        assert store.look_again()


def test_reading_takes_no_lock_and_leaves_no_trace(path: Path) -> None:
    with Store.open(path, coder="ana") as store:
        add_article(store.study)
        store.flush()
        before = {file.name: file.read_bytes() for file in path.parent.iterdir()}
        with Store.open(path, coder="ben", access="read") as reader:
            assert whole(reader.study) == whole(store.study)
        assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before


def test_the_lock_of_a_killed_process_is_taken_over_with_its_edits(
    holder: Holder, path: Path
) -> None:
    holder.end(kill=True)
    assert at_rest(path) == {"study.json.lock", "study.json.journal"}
    with Store.open(path, coder="ana") as store:
        assert store.study.codebook.named("theirs")
    assert at_rest(path) == set()


def test_a_lock_that_another_machine_left_is_explained_and_kept(
    left: Path, open_store: Callable[..., Store]
) -> None:
    for _ in range(2):
        with pytest.raises(StudyBusy) as busy:
            open_store()
        assert "process 7 on elsewhere" in str(busy.value)
        assert f"since 2021-10-18T00:00Z. If it no longer runs, delete {left}." in str(busy.value)
        assert json.loads(left.read_text()) == ELSEWHERE
    with open_store(access="write or read") as store:
        assert "elsewhere" in store.holder
    left.unlink()
    open_store().close()


def test_a_lock_file_that_somebody_has_deleted_is_not_made_again(
    path: Path, open_store: Callable[..., Store]
) -> None:
    with open_store():
        path.with_name("study.json.lock").unlink()
    assert at_rest(path) == set()


def test_who_holds_it_is_still_known_after_others_have_asked(
    path: Path, open_store: Callable[..., Store]
) -> None:
    with open_store():
        for _ in range(3):
            with pytest.raises(StudyBusy, match=f"process {os.getpid()} "):
                open_store()


def test_a_damaged_file_gives_the_lock_back(path: Path, open_store: Callable[..., Store]) -> None:
    open_store().close()
    good = path.read_bytes()
    path.write_bytes(b"")
    with pytest.raises(Exception, match="it is empty"):
        open_store()
    path.write_bytes(good)
    open_store().close()


def test_two_writers_in_turn_lose_nothing(path: Path) -> None:
    for turn in range(4):
        holder = Holder(path)
        holder.add(f"theirs {turn}")
        with pytest.raises(StudyBusy):
            Store.open(path, coder="ana")
        holder.end(kill=turn % 2 == 1)
        with Store.open(path, coder="ana") as store:
            mark(store.study, add_article(store.study, f"Text {turn}"), tag=f"mine {turn}")
    with Store.open(path, coder="ana", access="read") as store:
        names = {tag.name for tag in store.study.codebook}
        assert names == {"theirs", *(f"{who} {t}" for who in ("mine", "theirs") for t in range(4))}
        assert len(store.study.highlights) == 4


def test_who_has_it_is_said_to_the_letter(path: Path, open_store: Callable[..., Store]) -> None:
    lock = path.with_name("study.json.lock")
    with open_store(clock=lambda: "2021-10-18T09:08:07.654Z"):
        with pytest.raises(StudyBusy) as caught:
            open_store()
        who = f"(process {os.getpid()} on {platform.node()})"
        assert str(caught.value).endswith(
            f" {who} has study.json open; try again when it is closed there."
        )
        with open_store(access="write or read") as reader:
            assert reader.status.message == f"Read-only: {caught.value}"
            assert reader.holder.endswith(who)
        lock.write_bytes(b"")
        with pytest.raises(StudyBusy) as caught:
            open_store()
        assert str(caught.value) == (
            "Another process has study.json open; try again when it is closed there."
        )
        with open_store(access="write or read") as reader:
            assert reader.holder == "another process"


def test_who_only_reads_says_nobody_holds_it(path: Path, open_store: Callable[..., Store]) -> None:
    open_store().close()
    with open_store(access="read") as store:
        assert store.holder == ""
        assert store.status == SaveStatus("read-only", "study.json was opened for reading only.")


def test_saved_elsewhere_nobody_holds_it_any_more(
    path: Path, open_store: Callable[..., Store], tmp_path: Path
) -> None:
    with open_store(), open_store(access="write or read") as store:
        assert store.holder
        store.save_elsewhere(tmp_path / "mine.json")
        assert store.holder == ""
        assert store.status == SaveStatus("saved")
        store.study.codebook.add("mine")


@pytest.mark.parametrize(
    ("argv", "name"),
    [
        (["/home/ana/tui/__main__.py", "x.txt"], "diptych"),
        (["/usr/bin/diptych", "x.txt"], "diptych"),
        (["/home/ana/script.py"], "script.py"),
        ([""], "python"),
    ],
)
def test_a_holder_is_called_as_people_call_it(
    argv: list[str], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", argv)
    assert lock_module.Holder.here("2021-10-18T09:08:07Z").name == name


def test_a_lock_needs_its_folder_and_makes_none(tmp_path: Path) -> None:
    for folder, error in ((tmp_path / "gone", FileNotFoundError), (tmp_path / "f", OSError)):
        (tmp_path / "f").touch()
        with pytest.raises(error):
            StudyLock(folder / "study.json.lock").acquire("2021-10-18T09:08:07Z")
        assert not folder.is_dir()


def test_a_lock_that_cannot_be_taken_away_is_given_back_and_names_nobody(
    path: Path, open_store: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    unlink = Path.unlink

    def refused(file: Path, missing_ok: bool = False) -> None:
        if file.suffix == ".lock":
            raise PermissionError(13, "Permission denied", str(file))
        unlink(file, missing_ok=missing_ok)

    store = open_store()
    add_article(store.study)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refused)
        store.save_elsewhere(path.with_name("elsewhere.json"))
        store.close()
    left = path.with_name(path.name + ".lock")
    assert left.read_bytes() == b""
    open_store().close()
    assert not left.exists()
