"""The open study: its records, its desks, its history. It knows nothing of files or screens."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import msgspec

from annotations.change import Change, Edits, History, Part
from annotations.errors import ReadOnly, Refused
from annotations.interrupts import held_back
from annotations.record import Clock, IdMaker, new_id, utc_now
from annotations.study.articles import Articles
from annotations.study.codebook import Codebook
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
    empty the study is for reading only and every edit is refused in those words. `unsettled` ends
    a draft that is being made beside other work; None where there is none.
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
        self.unsettled: Callable[[], None] | None = None
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
        """Have what is being made beside other work in the study now."""
        if self.unsettled is not None:
            self.unsettled()

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
        change = Change(
            number=self.last + 1,
            label=label,
            time=self.clock(),
            coder=self.coder,
            edits=Edits(part for part in edits if not is_idle(part)),
        )
        if change.parts:
            self.check_editable()
            _check_encodable(change)
            with held_back():
                self._make(change)
                if undoable:
                    self.history.did(change)
                self._tell(change)
        return change

    @contextmanager
    def as_one(self, label: str) -> Iterator[None]:
        """Have several changes that are made meanwhile undone as one step of this label."""
        latest = self.history.to_undo
        try:
            yield
        finally:
            self.history.join_since(latest, label)

    def undo(self) -> Change | None:
        """Take the latest change back; the change that did so, or None when there is none."""
        self.settle()
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
        inverse = self._turned(change, f"undid: {change.label}")
        with held_back():
            self._make(inverse)
            self.history.undid()
            self._tell(inverse)
        return inverse

    def redo(self) -> Change | None:
        """Do again what was undone last; the change that did so, or None when there is none."""
        self.settle()
        change = self.history.to_redo
        if change is None:
            return None
        again = Change(
            number=self.last + 1,
            label=f"redid: {change.label}",
            time=self.clock(),
            coder=self.coder,
            edits=change.edits,
        )
        with held_back():
            self._make(again)
            self.history.redid()
            self._tell(again)
        return again

    def replay(self, change: Change) -> None:
        """Apply a change that was written down earlier, in order of its number.

        Raises `Refused` when it does not follow the last one, or does not fit.
        """
        if change.number != self.last + 1:
            raise Refused(f"change {change.number} does not follow change {self.last}")
        self.state.apply(change.parts)
        self.last = change.number

    def _turned(self, change: Change, label: str) -> Change:
        return change.inverse(
            number=self.last + 1, label=label, time=self.clock(), coder=self.coder
        )

    def _make(self, change: Change) -> None:
        self.check_editable()
        self.state.apply(change.parts)
        self.last = change.number

    def _tell(self, change: Change) -> None:
        for sink in self.sinks:
            sink(change)


def _check_encodable(change: Change) -> None:
    """Raise `Refused` where a change that is new could not be written down."""
    fresh = [part.fresh for part in change.parts]
    try:
        msgspec.json.encode((change.label, change.coder, fresh))
    except UnicodeEncodeError as error:
        raise Refused(SURROGATES) from error
