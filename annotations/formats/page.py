"""The comparison as one HTML page: the articles side by side, their notes, links, and the matrix.

One file without scripts and without anything from elsewhere; what comes from a study is escaped.
"""

from collections.abc import Iterator, Mapping
from importlib.resources import files

from annotations.article import Article
from annotations.compare.matrix.cell import WORDS
from annotations.compare.matrix.reckoning import Matrix
from annotations.formats.comparison import UNTAGGED
from annotations.formats.marked_text import Looks, anchored, marked_article
from annotations.formats.markup import text
from annotations.formats.matrix_section import matrix_section
from annotations.highlight import Highlight, excerpt
from annotations.ink import ink_on
from annotations.link import Link
from annotations.study.state import State

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def comparison_page(state: State, matrix: Matrix, *, made: str) -> Iterator[str]:
    """The page, piece by piece. `made` is when, as the footer tells it."""
    page = _Page(state, matrix)
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
        yield page.article(article)
    yield "</div>\n"
    yield page.links()
    yield matrix_section(state, matrix, page.anchors)
    yield f"</main>\n<footer>Made with diptych, {text(made)}.</footer>\n</body>\n</html>\n"


class _Page:
    """The parts of the page, which refer to one another by anchors."""

    def __init__(self, state: State, matrix: Matrix) -> None:
        self._state = state
        self._matrix = matrix
        ids = [id for column in matrix.columns for id in column.articles]  # noqa: A001
        self.articles = [state.articles[id] for id in ids]  # noqa: A001
        looked_at = {id for cell in matrix.all.cells for id in cell.highlights}  # noqa: A001
        self._highlights = {
            article.id: [h for h in state.highlights_of(article.id) if h.id in looked_at]
            for article in self.articles
        }
        shown = {a.id: list(anchored(a, self._highlights[a.id])) for a in self.articles}
        self.anchors = {h.id for highlights in shown.values() for h in highlights}
        self._links = list(self._told_links())
        self._classes = {tag: f"t{number}" for number, tag in enumerate(state.tags)}
        self._looks = Looks(
            classes={h.id: self._class(h) for found in shown.values() for h in found},
            titles={h.id: self._about(h) for found in shown.values() for h in found},
            ends=self._ends(),
        )
        self._shown = shown

    @property
    def title(self) -> str:
        """How many articles are compared, and on what event where it is the same for all."""
        number = len(self.articles)
        counted = "one article" if number == 1 else f"{number} articles"
        events = {article.event for article in self.articles}
        event = events.pop() if len(events) == 1 else ""
        return f"{event}: {counted}" if event else f"A comparison of {counted}"

    def colors(self) -> str:
        """The rules that give tags their colours."""
        return "".join(
            f".{self._classes[tag.id]} {{ background: {tag.color}; color: {ink_on(tag.color)}; }}\n"
            for tag in self._state.tags.values()
        )

    def legend(self) -> str:
        """The tags of what is shown, in their colours."""
        shown = (row for row in self._matrix.rows if row.total.count and row.tag)
        items = "".join(
            f'<li><mark class="{self._classes[row.tag or ""]}">{text(row.name)}</mark></li>\n'
            for row in shown
        )
        return f'<ul class="legend">\n{items}</ul>\n' if items else ""

    def article(self, article: Article) -> str:
        """One article, with its notes below it."""
        known = [text(said) for said in (article.outlet, article.byline, article.published) if said]
        if article.source.startswith(("http://", "https://")):
            address = text(article.source)
            known.append(f'<a href="{address}" rel="noreferrer">{address}</a>')
        noted = [h for h in self._shown[article.id] if h.note]
        notes = "".join(
            f'<li id="n-{text(h.id)}">'
            f'<a href="#h-{text(h.id)}">{text(excerpt(h.quote, WORDS))}</a> '
            f"{text(h.note)} <small>{text(h.coder)}</small></li>\n"
            for h in noted
        )
        return (
            f'<article id="a-{text(article.id)}">\n'
            f'<h2 dir="auto">{text(article.title)}{self._looks.ends.get(article.id, "")}</h2>\n'
            f'<p class="about">{" · ".join(known)}</p>\n'
            f"{marked_article(article, self._shown[article.id], self._looks)}\n"
            + (f'<h3>Notes</h3>\n<ol class="notes">\n{notes}</ol>\n' if notes else "")
            + "</article>\n"
        )

    def links(self) -> str:
        """The links between what is shown, each with the way to both its ends."""
        items = "".join(
            f'<li id="l-{text(link.id)}">{self._end(link.source)} '
            f"<strong>{text(link.relation)}</strong> {self._end(link.target)}"
            + (f"\n{text(link.note)}" if link.note else "")
            + "</li>\n"
            for link in self._links
        )
        return (
            f'<section>\n<h3>Links</h3>\n<ol class="links">\n{items}</ol>\n</section>\n'
            if items
            else ""
        )

    def _class(self, highlight: Highlight) -> str:
        return self._classes[highlight.tags[0]] if highlight.tags else ""

    def _about(self, highlight: Highlight) -> str:
        names = ", ".join(self._state.tags[tag].name for tag in highlight.tags)
        return f"{names or UNTAGGED} ({highlight.coder})"

    def _told_links(self) -> Iterator[Link]:
        """The links that have both ends on the page."""
        ends = self.anchors | {article.id for article in self.articles}
        for link in self._state.links.values():
            if link.source in self.anchors and link.target in ends:
                yield link

    def _ends(self) -> Mapping[str, str]:
        """What stands at the ends of highlights: their tags, the way to notes and to links.

        The tags are told by name, so that a page printed in grey tells them too.
        """
        ends: dict[str, str] = {}
        for highlights in self._highlights.values():
            for h in highlights:
                names = ", ".join(self._state.tags[tag].leaf for tag in h.tags)
                ends[h.id] = f'<small class="tags">{text(names)}</small>' if names else ""
                if h.note:
                    ends[h.id] += f'<a class="end" href="#n-{text(h.id)}" title="note">✎</a>'
        for link in self._links:
            for here, there in ((link.source, link.target), (link.target, link.source)):
                way = f"h-{there}" if there in self.anchors else f"a-{there}"
                told = text(f"{link.relation}: {self._named(there)}")
                ends[here] = ends.get(here, "") + (
                    f'<a class="end" href="#{text(way)}" title="{told}">↔</a>'
                )
        return ends

    def _end(self, end: str) -> str:
        if end in self.anchors:
            return f'<a href="#h-{text(end)}">{text(self._named(end))}</a>'
        return f'<a href="#a-{text(end)}">{text(self._named(end))}</a>'

    def _named(self, end: str) -> str:
        highlight = self._state.highlights.get(end)
        return excerpt(highlight.quote, WORDS) if highlight else self._state.articles[end].title
