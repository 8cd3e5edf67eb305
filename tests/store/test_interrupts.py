"""Ctrl+c during an edit: the edit is completed and written before the program ends."""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest

from annotations.change import Change
from annotations.store import Store, disk
from tests.store.conftest import at_rest


@pytest.fixture(autouse=True)
def at_a_terminal() -> Iterator[None]:
    """Enables ctrl+c, which tests running in the background would otherwise ignore."""
    usual = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, usual)


@pytest.fixture
def store(open_store: Callable[..., Store]) -> Iterator[Store]:
    opened = open_store()
    yield opened
    opened.abandon()


def interrupt(change: Change) -> None:
    """A sink that simulates ctrl+c in the middle of a change."""
    signal.raise_signal(signal.SIGINT)


@pytest.mark.parametrize(
    ("edit", "left"), [("add", ["first", "second"]), ("undo", []), ("redo", ["first"])]
)
def test_an_interrupt_waits_until_the_change_is_written_down(
    store: Store, open_store: Callable[..., Store], edit: str, left: list[str]
) -> None:
    study = store.study
    edits = {"add": lambda: study.codebook.add("second"), "undo": study.undo, "redo": study.redo}
    study.codebook.add("first")
    if edit == "redo":
        study.undo()
    study.sinks.insert(0, interrupt)
    with pytest.raises(KeyboardInterrupt):
        edits[edit]()
    assert store.flush(5)
    assert [tag.name for tag in study.codebook] == left
    store.close()
    with open_store(access="read") as reader:
        assert [tag.name for tag in reader.study.codebook] == left


def test_who_has_another_use_for_ctrl_c_keeps_it(store: Store) -> None:
    came: list[int] = []
    usual = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        store.study.sinks.append(interrupt)
        store.study.codebook.add("first")
        store.study.codebook.add("second")
    finally:
        signal.signal(signal.SIGINT, usual)
    assert came == [signal.SIGINT] * 2


def test_an_edit_in_another_thread_holds_nothing_back(store: Store) -> None:
    thread = Thread(target=store.study.codebook.add, args=("first",))
    thread.start()
    thread.join()
    assert [tag.name for tag in store.study.codebook] == ["first"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_study_that_is_being_opened_keeps_no_lock(
    path: Path, open_store: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store().close()
    lock = disk.lock

    def interrupted(file: Path) -> int | None:
        fd = lock(file)
        signal.raise_signal(signal.SIGINT)
        return fd

    monkeypatch.setattr(disk, "lock", interrupted)
    with pytest.raises(KeyboardInterrupt):
        open_store()
    assert at_rest(path) == set()


def test_a_study_that_is_being_left_is_closed_first(
    path: Path, open_store: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = disk.replace

    def interrupted(source: Path, target: Path) -> None:
        replace(source, target)
        # Raised in the main thread, while another thread writes.
        signal.raise_signal(signal.SIGINT)

    def tag() -> None:
        with open_store() as store:
            store.study.codebook.add("first")
            monkeypatch.setattr(disk, "replace", interrupted)

    with pytest.raises(KeyboardInterrupt):
        tag()
    assert at_rest(path) == set()
    with open_store(access="read") as reader:
        assert [tag.name for tag in reader.study.codebook] == ["first"]
