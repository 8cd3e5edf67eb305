"""Cuts a JSON file into parts step by step: doing it at once would delay the handling of keys.

This module only finds where each part ends; the code that decodes a part checks what it holds.
"""

import codecs
import re
from collections.abc import Container, Generator, Iterator
from typing import NamedTuple

import msgspec

WINDOW = 1 << 16
"""Bytes scanned between two yields: a millisecond or two."""

DEEPEST = 500
"""Maximum depth of nested brackets in a part."""

LONGEST_NUMBER = 1_000
"""Bytes at which a number is too long: Python takes long to read very many digits."""

LONGEST_NAME = 1_000
"""Maximum bytes of a field's name; a longer one is read as the empty name."""

# Atomic groups, not possessive groups, which Python before 3.11.5 matches wrongly (gh-106052).
_BLANKS = rb"[ \t\r\n]*+"
_SIGNS = rb'[^"\[\]{}]*+'
_LETTERS = rb'[^"\\\x00-\x1f]'
_STRING = rb'"' + _LETTERS + rb"*+(?>(?:\\." + _LETTERS + rb'*+)*)"'
_STRINGS = _SIGNS + rb"(?>(?:" + _STRING + _SIGNS + rb")*)"
_FLAT = rb"[\[{]" + _STRINGS + rb"[\]}]"
_STRINGS_AND_FLAT = _STRINGS + rb"(?>(?:" + _FLAT + _STRINGS + rb")*)"

_BLANK = re.compile(_BLANKS)
_WORD = re.compile(rb'[^ \t\r\n,:\[\]{}"]++')
_CHARACTERS = re.compile(rb"(?>(?:" + _LETTERS + rb"++|\\.)*)", re.DOTALL)
_INSIDE = re.compile(_STRINGS_AND_FLAT, re.DOTALL)
# A record as exports write it, followed by a comma; brackets within it hold no other brackets.
_RECORD = re.compile(_BLANKS + rb"(\{" + _STRINGS_AND_FLAT + rb"\})" + _BLANKS + rb",", re.DOTALL)

Rests = Generator[None, None, None]


class Malformed(ValueError):
    """Bytes that are not JSON; the message is a clause for use within a sentence."""


class Part(NamedTuple):
    """A value: that of the file's field `name`, or the one at index `place` of that field's array.

    `start` and `end` are byte offsets in the file.
    """

    name: str
    place: int | None
    start: int
    end: int


class Cutting:
    """Cuts a file into parts: the values of its fields, those named in `arrays` member by member.

    An array that has been cut into members is itself a part after them. `place` names the part that
    is being cut out, as in `articles[3]`.
    """

    def __init__(self, content: bytes, arrays: Container[str]) -> None:
        self._content = content
        self._arrays = arrays
        self.place = ""
        self._at = len(codecs.BOM_UTF8) if content.startswith(codecs.BOM_UTF8) else 0
        self._rested = self._at

    def parts(self) -> Iterator[Part | None]:
        """The parts in file order, and None where the caller may pause. Raises `Malformed`."""
        yield from self._take(b"{")
        is_next = not (yield from self._passes(b"}"))
        while is_next:
            name = yield from self._name()
            yield from self._take(b":")
            if name in self._arrays and (yield from self._passes(b"[")):
                start = self._at - 1
                yield from self._members(name)
                yield Part(name, None, start, self._at)
            else:
                yield (yield from self._part(name, None))
            is_next = yield from self._goes_on(b"}")
        if (yield from self._sign()):
            raise self._malformed("something stands behind its end")

    def _members(self, name: str) -> Generator[Part | None, None, None]:
        place = 0
        is_next = not (yield from self._passes(b"]"))
        while is_next:
            if found := _RECORD.match(self._content, self._at, self._at + WINDOW):
                self._at = found.end()
                yield Part(name, place, *found.span(1))
            else:
                yield (yield from self._part(name, place))
                is_next = yield from self._goes_on(b"]")
            place += 1

    def _name(self) -> Generator[None, None, str]:
        if (yield from self._sign()) != b'"':
            raise self._malformed("a name is missing")
        part = yield from self._part("", None)
        if part.end - part.start > LONGEST_NAME:
            return ""
        name: str = msgspec.json.decode(self._content[part.start : part.end], type=str)
        return name

    def _part(self, name: str, place: int | None) -> Generator[None, None, Part]:
        yield from self._sign()
        start = self._at
        self.place = name if place is None else f"{name}[{place}]"
        yield from self._value()
        self.place = ""
        return Part(name, place, start, self._at)

    def _value(self) -> Rests:
        """Move past the value that begins here."""
        content, depth = self._content, 0
        while True:
            sign = content[self._at : self._at + 1]
            if not sign:
                raise Malformed("it breaks off")
            if sign == b'"':
                yield from self._string()
            elif sign in b"[{":
                self._at += 1
                depth += 1
            elif sign in b"]}" and depth:
                self._at += 1
                depth -= 1
            elif not depth:
                self._word()
            if not depth:
                return
            if depth > DEEPEST:
                raise self._malformed(f"brackets stand in more than {DEEPEST} others")
            yield from self._skip(_INSIDE)

    def _word(self) -> None:
        """Move past a number, or a word such as null."""
        found = _WORD.match(self._content, self._at, self._at + LONGEST_NUMBER)
        if found is None:
            raise self._malformed("a value is missing")
        if len(found[0]) == LONGEST_NUMBER:
            raise self._malformed("a number is too long")
        self._at = found.end()

    def _string(self) -> Rests:
        """Move past the string that begins here, however long it is."""
        content = self._content
        self._at += 1
        while True:
            yield from self._skip(_CHARACTERS)
            following = content[self._at : self._at + 1]
            if following == b'"':
                self._at += 1
                return
            if len(content) - self._at <= (following == b"\\"):
                raise Malformed("it breaks off")
            if following < b" ":
                raise self._malformed("a string does not end on its line")

    def _goes_on(self, closing: bytes) -> Generator[None, None, bool]:
        """Move past a comma (True) or `closing` (False). Raises `Malformed` if neither is next."""
        if (yield from self._passes(b",")):
            return True
        yield from self._take(closing)
        return False

    def _take(self, sign: bytes) -> Rests:
        if not (yield from self._passes(sign)):
            if self._at >= len(self._content):
                raise Malformed("it breaks off")
            raise self._malformed(f"{sign.decode()} is missing")

    def _passes(self, sign: bytes) -> Generator[None, None, bool]:
        """Whether `sign` is the next byte that is not blank; if so, move past it."""
        is_next = (yield from self._sign()) == sign
        self._at += is_next
        return is_next

    def _sign(self) -> Generator[None, None, bytes]:
        """Move past blanks and return the next byte, empty at the end of the file."""
        while True:
            limit = self._at + WINDOW
            yield from self._skip(_BLANK)
            if self._at < limit:
                return self._content[self._at : self._at + 1]

    def _skip(self, pattern: re.Pattern[bytes]) -> Rests:
        """Move past what matches `pattern`, at most a window; yield after scanning a window."""
        if found := pattern.match(self._content, self._at, self._at + WINDOW):
            self._at = found.end()
        if self._at - self._rested >= WINDOW:
            self._rested = self._at
            yield

    def _malformed(self, what: str) -> Malformed:
        return Malformed(f"JSON is malformed: {what} (byte {self._at})")
