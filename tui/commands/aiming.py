"""The target of a key that marks: an existing highlight, or a passage for a new one."""

from typing import TYPE_CHECKING

import msgspec

from annotations.errors import Refused
from annotations.highlight import Highlight, excerpt
from annotations.span import Span
from tui.commands.phrases import no_article

if TYPE_CHECKING:
    from tui.reader.reader import Reader


EXCERPT = 40
"""The most code points of a passage that a dialog or a hint shows."""


class Aim(msgspec.Struct, frozen=True):
    """The target of a command: an article, and in it a highlight or the span for a new one."""

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
    """The current target of a command.

    With a selection: the coder's own highlight of exactly that span; else their highlight of the
    span without the white space at its edges, or a new one of it. Without a selection: the
    highlight that was marked or visited last, if the caret has not moved since; else the shortest
    one under the caret, the coder's own before others'; else, if a new one is allowed (`make`), the
    coder's highlight of the sentence at the caret, or a new one of it. Raises `Refused` if there is
    no target.
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
    # The sentence may be highlighted even so: the caret may be just past it, at its row's end.
    return _just(reader, article, sentence)


def _just(reader: "Reader", article: str, span: Span) -> Aim:
    """A target for the coder's own highlight of exactly this span, or for a new one."""
    return Aim(article, span, reader.study.highlights.own_at(article, span))


def own(reader: "Reader", target: Aim) -> Aim:
    """Replace another coder's highlight as the target of tags and notes.

    The new target is the coder's own highlight of the same span, or a new one. Otherwise one
    coder's judgement would stand under another's name.
    """
    highlight = target.highlight
    if highlight is None or highlight.coder == reader.study.coder:
        return target
    return _just(reader, target.article, target.span)


def first_words(quote: str) -> str:
    """The beginning of a passage, on one line, as a dialog or a hint shows it."""
    return excerpt(quote, EXCERPT)


def settle(reader: "Reader", highlight: Highlight) -> None:
    """Clear the selection, and make the highlight just marked the target of the next key."""
    pane = reader.pane
    if pane.article is not None and pane.article.id == highlight.article:
        caret = pane.caret if highlight.span.holds(pane.caret) else highlight.start
        if not pane.selection.empty or pane.selection.sticky:
            caret = highlight.start
        pane.selection = pane.selection.collapsed().moved_to(caret)
        if pane.selection.sticky:
            pane.selection = pane.selection.collapsed()
        reader.memory.visit(pane, highlight)
