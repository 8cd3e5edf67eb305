"""One article of the comparison page: its paragraphs, with the highlights in their colours."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple, Protocol

from annotations.article import Article
from annotations.formats.markup import text
from annotations.highlight import Highlight
from annotations.span import Span
from annotations.structure import Structure

_start = attrgetter("start")


class Stretch(NamedTuple):
    """A stretch of text under the same highlights, the shortest first."""

    span: Span
    under: tuple[Highlight, ...]


class Looks(Protocol):
    """How highlights are rendered; queried for one at a time, as each is written."""

    def class_of(self, highlight: Highlight) -> str:
        """The CSS class that gives a highlight its colour; empty for none."""

    def about(self, highlight: Highlight) -> str:
        """The tooltip of a highlight."""

    def end(self, highlight: Highlight) -> str:
        """The HTML that follows the end of a highlight."""


def marked_article(
    article: Article, highlights: Sequence[Highlight], looks: Looks
) -> Iterator[str]:
    """The paragraphs of an article as HTML, one per line.

    `highlights` must be ordered by (start, end, id). Each has an anchor `h-ID` where it begins. A
    first paragraph that only repeats the title is left out.
    """
    structure = Structure(article.text)
    paragraphs = structure.paragraphs(Span(0, len(article.text)))
    nexts = [*(p.start for p in paragraphs[1:]), len(article.text)]
    begun: set[str] = set()
    cut = stretches(paragraphs, highlights)
    for paragraph, part, following in zip(paragraphs, cut, nexts, strict=True):
        if paragraph == paragraphs[0] and _only_says_the_title(article, part):
            continue
        kind = ' class="furniture"' if structure.is_furniture(paragraph) else ""
        reach = [*(stretch.span.end for stretch in part[:-1]), following]
        marked = (
            _marked(article.text, stretch, looks, begun, until)
            for stretch, until in zip(part, reach, strict=True)
        )
        yield f'<p dir="auto"{kind}>{"".join(marked)}</p>\n'


def _only_says_the_title(article: Article, paragraph: Sequence[Stretch]) -> bool:
    """Whether a paragraph is only the title, which is shown above anyway, without highlights."""
    whole, *more = paragraph
    return not more and not whole.under and whole.span.of(article.text) == article.title


def stretches(
    paragraphs: Iterable[Span], highlights: Sequence[Highlight]
) -> Iterator[list[Stretch]]:
    """Each paragraph, cut without gaps wherever a highlight begins or ends.

    Paragraphs must be in order, highlights by (start, end, id); each is visited once.
    """
    coming = 0
    over: list[Highlight] = []
    for paragraph in paragraphs:
        first = coming
        coming = bisect_left(highlights, paragraph.end, first, key=_start)
        over = [h for h in (*over, *highlights[first:coming]) if h.end > paragraph.start]
        yield list(_cut(paragraph, over))


def _cut(paragraph: Span, over: Sequence[Highlight]) -> Iterator[Stretch]:
    """The stretches of a paragraph, given the highlights that touch it."""
    places = {paragraph.start, paragraph.end}
    for highlight in over:
        places |= {max(highlight.start, paragraph.start), min(highlight.end, paragraph.end)}
    under: list[Highlight] = []
    begun = 0
    for start, end in pairwise(sorted(places)):
        under = [h for h in under if h.end > start]
        while begun < len(over) and over[begun].start <= start:
            insort(under, over[begun], key=_breadth)
            begun += 1
        yield Stretch(Span(start, end), tuple(under))


def _breadth(highlight: Highlight) -> tuple[int, int, str]:
    return (highlight.end - highlight.start, -highlight.start, highlight.id)


def _marked(whole: str, stretch: Stretch, looks: Looks, begun: set[str], until: int) -> str:
    """A stretch as HTML; `begun` holds the ids of highlights that have an anchor already.

    `until` is where the next text that is shown begins. A highlight whose end is not beyond that
    ends here, as white space between two paragraphs is not shown.
    """
    passage = text(stretch.span.of(whole))
    if not stretch.under:
        return passage
    classes = [name for name in (looks.class_of(stretch.under[0]),) if name]
    classes += ["overlap"] if len(stretch.under) > 1 else []
    kind = f' class="{" ".join(classes)}"' if classes else ""
    titles = " + ".join(dict.fromkeys(looks.about(h) for h in stretch.under))
    new = [h.id for h in stretch.under if h.id not in begun]
    begun.update(new)
    anchors = "".join(f'<a class="anchor" id="h-{text(id)}"></a>' for id in new)
    ends = "".join(looks.end(h) for h in stretch.under if h.end <= until)
    return f'{anchors}<mark{kind} title="{text(titles)}">{passage}</mark>{ends}'


def anchored(article: Article, highlights: Sequence[Highlight]) -> Iterator[Highlight]:
    """The highlights that have an anchor: all that cover more than white space."""
    return (h for h in highlights if h.span.trimmed(article.text))
