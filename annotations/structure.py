"""The paragraphs, sentences and words of a text, derived lazily and never stored.

Everything is local to an offset, so that a 100 MB text costs no more than a short one.
"""

from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from annotations.furniture import LONGEST, REACH, depends_on_place, is_furniture
from annotations.paragraphs import Paragraphs, is_hard_wrapped
from annotations.span import Span

if TYPE_CHECKING:
    from annotations.sentences import Sentences
    from annotations.words import Words


class Structure:
    """The paragraphs, sentences and words of `text`. Offsets are code points.

    An offset outside the text counts as the nearest inside. The three kinds answer alike: `_at`
    gives the one holding the offset, else the next, else the last, and the empty span at 0 where
    the text has none; `next_` gives the first that starts after the offset, `previous_` the last
    that starts before it, None where there is none.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.hard_wrapped = is_hard_wrapped(text)
        self._paragraphs = Paragraphs(text, self.hard_wrapped)
        self._furniture = _Furniture(text, self._paragraphs)

    # An article that is only shown needs neither; their regular expressions compile on first use.
    @cached_property
    def _sentences(self) -> "Sentences":
        from annotations.sentences import Sentences

        return Sentences(self.text, self._paragraphs)

    @cached_property
    def _words(self) -> "Words":
        from annotations.words import Words

        return Words(self.text)

    def paragraph_at(self, offset: int) -> Span:
        """The paragraph of `offset`: its edges' white space and its line feed belong to it too."""
        return self._paragraphs.at(offset)

    def next_paragraph(self, offset: int) -> Span | None:
        """The first paragraph that starts after `offset`."""
        return self._paragraphs.next(offset)

    def previous_paragraph(self, offset: int) -> Span | None:
        """The last paragraph that starts before `offset`."""
        return self._paragraphs.previous(offset)

    def paragraphs(self, within: Span) -> list[Span]:
        """The paragraphs that share a code point with `within`, or hold its start if empty."""
        return self._paragraphs.within(within)

    def sentence_at(self, offset: int) -> Span:
        """The sentence of `offset`, else the next of its paragraph, else the last of it."""
        return self._sentences.at(offset)

    def next_sentence(self, offset: int) -> Span | None:
        """The first sentence that starts after `offset`."""
        return self._sentences.next(offset)

    def previous_sentence(self, offset: int) -> Span | None:
        """The last sentence that starts before `offset`."""
        return self._sentences.previous(offset)

    def sentences(self, paragraph: Span) -> tuple[Span, ...]:
        """The sentences of a paragraph, without the white space at their edges."""
        return self._sentences.of(paragraph)

    def word_at(self, offset: int) -> Span:
        """The word holding `offset`, else the next, else the last."""
        return self._words.at(offset)

    def next_word(self, offset: int) -> Span | None:
        """The first word that starts after `offset`."""
        return self._words.next(offset)

    def previous_word(self, offset: int) -> Span | None:
        """The last word that starts before `offset`."""
        return self._words.previous(offset)

    def words(self, within: Span) -> list[Span]:
        """The words that share a code point with `within`, or hold its start if it is empty."""
        return self._words.within(within)

    def number_of(self, paragraph: Span) -> int:
        """The number of a paragraph, from 1; content and furniture are counted alike."""
        return self._paragraphs.number(paragraph.start)

    def is_furniture(self, paragraph: Span) -> bool:
        """Whether a paragraph is a caption, a credit, navigation or the like, not the article."""
        return self._furniture.has(paragraph)


class _Furniture:
    """Which paragraphs of a text are furniture; answers are cached."""

    def __init__(self, text: str, paragraphs: Paragraphs) -> None:
        self._text = text
        self._paragraphs = paragraphs
        self.has = lru_cache(maxsize=8_192)(self._judged)

    def _judged(self, paragraph: Span) -> bool:
        text = self._tail(paragraph)
        if not depends_on_place(text):
            return is_furniture(text, (), ())
        before = self._beside(paragraph, self._paragraphs.previous)
        after = self._beside(paragraph, self._paragraphs.next)
        return is_furniture(text, before, after)

    def _beside(self, paragraph: Span, step: Callable[[int], Span | None]) -> list[str]:
        """The tails of up to `REACH` paragraphs in the direction of `step`, nearest first."""
        tails: list[str] = []
        neighbour = step(paragraph.start)
        while neighbour is not None and len(tails) < REACH:
            tails.append(self._tail(neighbour))
            neighbour = step(neighbour.start)
        return tails

    def _tail(self, paragraph: Span) -> str:
        """A paragraph's end, long enough for every rule of furniture, short enough to be cheap."""
        return self._text[max(paragraph.start, paragraph.end - LONGEST - 1) : paragraph.end]
