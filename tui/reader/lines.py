"""The reader's status, inspector and footer lines: when they show, and what they say."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events

from tui.widgets import chrome
from tui.widgets.hints import BETWEEN, hint_pieces
from tui.widgets.line import Piece
from tui.widgets.message_line import MessageLine

if TYPE_CHECKING:
    from tui.reader.reader import Reader

ROOMY = 30
"""Rows from which the status has a line of its own; below that, it is part of the footer."""


GIVE_UP = ("escape", "gives the search up")
ASKING = hint_pieces((("enter", "takes the hit"), ("up,down", "other hits"), GIVE_UP))
ASKING_ALL = hint_pieces((("enter", "goes into the list of hits"), GIVE_UP))
"""The footer while a search is typed: in the article, or in all articles."""

BESIDE = (
    ("listing.enter", "to the text"), ("listing.toggle", "next list"),
    ("studying.undo", "undo"), ("studying.help", "help"),
)  # fmt: skip
"""The footer's hints while the side bar has the focus; its own keys it shows itself."""

CLOSES = hint_pieces((("escape", "closes"),))


class ChromeLine(MessageLine):
    """A line in which a click on a piece carries out its action."""

    DEFAULT_CSS = "ChromeLine { color: $text-muted; }"

    def __init__(self, reader: "Reader", id: str) -> None:
        super().__init__(reader.input.clicked, id=id)
        self._reader = reader

    async def on_click(self, event: events.Click) -> None:
        """Dismiss the message, so that the hints come back; without a message, act as any line."""
        if self.says:
            event.prevent_default()
            self._reader.lines.forget()
            self._reader.lines.refresh()


class Lines:
    """The status, inspector and footer lines."""

    def __init__(self, reader: "Reader") -> None:
        self._reader = reader
        self._said = ""
        self._writing = False
        self._roomy = True
        self._footers: dict[Sequence[str], tuple[Piece, ...]] = {}
        self.status = ChromeLine(reader, "status")
        self.inspector = ChromeLine(reader, "inspector")
        self.footer = ChromeLine(reader, "footer")

    def fit(self, height: int) -> None:
        """Hide the status line if the screen has few rows."""
        self._roomy = height >= ROOMY
        self.status.display = self._roomy
        self.refresh()

    def say(self, sentence: str) -> None:
        """Show a message in place of the footer, until the next key."""
        self._said = sentence
        self.refresh()

    def forget(self, sentence: str = "") -> None:
        """Withdraw the message; if a sentence is given, only if that is the message."""
        if sentence in {"", self._said}:
            self._said = ""

    def writing(self, unkept: bool) -> None:
        """Show whether text has been typed into a note that is not saved yet."""
        if unkept != self._writing:
            self._writing = unkept
            self.refresh()

    def refresh(self) -> None:
        """Update the three lines; those that have not changed are not redrawn."""
        reader = self._reader
        state = chrome.state(reader.store, writing=self._writing)
        study = reader.store.path.stem
        self.status.set(
            (Piece(" diptych  ", "bold"), Piece(study)),
            (
                *chrome.only(reader.coder_filter.only),
                *chrome.where(reader.study.coder, reader.together.way),
                *state,
            ),
        )
        inspected = self._inspected()
        self.inspector.set(inspected)
        # The hints of a mode, a search or a list must be readable in full: the way out comes last.
        is_asked = reader.mode is not None or self._is_elsewhere
        look = (*chrome.only(reader.coder_filter.only), *chrome.scrolling(reader.together.way))
        right = () if self._roomy else (*(() if is_asked else look), *state)
        if self._said:
            # A mode that waits is mentioned beside the message, lest the user forget it.
            waits = reader.mode.hint if reader.mode else ""
            self.footer.say(BETWEEN.join(filter(None, [self._said, waits])), right)
        else:
            left, always = self._keys(inspected)
            self.footer.set(left, (*always, *right))

    @property
    def _is_elsewhere(self) -> bool:
        """Whether something else than a text has the focus on the reader's screen."""
        focused = self._reader.focused
        return focused is not None and focused.parent not in self._reader.panes.order

    def _inspected(self) -> tuple[Piece, ...]:
        reader, pane = self._reader, self._reader.pane
        if pane.article is None:
            return ()
        selected = pane.selected
        if selected:
            # Not imported for the first frame, in which nothing is selected.
            from tui.commands.aiming import aim

            marked = aim(reader).highlight
            under = [marked] if marked else []
        else:
            under = reader.memory.under(pane, reader.study)
        opened = {p.article.id: p.structure for p in reader.panes.order if p.article}
        text, width = pane.article.text, reader.size.width
        return chrome.inspector(reader.study, under, selected, text, opened, width)

    def _keys(self, inspected: Sequence[Piece]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        """The hints that matter now, and those shown however short the line is.

        `inspected` is what the inspector tells of the highlights under the caret.
        """
        reader, pane = self._reader, self._reader.pane
        if reader.app.screen is not reader:
            # A dialog has the focus, and shows its own keys.
            return (), ()
        waits = (Piece(reader.mode.hint),) if reader.mode else ()
        if self._is_elsewhere:
            asking = ASKING_ALL if reader.prompt.everywhere else ASKING
            for place, hints in ((reader.prompt, asking), (reader.side, self._beside())):
                if place.has_focus_within:
                    return (Piece(" "), *hints, *(Piece(BETWEEN) for _ in waits), *waits), ()
        if waits:
            return (Piece(" "), *waits), ()
        always = self._footer(chrome.ALWAYS)
        if pane.article is None:
            return self._footer(chrome.EMPTY), always
        if not pane.selection.empty:
            return self._footer(chrome.SELECTING), always
        return self._footer(chrome.ON_HIGHLIGHT if inspected else chrome.READING), always

    def _beside(self) -> tuple[Piece, ...]:
        """The hints while the side bar has the focus; actions without a key are left out."""
        # The side bar has imported it long before; the first frame does without.
        from tui.widgets.filter_line import WHILE_TYPED, FilterLine

        if isinstance(self._reader.focused, FilterLine):
            return hint_pieces(WHILE_TYPED)
        hints = ((id, self._reader.keymap.hints((id, words))) for id, words in BESIDE)
        return (*(Piece(f"{hint}{BETWEEN}", "dim", id) for id, hint in hints if hint), *CLOSES)

    def _footer(self, actions: Sequence[str]) -> tuple[Piece, ...]:
        """The hints for these actions, cached, as they are needed at every key."""
        if actions not in self._footers:
            self._footers[actions] = chrome.footer(actions, self._reader.keymap)
        return self._footers[actions]
