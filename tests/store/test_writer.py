"""When the writer writes and retries, and what it reports meanwhile."""

import errno
import threading
import time
from collections.abc import Callable
from pathlib import Path
from threading import Condition, Event, Thread, Timer, current_thread
from typing import Any

import pytest

from annotations.span import Span
from annotations.store import SaveStatus, Store, disk
from annotations.store import work as work_module
from annotations.store import writer as writer_module
from annotations.store.journal_writing import Journal
from annotations.store.pieces import SLICE
from annotations.store.place import Place
from annotations.store.status import trouble, unsaved
from annotations.study.highlights import Wanted
from tests.store.conftest import LONG, Held, add_article, at_rest, until, whole


class Refusing:
    """Makes one disk call fail while `refuses` is set."""

    def __init__(self, patch: pytest.MonkeyPatch, call: str) -> None:
        self.refuses = False
        self.count = 0
        real: Callable[..., Any] = getattr(disk, call)

        def refuse(*args: Any) -> Any:
            self.count += 1
            if self.refuses:
                raise OSError(errno.ENOSPC, "full")
            return real(*args)

        patch.setattr(disk, call, refuse)


@pytest.fixture
def writing(monkeypatch: pytest.MonkeyPatch) -> Refusing:
    """Controls whether bytes can be written."""
    return Refusing(monkeypatch, "write")


@pytest.fixture
def store(open_store: Callable[..., Store]) -> Store:
    """A study with an article, saved."""
    store = open_store()
    add_article(store.study)
    assert store.flush()
    return store


def fail(store: Store, writing: Refusing) -> None:
    """Make an edit that cannot be written, after which the writer waits before retrying."""
    writing.refuses = True
    store.study.codebook.add(f"tag {writing.count}")
    until(lambda: store.status.kind == "unsaved", "the edit cannot be saved")


def test_a_study_that_is_only_read_has_no_thread_that_writes(
    open_store: Callable[..., Store],
) -> None:
    def writers() -> int:
        return sum(thread.name == "study writer" for thread in threading.enumerate())

    store = open_store()
    assert store.flush()
    store.checkpoint()
    assert not writers()
    add_article(store.study)
    assert writers() == 1
    store.close()
    assert not writers()


def test_who_asks_is_not_kept_waiting_for_the_next_attempt(store: Store, writing: Refusing) -> None:
    store._saving._writer._work.attempts.pause = LONG  # type: ignore[union-attr]
    fail(store, writing)
    writing.refuses = False
    began = time.monotonic()
    assert store.flush(LONG)
    assert time.monotonic() - began < LONG / 2
    store.close()


@pytest.mark.parametrize("call", ["write", "sync_data"])
def test_what_failed_is_written_anew_behind_all_that_is_there(
    call: str, store: Store, open_store: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    refusing = Refusing(monkeypatch, call)
    for number in range(4):
        store.study.codebook.add(f"good {number}")
        assert store.flush()
        fail(store, refusing)
        refusing.refuses = False
        assert any(store.flush(5) for _ in range(5))
    held = whole(store.study)
    store.abandon()
    with open_store(access="read") as reader:
        assert whole(reader.study) == held


def test_a_store_that_is_given_up_does_not_wait_for_the_next_attempt(
    store: Store, writing: Refusing
) -> None:
    store._saving._writer._work.attempts.pause = LONG  # type: ignore[union-attr]
    fail(store, writing)
    began = time.monotonic()
    store.abandon()
    assert time.monotonic() - began < LONG / 2


def test_who_waits_for_a_disk_that_does_not_answer_waits_no_longer_than_asked(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = Event()
    real = disk.write

    def write(fd: int, data: bytes) -> None:
        assert answers.wait(LONG)
        real(fd, data)

    monkeypatch.setattr(disk, "write", write)
    store.study.codebook.add("more")
    assert not store.flush(0.05)
    assert store.status == SaveStatus("saving", "", 1)
    answers.set()
    assert store.flush(LONG)
    store.close()


class Gate:
    """Holds the writer up at its next append to the journal."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.reached, self.open = Event(), Event()
        real = Journal.append

        def append(journal: Journal, first: int, changes: list[Any]) -> None:
            self.reached.set()
            assert self.open.wait(LONG)
            real(journal, first, changes)

        patch.setattr(Journal, "append", append)


def test_a_checkpoint_is_not_begun_of_an_edit_that_is_not_saved(
    store: Store, path: Path, open_store: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch)
    store.study.codebook.add("held up")
    assert gate.reached.wait(LONG)
    store.begin_checkpoint()
    gate.open.set()
    assert store.flush(LONG)
    assert at_rest(path) == {"study.json.journal", "study.json.lock"}
    store.begin_checkpoint()
    until(lambda: at_rest(path) == {"study.json.lock"}, "all is folded in")
    store.study.codebook.add("later")
    held = whole(store.study)
    store.close()
    with open_store(access="read") as reader:
        assert whole(reader.study) == held


def test_a_checkpoint_that_is_prepared_does_not_wait_for_an_edit_that_cannot_be_saved(
    held: Held, store: Store, path: Path, writing: Refusing
) -> None:
    old = path.read_bytes()
    held.begin(store)
    store._saving._writer._work.attempts.pause = 9 * LONG  # type: ignore[union-attr]
    fail(store, writing)
    writing.refuses = False
    held.goes_on.set()
    until(lambda: path.read_bytes() != old, "the checkpoint is in place")
    assert any(store.flush(5) for _ in range(5))
    store.close()


def test_who_has_asked_once_does_not_hurry_all_later_attempts(
    store: Store, writing: Refusing
) -> None:
    store._saving._writer._work.attempts.pause = LONG  # type: ignore[union-attr]
    fail(store, writing)
    assert not store.flush(LONG)
    assert not store._saving._writer._work.attempts.is_hurried  # type: ignore[union-attr]
    writing.refuses = False
    assert store.flush(LONG)
    store.close()


def test_attempts_come_ever_more_slowly_up_to_a_limit_and_anew_after_a_success(
    open_store: Callable[..., Store], writing: Refusing, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float | None] = []

    class Impatient(Condition):
        """Records how long the writer would wait, and waits only a moment."""

        def wait_for(self, predicate: Callable[[], Any], timeout: float | None = None) -> Any:
            if current_thread().name != "study writer":
                return super().wait_for(predicate, timeout)
            pauses.append(timeout)
            return super().wait_for(predicate, 0.001)

    monkeypatch.setattr(writer_module, "Condition", Impatient)
    store = open_store()
    fail(store, writing)
    until(lambda: len(pauses) >= 8, "eight attempts")
    writing.refuses = False
    assert any(store.flush(5) for _ in range(5))
    assert pauses[:8] == [0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 8.0, 8.0]
    pauses.clear()
    fail(store, writing)
    writing.refuses = False
    assert any(store.flush(5) for _ in range(5))
    assert pauses[0] == 0.25
    store.close()


@pytest.mark.parametrize("call", ["write", "replace"])
def test_a_checkpoint_that_fails_leaves_saved_what_is_saved(
    call: str, store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[SaveStatus] = []
    store.on_status = told.append
    refusing = Refusing(monkeypatch, call)
    refusing.refuses = True
    old = path.read_bytes()
    store.begin_checkpoint()
    store._saving._writer.wait_for_fold()  # type: ignore[union-attr]
    assert refusing.count
    assert store.status == SaveStatus("saved")
    assert [status for status in told if status.kind == "unsaved"] == []
    assert path.read_bytes() == old
    refusing.refuses = False
    assert store.flush()
    store.close()
    assert path.read_bytes() != old
    assert at_rest(path) == set()


@pytest.mark.parametrize("comes", ["amid it", "after it"])
def test_an_edit_does_not_wait_for_a_checkpoint_that_failed(
    comes: str, held: Held, store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a folder where nobody may replace another user's files."""
    writer = store._saving._writer  # type: ignore[union-attr]
    writer._work.attempts.pause = LONG
    told: list[SaveStatus] = []
    store.on_status = told.append
    real = disk.replace

    def replace(source: Path, target: Path) -> None:
        if target == path.with_name("study.json.bak"):
            if comes == "amid it":
                store.study.codebook.add("later")
            raise OSError(errno.EPERM, "no")
        real(source, target)

    held.begin(store)
    with monkeypatch.context() as patch:
        patch.setattr(disk, "replace", replace)
        held.goes_on.set()
        writer.wait_for_fold()
        if comes == "after it":
            store.study.codebook.add("later")
        until(lambda: store.status.kind != "saving", "it is tried")
    assert store.status == SaveStatus("saved")
    assert "unsaved" not in [status.kind for status in told]
    store.close()


def test_what_keeps_from_writing_is_said_in_plain_words() -> None:
    assert trouble(OSError(errno.ENOSPC, "x")) == "the disk is full"
    assert trouble(OSError(errno.EMFILE, "Too many open files")) == "Too many open files"
    assert trouble(OSError("odd")) == "odd"


def test_what_is_unsaved_is_counted_and_the_reason_given() -> None:
    kept = "kept in memory and saved as soon as can be."
    assert unsaved("it rains", 1) == f"1 edit is not saved yet: it rains. It is {kept}"
    assert unsaved("it rains", 2) == f"2 edits are not saved yet: it rains. They are {kept}"
    assert unsaved("it rains", 0) == (
        "The study cannot be saved now: it rains. It is saved as soon as can be."
    )


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_checkpoint_that_breaks_off_keeps_nobody_waiting(
    store: Store, path: Path, open_store: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    def prepare(*_: object) -> None:
        raise ValueError("nobody foresaw this")

    store.study.codebook.add("kept")
    with monkeypatch.context() as patch:
        patch.setattr(Place, "prepare", prepare)
        closing = Thread(target=store.close, daemon=True)
        closing.start()
        closing.join(LONG)
        assert not closing.is_alive()
    # Otherwise its thread fails during the next test, which does not expect it.
    names = lambda: [thread.name for thread in threading.enumerate()]  # noqa: E731
    until(lambda: "study checkpoint" not in names(), "its thread has ended")
    with open_store() as again:
        assert [tag.name for tag in again.study.codebook] == ["kept"]


def test_a_checkpoint_that_comes_too_late_leaves_no_copy_of_the_study(
    store: Store, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, may_go_on = Place.prepare, Event()

    def prepare(place: Place, *rest: Any) -> Any:
        may_go_on.wait(LONG)
        return real(place, *rest)

    monkeypatch.setattr(Place, "prepare", prepare)
    store.study.codebook.add("tag")
    assert store.flush()
    store.begin_checkpoint()
    Timer(0.05, may_go_on.set).start()
    store.save_elsewhere(tmp_path / "elsewhere" / "study.json")
    assert not [name for name in at_rest(path) if name.endswith(".diptych-tmp")]
    store.close()


def test_very_many_edits_are_encoded_in_slices_beside_who_made_them(
    open_store: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    rests: list[Thread] = []
    monkeypatch.setattr(work_module, "rest", lambda: rests.append(current_thread()))
    store = open_store()
    article = add_article(store.study, "word " * 4 * SLICE)
    words = [Span(at, at + 4) for at in range(0, len(article.text), 5)]
    assert store.flush(LONG)
    assert rests == []
    wanted = [Wanted(article.id, word, ("t",)) for word in words]
    store.study.highlights.marking(wanted, "all").at_once()
    until(lambda: store.status.kind == "saved", "all edits are saved")
    # Making the tag is an edit too.
    assert len(rests) == 4
    assert current_thread() not in rests
    rests.clear()
    monkeypatch.setattr(work_module, "SHOWN", LONG)
    store.study.undo()
    assert store.flush(LONG / 2)
    assert rests == []
    held = whole(store.study)
    store.abandon()
    with open_store() as again:
        assert whole(again.study) == held
