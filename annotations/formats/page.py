"""The comparison as one HTML page: the articles side by side, their notes, links, and the matrix.

It is one file without scripts or external resources; text from a study is escaped.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files

from annotations.article import Article
from annotations.compare.matrix.cell import WORDS
from annotations.compare.matrix.matrix import Matrix
from annotations.compare.matrix.notation import UNTAGGED, headings
from annotations.formats.marked_text import anchored, marked_article
from annotations.formats.markup import text
from annotations.formats.matrix_section import matrix_section
from annotations.highlight import Highlight, excerpt
from annotations.ink import ink_on
from annotations.link import Link
from annotations.study.snapshot import StudySnapshot
from annotations.study.state import State

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def comparison_page(state: State, matrix: Matrix, *, made: str) -> Iterator[str]:
    """The page, in pieces; `made` is the time of writing, as the footer shows it.

    The pieces come from a snapshot of the study: edits made while they are generated are not
    included.
    """
    return _pieces(StudySnapshot.of(state), matrix, headings(state, matrix), made)


def _pieces(
    snapshot: StudySnapshot, matrix: Matrix, heads: Sequence[str], made: str
) -> Iterator[str]:
    page = _Page(snapshot, matrix)
    style = files("annotations.formats").joinpath("page.css").read_text(encoding="utf-8")
    yield (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{text(page.title)}</title>\n<style>\n{style}{page.colors()}</style>\n</head>\n"
    )
    yield f"<body>\n<header>\n<h1>{text(page.title)}</h1>\n{page.legend()}</header>\n"
    yield '<main>\n<div class="articles">\n'
    for article in page.articles:
        yield from page.article(article)
    yield "</div>\n"
    yield from page.links()
    yield from matrix_section(heads, matrix, page.anchors)
    yield f"</main>\n<footer>Made with diptych, {text(made)}.</footer>\n</body>\n</html>\n"


class _Page:
    """The parts of the page, which refer to one another by anchors."""

    def __init__(self, snapshot: StudySnapshot, matrix: Matrix) -> None:
        self._still = snapshot
        self._matrix = matrix
        ids = [id for column in matrix.columns for id in column.articles]
        self.articles = [snapshot.articles[id] for id in ids]
        looked_at: dict[str, list[Highlight]] = defaultdict(list)
        for cell in matrix.all.cells:
            for highlight in cell.in_order():
                looked_at[highlight.article].append(highlight)
        self._shown = {a.id: list(anchored(a, looked_at[a.id])) for a in self.articles}
        self.anchors = {h.id for highlights in self._shown.values() for h in highlights}
        self._links = list(self._told_links())
        self._classes = {tag: f"t{number}" for number, tag in enumerate(snapshot.tags)}
        self._ways = self._told_ways()

    @property
    def title(self) -> str:
        """The number of articles compared, after their event if all have the same."""
        number = len(self.articles)
        counted = "one article" if number == 1 else f"{number:,} articles"
        events = {article.event for article in self.articles}
        event = events.pop() if len(events) == 1 else ""
        return f"{event}: {counted}" if event else f"A comparison of {counted}"

    def colors(self) -> str:
        """The CSS rules that give tags their colours."""
        return "".join(
            f".{self._classes[tag.id]} {{ background: {tag.color}; color: {ink_on(tag.color)}; }}\n"
            for tag in self._still.tags.values()
        )

    def legend(self) -> str:
        """The tags of the highlights shown, in their colours."""
        shown = (row for row in self._matrix.rows if row.total.count and row.tag)
        items = "".join(
            f'<li><mark class="{self._classes[row.tag or ""]}">{text(row.name)}</mark></li>\n'
            for row in shown
        )
        return f'<ul class="legend">\n{items}</ul>\n' if items else ""

    def article(self, article: Article) -> Iterator[str]:
        """One article, with its notes below it."""
        known = [text(said) for said in (article.outlet, article.byline, article.published) if said]
        if article.source.startswith(("http://", "https://")):
            address = text(article.source)
            known.append(f'<a href="{address}" rel="noreferrer">{address}</a>')
        shown = self._shown[article.id]
        yield (
            f'<article id="a-{text(article.id)}">\n'
            f'<h2 dir="auto">{text(article.title)}{self._ways.get(article.id, "")}</h2>\n'
            f'<p class="about">{" · ".join(known)}</p>\n'
        )
        yield from marked_article(article, shown, self)
        noted = (
            f'<li id="n-{text(h.id)}">'
            f'<a href="#h-{text(h.id)}">{text(excerpt(h.quote, WORDS))}</a> '
            f"{text(h.note)} <small>{text(h.coder)}</small></li>\n"
            for h in shown
            if h.note
        )
        yield from _list_of("Notes", "notes", noted)
        yield "</article>\n"

    def links(self) -> Iterator[str]:
        """The links with both ends on the page, each with hyperlinks to its ends."""
        items = (
            f'<li id="l-{text(link.id)}">{self._end(link.source)} '
            f"<strong>{text(link.relation)}</strong> {self._end(link.target)}"
            + (f"\n{text(link.note)}" if link.note else "")
            + "</li>\n"
            for link in self._links
        )
        if self._links:
            yield "<section>\n"
            yield from _list_of("Links", "links", items)
            yield "</section>\n"

    def class_of(self, highlight: Highlight) -> str:
        """The CSS class of its first tag's colour; empty without a tag."""
        return self._classes[highlight.tags[0]] if highlight.tags else ""

    def about(self, highlight: Highlight) -> str:
        """The tags and the coder of a highlight."""
        names = ", ".join(self._still.tags[tag].name for tag in highlight.tags)
        return f"{names or UNTAGGED} ({highlight.coder})"

    def end(self, highlight: Highlight) -> str:
        """The tags of a highlight, and hyperlinks to its note and to the other ends of its links.

        Tags are named in full, so that they can be told apart on a page printed in grey.
        """
        names = ", ".join(self._still.tags[tag].name for tag in highlight.tags)
        end = f'<small class="tags">{text(names)}</small>' if names else ""
        if highlight.note:
            end += f'<a class="end" href="#n-{text(highlight.id)}" title="note">✎</a>'
        return end + self._ways.get(highlight.id, "")

    def _told_links(self) -> Iterator[Link]:
        """The links that have both ends on the page."""
        ends = self.anchors | {article.id for article in self.articles}
        for link in self._still.links.values():
            if link.source in self.anchors and link.target in ends:
                yield link

    def _told_ways(self) -> Mapping[str, str]:
        """Hyperlinks to the other ends of links, by the id of a highlight or an article."""
        ways: dict[str, str] = {}
        for link in self._links:
            for here, there in ((link.source, link.target), (link.target, link.source)):
                way = f"h-{there}" if there in self.anchors else f"a-{there}"
                told = text(link.told_from(here, self._named(there)))
                ways[here] = ways.get(here, "") + (
                    f'<a class="end" href="#{text(way)}" title="{told}">↔</a>'
                )
        return ways

    def _end(self, end: str) -> str:
        if end in self.anchors:
            return f'<a href="#h-{text(end)}">{text(self._named(end))}</a>'
        return f'<a href="#a-{text(end)}">{text(self._named(end))}</a>'

    def _named(self, end: str) -> str:
        highlight = self._still.highlights.get(end)
        return excerpt(highlight.quote, WORDS) if highlight else self._still.articles[end].title


def _list_of(heading: str, kind: str, items: Iterable[str]) -> Iterator[str]:
    """A list under its heading; nothing where there are no items."""
    begun = False
    for item in items:
        if not begun:
            yield f'<h3>{heading}</h3>\n<ol class="{kind}">\n'
            begun = True
        yield item
    if begun:
        yield "</ol>\n"
