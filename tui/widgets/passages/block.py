"""Lays out a passage for reading: its place, its full text, its note and its links."""

from functools import lru_cache

import msgspec
from textual.content import Content

from annotations.highlight import Highlight
from annotations.link import Link
from annotations.structure import Structure
from annotations.study import Study
from tui.widgets.plain import cut, plain, plain_line
from tui.widgets.tags.row import tags_line

MEASURE = 72
"""Maximum cells of a line that is comfortable to read."""

NAME = 32
"""Cells of an article's title at the other end of a link."""

LONGEST = 10_000
"""Code points of a passage, or of a note, that are laid out; the article's text has the rest."""


class Setting(msgspec.Struct, frozen=True):
    """What the passages shown have in common, and so what has to be told of each.

    `tag` is their common tag, by id. `coders`, `articles` and `outlets` are whether there are
    several to tell apart.
    """

    tag: str | None
    coders: bool
    articles: bool
    outlets: bool


class Typesetter:
    """Lays out passages; caches the structures of their articles."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._structure = lru_cache(maxsize=16)(
            lambda article: Structure(study.articles.get(article).text)
        )

    def lines(self, id: str, before: str, setting: Setting, width: int) -> list[Content]:
        """The lines of passage `id`, which follows passage `before`, if any, and an empty line."""
        highlight = self._study.highlights.get(id)
        measure = max(min(width, MEASURE), 1)
        lines = []
        if setting.articles and self._is_first(highlight, before):
            lines.append(self._title(highlight, setting).truncate(measure, ellipsis=True))
        lines += self._place(highlight, setting).wrap(measure)
        lines += plain(_within_reason(highlight.quote.strip("\n"))).wrap(measure)
        if highlight.note:
            lines += plain(f"note: {_within_reason(highlight.note)}", "dim").wrap(measure)
        for link in self._study.state.links_of(id):
            lines += plain_line(link.told_from(id, self._there(link, id)), "dim").wrap(measure)
        return [*lines, Content("")]

    def _is_first(self, highlight: Highlight, before: str) -> bool:
        """Whether a passage is from another article than the one before it."""
        other = self._study.state.highlights.get(before)
        return other is None or other.article != highlight.article

    def _title(self, highlight: Highlight, setting: Setting) -> Content:
        """The title of a passage's article, after its outlet if that has to be told."""
        article = self._study.articles.get(highlight.article)
        title = plain_line(article.title, "bold")
        if setting.outlets and article.outlet:
            return plain_line(article.outlet, "dim") + "  " + title
        return title

    def number(self, highlight: Highlight) -> int:
        """The number of the paragraph in which a passage begins, from 1."""
        structure = self._structure(highlight.article)
        return structure.number_of(structure.paragraph_at(highlight.start))

    def _place(self, highlight: Highlight, setting: Setting) -> Content:
        """A passage's paragraph number, its coder if that has to be told, and its other tags."""
        parts = [Content.styled(f"¶ {self.number(highlight)}", "dim")]
        if setting.coders:
            parts.append(plain_line(highlight.coder, "dim"))
        if others := [tag for tag in highlight.tags if tag != setting.tag]:
            parts.append(tags_line(self._study, others).stylize_before("dim"))
        return Content("  ").join(parts)

    def _there(self, link: Link, here: str) -> str:
        """The other end of a link: article and paragraph."""
        there = link.other_end(here)
        other = self._study.state.highlights.get(there)
        article = self._study.articles.get(other.article if other else there)
        named = article.outlet or cut(article.title, NAME)
        return named + (f" ¶ {self.number(other)}" if other else "")


def _within_reason(text: str) -> str:
    """A passage or note, truncated with a remark if it would take long to lay out."""
    more = len(text) - LONGEST
    return text if more <= 0 else f"{text[:LONGEST]}… and {more:,} characters more"
