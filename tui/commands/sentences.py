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
    key = reader.keymap.shown("opening.choose")
    return Refused(f"There is no article in this pane; {key} chooses one.")
