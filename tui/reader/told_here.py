"""Dims what other open articles tell too, so that what is told only here stands out.

Passages that others tell with different numbers stay bright too.
"""

from asyncio import sleep
from collections.abc import Sequence
from time import monotonic
from typing import TYPE_CHECKING

from annotations.article import names_apart
from annotations.highlight import excerpt
from annotations.span import Span, touching
from tui.widgets.pane import ArticlePane

if TYPE_CHECKING:
    from annotations.article import Article
    from annotations.compare.counterparts.pairing import Pair
    from tui.reader.reader import Reader

PATIENCE = 5.0
"""Seconds to wait for two articles to be compared before a dialog opens, unless Esc is pressed.

Meanwhile other keys wait, as they are meant for the dialog.
"""

COMPARING = "comparing the articles…"

LOOK_EVERY = 0.02
"""Seconds between two checks whether the comparison is done."""

NAME = 30
"""Code points of an article's name in a message about its language."""


class ToldHere:
    """Computes what each pane's article alone tells; if `on`, the panes show that."""

    def __init__(self, reader: "Reader", *, on: bool) -> None:
        self._reader = reader
        self.on = on
        self._shown: tuple[str, ...] = ()
        self._is_dimmed = False
        self._escaped = 0.0
        self.dropped = 0.0
        """Keys up to this time, by the clock of Textual's events, are ignored."""

    def toggle(self) -> None:
        """Turn the dimming on or off."""
        self.on = not self.on
        self._shown = ()
        self.refresh()
        if not self.on:
            self._reader.say("")
        elif foreign := self.foreign:
            self._reader.say(foreign)
        elif any(not pane.told_here for pane in self._reader.panes.order if self.others(pane)):
            self._reader.say(COMPARING)

    def forget(self) -> None:
        """Recompute at the next refresh: links have changed."""
        self._shown = ()

    def ready(self) -> None:
        """Update the panes, as the requested pairings are ready."""
        self._reader.together.forget()
        self._shown = ()
        self._reader.lines.forget(COMPARING)
        self.refresh()
        self._reader.lines.refresh()

    def refresh(self) -> None:
        """Update all panes, if the open articles have changed."""
        opened = tuple(pane.article.id for pane in self._reader.panes.order if pane.article)
        if opened == self._shown:
            return
        self._shown = opened
        self._reader.indexes.prepare()
        if not (self.on or self._is_dimmed):
            return
        self._is_dimmed = self.on
        for pane in self._reader.panes.order:
            alone = self.alone(pane) if self.on and self.others(pane) else None
            differing = self._differing(pane) if self.on else []
            told = self._told(pane, differing) if self.on else []
            pane.told_here = () if alone is None else _said(len(alone), len(differing))
            pane.view.show_dimmed(touching(told))
            pane.retitle()

    def alone(self, pane: ArticlePane) -> list[Span] | None:
        """The sentences that only this pane's article tells; None while they are being computed."""
        alone: set[Span] | None = None
        for other in self.others(pane):
            pairs = self._reader.indexes.pairs(*other)
            if pairs is None:
                return None
            only = set(pairs.beside(self._linked(*other)).only_source)
            alone = only if alone is None else alone & only
        return sorted(alone or ())

    async def worked_out(self, pane: ArticlePane) -> list[Span] | None:
        """The sentences of `alone`, once they are computed.

        None if that takes longer than `PATIENCE`, or Esc is pressed. Keys pressed meanwhile were
        meant for the dialog that did not open then, and are dropped.
        """
        alone = self.alone(pane)
        if alone is None:
            self._reader.say(f"{COMPARING} · Esc leaves")
            self._reader.lines.refresh()
            until, asked = monotonic() + PATIENCE, self._reader.input.pressed
            while alone is None and self._escaped <= asked and monotonic() < until:
                await sleep(LOOK_EVERY)
                alone = self.alone(pane)
            self._reader.lines.forget()
            if alone is None:
                self.dropped = monotonic()
        return alone

    def escape(self, time: float) -> None:
        """Stop waiting: Esc was pressed at `time`, by the clock of Textual's events."""
        self._escaped = time

    def _told(self, pane: ArticlePane, differing: Sequence[Span]) -> list[Span]:
        """The passages that others tell too, with the same numbers."""
        touched = touching(differing)
        told = {pair.source for pair in self._pairs(pane) if not touched(pair.source)}
        for other in self.others(pane):
            told |= {span for span, _ in self._linked(*other)}
        return _merged(sorted(told))

    def _differing(self, pane: ArticlePane) -> list[Span]:
        """The passages that others tell with different numbers."""
        return _merged(sorted(pair.source for pair in self._pairs(pane) if pair.numbers))

    def _pairs(self, pane: ArticlePane) -> "list[Pair]":
        found = [self._reader.indexes.pairs(*other) for other in self.others(pane)]
        return [pair for pairs in found if pairs for pair in pairs.pairs]

    def _linked(self, here: "Article", other: "Article") -> list[tuple[Span, Span]]:
        """The passages here linked to passages of another article, each with the latter."""
        links = self._reader.study.links.between(here.id, other.id)
        return [(span, there) for span, there, _ in links]

    def others(self, pane: ArticlePane) -> "list[tuple[Article, Article]]":
        """The pane's article with each other open one not known to be in another language."""
        from annotations.language import are_apart

        here = pane.article
        if here is None:
            return []
        return [
            (here, other)
            for other in self._reader.panes.articles
            if other.id != here.id and not are_apart(here.text, other.text)
        ]

    @property
    def foreign(self) -> str:
        """A message about the languages of the open articles, if there are several."""
        from annotations.language import language_of

        opened = self._reader.panes.articles
        called = names_apart(opened)
        spoken: dict[str, list[str]] = {}
        for article in opened:
            if language := language_of(article.text):
                spoken.setdefault(language, []).append(excerpt(called[article.id], NAME))
        told = [
            f"{names[0]} is in {language}" if len(names) == 1
            else f"{len(names):,} articles are in {language}"
            for language, names in sorted(spoken.items(), key=lambda item: len(item[1]))
        ]  # fmt: skip
        if len(told) <= 1:
            return ""
        return f"{', '.join(told)}: only what is in one language is compared"


def _said(alone: int, differing: int) -> tuple[str, ...]:
    """How much is told only here, in words; for narrow panes also in fewer words."""
    only = f"{alone} only here"
    if not differing:
        return (only,)
    return f"{only}, {differing} with other numbers", f"{only}, {differing} differ"


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in spans:
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged
