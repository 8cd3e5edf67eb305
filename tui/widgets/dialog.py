"""What every dialog shares: a modal screen with one thin frame, and a line to type in.

What a dialog asks, and what becomes of the answer, is for the screens.
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

from tui.clean import clean_line, clean_typed
from tui.widgets.hints import Hint, HintClicks, all_hinted
from tui.widgets.over import Over
from tui.widgets.plain import plain_line
from tui.widgets.typed_ahead import act_on

Answer = TypeVar("Answer")

WIDEST = 90
"""Columns of a dialog's frame at most."""

TITLE_AT_MOST = 300
"""Code points of a title that are looked at: more than any terminal has cells for."""


class Frame(Vertical):
    """The box around a dialog's parts, in whose lower edge hints stand that can be clicked."""

    def __init__(self, *, classes: str) -> None:
        super().__init__(classes=classes)
        self._hint_clicks = HintClicks()

    async def on_click(self, event: events.Click) -> None:
        """Do what a hint says, before keys that come right behind."""
        await self._hint_clicks.heard(event, self.screen)


class Dialog(Over[Answer], inherit_bindings=False):
    """A small dialog at the bottom of the screen; the page behind it stays as bright as it is.

    Where it is narrower than the screen it stands clear of the lines at the edges, of which only
    shreds would be seen. It has no key but those it binds itself: a screen's own would scroll it.
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
        """The box around the dialog's parts: its title above, the keys that matter below."""
        box = Frame(classes="frame")
        box.border_title = plain_line(title[:TITLE_AT_MOST])
        box.border_subtitle = all_hinted(hints)
        return box

    def on_mount(self) -> None:
        """Stand in its place from the first frame on: Textual's breakpoints come one later."""
        self._stand(self.app.size.width)

    def on_resize(self, event: events.Resize) -> None:
        """Stand clear of the lines at the edges, or fill the width."""
        self._stand(event.size.width)

    def _stand(self, width: int) -> None:
        self.set_class(width > WIDEST, "-clear")

    async def on_key(self, event: events.Key) -> None:
        """Act on keys in the order they were pressed."""
        await act_on(self, event)

    def leave(self, answer: Answer | None) -> None:
        """Come back with an answer; only the first one counts."""
        if self.app.screen is self:
            self.dismiss(answer)

    def on_click(self, event: events.Click) -> None:
        """A click beside the frame takes the keys from nothing that is typed in."""
        if event.widget is self and self.AUTO_FOCUS:
            self.query_one(self.AUTO_FOCUS).focus()


class TypedLine(Input, inherit_bindings=False):
    """A line to type in, without a frame; whatever it is given, by whomever, is shown cleaned.

    Ctrl+z takes back what was done in it, letters typed in a row at once, and nothing elsewhere.
    `text` is what was typed, or the value as it came while nobody has changed it. `entered` is
    called on Enter.
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
    """It takes no room from others: for Textual's own, all is laid out anew at each letter."""

    # Without the keys that would scroll it, which are the dialog's.
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
        """What may stand in the line: Textual shows its value as it is."""
        return clean_typed(value)

    def put(self, text: str) -> None:
        """Show another text, in place of what stands there."""
        self._came = text
        self.value = clean_line(text)

    @property
    def text(self) -> str:
        """What stands in the line: code points that could not be shown come back only unedited."""
        return self._came if self.value == clean_line(self._came) else self.value

    def watch_value(self, before: str, after: str) -> None:
        """Keep what stood there, unless this is but one more letter."""
        if not self.is_attached:
            return
        typing = len(after) == len(before) + 1
        if not (typing and self._typing):
            self._before.append(before)
        self._typing = typing

    def action_undo(self) -> None:
        """Show what stood there before."""
        if not self._before:
            return
        self.value = self._before.pop()
        # That was a change as well.
        self._before.pop()
        self._typing = False
        self.cursor_position = len(self.value)

    def watch_virtual_size(self) -> None:
        """Leave no more blank cells than must be where the text has become shorter."""
        self.scroll_x = self.validate_scroll_x(self.scroll_x)

    def on_resize(self) -> None:
        """Show the caret, which a long value has far from its beginning."""
        if self.has_focus:
            self.on_focus()

    def on_focus(self) -> None:
        """Show the caret before anything is typed, too."""
        caret = cell_len(self.value[: self.cursor_position])
        self.scroll_to_region(Region(caret, 0, 1, 1), animate=False, immediate=True)

    def on_blur(self) -> None:
        """Show how the value begins, while nobody types in it."""
        self.scroll_to(x=0, animate=False, immediate=True)

    async def on_key(self, event: events.Key) -> None:
        """Act on keys in the order they were pressed."""
        await act_on(self, event, self._take_in)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is for the line alone: Enter is, as what can be typed."""
        return key == "enter" or super().check_consume_key(key, character)

    async def action_submit(self) -> None:
        """Tell that Enter was pressed, before any key behind it is typed."""
        self._entered()

    def on_paste(self, event: events.Paste) -> None:
        """Take the pasted text in as one line without control characters."""
        event.prevent_default()
        event.stop()
        self._take_in(clean_line(" ".join(event.text.split())))

    def _take_in(self, text: str) -> None:
        """Put text in place of what is selected, or where the caret is."""
        self.replace(text, *sorted(self.selection))
