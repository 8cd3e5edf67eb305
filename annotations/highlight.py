"""The highlight: a span of an article that a coder marked, with its tags and note."""

from typing import Annotated, Any

import msgspec

from annotations.record import Id, Offset, Record, Time
from annotations.span import Span

CONTEXT = 32
"""Code points of prefix and suffix that a highlight keeps, to find it again in a changed text."""

Context = Annotated[str, msgspec.Meta(max_length=CONTEXT)]


Kind = tuple[str, tuple[str, ...], str]
"""What many highlights have in common: article, tags and coder."""


class Standing(msgspec.Struct, frozen=True, order=True):
    """A highlight's place in the order of its article's highlights: by start, end and id."""

    start: int
    end: int = 0
    id: str = ""


class Highlight(Record, frozen=True, kw_only=True):
    """A marked passage. `quote` is always `text[start:end]`, never trimmed."""

    article: Id
    start: Offset
    end: Offset
    quote: str
    prefix: Context
    suffix: Context
    tags: tuple[Id, ...]
    note: str
    coder: str
    created: Time
    modified: Time

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.quote) or not self.quote:
            raise ValueError("the quote is not as long as the passage it covers")

    @property
    def span(self) -> Span:
        """The range that is marked."""
        return Span(self.start, self.end)

    @property
    def kind(self) -> Kind:
        """Its article, tags and coder."""
        return self.article, self.tags, self.coder

    @property
    def standing(self) -> Standing:
        """Its place in the order of its article's highlights."""
        return Standing(self.start, self.end, self.id)


def excerpt(passage: str, length: int) -> str:
    """A passage on one line, cut to `length` code points with an ellipsis where it goes on."""
    line = " ".join(passage[: 8 * length].split())
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"


def context(text: str, span: Span) -> tuple[str, str]:
    """The prefix and the suffix that a highlight of a span of `text` keeps."""
    return text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]


def anchoring(text: str, span: Span) -> dict[str, Any]:
    """The fields that tie a highlight to its place in `text`: offsets, quote and context."""
    prefix, suffix = context(text, span)
    return {
        "start": span.start,
        "end": span.end,
        "quote": span.of(text),
        "prefix": prefix,
        "suffix": suffix,
    }
