"""A change of very many records, prepared in slices so that keys are handled in between."""

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
        """Finish the edit and commit it now, unless it was withdrawn."""

    def take_back(self) -> bool:
        """Withdraw the edit so that only redo can bring it back; False if it already was."""

    def want_again(self) -> bool:
        """Resume the edit; False if it was not withdrawn, or the study was edited since."""


class Draft:
    """The edits that `make` prepares from the current study, to be committed by `take_in`.

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
        """Prepare the edits from the beginning, in slices. Raises what `make` raises."""
        self._number = self.study.last
        self._edits = list((yield from self._make()))
        yield from self.study.state.preparing(self._edits)

    def take_in(self) -> Change:
        """Commit the edits; all slices must be done, and the draft must not be stale."""
        return self.study.commit(self.label, self._edits)

    def set_aside(self) -> None:
        """Put the edits on the redo stack, uncommitted; conditions as for `take_in`."""
        self.study.set_aside(self.label, self._edits)

    def at_once(self) -> Change:
        """Prepare the edits and commit them."""
        for _ in self.slices():
            pass
        return self.take_in()
