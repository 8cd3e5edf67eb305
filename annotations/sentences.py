"""Sentences of a text, found one paragraph, or one stretch of a long paragraph, at a time.

The boundaries are sentencex's, except after the few titles (such as Ms.) that it does not know.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from annotations.paragraphs import MARKS, Paragraphs
from annotations.span import Span
from annotations.stops import CLOSING, STOPS

_STRETCH = 20_000
_SEAM = 2_000
_AFTER_SENTENCE = re.compile(rf"[{STOPS}][{re.escape(CLOSING)}]*\s*(?=\S)")
_AFTER_SPACE = re.compile(r"\s(?=\S)")
_NOTHING_SAID = re.compile(r"[\W_]*")
_TITLE = re.compile(r"\b(?:Ms|Mx|Messrs)\.$")
_LONGEST_TITLE = 8
_DEEPEST_INDENT = 64


class Sentences:
    """The sentences of `text`, without the white space at their edges; offsets are code points.

    A sentence lies in one paragraph; the sentence of a list item begins after the item's mark. A
    paragraph of more than 20,000 code points is segmented in stretches of about that length, cut
    between sentences where the text allows.
    """

    def __init__(self, text: str, paragraphs: Paragraphs) -> None:
        self._text = text
        self._paragraphs = paragraphs
        self._segment = lru_cache(maxsize=256)(self._segmented)

    def at(self, offset: int) -> Span:
        """The sentence of `offset`, else its paragraph's next, else its last; empty if none.

        Where `offset` lies between paragraphs, the first sentence of the next paragraph.
        """
        paragraph = self._paragraphs.at(offset)
        last = Span(0, 0)
        for stretch in self._stretches_from(paragraph, offset):
            for sentence in self._segment(stretch):
                if sentence.end > offset:
                    return sentence
                last = sentence
        return last

    def next(self, offset: int) -> Span | None:
        """The first sentence that starts after `offset`."""
        paragraph: Span | None = self._paragraphs.at(offset)
        while paragraph:
            for stretch in self._stretches_from(paragraph, offset):
                for sentence in self._segment(stretch):
                    if sentence.start > offset:
                        return sentence
            paragraph = self._paragraphs.next(paragraph.start)
        return None

    def previous(self, offset: int) -> Span | None:
        """The last sentence that starts before `offset`."""
        paragraph = self._paragraphs.previous(offset)
        # In a list item, the first sentence may start after the offset: then go on backwards.
        while paragraph:
            index = self._stretch_index(paragraph, min(offset, paragraph.end) - 1)
            for stretch in (self._stretch(paragraph, i) for i in range(index, -1, -1)):
                for sentence in reversed(self._segment(stretch)):
                    if sentence.start < offset:
                        return sentence
            paragraph = self._paragraphs.previous(paragraph.start)
        return None

    def of(self, paragraph: Span) -> tuple[Span, ...]:
        """All sentences of `paragraph`, in order."""
        stretches = self._stretches_from(paragraph, paragraph.start)
        return tuple(sentence for stretch in stretches for sentence in self._segment(stretch))

    def _stretches_from(self, paragraph: Span, offset: int) -> Iterator[Span]:
        """The stretches of `paragraph` from the one of `offset` on."""
        index = self._stretch_index(paragraph, offset)
        while (stretch := self._stretch(paragraph, index)).start < paragraph.end:
            yield stretch
            index += 1

    def _stretch_index(self, paragraph: Span, offset: int) -> int:
        inside = min(max(offset, paragraph.start), max(paragraph.end - 1, paragraph.start))
        index = (inside - paragraph.start) // _STRETCH
        return index if inside < self._cut(paragraph, index + 1) else index + 1

    def _stretch(self, paragraph: Span, index: int) -> Span:
        return Span(self._cut(paragraph, index), self._cut(paragraph, index + 1))

    def _cut(self, paragraph: Span, index: int) -> int:
        """Where stretch `index` begins: after the last sentence or space of the seam before it."""
        nominal = paragraph.start + index * _STRETCH
        if index == 0 or nominal >= paragraph.end:
            return min(nominal, paragraph.end)
        for seam in (_AFTER_SENTENCE, _AFTER_SPACE):
            found = list(seam.finditer(self._text, nominal - _SEAM, nominal))
            if found:
                return found[-1].end()
        marks = 0
        while marks < _SEAM and unicodedata.category(self._text[nominal - marks])[0] == "M":
            marks += 1
        return nominal - marks

    def _segmented(self, stretch: Span) -> tuple[Span, ...]:
        """The sentences of a stretch.

        A name after its title is joined to the piece before, and so is a piece without letter or
        digit.
        """
        # Imported here: start-up and the command line do without it.
        from sentencex import get_sentence_boundaries  # type: ignore[import-untyped]

        found: list[Span] = []
        passage = stretch.of(self._text)
        for boundary in get_sentence_boundaries("en", passage):
            start, end = boundary["start_index"], boundary["end_index"]
            piece = Span(stretch.start + start, stretch.start + end).trimmed(self._text)
            piece = self._without_mark(piece, stretch)
            if not piece:
                continue
            if found and self._belongs(found[-1], piece):
                found[-1] = Span(found[-1].start, piece.end)
            else:
                found.append(piece)
        return tuple(found)

    def _without_mark(self, piece: Span, stretch: Span) -> Span:
        """A piece without the list item's mark that it begins with; empty if that is all of it.

        sentencex gives `1.` as a piece of its own, and the rest of the line as the next.
        """
        before = self._text[max(piece.start - _DEEPEST_INDENT, 0) : piece.start]
        indent = before[len(before.rstrip()) :]
        if "\n" not in indent and len(indent) < piece.start:
            return piece
        mark = MARKS.match(self._text, piece.start, stretch.end)
        if mark is None:
            return piece
        if mark.end() < piece.end and _NOTHING_SAID.fullmatch(self._text, mark.end(), piece.end):
            return piece
        return Span(min(mark.end(), piece.end), piece.end)

    def _belongs(self, before: Span, piece: Span) -> bool:
        """Whether a piece is the end of the sentence before instead of one of its own."""
        start = max(before.end - _LONGEST_TITLE, before.start)
        title = _TITLE.search(self._text, start, before.end)
        return bool(title or _NOTHING_SAID.fullmatch(self._text, piece.start, piece.end))
