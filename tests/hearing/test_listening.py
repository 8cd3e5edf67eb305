"""What a terminal sends is reported key by key, whatever bytes it consists of."""

import os
import pty
import select
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from selectors import SelectorKey, SelectSelector
from threading import Thread

import pytest
from textual import events
from textual.constants import ESCAPE_DELAY
from textual.message import Message

from tests.terminal import DIPTYCH, Terminal
from tui.terminal.listening import Listener

PATIENCE = 10.0
"""Seconds after which an expected message that has not come fails the test."""


class Keyboard:
    """A terminal with a listener: bytes are typed on it, and the listener's messages are read."""

    def __init__(self, fd: int, listener: Listener) -> None:
        self.fd = fd
        self._told: Queue[Message] = Queue()
        self.thread = Thread(target=listener.listen, args=(self._told.put,), daemon=True)
        self.thread.start()

    def send(self, data: bytes) -> None:
        """Type bytes."""
        os.write(self.fd, data)

    def told(self) -> Message:
        """Return the next message."""
        return self._told.get(timeout=PATIENCE)

    def key(self) -> str | None:
        """The next key's character, or its name if it is not printable."""
        key = self.told()
        assert isinstance(key, events.Key)
        return key.character if key.is_printable else key.key


@contextmanager
def listening() -> Iterator[tuple[Keyboard, Listener]]:
    """A terminal and its listener, for the duration of a test."""
    ours, theirs = pty.openpty()
    tty.setraw(theirs)
    listener = Listener(theirs)
    keyboard = Keyboard(ours, listener)
    try:
        yield keyboard, listener
    finally:
        listener.stop()
        keyboard.thread.join(PATIENCE)
        os.close(ours)
        os.close(theirs)


@pytest.fixture
def keyboard() -> Iterator[Keyboard]:
    with listening() as (keyboard, _):
        yield keyboard


def test_keys_and_pastes_are_told_of_in_turn(keyboard: Keyboard) -> None:
    keyboard.send("jä\x1b[B\x1b[200~a text\x1b[201~".encode())
    assert [keyboard.key() for _ in range(3)] == ["j", "ä", "down"]
    paste = keyboard.told()
    assert isinstance(paste, events.Paste)
    assert paste.text == "a text"


@pytest.mark.parametrize(
    "inside", ["\x1b", "\x1b[31mred\x1b[0m", "\x1b[A", "\x1b[200~", "\x1b\x1b[201"]
)
def test_an_esc_that_is_pasted_is_no_key(keyboard: Keyboard, inside: str) -> None:
    keyboard.send(f"\x1b[200~a {inside} text\x1b[201~j".encode())
    paste = keyboard.told()
    assert isinstance(paste, events.Paste)
    assert paste.text == f"a {inside} text".replace("\x1b", "␛")
    assert keyboard.key() == "j"


def test_a_paste_that_comes_bit_by_bit_is_one(keyboard: Keyboard) -> None:
    for byte in b"\x1b[200~a \x1b text\x1b[201~":
        keyboard.send(bytes([byte]))
    paste = keyboard.told()
    assert isinstance(paste, events.Paste)
    assert paste.text == "a ␛ text"


def test_an_esc_with_nothing_behind_it_is_a_key(keyboard: Keyboard) -> None:
    keyboard.send(b"\x1b")
    assert keyboard.key() == "escape"
    keyboard.send(b"\x1b")
    assert keyboard.key() == "escape"


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        (b"\x1ba\x1b", ["alt+a", "escape"]),
        (b"\x1ba\x1br\x1bA", ["alt+a", "alt+r", "alt+shift+a"]),
        (b"\x1ba\x1b[B^\x1b", ["alt+a", "down", "^", "escape"]),
    ],
)
def test_letters_with_alt_are_those_though_an_esc_comes_at_once_behind_them(
    keyboard: Keyboard, typed: bytes, keys: list[str]
) -> None:
    keyboard.send(typed)
    told = [keyboard.told() for _ in keys]
    assert [key.character if key.character == "^" else key.key for key in told] == keys


@pytest.mark.parametrize("strange", [b"\xff", b"\xe4", b"\xe2\x82", b"\x1b[M\xff\xfe\xfd"])
def test_bytes_that_are_no_utf_8_stop_no_key_behind_them(
    keyboard: Keyboard, strange: bytes
) -> None:
    keyboard.send(strange)
    keyboard.send(b"j")
    while keyboard.key() != "j":
        pass


def test_it_wakes_once_behind_what_comes_as_for_an_esc_and_then_sleeps(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waits: Queue[float | None] = Queue()

    class Watched(SelectSelector):
        def select(self, timeout: float | None = None) -> list[tuple[SelectorKey, int]]:
            waits.put(timeout)
            return super().select(timeout)

    monkeypatch.setattr("tui.terminal.listening.SelectSelector", Watched)
    with listening() as (keyboard, _):
        assert waits.get(timeout=PATIENCE) is None
        keyboard.send(b"j")
        wait = waits.get(timeout=PATIENCE)
        assert wait is not None
        assert ESCAPE_DELAY < wait < 1.5 * ESCAPE_DELAY
        assert waits.get(timeout=PATIENCE) is None


def test_a_character_whose_bytes_come_one_by_one_is_one_key(keyboard: Keyboard) -> None:
    for byte in "語".encode():
        keyboard.send(bytes([byte]))
    assert keyboard.key() == "語"


@pytest.mark.parametrize(
    "nonsense",
    [
        b"\x1b[1114112u",
        b"\x1b[99999999999999999999u",
        b"\x1b[:u",
        b"\x1b[1;2;1114112u",
        # Cells with no size in pixels, followed by a mouse position in pixels.
        b"\x1b[48;30;100;0;0t\x1b[<35;9;9M",
    ],
)
def test_a_key_that_there_cannot_be_is_passed_over(keyboard: Keyboard, nonsense: bytes) -> None:
    keyboard.send(nonsense)
    keyboard.send(b"j")
    while not isinstance(told := keyboard.told(), events.Key) or told.key != "j":
        pass


def test_the_mouse_stays_where_it_is_behind_a_key_that_there_cannot_be(keyboard: Keyboard) -> None:
    keyboard.send(b"\x1b[48;30;100;600;1000t")
    keyboard.told()
    keyboard.send(b"\x1b[1114112u\x1b[<35;1;1M")
    keyboard.send(b"\x1b[<35;101;41M")
    while not isinstance(mouse := keyboard.told(), events.MouseMove) or not mouse.x:
        pass
    # The position is in pixels; a cell is ten pixels wide and twenty high.
    assert (mouse.x, mouse.y) == (10, 2)


@pytest.mark.parametrize(
    ("sent", "button"),
    [(b"0", 1), (b"1", 2), (b"2", 3), (b"8", 1), (b"128", 8), (b"129", 9), (b"136", 8)],
)
def test_a_button_at_the_side_of_a_mouse_is_not_taken_for_another(
    keyboard: Keyboard, sent: bytes, button: int
) -> None:
    for end, kind in ((b"M", events.MouseDown), (b"m", events.MouseUp)):
        keyboard.send(b"\x1b[<" + sent + b";3;4" + end)
        told = keyboard.told()
        assert isinstance(told, kind)
        assert (told.button, told.x, told.y) == (button, 2, 3)


@pytest.mark.parametrize("at_once", [4096, 4])
def test_told_to_stop_it_ends_and_leaves_nothing_to_the_shell(
    at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.terminal.listening.AT_ONCE", at_once)
    ours, theirs = pty.openpty()
    tty.setraw(theirs)
    os.write(ours, b"\x1b[<35;1;1M")
    listener = Listener(theirs)
    listener.stop()
    told: list[Message] = []
    listener.listen(told.append)
    assert not told
    assert not select.select([theirs], [], [], 0)[0]
    os.close(ours)
    os.close(theirs)


def test_it_ends_though_nothing_comes() -> None:
    with listening() as (keyboard, listener):
        keyboard.send(b"j")
        keyboard.told()
        listener.stop()
        keyboard.thread.join(PATIENCE)
        assert not keyboard.thread.is_alive()


def test_it_ends_though_there_is_no_end_of_what_comes() -> None:
    endless = os.open("/dev/zero", os.O_RDONLY)
    listener = Listener(endless)
    listener.stop()
    thread = Thread(target=listener.listen, args=(pytest.fail,), daemon=True)
    thread.start()
    thread.join(PATIENCE)
    assert not thread.is_alive()
    os.close(endless)


def test_what_cannot_be_read_is_told_unless_it_ends_anyway(tmp_path: Path) -> None:
    folder = os.open(tmp_path, os.O_RDONLY)
    listener = Listener(folder)
    with pytest.raises(IsADirectoryError):
        listener.listen(pytest.fail)
    listener.stop()
    listener = Listener(folder)
    listener.stop()
    listener.listen(pytest.fail)
    os.close(folder)


def test_it_ends_with_its_terminal() -> None:
    reading, writing = os.pipe()
    listener = Listener(reading)
    os.write(writing, b"j")
    os.close(writing)
    told: list[Message] = []
    thread = Thread(target=listener.listen, args=(told.append,), daemon=True)
    thread.start()
    thread.join(PATIENCE)
    assert not thread.is_alive()
    assert len(told) == 1
    listener.stop()
    os.close(reading)


def test_the_reader_stays_whatever_bytes_are_typed(tmp_path: Path) -> None:
    env = {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path / "state")}
    with Terminal(DIPTYCH, env=env) as terminal:
        terminal.shows("help")
        terminal.settle()
        terminal.type(b"\xe4j\xff\x1b[1114112u")
        terminal.settle()
        since = len(terminal.seen)
        terminal.press("?")
        terminal.shows("paragraph", since)
        terminal.press("\x1b")
        terminal.settle()
        terminal.press("q")
        assert terminal.gone() == 0
