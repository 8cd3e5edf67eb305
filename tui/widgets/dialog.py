"""The base of all dialogs: a modal screen with a thin frame, and a line to type in.

What a dialog asks, and what is done with the answer, is up to the screens.
"""

from collections.abc import Callable, Iterable
from typing import ClassVar, TypeVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.widgets import Input

from tui.terminal.clean import clean_line, clean_typed
from tui.widgets.hints import Hint, HintClicks, all_hinted
from tui.widgets.overlay import Overlay
from tui.widgets.plain import plain_line
from tui.widgets.typed_ahead import act_on

Answer = TypeVar("Answer")

WIDEST = 90
"""Maximum columns of a dialog's frame."""

TITLE_AT_MOST = 300
"""Code points of a title that are read: more than any terminal has cells for."""


class Frame(Vertical):
    """The box around a dialog's parts, with clickable hints in its lower edge."""

    def __init__(self, *, classes: str) -> None:
        super().__init__(classes=classes)
        self._hint_clicks = HintClicks()

    async def on_click(self, event: events.Click) -> None:
        """Carry out a clicked hint, before keys that follow."""
        await self._hint_clicks.heard(event, self.screen)


class Dialog(Overlay[Answer], inherit_bindings=False):
    """A small dialog at the bottom of the screen; the page behind it stays bright.

    If it is narrower than the screen, it leaves the lines at the edges free, as it would hide all
    but shreds of them. It has no keys but those it binds itself: the screen's own would scroll it.
    """

    DEFAULT_CSS = """
    Dialog {
        align: center bottom;
        &.-above { align: center top; }
        &.-clear .frame { margin: 2 0; }
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
            border-subtitle-color: $foreground;
            border-subtitle-style: dim;
            background: $background;
        }
    }
    """
    AUTO_FOCUS: ClassVar[str | None] = ".typed"

    def frame(self, title: str, hints: Iterable[Hint]) -> Vertical:
        """The box around the dialog's parts, with its title above and its hints below."""
        box = Frame(classes="frame")
        box.border_title = plain_line(title[:TITLE_AT_MOST])
        box.border_subtitle = all_hinted(hints)
        return box

    def on_mount(self) -> None:
        """Place the dialog in the first frame: Textual's breakpoints act one frame later."""
        self._stand(self.app.size.width)

    def on_resize(self, event: events.Resize) -> None:
        """Leave the lines at the edges free, or fill the width."""
        self._stand(event.size.width)

    def _stand(self, width: int) -> None:
        self.set_class(width > WIDEST, "-clear")

    async def on_key(self, event: events.Key) -> None:
        """Handle keys in the order in which they were pressed."""
        await act_on(self, event)

    def leave(self, answer: Answer | None) -> None:
        """Close with an answer; only the first one counts."""
        if self.app.screen is self:
            self.dismiss(answer)

    def on_click(self, event: events.Click) -> None:
        """Keep the focus where text is typed if the click is beside the frame."""
        if event.widget is self and self.AUTO_FOCUS:
            self.query_one(self.AUTO_FOCUS).focus()


class TypedLine(Input, inherit_bindings=False):
    """A line to type in, without a frame; whatever text it gets is shown cleaned.

    Ctrl+z undoes edits in the line, letters typed in a row in one step. `text` is what was typed,
    or the initial value while nobody has changed it. `entered` is called on Enter.
    """

    DEFAULT_CSS = """
    TypedLine, TypedLine:focus {
        border: none;
        height: 1;
        padding: 0;
        background: $background;
    }
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
    """Has no effect on the layout: Textual's own would lay everything out anew at each letter."""

    # Without the scrolling keys, which are the dialog's.
    BINDINGS: ClassVar[list[BindingType]] = [
        *Input.BINDINGS, Binding("ctrl+z", "undo", show=False),
    ]  # fmt: skip

    def __init__(
        self, value: str = "", *, placeholder: str = "", entered: Callable[[], object]
    ) -> None:
        super().__init__(
            clean_line(value),
            placeholder=clean_line(placeholder),
            classes="typed",
            compact=True,
            select_on_focus=False,
        )
        self.cursor_blink = False
        self._before: list[str] = []
        self._typing = False
        self._came = value
        self._entered = entered

    def validate_value(self, value: str) -> str:
        """Clean the value: Textual shows it as it is."""
        return clean_typed(value)

    def put(self, text: str) -> None:
        """Replace the text."""
        self._came = text
        self.value = clean_line(text)

    @property
    def text(self) -> str:
        """The text, including code points that cannot be shown if it was not edited."""
        return self._came if self.value == clean_line(self._came) else self.value

    def watch_value(self, before: str, after: str) -> None:
        """Remember the previous text for undo, unless only one more letter was typed."""
        if not self.is_attached:
            return
        typing = len(after) == len(before) + 1
        if not (typing and self._typing):
            self._before.append(before)
        self._typing = typing

    def action_undo(self) -> None:
        """Restore the text before the last edit."""
        if not self._before:
            return
        *before, self.value = self._before
        # Restoring was recorded as a change, too.
        self._before = before
        self._typing = False
        self.cursor_position = len(self.value)

    def watch_virtual_size(self) -> None:
        """Scroll back as far as possible when the text has become shorter."""
        self.scroll_x = self.validate_scroll_x(self.scroll_x)

    def on_resize(self) -> None:
        """Show the caret, which is far from the beginning of a long value."""
        if self.has_focus:
            self.on_focus()

    def on_focus(self) -> None:
        """Show the caret, even before anything is typed."""
        caret = cell_len(self.value[: self.cursor_position])
        self.scroll_to_region(Region(caret, 0, 1, 1), animate=False, immediate=True)

    def on_blur(self) -> None:
        """Show the beginning of the value while nobody types."""
        self.scroll_to(x=0, animate=False, immediate=True)

    async def on_key(self, event: events.Key) -> None:
        """Handle keys in the order in which they were pressed."""
        await act_on(self, event, self._take_in)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is for the line alone, as Enter and printable characters are."""
        return key == "enter" or super().check_consume_key(key, character)

    async def action_submit(self) -> None:
        """Report Enter before any later key is typed."""
        self._entered()

    def on_paste(self, event: events.Paste) -> None:
        """Insert the pasted text as one line without control characters."""
        event.prevent_default()
        event.stop()
        self._take_in(clean_line(" ".join(event.text.split())))

    def _take_in(self, text: str) -> None:
        """Insert text at the caret, or in place of the selection."""
        self.replace(text, *sorted(self.selection))
