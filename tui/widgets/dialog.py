"""What every dialog shares: a modal screen with one thin frame, and a line to type in.

What a dialog asks, and what becomes of the answer, is for the screens.
"""

from typing import ClassVar, TypeVar

from textual import events
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.clean import clean_line
from tui.widgets.plain import plain_line

Answer = TypeVar("Answer")

TITLE_AT_MOST = 300
"""Code points of a title that are looked at: more than any terminal has cells for."""


class Dialog(ModalScreen[Answer]):
    """A small dialog at the bottom of the screen; the page behind it stays as bright as it is."""

    DEFAULT_CSS = """
    Dialog {
        align: center bottom;
        background: $background 0%;
        .frame {
            width: 100%;
            max-width: 90;
            height: auto;
            max-height: 100%;
            padding: 0 1;
            border: round $foreground 40%;
            border-title-style: bold;
            border-title-color: $foreground;
            border-subtitle-align: left;
            border-subtitle-color: $foreground 70%;
            background: $background;
        }
    }
    """
    AUTO_FOCUS: ClassVar[str | None] = ".typed"

    def frame(self, title: str, hints: str) -> Vertical:
        """The box around the dialog's parts: its title above, the keys that matter below."""
        box = Vertical(classes="frame")
        box.border_title = plain_line(title[:TITLE_AT_MOST])
        box.border_subtitle = plain_line(hints)
        return box

    def on_click(self, event: events.Click) -> None:
        """A click beside the frame takes the keys from nothing that is typed in."""
        if event.widget is self and self.AUTO_FOCUS:
            self.query_one(self.AUTO_FOCUS).focus()


class TypedLine(Input):
    """A line to type in, without a frame; what it is given or pasted is shown cleaned.

    `text` is what was typed, or the value as it came while nobody has changed it.
    """

    DEFAULT_CSS = """
    TypedLine, TypedLine:focus {
        border: none;
        height: 1;
        padding: 0;
        background: $background;
    }
    """

    def __init__(self, value: str = "", *, placeholder: str = "") -> None:
        super().__init__(
            clean_line(value),
            placeholder=clean_line(placeholder),
            classes="typed",
            compact=True,
            select_on_focus=False,
        )
        self.cursor_blink = False
        self._came = value

    @property
    def text(self) -> str:
        """What stands in the line: code points that could not be shown come back only unedited."""
        return self._came if self.value == clean_line(self._came) else self.value

    def on_paste(self, event: events.Paste) -> None:
        """Take the pasted text in as one line without control characters."""
        event.prevent_default()
        event.stop()
        self.replace(clean_line(" ".join(event.text.split())), *sorted(self.selection))
