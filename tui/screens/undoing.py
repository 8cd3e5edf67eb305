"""Undo and redo as commands of a screen, for changes made anywhere."""

from typing import Protocol

from annotations.change import Change
from annotations.errors import Refused
from annotations.study import Study


class Editing(Protocol):
    """A screen that edits the study."""

    study: Study

    def edited(self, told: str) -> None:
        """Show the study as it is now, and say what was done."""


def undo(screen: Editing) -> None:
    """Undo the latest change. Raises `Refused` when there is none."""
    screen.edited(undone(screen.study).label)


def redo(screen: Editing) -> None:
    """Redo what was undone last. Raises `Refused` when there is nothing to redo."""
    screen.edited(redone(screen.study).label)


def undone(study: Study) -> Change:
    """Undo the latest change. Raises `Refused` when there is none."""
    return _some(study.undo(), "undo")


def redone(study: Study) -> Change:
    """Redo what was undone last. Raises `Refused` when there is nothing to redo."""
    return _some(study.redo(), "redo")


def _some(change: Change | None, what: str) -> Change:
    if change is None:
        raise Refused(f"There is nothing to {what}.")
    return change
