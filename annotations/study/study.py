"""The open study: its records, its desks, its history. It knows nothing of files or screens."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

import msgspec

from annotations.change import Change, Edit, Edits, History, Part
from annotations.errors import ReadOnly, Refused
from annotations.interrupts import held_back
from annotations.record import Clock, IdMaker, new_id, utc_now
from annotations.study.articles import Articles
from annotations.study.codebook import Codebook
from annotations.study.draft import Coming
from annotations.study.edits import SURROGATES, is_idle
from annotations.study.highlights import Highlights
from annotations.study.links import Links
from annotations.study.state import State

Sink = Callable[[Change], None]
"""Where a change goes once it is made; the store writes it down."""


class Study:
    """Articles, codebook, highlights and links, and the one way to edit them.

    Each desk (`articles`, `codebook`, `highlights`, `links`) checks what it is asked for, raises
    `Refused` in one sentence, and commits one `Change`, all or nothing. While `refusal` is not
    empty the study is for reading only and every edit is refused in those words. `unsettled` is an
    edit that is being made beside other work; None where there is none.
    """

    def __init__(
        self, state: State, *, coder: str, clock: Clock = utc_now, make_id: IdMaker = new_id
    ) -> None:
        self.state = state
        self.coder = coder
        self.clock = clock
        self.make_id = make_id
        self.history = History()
        self.refusal = ""
        self.unsettled: Coming | None = None
        self.last = state.info.folded
        self.sinks: list[Sink] = []
        self.articles = Articles(self)
        self.codebook = Codebook(self)
        self.highlights = Highlights(self)
        self.links = Links(self)

    def check_editable(self) -> None:
        """Raise `ReadOnly` while no edit can be made, before anything is asked for in vain."""
        if self.refusal:
            raise ReadOnly(self.refusal)

    def settle(self) -> None:
        """Have what is being made beside other work in the study now.

        It is asked for before the study is written, or shown whole where edits are not followed.
        """
        if self.unsettled is not None:
            self.unsettled.settle()

    def commit(
        self,
        label: str,
        edits: Iterable[Part],
        *,
        undoable: bool = True,
    ) -> Change:
        """Make edits as one change and tell the sinks; edits that move nothing are left out.

        Raises `Refused`, or `ReadOnly`, when an edit does not fit or none can be made; then nothing
        has changed.
        """
        change = self._new(label, edits)
        if change.parts:
            self.check_editable()
            _check_encodable(change)
            self._do(change, partial(self.history.did, change) if undoable else None)
        return change

    def set_aside(self, label: str, edits: Iterable[Part]) -> None:
        """Have redo make edits that were taken back before they were made."""
        change = self._new(label, edits)
        if change.parts:
            self.history.did(change)
            self.history.undid()

    @contextmanager
    def as_one(self, label: str) -> Iterator[None]:
        """Have several changes that are made meanwhile undone as one step of this label."""
        latest = self.history.to_undo
        try:
            yield
        finally:
            self.history.join_since(latest, label)

    def undo(self) -> Change | None:
        """Take the latest change back; the change that did so, or None when there is none.

        Nothing is to be done, and that change is empty, where the latest is still being made.
        """
        if self.unsettled is not None and self.unsettled.take_back():
            return self._next(f"undid: {self.unsettled.label}", ())
        return self._undone()

    def take_back(self) -> Change | None:
        """As `undo`, but for good: there is nothing to redo of a text that was given up.

        What is being made of the study is not meant by it, and goes on.
        """
        inverse = self._undone()
        if inverse is not None:
            self.history.drop()
        return inverse

    def _undone(self) -> Change | None:
        change = self.history.to_undo
        if change is None:
            return None
        return self._do(self._next(f"undid: {change.label}", change.inverse()), self.history.undid)

    def redo(self) -> Change | None:
        """Do again what was undone last; the change that did so, or None when there is none.

        That change is empty where it was undone, and is still, while it is being made.
        """
        if self.unsettled is not None and self.unsettled.want_again():
            return self._next(f"redid: {self.unsettled.label}", ())
        change = self.history.to_redo
        if change is None:
            return None
        return self._do(self._next(f"redid: {change.label}", change.edits), self.history.redid)

    def replay(self, change: Change) -> None:
        """Apply a change that was written down earlier, in order of its number.

        Raises `Refused` when it does not follow the last one, or does not fit.
        """
        if change.number != self.last + 1:
            raise Refused(f"change {change.number} does not follow change {self.last}")
        self._apply(change)

    def _new(self, label: str, edits: Iterable[Part]) -> Change:
        """The change that these edits are, but for those that move nothing."""
        return self._next(label, Edits(part for part in edits if not is_idle(part)))

    def _next(self, label: str, edits: Sequence[Edit]) -> Change:
        """The change that comes behind the last one."""
        return Change(
            number=self.last + 1, label=label, time=self.clock(), coder=self.coder, edits=edits
        )

    def _do(self, change: Change, noted: Callable[[], None] | None) -> Change:
        """Make a change, have the history note it, and tell the sinks."""
        with held_back():
            self.check_editable()
            self._apply(change)
            if noted is not None:
                noted()
            for sink in self.sinks:
                sink(change)
        return change

    def _apply(self, change: Change) -> None:
        self.state.apply(change.parts)
        self.last = change.number


def _check_encodable(change: Change) -> None:
    """Raise `Refused` where a change that is new could not be written down."""
    fresh = [part.fresh for part in change.parts]
    try:
        msgspec.json.encode((change.label, change.coder, fresh))
    except UnicodeEncodeError as error:
        raise Refused(SURROGATES) from error
