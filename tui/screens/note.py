"""The note editor: a box for a few lines of text, used for notes and for what a tag is for.

It only asks. Where the text goes is for whoever opened it.
"""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import TextArea

from tui.clean import clean
from tui.widgets.dialog import Dialog
from tui.widgets.typed_ahead import act_on

KEPT = "\n\t"
"""Control characters that a note may hold and a box can show."""
HINTS = "Esc save · Enter new line · ctrl+g leave as it was"


def _tidy(text: str) -> str:
    """`text` as a box may show it, with LF line ends."""
    return clean(text.replace("\r\n", "\n").replace("\r", "\n"), keep=KEPT)


class NoteBox(TextArea, inherit_bindings=False):
    """Several lines to type in, without a frame; what is pasted comes in cleaned."""

    DEFAULT_CSS = """
    NoteBox, NoteBox:focus {
        border: none;
        padding: 0;
        height: auto;
        min-height: 3;
        max-height: 40vh;
        background: $background;
        scrollbar-size-vertical: 1;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [*TextArea.BINDINGS]

    def __init__(self, text: str) -> None:
        super().__init__(
            _tidy(text), classes="typed", compact=True, highlight_cursor_line=False, theme="css"
        )
        self.cursor_blink = False

    async def on_key(self, event: events.Key) -> None:
        """Act on keys in the order they were pressed."""
        await act_on(self, event)

    def on_paste(self, event: events.Paste) -> None:
        """Take the pasted text in without control characters."""
        event.prevent_default()
        event.stop()
        self.insert(_tidy(event.text))


class NoteEditor(Dialog[str | None]):
    """Asks for a text of several lines. Comes back with it, or None when left as it was.

    `note` is the text at first, `about` the first words of what it is about, `kind` what is
    written of it. A text that nobody has changed comes back to the code point; once it is edited,
    code points that could not be shown come back as their stand-ins.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "save", "Save and leave"),
        ("ctrl+g", "leave", "Leave it as it was"),
    ]

    def __init__(self, note: str, about: str, *, kind: str = "note") -> None:
        super().__init__()
        self._kind = kind
        self._note = note
        self._about = about

    def compose(self) -> ComposeResult:
        """The box, with the note in it."""
        with self.frame(f"{self._kind}  {self._about}".rstrip(), HINTS):
            yield NoteBox(self._note)

    def on_mount(self) -> None:
        """Go on writing where the note ends."""
        box = self.query_one(NoteBox)
        box.move_cursor(box.document.end)

    def action_save(self) -> None:
        """Leave with what stands in the box, without white space at its end."""
        text = self.query_one(NoteBox).text
        self.leave(self._note if text == _tidy(self._note) else text.rstrip())

    def action_leave(self) -> None:
        """Leave the note as it was."""
        self.leave(None)
