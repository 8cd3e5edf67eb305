"""The repository of highlights: making, tagging, noting, re-spanning, deleting."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any

import msgspec

from annotations.change import Change, Edit, Part, Sweep
from annotations.errors import Refused
from annotations.highlight import Highlight, Standing, anchoring
from annotations.span import Span
from annotations.study.draft import Draft
from annotations.study.edits import revision
from annotations.study.repository import Repository


class Wanted(msgspec.Struct, frozen=True):
    """A highlight to be made: where, with which tag names, and a note."""

    article: str
    span: Span
    tags: tuple[str, ...] = ()
    note: str = ""


def names_of(wanted: Iterable[Wanted]) -> list[str]:
    """The names of the tags of wanted highlights, each once."""
    return list(dict.fromkeys(name for one in wanted for name in one.tags))


class Highlights(Repository[Highlight]):
    """The highlights of a study. Tags are given by name; those the codebook lacks are made."""

    table = "highlights"

    def under(self, article: str, offset: int) -> list[Highlight]:
        """The highlights that cover the code point at `offset`, shortest first."""
        covering = self.state.touching(article, Span(offset, offset))
        return sorted(covering, key=lambda h: (h.end - h.start, -h.start, h.id))

    def near(self, article: str, offset: int) -> Highlight | None:
        """The shortest highlight that covers `offset`, else the next one, else the last one."""
        place = Standing(offset, offset)
        beside = (self.state.highlight_beside(article, place, by) for by in (1, -1))
        return next(filter(None, chain(self.under(article, offset), beside)), None)

    def own_at(self, article: str, span: Span) -> Highlight | None:
        """The coder's own highlight of exactly this span, the first if there are several."""
        return next(self._own(article, span), None)

    def own_like(self, wanted: Wanted) -> Highlight | None:
        """The coder's own highlight of just this span with just these tags and this note.

        Names of tags must be in their normal form.
        """
        asked = tuple(dict.fromkeys(wanted.tags)), wanted.note
        names = self.study.codebook.names
        own = self._own(wanted.article, wanted.span)
        return next((h for h in own if (names(h.tags), h.note) == asked), None)

    def _own(self, article: str, span: Span) -> Iterator[Highlight]:
        """The coder's own highlights of exactly this span."""
        return (h for h in self.state.spanning(article, span) if h.coder == self.study.coder)

    def make(
        self, article: str, span: Span, *, tags: Sequence[str] = (), note: str = ""
    ) -> Highlight:
        """Highlight a passage. Raises `Refused` when it is empty or leaves the text."""
        return self.make_all([Wanted(article, span, tuple(tags), note)])[0]

    def make_all(self, wanted: Iterable[Wanted], label: str = "") -> list[Highlight]:
        """Make several highlights as one change; they are returned in the order asked for."""
        wanted = list(wanted)
        made, edits = self.new_all(wanted)
        if made:
            self.commit(label or f"highlight {', '.join(names_of(wanted))}".rstrip(), edits)
        return made

    def new_all(self, wanted: Iterable[Wanted]) -> tuple[list[Highlight], list[Part]]:
        """New highlights, in the order asked for, with the edits that make them.

        The caller commits the edits, together with what needs them. Raises `Refused` for a span
        that is empty or leaves the text.
        """
        wanted = list(wanted)
        ids, edits = self.study.codebook.ensure(names_of(wanted))
        now = self.study.clock()
        made = [self.new(one, ids, now) for one in wanted]
        return made, [*edits, Sweep.births("highlights", made)]

    def new(self, wanted: Wanted, ids: Mapping[str, str], now: str) -> Highlight:
        """A new highlight, for the caller to commit; `ids` are those of tags by name.

        Raises `Refused` for a span that is empty or leaves the text.
        """
        article = self.study.articles.get(wanted.article)
        if not wanted.span or wanted.span.end > len(article.text):
            raise Refused(f"There is no passage from {wanted.span.start} to {wanted.span.end}.")
        return Highlight(
            id=self.study.make_id(),
            article=article.id,
            tags=tuple(dict.fromkeys(ids[name] for name in wanted.tags)),
            note=wanted.note,
            coder=self.study.coder,
            created=now,
            modified=now,
            **anchoring(article.text, wanted.span),
        )

    def marking(self, wanted: Iterable[Wanted], label: str) -> Draft:
        """A draft that tags passages; the coder's own highlights of exactly these get the tags."""
        from annotations.study.marking import marking

        return Draft(self.study, label, partial(marking, self.study, list(wanted)))

    def retag(self, ids: Iterable[str], tags: Sequence[str]) -> Change:
        """Give highlights exactly these tags, by name, as one change."""
        names, edits = self.study.codebook.ensure(tags)
        wanted = tuple(dict.fromkeys(names[name] for name in tags))
        edits += [self._step(self.get(id), tags=wanted) for id in dict.fromkeys(ids)]
        return self.commit(f"tag {', '.join(tags)}" if tags else "take tags off", edits)

    def exchanging(
        self, ids: Iterable[str], on: Sequence[str], off: Sequence[str], label: str
    ) -> Draft:
        """A draft that puts tags on highlights and takes others off, by name.

        Highlights that no longer exist by then are skipped.
        """
        from annotations.study.marking import exchanging

        return Draft(self.study, label, partial(exchanging, self.study, list(ids), on, off))

    def toggle(self, id: str, tag: str) -> Change:
        """Put a tag on a highlight, or take it off where it is."""
        names, edits = self.study.codebook.ensure([tag])
        highlight = self.get(id)
        on = names[tag] in highlight.tags
        tags = (
            tuple(t for t in highlight.tags if t != names[tag])
            if on
            else (*highlight.tags, names[tag])
        )
        edits.append(self._step(highlight, tags=tags))
        return self.commit(f"{'untag' if on else 'tag'} {tag}", edits)

    def note(self, id: str, note: str) -> Change:
        """Set a highlight's note; empty to take it away."""
        return self.commit("note", [self._step(self.get(id), note=note)])

    def respan(self, id: str, span: Span) -> Change:
        """Move a highlight's edges within its article.

        Raises `Refused` for a span that is empty or leaves the text.
        """
        highlight = self.get(id)
        text = self.study.articles.get(highlight.article).text
        if not span or span.end > len(text):
            raise Refused("A highlight needs at least one character of the text.")
        return self.commit(
            "move the edges of a highlight", [self._step(highlight, **anchoring(text, span))]
        )

    def remove(self, ids: Iterable[str]) -> Change:
        """Delete highlights with their links, as one change."""
        highlights = {id: self.get(id) for id in ids}
        links = self.state.links_at(highlights.keys())
        edits = [Sweep.deaths("links", links), Sweep.deaths("highlights", highlights.values())]
        plural = "a highlight" if len(highlights) == 1 else f"{len(highlights):,} highlights"
        return self.commit(f"delete {plural}", edits)

    def _step(self, highlight: Highlight, **fields: Any) -> Edit:
        return revision("highlights", highlight, self.study.clock, **fields)
