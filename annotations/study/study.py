"""The open study: its records, repositories and history. It knows nothing of files or screens."""

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
"""A callback that receives each change once it is made; the store's writes it down."""


class Study:
    """Articles, codebook, highlights and links, and the one way to edit them.

    Each repository (`articles`, `codebook`, `highlights`, `links`) checks its arguments, raises
    `Refused` with a message of one sentence, or commits one `Change`, all or nothing. While
    `refusal` is not empty the study is read-only, and every edit raises `ReadOnly` with that
    message. `unsettled` is an edit that is being prepared in the background, or None.
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
        """Raise `ReadOnly` while the study is read-only; call it before asking for input."""
        if self.refusal:
            raise ReadOnly(self.refusal)

    def settle(self) -> None:
        """Finish and commit the edit that is being prepared in the background, if there is one.

        Call it before the study is written, or shown as a whole by a view that ignores edits.
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
        """Make edits as one change and pass it to the sinks; edits without effect are left out.

        Raises `Refused` when an edit does not fit, `ReadOnly` while the study is read-only; then
        nothing has changed.
        """
        change = self._new(label, edits)
        if change.parts:
            self.check_editable()
            _check_encodable(change)
            self._do(change, partial(self.history.did, change) if undoable else None)
        return change

    def set_aside(self, label: str, edits: Iterable[Part]) -> None:
        """Put edits that were withdrawn before they were committed on the redo stack."""
        change = self._new(label, edits)
        if change.parts:
            self.history.did(change)
            self.history.undid()

    @contextmanager
    def as_one(self, label: str) -> Iterator[None]:
        """Join the changes made in this context into one step of undo with this label."""
        latest = self.history.to_undo
        try:
            yield
        finally:
            self.history.join_since(latest, label)

    def undo(self) -> Change | None:
        """Undo the latest change; return the change that did so, or None if there is none to undo.

        If an edit is still being prepared, it is withdrawn instead; the change returned is empty.
        """
        if self.unsettled is not None and self.unsettled.take_back():
            return self._next(f"undid: {self.unsettled.label}", ())
        return self._undone()

    def take_back(self) -> Change | None:
        """Undo the latest change for good, without redo, as for a text that was given up.

        An edit that is being prepared in the background is not affected.
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
        """Redo what was undone last; return the change that did so, or None if there is none.

        A withdrawn edit that is still being prepared is resumed instead; the change is empty then.
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
        """The next change, made of these edits except those without effect."""
        return self._next(label, Edits(part for part in edits if not is_idle(part)))

    def _next(self, label: str, edits: Sequence[Edit]) -> Change:
        """A change numbered after the last one."""
        return Change(
            number=self.last + 1, label=label, time=self.clock(), coder=self.coder, edits=edits
        )

    def _do(self, change: Change, noted: Callable[[], None] | None) -> Change:
        """Make a change, call `noted` to record it in the history, and pass it to the sinks."""
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
    """Raise `Refused` when a new change could not be encoded."""
    fresh = [part.fresh for part in change.parts]
    try:
        msgspec.json.encode((change.label, change.coder, fresh))
    except UnicodeEncodeError as error:
        raise Refused(SURROGATES) from error
