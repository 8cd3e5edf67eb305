"""Words of a text, found around an offset without reading the rest of the text.

Words are defined by rules over kinds of characters; there is no dictionary.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import lru_cache

from annotations.span import Span

_BLOCK = 1_024
_APOSTROPHES = "'’ʼ＇·׳״"
_HYPHENS = "-‐‑֊־"
_UNSPACED = (
    "CJK ",
    "IDEOGRAPHIC ",
    "HIRAGANA ",
    "KATAKANA ",
    "KATAKANA-HIRAGANA ",
    "HALFWIDTH KATAKANA",
    "VERTICAL KANA ",
    "BOPOMOFO ",
)
_CORE = r"[LD_][LDM_]*"
_WORD = re.compile(
    # U.S, e.g, and what is attached to them: U.S.-led
    rf"(?:LM*\.)+LM*(?![LDM_])(?:\.?[AH]{_CORE})*"
    # don’t, face-to-face, 19th-century, 13,000, 10:30
    rf"|{_CORE}(?:[AH]{_CORE}|(?<=D)[.,:](?=D){_CORE})*"
    # one ideograph or kana
    r"|CM*"
    # a run between spaces that holds no letter and no digit
    r"|(?<![^ ])[^LDC_ ]+(?![^ ])"
)


class _Kinds(dict[int, str]):
    """One letter for the kind of each code point, cached.

    `L` letter, `D` digit, `C` ideograph or kana, `M` mark or joiner, `A` apostrophe, `H` hyphen,
    `S` any other visible character; full stop, comma, colon, underscore and space stand for
    themselves.
    """

    def __missing__(self, point: int) -> str:
        kind = self[point] = _kind(chr(point))
        return kind


class Words:
    """The words of `text`; offsets are code points.

    - Letters and digits with their marks, and the apostrophes, hyphens and underscores inside
      them, are one word; so are figures with points, commas and colons between digits, and single
      letters with points between them.
    - Each ideograph and each kana is a word. Other scripts without spaces between words (Thai, Lao,
      Khmer, Burmese) are split at their spaces only.
    - A run between white space that holds no letter and no digit (a dash, an emoji) is a word, so
      that every visible run holds one.
    - A run of more than 1,024 code points without white space may be cut, so that lookups stay
      local.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._blocks = (len(text) + _BLOCK - 1) // _BLOCK
        self._block = lru_cache(maxsize=128)(self._words_of_block)

    def at(self, offset: int) -> Span:
        """The word holding `offset`, else the next, else the last; empty if there is none."""
        for block in range(self._index(offset), self._blocks):
            words = self._block(block)
            place = bisect_right(words, offset, key=_end)
            if place < len(words):
                return words[place]
        return self.previous(len(self._text)) or Span(0, 0)

    def next(self, offset: int) -> Span | None:
        """The first word that starts after `offset`."""
        for block in range(self._index(offset), self._blocks):
            words = self._block(block)
            place = bisect_right(words, offset, key=_start)
            if place < len(words):
                return words[place]
        return None

    def previous(self, offset: int) -> Span | None:
        """The last word that starts before `offset`."""
        for block in range(min(self._index(offset) + 1, self._blocks - 1), -1, -1):
            words = self._block(block)
            place = bisect_left(words, offset, key=_start)
            if place:
                return words[place - 1]
        return None

    def within(self, span: Span) -> list[Span]:
        """The words that share a code point with `span`, or hold its start if it is empty."""
        end = max(span.end, span.start + 1)
        found: list[Span] = []
        for block in range(self._index(span.start), self._blocks):
            if block * _BLOCK - _BLOCK > end:
                break
            words = self._block(block)
            first = bisect_right(words, span.start, key=_end)
            found += words[first : bisect_left(words, end, key=_start)]
        return found

    def _index(self, offset: int) -> int:
        """The block from which to go on to find every word at or after `offset`."""
        return min(max(offset // _BLOCK, 0), max(self._blocks - 1, 0))

    def _words_of_block(self, block: int) -> list[Span]:
        start, end = self._cut(block), self._cut(block + 1)
        kinds = self._text[start:end].translate(_KINDS)
        return [Span(start + w.start(), start + w.end()) for w in _WORD.finditer(kinds)]

    def _cut(self, block: int) -> int:
        """Where `block` begins: after the last white space before its nominal place.

        Where the block before has no white space, the nominal place itself, moved back from marks
        to their base.
        """
        nominal = min(block * _BLOCK, len(self._text))
        if nominal in (0, len(self._text)):
            return nominal
        low = nominal - _BLOCK
        cut = nominal
        while cut > low:
            if self._text[cut - 1].isspace():
                return cut
            cut -= 1
        while nominal > low and _KINDS[ord(self._text[nominal])] == "M":
            nominal -= 1
        return nominal


def _start(span: Span) -> int:
    return span.start


def _end(span: Span) -> int:
    return span.end


def _kind(character: str) -> str:
    """The kind of one code point, by its Unicode category and, for unspaced scripts, its name."""
    if character in _APOSTROPHES:
        return "A"
    if character in _HYPHENS:
        return "H"
    if character in ".,:_":
        return character
    if character.isspace() or character == "\u200b":
        return " "
    category = unicodedata.category(character)
    if category[0] in "LN":
        if unicodedata.name(character, "").startswith(_UNSPACED):
            return "C"
        return category[0].replace("N", "D")
    return "M" if category[0] == "M" or category == "Cf" else "S"


_KINDS = _Kinds()
