"""Click targets: named clickable words, wherever they are drawn.

A spot's name is stored in the style of its words, so that it survives cutting and joining.
"""

from textual import events
from textual.content import Content
from textual.style import Style

_MARK = "spot"


def spot(words: Content, name: str) -> Content:
    """The words as a spot with this name, which must not be empty."""
    return words.stylize(Style.from_meta({_MARK: name}))


class ClickTargets:
    """Finds the clicked spot of a widget. Quick clicks on a spot count as one."""

    def __init__(self) -> None:
        self._is_on_one = False

    def clicked(self, event: events.Click) -> str | None:
        """The name of the clicked spot, empty for none.

        None for a click that quickly follows one on a spot and should be ignored: something else
        may be drawn there by now.
        """
        if event.chain > 1 and self._is_on_one:
            return None
        name = str(event.style.meta.get(_MARK, ""))
        self._is_on_one = bool(name)
        return name
