"""The reader's three lines of chrome: when they show, and what they say now."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events

from tui.widgets import chrome
from tui.widgets.filter_line import WHILE_TYPED, FilterLine
from tui.widgets.hints import BETWEEN, hint_pieces
from tui.widgets.line import Piece
from tui.widgets.message_line import MessageLine

if TYPE_CHECKING:
    from tui.reader.reader import Reader

ROOMY = 30
"""Rows from which the status has a line of its own; below, it stands in the footer."""


GIVE_UP = ("escape", "gives the search up")
ASKING = hint_pieces((("enter", "takes the hit"), ("up,down", "other hits"), GIVE_UP))
ASKING_ALL = hint_pieces((("enter", "goes into the list of hits"), GIVE_UP))
"""What the footer says while a search is typed: in the article, in all of them."""

BESIDE = (
    ("listing.enter", "to the text"), ("listing.toggle", "next list"),
    ("studying.undo", "undo"), ("studying.help", "help"),
)  # fmt: skip
"""What it says of keys while the side bar has them, whose own it shows itself."""

FILTERING = hint_pieces(WHILE_TYPED)
CLOSES = hint_pieces((("escape", "closes"),))


class ChromeLine(MessageLine):
    """A line whose clicked pieces do actions."""

    DEFAULT_CSS = "ChromeLine { color: $text-muted; }"

    def __init__(self, reader: "Reader", id: str) -> None:
        super().__init__(reader.hands.clicked, id=id)
        self._reader = reader

    async def on_click(self, event: events.Click) -> None:
        """What is said goes, so that the keys come back; else it is any line's click."""
        if self.says:
            event.prevent_default()
            self._reader.lines.forget()
            self._reader.lines.refresh()


class Lines:
    """Status, inspector and footer."""

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
        """Take the status line away where rows are few."""
        self._roomy = height >= ROOMY
        self.status.display = self._roomy
        self.refresh()

    def say(self, sentence: str) -> None:
        """Say something in the footer's place, until the next key."""
        self._said = sentence
        self.refresh()

    def forget(self, sentence: str = "") -> None:
        """Take back what was said; where a sentence is given, only that."""
        if sentence in {"", self._said}:
            self._said = ""

    def writing(self, unkept: bool) -> None:
        """Say whether letters have been typed into a note that are not saved yet."""
        if unkept != self._writing:
            self._writing = unkept
            self.refresh()

    def refresh(self) -> None:
        """Bring the three lines up to date; what has not changed is not drawn again."""
        reader = self._reader
        state = chrome.state(reader.store, writing=self._writing)
        study = reader.store.path.stem
        self.status.set(
            (Piece(" diptych  ", "bold"), Piece(study)),
            (
                *chrome.only(reader.whose.only),
                *chrome.where(reader.study.coder, reader.together.way),
                *state,
            ),
        )
        inspected = self._inspected()
        self.inspector.set(inspected)
        # What a mode, a search or a list asks for is to be read whole: the way out stands last.
        is_asked = reader.mode is not None or self._is_elsewhere
        look = (*chrome.only(reader.whose.only), *chrome.scrolling(reader.together.way))
        right = () if self._roomy else (*(() if is_asked else look), *state)
        if self._said:
            # What waits is told beside it: it would be forgotten.
            waits = reader.mode.hint if reader.mode else ""
            self.footer.say(BETWEEN.join(filter(None, [self._said, waits])), right)
        else:
            left, always = self._keys(inspected)
            self.footer.set(left, (*always, *right))

    @property
    def _is_elsewhere(self) -> bool:
        """Whether the keys go to something else on the reader's screen than a text."""
        focused = self._reader.focused
        return focused is not None and focused.parent not in self._reader.panes.order

    def _inspected(self) -> tuple[Piece, ...]:
        reader, pane = self._reader, self._reader.pane
        if pane.article is None:
            return ()
        selected = pane.selected
        if selected:
            # The first frame, in which nothing is selected, does without.
            from tui.commands.aiming import aim

            marked = aim(reader).highlight
            under = [marked] if marked else []
        else:
            under = reader.memory.under(pane, reader.study)
        opened = {p.article.id: p.structure for p in reader.panes.order if p.article}
        text, width = pane.article.text, reader.size.width
        return chrome.inspector(reader.study, under, selected, text, opened, width)

    def _keys(self, inspected: Sequence[Piece]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        """The keys that matter now, and those that are shown however short the line is.

        `inspected` is what is told of the highlights under the caret.
        """
        reader, pane = self._reader, self._reader.pane
        if reader.app.screen is not reader:
            # A dialog has the keys, and says itself which.
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
        """The keys that matter while the side bar has them; actions without one are left out."""
        if isinstance(self._reader.focused, FilterLine):
            return FILTERING
        hints = ((id, self._reader.keymap.hints((id, words))) for id, words in BESIDE)
        return (*(Piece(f"{hint}{BETWEEN}", "dim", id) for id, hint in hints if hint), *CLOSES)

    def _footer(self, actions: Sequence[str]) -> tuple[Piece, ...]:
        """The keys of these actions, put together once: they are asked for at every key."""
        if actions not in self._footers:
            self._footers[actions] = chrome.footer(actions, self._reader.keymap)
        return self._footers[actions]
