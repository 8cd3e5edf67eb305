"""Spots: words that a click is for, wherever they come to stand on the screen.

What a spot is for goes with the style of its words, as they are drawn, cut and put side by side.
"""

from textual import events
from textual.content import Content
from textual.style import Style

_MARK = "spot"


def spot(words: Content, name: str) -> Content:
    """The words as a spot of that name, which must not be empty."""
    return words.stylize(Style.from_meta({_MARK: name}))


class Spots:
    """Tells which spot of a widget is clicked. Quick clicks on one cell count as one there."""

    def __init__(self) -> None:
        self._is_on_one = False

    def clicked(self, event: events.Click) -> str | None:
        """The spot that is clicked, empty for none.

        None is for a click that follows quickly on one on a spot, and so is for nothing: what was
        clicked may have given place to something else.
        """
        if event.chain > 1 and self._is_on_one:
            return None
        name = str(event.style.meta.get(_MARK, ""))
        self._is_on_one = bool(name)
        return name
