"""The note editor: a box for a few lines of text, used for notes and tag descriptions.

The caller decides where the text is saved, this module when.
"""

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.timer import Timer
from textual.widgets import TextArea

from annotations.errors import DiptychError
from tui.terminal.clean import clean
from tui.widgets.dialog import Dialog
from tui.widgets.hints import BETWEEN, all_hinted
from tui.widgets.plain import plain_line
from tui.widgets.typed_ahead import act_on

KEPT = "\n\t"
"""Control characters that a note may hold and a box can show."""
HINTS = (("escape", "save"), ("enter", "new line"), ("ctrl+g", "leave as it was"))

KEPT_AFTER = 1.5
"""Seconds after which typed text is saved, even while typing goes on."""


def _tidy(text: str) -> str:
    """`text` cleaned for display, with LF line ends."""
    return clean(text.replace("\r\n", "\n").replace("\r", "\n"), keep=KEPT)


class NoteBox(TextArea, inherit_bindings=False):
    """A frameless box to type several lines in; pasted text is cleaned."""

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

    def on_resize(self) -> None:
        """Show the caret, which lines that are broken anew may have taken out of sight."""
        self.call_after_refresh(self.scroll_cursor_visible)

    async def on_key(self, event: events.Key) -> None:
        """Act on keys in the order they were pressed."""
        await act_on(self, event, self._take_in)

    def on_paste(self, event: events.Paste) -> None:
        """Insert the pasted text without control characters."""
        event.prevent_default()
        event.stop()
        self._take_in(_tidy(event.text))

    def _take_in(self, text: str) -> None:
        """Replace the selection by text, or insert it at the caret."""
        self.replace(text, *self.selection, maintain_selection_offset=False)


class NoteEditor(Dialog[str | None]):
    """Asks for a text of several lines. Returns it, or None when left as it was.

    `note` is the initial text, `about` the first words of its subject, `kind` the kind of text. An
    unedited text is returned exactly; once it is edited, code points that cannot be shown are
    returned as their stand-ins.

    `keep` saves the text: while it is typed, at the end, and in whatever way the app is quit. It
    raises `DiptychError` if it cannot; the editor then says so and stays open. `told` is called
    with whether there is unsaved text.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "save", "Save and leave"),
        ("ctrl+g", "leave", "Leave it as it was"),
    ]

    def __init__(
        self,
        note: str,
        about: str,
        *,
        kind: str = "note",
        keep: Callable[[str], object] = lambda _: None,
        told: Callable[[bool], object] = lambda _: None,
    ) -> None:
        super().__init__()
        self._kind = kind
        self._note = note
        self._about = about
        self._keep = keep
        self._told = told
        self._last = note
        self._unkept: Timer | None = None
        # Made here, because the app may be quit before the box is mounted, or after it is removed.
        self._box = NoteBox(note)

    def compose(self) -> ComposeResult:
        """The box, with the note in it."""
        with self.frame(f"{self._kind}  {self._about}".rstrip(), HINTS):
            yield self._box

    def on_mount(self) -> None:
        """Put the caret at the end of the note."""
        self._box.move_cursor(self._box.document.end)

    @property
    def text(self) -> str:
        """The text without trailing white space; exactly the initial note if it is unedited."""
        text = self._box.text
        return self._note if text == _tidy(self._note) else text.rstrip()

    def on_text_area_changed(self) -> None:
        """Schedule a save of what is typed."""
        if self._unkept is None and self.text != self._last:
            self._unkept = self.set_timer(KEPT_AFTER, self.keep_written)
            self._told(True)

    def keep_written(self) -> None:
        """Save what has been typed so far."""
        self._kept(self.text)

    def _kept(self, text: str) -> bool:
        """Save a text; return whether that succeeded."""
        if self._unkept is not None:
            self._unkept.stop()
            self._unkept = None
        try:
            self._keep(text)
        except DiptychError as error:
            why = plain_line(str(error)) + BETWEEN
            self.query_one(".frame").border_subtitle = why + all_hinted(HINTS)
            return False
        self._last = text
        self._told(False)
        return True

    def action_save(self) -> None:
        """Save the text and leave with it."""
        if self._kept(self.text):
            self.leave(self.text)

    def action_leave(self) -> None:
        """Restore the initial note, and leave."""
        if self._kept(self._note):
            self.leave(None)
