"""What several commands say, with the keys that the actions have by the reader's settings."""

from typing import TYPE_CHECKING

from annotations.errors import Refused

if TYPE_CHECKING:
    from tui.reader.reader import Reader


def undoes(reader: "Reader") -> str:
    """What takes back what was just done."""
    return f"{reader.keymap.shown('studying.undo')} undoes"


def no_article(reader: "Reader") -> Refused:
    """Why nothing can be done in an empty pane."""
    return Refused(f"There is no article in this pane; {how_to_have_one(reader)}.")


def how_to_have_one(reader: "Reader") -> str:
    """How an article comes into an empty pane."""
    if not len(reader.study.articles):
        return f"{reader.keymap.shown('opening.library')} opens the library, + there adds one"
    return f"{reader.keymap.shown('opening.choose')} chooses one"
