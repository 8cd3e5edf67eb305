"""How a passage is laid out for reading: its place, its words in full, its note and its links."""

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
"""Cells of a line that is still read in comfort."""

NAME = 32
"""Cells of an article's title where a link leads to it."""

LONGEST = 10_000
"""Code points of a passage, or of a note, that are laid out; the text itself has the rest."""


class Setting(msgspec.Struct, frozen=True):
    """Among what passages stand, and so what has to be said of each.

    `tag` is the one they have in common, by id. `coders`, `articles` and `outlets` say whether
    there is more than one to tell apart.
    """

    tag: str | None
    coders: bool
    articles: bool
    outlets: bool


class Typesetter:
    """Lays passages out; it keeps what it knows of the articles' paragraphs."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._structure = lru_cache(maxsize=16)(
            lambda article: Structure(study.articles.get(article).text)
        )

    def lines(self, id: str, before: str, setting: Setting, width: int) -> list[Content]:
        """The lines of the passage with an id, which comes behind another or none; an empty one."""
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
        """Whether a passage is of another article than the one before it."""
        other = self._study.state.highlights.get(before)
        return other is None or other.article != highlight.article

    def _title(self, highlight: Highlight, setting: Setting) -> Content:
        """The title of a passage's article, behind its outlet where that has to be said."""
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
        """The number of its paragraph, its coder, and the tags it has besides."""
        parts = [Content.styled(f"¶ {self.number(highlight)}", "dim")]
        if setting.coders:
            parts.append(plain_line(highlight.coder, "dim"))
        if others := [tag for tag in highlight.tags if tag != setting.tag]:
            parts.append(tags_line(self._study, others).stylize_before("dim"))
        return Content("  ").join(parts)

    def _there(self, link: Link, here: str) -> str:
        """What stands at the other end of a link: article and paragraph."""
        there = link.other_end(here)
        other = self._study.state.highlights.get(there)
        article = self._study.articles.get(other.article if other else there)
        named = article.outlet or cut(article.title, NAME)
        return named + (f" ¶ {self.number(other)}" if other else "")


def _within_reason(text: str) -> str:
    """A passage or note; of one that would take long to lay out, the beginning, and that it is."""
    more = len(text) - LONGEST
    return text if more <= 0 else f"{text[:LONGEST]}… and {more:,} characters more"
