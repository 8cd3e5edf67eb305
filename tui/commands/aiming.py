"""What a marking key is aimed at: a highlight that is there, or a passage for a new one."""

from typing import TYPE_CHECKING

import msgspec

from annotations.errors import Refused
from annotations.highlight import Highlight, excerpt
from annotations.span import Span
from tui.commands.sentences import no_article

if TYPE_CHECKING:
    from tui.reader.reader import Reader


EXCERPT = 40
"""Code points of a passage that a dialog or a hint shows."""


class Aim(msgspec.Struct, frozen=True):
    """An article, and in it a highlight, or the span of one to be made."""

    article: str
    span: Span
    highlight: Highlight | None

    def names(self, reader: "Reader") -> tuple[str, ...]:
        """The names of the tags that the highlight has now, if it is still there."""
        study = reader.study
        now = study.state.highlights.get(self.highlight.id) if self.highlight else None
        return study.codebook.names(now.tags) if now else ()

    def quote(self, reader: "Reader") -> str:
        """The passage."""
        return self.span.of(reader.study.articles.get(self.article).text)

    def excerpt(self, reader: "Reader") -> str:
        """The passage's first words."""
        return first_words(self.quote(reader))


def aim(reader: "Reader", *, make: bool = True) -> Aim:
    """What is aimed at now.

    With a selection: the coder's own highlight of just that, else a new one of it without white
    space at its edges. Without: the highlight that was marked or visited last, if the caret has not
    moved since; else the shortest under the caret, the coder's own before others'; else, if there
    may be a new one (`make`), the same of the sentence at the caret. Raises `Refused` when there is
    nothing.
    """
    pane = reader.pane
    if pane.article is None:
        raise no_article(reader)
    article = pane.article.id
    span = pane.selection.span
    if span:
        marked = reader.study.highlights.own_at(article, span)
        return Aim(article, span, marked) if marked else _just(reader, article, pane.selected)
    highlight = next(iter(reader.memory.under(pane, reader.study)), None)
    if highlight is not None:
        return Aim(article, highlight.span, highlight)
    sentence = pane.structure.sentence_at(pane.caret).trimmed(pane.structure.text)
    if not make or not sentence:
        raise Refused("There is no highlight here." if not make else "There is no sentence here.")
    # The caret may stand beside a sentence that is highlighted: at the end of its last row.
    return _just(reader, article, sentence)


def _just(reader: "Reader", article: str, span: Span) -> Aim:
    """The coder's own highlight of just this span, else a new one."""
    return Aim(article, span, reader.study.highlights.own_at(article, span))


def own(reader: "Reader", target: Aim) -> Aim:
    """The same, to be tagged or noted: what another coder marked is marked beside that, not in it.

    Else one coder's judgement would stand under the name of another.
    """
    highlight = target.highlight
    if highlight is None or highlight.coder == reader.study.coder:
        return target
    return _just(reader, target.article, target.span)


def first_words(quote: str) -> str:
    """As much of a passage, on one line, as a dialog or a hint shows."""
    return excerpt(quote, EXCERPT)


def settle(reader: "Reader", highlight: Highlight) -> None:
    """Leave the selection for the highlight just marked; the next key is aimed at it."""
    pane = reader.pane
    if pane.article is not None and pane.article.id == highlight.article:
        caret = pane.caret if highlight.span.holds(pane.caret) else highlight.start
        if not pane.selection.empty or pane.selection.sticky:
            caret = highlight.start
        pane.selection = pane.selection.collapsed().moved_to(caret)
        if pane.selection.sticky:
            pane.selection = pane.selection.collapsed()
        reader.memory.visit(pane, highlight)
