"""A change of very many records that is made a record at a time, so that keys have turns."""

from collections.abc import Callable, Generator, Iterable
from typing import TYPE_CHECKING, Protocol

from annotations.change import Change, Part

if TYPE_CHECKING:
    from annotations.study.study import Study

Making = Generator[None, None, Iterable[Part]]
"""A generator that prepares edits, yields after each record, and returns the edits."""


class Coming(Protocol):
    """An edit that is being prepared in the background."""

    @property
    def label(self) -> str:
        """What the edit does, in a few words."""

    def settle(self) -> None:
        """Finish it and put it into the study now, unless it was taken back."""

    def take_back(self) -> bool:
        """Undo it, so that it is there for redo alone. False where it was undone already."""

    def want_again(self) -> bool:
        """Redo it. False where it was not undone, or something was done since."""


class Draft:
    """The edits that `make` prepares from the study as it is, to be committed by `take_in`.

    The study does not change before that. If it is edited while the draft is prepared, the draft
    `is_stale` and must be prepared again.
    """

    def __init__(self, study: "Study", label: str, make: Callable[[], Making]) -> None:
        self.study = study
        self.label = label
        self._make = make
        self._number = study.last
        self._edits: Iterable[Part] = ()

    @property
    def is_stale(self) -> bool:
        """Whether the study has been edited since the draft was begun."""
        return self.study.last != self._number

    def slices(self) -> Generator[None, None, None]:
        """Prepare the edits, from the beginning. Raises what `make` raises."""
        self._number = self.study.last
        self._edits = list((yield from self._make()))
        yield from self.study.state.preparing(self._edits)

    def take_in(self) -> Change:
        """Commit the edits. All slices must be done, and the draft must not be stale."""
        return self.study.commit(self.label, self._edits)

    def set_aside(self) -> None:
        """Put the edits on the redo stack, uncommitted; the same conditions as for `take_in`."""
        self.study.set_aside(self.label, self._edits)

    def at_once(self) -> Change:
        """Prepare the edits and commit them."""
        for _ in self.slices():
            pass
        return self.take_in()
