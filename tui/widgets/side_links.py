"""The side bar's list of links: the relation, and the passages it joins."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.content import Content

from annotations.span import Span
from annotations.study import Study
from tui.widgets.plain import plain_line
from tui.widgets.roll import Item
from tui.widgets.side_view import SideView, first_words

BATCH = 2000
"""Links that are listed at once."""


class LinksView(SideView):
    """All links of the study; choosing one leads to where it begins."""

    name: ClassVar[str] = "links"
    hints: ClassVar[Sequence[tuple[str, str]]] = (("Enter", "go where it begins"),)

    def scan(self) -> Iterator[list[Item]]:
        """The links in the order they were made."""
        keys = list(self.study.state.links)
        for start in range(0, len(keys), BATCH):
            yield keys[start : start + BATCH]

    def draw(self, item: Item, width: int) -> Sequence[Content]:
        """The relation, then either end."""
        link = self.study.state.links.get(item)
        if link is None:
            return [Content.styled("deleted", "dim")]
        lines = [
            plain_line(link.relation, "bold"),
            Content("  ") + _end(self.study, link.source, width),
            Content("↔ ") + _end(self.study, link.target, width),
        ]
        if link.note:
            lines.append(Content("  ") + first_words(f"note: {link.note}", width, "dim"))
        return lines

    def place(self, item: Item) -> tuple[str, Span] | None:
        """The passage where the link begins."""
        link = self.study.state.links.get(item)
        source = self.study.state.highlights.get(link.source) if link else None
        return (source.article, source.span) if source else None

    def caption(self, count: int) -> str:
        """What is listed."""
        return f"all links · {count}"

    def nothing(self) -> str:
        """Why there is no link to show."""
        return "No links yet."


def _end(study: Study, end: str, width: int) -> Content:
    """An end of a link: its outlet, or else its title, and the first words."""
    highlight = study.state.highlights.get(end)
    article = study.state.articles.get(highlight.article if highlight else end)
    if article is None:
        return Content.styled("removed", "dim")
    if highlight is None:
        return first_words(article.title, width, "bold")
    name = first_words(article.outlet or article.title, width)
    return (
        name.truncate(max(width // 3, 8), ellipsis=True).stylize("dim")
        + Content("  ")
        + first_words(highlight.quote, width)
    )
