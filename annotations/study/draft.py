"""A change in the making: of very many records, a record at a time, so that others have turns."""

from collections.abc import Callable, Generator, Iterable
from typing import TYPE_CHECKING, Protocol

from annotations.change import Change, Part

if TYPE_CHECKING:
    from annotations.study.study import Study

Making = Generator[None, None, Iterable[Part]]
"""Makes edits, with a rest behind each record, and returns them."""


class Coming(Protocol):
    """An edit that is being made beside other work."""

    @property
    def label(self) -> str:
        """What it does, in a few words."""

    def settle(self) -> None:
        """Have it in the study now, unless it was taken back."""

    def take_back(self) -> bool:
        """Have it be there for redo alone; whether it was not yet."""

    def want_again(self) -> bool:
        """Have it be in the study after all; whether it was taken back, and nothing done since."""


class Draft:
    """What `make` makes of the study as it is, until `take_in` puts it into the study.

    Nothing of it is in the study before. Where the study is edited while it is made, it `is_stale`
    and has to be made anew.
    """

    def __init__(self, study: "Study", label: str, make: Callable[[], Making]) -> None:
        self.study = study
        self.label = label
        self._make = make
        self._number = study.last
        self._edits: Iterable[Part] = ()

    @property
    def is_stale(self) -> bool:
        """Whether the study has been edited since this was begun."""
        return self.study.last != self._number

    def slices(self) -> Generator[None, None, None]:
        """Make the edits, from the beginning. Raises what `make` raises."""
        self._number = self.study.last
        self._edits = list((yield from self._make()))
        yield from self.study.state.preparing(self._edits)

    def take_in(self) -> Change:
        """Commit the edits, once all slices are done; not where it is stale."""
        return self.study.commit(self.label, self._edits)

    def set_aside(self) -> None:
        """Have the edits be there for redo, once all slices are done; not where it is stale."""
        self.study.set_aside(self.label, self._edits)

    def at_once(self) -> Change:
        """Make the edits and commit them."""
        for _ in self.slices():
            pass
        return self.take_in()
