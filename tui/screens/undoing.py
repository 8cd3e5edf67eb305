"""Undo and redo of the study's changes, wherever they were made, as the keys of a screen."""

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
    """Take the latest change back. Raises `Refused` when there is none."""
    screen.edited(_told(screen.study.undo(), "undo"))


def redo(screen: Editing) -> None:
    """Do again what was undone last. Raises `Refused` when that is nothing."""
    screen.edited(_told(screen.study.redo(), "redo"))


def _told(change: Change | None, what: str) -> str:
    if change is None:
        raise Refused(f"There is nothing to {what}.")
    return change.label
