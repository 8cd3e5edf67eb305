"""One article of the comparison page: its paragraphs, with the highlights in their colours."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from annotations.article import Article
from annotations.formats.markup import text
from annotations.highlight import Highlight
from annotations.span import Span
from annotations.structure import Structure


class Stretch(NamedTuple):
    """A stretch of text under the same highlights, the shortest first."""

    span: Span
    under: tuple[Highlight, ...]


class Looks(NamedTuple):
    """How highlights are shown: their classes, their titles, what stands at their ends, by id."""

    classes: Mapping[str, str]
    titles: Mapping[str, str]
    ends: Mapping[str, str]


def marked_article(article: Article, highlights: Sequence[Highlight], looks: Looks) -> str:
    """The paragraphs of an article as HTML. A first line that repeats the title is left out.

    Each highlight has an anchor `h-ID` where it begins.
    """
    structure = Structure(article.text)
    paragraphs = structure.paragraphs(Span(0, len(article.text)))
    cut = [stretches(paragraph, highlights) for paragraph in paragraphs]
    shown = [stretch for part in cut for stretch in part]
    first = {h.id: stretch for stretch in reversed(shown) for h in stretch.under}
    last = {h.id: stretch for stretch in shown for h in stretch.under}
    lines = []
    for paragraph, part in zip(paragraphs, cut, strict=True):
        if paragraph.of(article.text) == article.title and len(part) == 1 and not part[0].under:
            continue
        kind = ' class="furniture"' if structure.is_furniture(paragraph) else ""
        inner = "".join(_marked(article.text, stretch, looks, first, last) for stretch in part)
        lines.append(f'<p dir="auto"{kind}>{inner}</p>')
    return "\n".join(lines)


def stretches(within: Span, highlights: Sequence[Highlight]) -> list[Stretch]:
    """A paragraph cut wherever a highlight begins or ends, end to end."""
    touching = [h for h in highlights if h.span.overlaps(within)]
    touching.sort(key=lambda h: (h.end - h.start, -h.start, h.id))
    places = {within.start, within.end}
    for highlight in touching:
        places |= {max(highlight.start, within.start), min(highlight.end, within.end)}
    edges = sorted(places)
    return [
        Stretch(span, tuple(h for h in touching if h.span.covers(span)))
        for span in map(Span, edges, edges[1:])
    ]


def _marked(
    whole: str,
    stretch: Stretch,
    looks: Looks,
    first: Mapping[str, Stretch],
    last: Mapping[str, Stretch],
) -> str:
    passage = text(stretch.span.of(whole))
    if not stretch.under:
        return passage
    classes = [looks.classes[stretch.under[0].id]] if looks.classes[stretch.under[0].id] else []
    classes += ["overlap"] if len(stretch.under) > 1 else []
    kind = f' class="{" ".join(classes)}"' if classes else ""
    titles = " + ".join(dict.fromkeys(looks.titles[h.id] for h in stretch.under))
    begun = (h for h in stretch.under if first[h.id] is stretch)
    anchors = "".join(f'<a class="anchor" id="h-{text(h.id)}"></a>' for h in begun)
    ends = "".join(looks.ends.get(h.id, "") for h in stretch.under if last[h.id] is stretch)
    return f'{anchors}<mark{kind} title="{text(titles)}">{passage}</mark>{ends}'


def anchored(article: Article, highlights: Sequence[Highlight]) -> Iterator[Highlight]:
    """The highlights that have an anchor: all but those of nothing but space between paragraphs."""
    return (h for h in highlights if h.span.trimmed(article.text))
