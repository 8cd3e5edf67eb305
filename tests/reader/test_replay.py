"""Passages marked elsewhere are marked again by keys, which must give exactly the same span.

Every passage begins and ends at a word boundary, as spans of published data sets do. Keys are
counted from the moment the passage is in view.
"""

import random
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from annotations.reading import read_file
from annotations.span import Span
from tests.hands import burst

from .conftest import SAMPLES

MOST_KEYS = 6
LENGTHS = (1, 1, 2, 3, 3, 5, 8, 13, 21, 34, 55, 80)
"""Lengths in words; the last ones are longer than a paragraph."""


class Passage(NamedTuple):
    """A span to be made again, and its first and last words."""

    span: Span
    first: Span
    last: Span


def words_of(text: str) -> list[Span]:
    """Words: runs without white space, trimmed to their first and last letters or digits."""
    found = []
    start: int | None = None
    for offset, character in enumerate(text + " "):
        if not character.isspace():
            start = offset if start is None else start
        elif start is not None:
            inner = [place for place in range(start, offset) if text[place].isalnum()]
            if inner:
                found.append(Span(inner[0], inner[-1] + 1))
            start = None
    return found


def passages(text: str, seed: int, number: int) -> Iterator[Passage]:
    """Random passages of all lengths, half of whose ends include the adjacent punctuation."""
    choose = random.Random(seed)
    words = words_of(text)
    for turn in range(number):
        length = LENGTHS[turn % len(LENGTHS)]
        at = choose.randrange(len(words) - length)
        first, last = words[at], words[at + length - 1]
        start, end = first.start, last.end
        if choose.random() < 0.5:
            while start and _touches(text[start - 1]):
                start -= 1
        if choose.random() < 0.5:
            while end < len(text) and _touches(text[end]):
                end += 1
        yield Passage(Span(start, end), first, last)


def _touches(character: str) -> bool:
    return not character.isalnum() and not character.isspace()


async def scroll_into_view(session, passage: Span) -> None:
    """Move to the end of the passage and back to its start, as a coder does by paging."""
    pane = session.reader.pane
    pane.selection = pane.selection.collapsed().moved_to(passage.end - 1)
    await session.pilot.pause()
    pane.selection = pane.selection.collapsed().moved_to(passage.start)
    await session.pilot.pause()


def label_of(session, word: Span, *, last: bool) -> str:
    """The label of the place that begins where `word` does or, for the `last` word, ends there."""
    return next(
        label
        for label, place in session.reader.mode.labels.items()
        if (place.word.end == word.end if last else place.word.start == word.start)
    )


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
@pytest.mark.parametrize("article", range(len(SAMPLES)))
async def test_any_passage_in_view_is_marked_exactly_in_six_keys(opened, size, article) -> None:
    text = read_file(SAMPLES[article]).text
    async with opened(size, texts=(text,)) as session:
        session.study.codebook.add("gold")
        for span, first, last in passages(text, seed=article, number=15):
            await scroll_into_view(session, span)
            before = {highlight.id for highlight in session.study.highlights}
            await session.press("s")
            begin = label_of(session, first, last=False)
            finish = label_of(session, last, last=True)
            begin = begin.upper() if span.start < first.start else begin
            finish = finish.upper() if span.end > last.end else finish
            await burst(session.pilot, [*begin, *finish, "1"], pauses=1)
            (made,) = [h for h in session.study.highlights if h.id not in before]
            assert made.span == span, made.quote
            assert made.quote == text[span.start : span.end]
            assert session.study.codebook.names(made.tags) == ("gold",)
            assert len(["s", *begin, *finish, "1"]) <= MOST_KEYS
            await burst(session.pilot, ["u"], pauses=1)
