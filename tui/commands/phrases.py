"""Phrases that several commands use, with the keys of the user's settings."""

from typing import TYPE_CHECKING

from annotations.errors import Refused

if TYPE_CHECKING:
    from tui.reader.reader import Reader


def undoes(reader: "Reader") -> str:
    """A phrase on the key that undoes what was just done."""
    return f"{reader.keymap.shown('studying.undo')} undoes"


def no_article(reader: "Reader") -> Refused:
    """The error of a command that needs an article, in an empty pane."""
    return Refused(f"There is no article in this pane; {how_to_have_one(reader)}.")


def how_to_have_one(reader: "Reader") -> str:
    """A phrase on how to open an article in an empty pane."""
    if not len(reader.study.articles):
        return f"{reader.keymap.shown('opening.library')} opens the library, + there adds one"
    return f"{reader.keymap.shown('opening.choose')} chooses one"
