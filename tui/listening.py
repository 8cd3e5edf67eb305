"""What a reader types, points at and pastes, on its way from the terminal to Textual.

Textual's own loop ends the program at the first byte that is no UTF-8, and looks only ten times a
second whether an Esc stands alone or whether it is to end: every dialog and the program itself
would be left a tenth of a second late.
"""

import os
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
"""Seconds beyond those of an Esc, so that the parser's clock has certainly come so far."""

AT_ONCE = 4096
"""Bytes that are read at a time."""

ESC = "\x1b"


PASTED = (f"{ESC}[200~", f"{ESC}[201~")
"""What a terminal sends before a pasted text, and behind it."""

ESC_STAND_IN = "\u241b"
"""What is pasted in place of an Esc, as in all that is shown."""

EXTRA, FIRST_EXTRA = 128, 8
"""The bit by which a terminal tells that a button is none of the first three, and what it counts
those from."""

LATE = 0.02
"""Seconds without a byte after which nothing is on its way any more."""

LATEST = 0.2
"""Seconds that what is still on its way when the program ends is waited for at most."""


class Pasting:
    """Takes the Escs out of what is pasted, which would be keys.

    A text that was copied with its colours, say, would end the note that it is pasted into, and be
    obeyed from there on, letter by letter.
    """

    def __init__(self) -> None:
        self._taken: list[str] = []
        self._is_on = False

    def harmless(self, character: str) -> str:
        """What to pass on, now that this has come: of what is pasted nothing before its end."""
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
    """Textual's, but that it tells the buttons of a mouse from each other that are beyond three.

    Textual has those that go back and forward be the left one and the middle one.
    """

    def parse_mouse_code(self, code: str) -> Message | None:
        """What a mouse did; the extra buttons are numbered from 8, as terminals do."""
        message = super().parse_mouse_code(code)
        match = self._re_sgr_mouse.match(code)
        if match and isinstance(message, events.MouseEvent) and int(match[1]) & EXTRA:
            message.button = FIRST_EXTRA + (int(match[1]) & 3)
        return message


class Listener:
    """Reads a terminal, given by its descriptor, in one thread until another one has it `stop`."""

    def __init__(self, terminal: int) -> None:
        self._terminal = terminal
        self._parser = Parser()
        self._pasting = Pasting()
        self._stopped, self._stop = socketpair()

    def listen(self, tell: Callable[[Message], None]) -> None:
        """Tell of each key, move of the mouse, paste and answer of the terminal as it comes.

        What is no UTF-8 is told of as U+FFFD. Ends with the terminal; raises `OSError` for one that
        cannot be read.
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
                # An Esc has its delay to be more than that; then nothing happens by itself.
                wait = constants.ESCAPE_DELAY + MARGIN if ready else None
            selector.unregister(self._stopped)
            self._swallow(selector)

    def stop(self) -> None:
        """Have `listen` end, from another thread."""
        self._stop.close()

    def _parsed(self, text: str) -> Iterator[Message]:
        """What text from the terminal says; what is no text of a terminal says nothing."""
        for character in chain.from_iterable(map(self._pasting.harmless, text)):
            # One by one, so that those behind what says nothing count. Nothing at all, as where a
            # character has only begun to come, would be the end to the parser.
            try:
                told = self._parser.feed(character)
                yield from _with_alt(told) if character == ESC else told
            except (ValueError, ArithmeticError):
                # A key with a number that no character has, say. The parser is broken off amid it.
                new, old = Parser(), self._parser
                new.terminal_size, new.mouse_pixels = old.terminal_size, old.mouse_pixels
                new.terminal_pixel_size = old.terminal_pixel_size
                self._parser = new

    def _swallow(self, selector: SelectSelector) -> None:
        """Let nobody else have what was on its way, as are moves of the mouse over a network."""
        ends = monotonic() + LATEST
        with suppress(OSError):
            while monotonic() < ends and selector.select(LATE):
                if not os.read(self._terminal, AT_ONCE):
                    break


def _with_alt(told: Iterable[Message]) -> Iterator[Message]:
    """What an Esc has the parser tell of what came before: where that was a letter with Alt, it.

    Textual waits for more of such a letter, as long as for an Esc; one that comes meanwhile, all at
    once over a slow line, would have it be a `^` and the letter without Alt.
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
