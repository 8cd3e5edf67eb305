"""Reads keys, mouse input and pasted text from the terminal, and passes them to Textual.

Textual's own loop ends the program at the first byte that is not UTF-8, and checks only ten times a
second whether an Esc stands alone and whether to end: leaving a dialog or the program would take a
tenth of a second longer.
"""

import os
import select
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain
from selectors import EVENT_READ, SelectSelector
from socket import socketpair
from time import monotonic

from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.message import Message

MARGIN = 0.001
"""Seconds beyond the Esc delay, so that it is certainly over by the parser's clock."""

AT_ONCE = 4096
"""Bytes that are read at a time."""

ESC = "\x1b"


PASTED = (f"{ESC}[200~", f"{ESC}[201~")
"""What a terminal sends before a pasted text, and after it."""

ESC_STAND_IN = "\u241b"
"""What is pasted in place of an Esc, as in all displayed text."""

EXTRA, FIRST_EXTRA = 128, 8
"""The bit that marks a mouse button beyond the first three, and the first such button's number."""

LATE = 0.02
"""Seconds without a byte after which no more input is taken to be on its way."""

LATEST = 0.2
"""The most seconds to wait, when the program ends, for input that is still on its way."""


class Pasting:
    """Replaces each Esc in pasted text, which would act as a key.

    A text that was copied with its colours, for example, would close the note that it is pasted
    into, and the letters after that would act as commands.
    """

    def __init__(self) -> None:
        self._taken: list[str] = []
        self._is_on = False

    def harmless(self, character: str) -> str:
        """What to pass on after this character; pasted text is held back until its end."""
        begins, ends = PASTED
        self._taken.append(character)
        last = "".join(self._taken[-len(begins) :])
        if self._is_on and last == ends:
            text = "".join(self._taken[: -len(ends)])
            self._is_on, self._taken = False, []
            return text.replace(ESC, ESC_STAND_IN) + ends
        if self._is_on:
            return ""
        self._is_on = last == begins
        self._taken = [] if self._is_on else self._taken[-len(begins) :]
        return character


class Parser(XTermParser):
    """Textual's parser, but it distinguishes the mouse buttons beyond the third.

    Textual reports the back and forward buttons as the left and middle ones.
    """

    def parse_mouse_code(self, code: str) -> Message | None:
        """The message for a mouse code; the extra buttons are numbered from 8, as terminals do."""
        message = super().parse_mouse_code(code)
        match = self._re_sgr_mouse.match(code)
        if match and isinstance(message, events.MouseEvent) and int(match[1]) & EXTRA:
            message.button = FIRST_EXTRA + (int(match[1]) & 3)
        return message


class Listener:
    """Reads a terminal, given by its file descriptor, on one thread until another calls `stop`."""

    def __init__(self, terminal: int) -> None:
        self._terminal = terminal
        self._parser = Parser()
        self._pasting = Pasting()
        self._stopped, self._stop = socketpair()

    def listen(self, tell: Callable[[Message], None]) -> None:
        """Pass each key, mouse event, paste and reply of the terminal to `tell` as it arrives.

        Bytes that are not UTF-8 become U+FFFD. Returns at the end of the terminal's input or after
        `stop`; raises `OSError` if the terminal cannot be read.
        """
        decoder = getincrementaldecoder("utf-8")(errors="replace")
        with self._stopped, SelectSelector() as selector:
            selector.register(self._terminal, EVENT_READ)
            selector.register(self._stopped, EVENT_READ)
            wait = None
            while True:
                ready = [key.fileobj for key, _ in selector.select(wait)]
                if self._stopped in ready:
                    break
                if ready:
                    data = os.read(self._terminal, AT_ONCE)
                    if not data:
                        break
                    for message in self._parsed(decoder.decode(data)):
                        tell(message)
                for message in self._parser.tick():
                    tell(message)
                # After input, wake up once the Esc delay is over; then only input matters.
                wait = constants.ESCAPE_DELAY + MARGIN if ready else None
            selector.unregister(self._stopped)
            self._swallow(selector)

    def stop(self) -> None:
        """Make `listen` return, from another thread."""
        self._stop.close()

    def _parsed(self, text: str) -> Iterator[Message]:
        """The messages in text from the terminal; invalid sequences yield none."""
        for character in chain.from_iterable(map(self._pasting.harmless, text)):
            # One by one, so that those after an invalid sequence count. To the parser an empty
            # string, as from an incomplete character, would be the end of the input.
            try:
                told = self._parser.feed(character)
                yield from _with_alt(told) if character == ESC else told
            except (ValueError, ArithmeticError):
                # For example, a key code that is no character. The parser cannot be used again.
                new, old = Parser(), self._parser
                new.terminal_size, new.mouse_pixels = old.terminal_size, old.mouse_pixels
                new.terminal_pixel_size = old.terminal_pixel_size
                self._parser = new

    def _swallow(self, selector: SelectSelector) -> None:
        """Discard input still on its way, such as mouse moves over a network.

        Otherwise another program would get it.
        """
        ends = monotonic() + LATEST
        with suppress(OSError):
            while monotonic() < ends and selector.select(LATE):
                if not os.read(self._terminal, AT_ONCE):
                    break


def _with_alt(told: Iterable[Message]) -> Iterator[Message]:
    """What the parser reports of earlier input at an Esc, with letters typed with Alt restored.

    Textual waits for more after such a letter, as long as after an Esc; an Esc that arrives
    meanwhile, as when a slow line delivers both at once, would turn it into a `^` and the letter
    without Alt.
    """
    messages = iter(told)
    for message in messages:
        if isinstance(message, events.Key) and message.character == "^":
            letter = next(messages, None)
            if isinstance(letter, events.Key):
                shift = "shift+" if letter.key.isupper() else ""
                yield events.Key(f"alt+{shift}{letter.key.lower()}", letter.character)
        else:
            yield message


def is_hung_up() -> bool:
    """Whether the terminal that keys come from is closed.

    Polling for no event still reports a hang-up, and consumes no key.
    """
    if sys.__stdin__ is None or not hasattr(select, "poll"):
        return False
    poll = select.poll()
    try:
        poll.register(sys.__stdin__.fileno(), 0)
    except (OSError, ValueError):  # a stream without a file descriptor, as in tests
        return False
    return any(event & (select.POLLHUP | select.POLLERR) for _, event in poll.poll(0))
