"""The help page, made from the table of actions; any screen can show its own keys with it.

This module knows nothing of what the keys do.
"""

import re
from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from tui.actions import ACTIONS, GROUPS, Action, shown
from tui.keymap import Keymap
from tui.widgets.filter_line import WHILE_TYPED, FilterLine
from tui.widgets.hints import HintClicks, all_hinted
from tui.widgets.key_page import Explanation, KeyRow, Section, laid_out, merged
from tui.widgets.plain import plain_line
from tui.widgets.typed_ahead import act_on

TITLE = "keys"
HINTS = (("escape", "back"), ("/", "filter"), ("up,down,pageup,pagedown", "scroll"))

_NAMED = re.compile(r"<([a-z_.:]+)>")

EXPLANATIONS = (
    Explanation(
        "What a digit does",
        "If the selection is one of your highlights, the digit edits it; any other selection "
        "becomes a new highlight. With nothing selected, the digit edits your shortest highlight "
        "under the caret, or else highlights the sentence at the caret. A tag that is there "
        "already comes off; without its last tag the highlight stays, as a plain one. A digit that "
        "no tag has yet opens the picker to choose a tag for it. <tagging.pick> and "
        "<tagging.plain> choose the passage in the same way. Another coder's highlight is never "
        "changed: you get one of your own on the same passage.",
    ),
    Explanation(
        "Select by labels",
        "<labelling.select> shows letters on every word of the pane. Type the letters of the first "
        "word, then those of the last; a digit tags the selection. Type letters as capitals to "
        "include the punctuation that touches the word. <selecting.extend:left> and "
        "<selecting.extend:right> move the edge by one character.",
    ),
    Explanation(
        "Search",
        "Capitals matter only if you type some: mayor also finds Mayor, but Mayor does not find "
        "mayor. A space matches any white space, straight quotation marks match curly ones, and "
        "words that are hyphenated at the end of a line are found.",
    ),
    Explanation(
        "Notes",
        "A note is saved as you type. Esc closes it; ctrl+g closes it and discards what you "
        "changed. <studying.undo> undoes the whole note in one step.",
    ),
    Explanation(
        "Import",
        "<importing.ask> reads an export, yours or a colleague's, and adds everything that is new; "
        "<studying.undo> undoes it in one step. If the file differs from the study, nothing is "
        "imported until you decide: o keeps the study's version, t takes the file's. If you both "
        "added the same article, s treats the two as one.",
    ),
    Explanation(
        "Mouse",
        "Drag to select letters; double-click and drag for words, triple-click and drag for "
        "sentences. Click any key that is shown with what it does, in dialogs too: a click on Esc "
        "closes one. Click a column's name in the library to order by it, and ▾ or ▸ to fold and "
        "unfold. A back button at the side of the mouse goes back.",
    ),
)
"""Explanations of more than a few words; an action's id in angle brackets stands for its key."""


IN_LISTS = Section(
    "In the side bar",
    (
        KeyRow(("←", "→", "1", "2", "3", "4"), "previous list, next; one by its number", "click"),
        KeyRow(("Enter",), "go there; in the list of tags: show its highlights", "click"),
        KeyRow(("o", "*"), "this article only, or all"),
        KeyRow(("F", "f"), "filter: words, tag:… article:… coder:… note:… relation:…; without: -…"),
        KeyRow(("t",), "tags of the highlight"),
        KeyRow((".",), "the last tags again"),
        KeyRow(("T",), "tags on or off all your highlights listed, or on all hits"),
        KeyRow(("a",), "note on the highlight or the link"),
        KeyRow(("e",), "relation of the link"),
        KeyRow(("'",), "the other end of the link"),
        KeyRow(("d", "Del", "Backspace"), "delete the highlight or the link"),
        KeyRow(("Esc",), "back to the text, and close it"),
    ),
)
IN_SEARCH = Section(
    "While a search is typed",
    (
        KeyRow(("↓", "ctrl+n"), "next hit"),
        KeyRow(("↑", "ctrl+p"), "previous hit"),
        KeyRow(("alt+r",), "a regular expression, or as it is written"),
        KeyRow(("alt+a",), "é as e, or as it is written"),
        KeyRow(("Enter",), "select the hit: a digit tags it"),
        KeyRow(("Esc",), "give the search up"),
    ),
)
"""The keys of the side bar and the search prompt: they are not actions, and cannot be changed."""


def explanations_of(keymap: Keymap) -> tuple[Explanation, ...]:
    """The explanations, with the keys of this keymap."""

    def key(named: re.Match[str]) -> str:
        return keymap.shown(named[1])

    return tuple(Explanation(one.heading, _NAMED.sub(key, one.words)) for one in EXPLANATIONS)


def sections_of(keymap: Keymap) -> tuple[Section, ...]:
    """The reader's actions by group, with their keys; then the search prompt's and side bar's."""
    actions = (
        Section(heading, merged(_row(a, keymap) for a in ACTIONS if a.group == group))
        for group, heading in GROUPS.items()
    )
    return (*actions, IN_SEARCH, IN_LISTS)


def _row(action: Action, keymap: Keymap) -> KeyRow:
    """An action's row, with N for a digit, so that rows that differ only in it can be merged."""
    number = action.argument if action.argument.isdigit() else ""
    does = action.does.replace(number, "N") if number else action.does
    return KeyRow(tuple(map(shown, keymap.keys_of(action.id))), does, action.mouse)


class KeyHelp(Screen[None], inherit_bindings=False):
    """A page of keys under headings, in as many columns as fit; `/` filters it, Esc leaves."""

    DEFAULT_CSS = """
    KeyHelp {
        background: $background;
        .title { padding: 0 1; height: 2; text-style: bold; }
        .page { padding: 0 1; }
        .hints { padding: 0 1; height: 1; text-style: dim; }
        FilterLine { margin: 0 1; }
        VerticalScroll { scrollbar-size-vertical: 1; }
        VerticalScroll:focus { background-tint: $foreground 0%; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("slash", "filter", "Filter"),
        ("escape", "back", "Back"),
        ("q,question_mark,f1", "leave", "Back"),
        ("space,ctrl+d", "page(1)", "Page down"),
        ("ctrl+u", "page(-1)", "Page up"),
        ("j", "roll(1)", "Down"),
        ("k", "roll(-1)", "Up"),
        ("g", "begin", "First keys"),
        ("G", "end", "Last keys"),
    ]
    AUTO_FOCUS: ClassVar[str | None] = "VerticalScroll"

    def __init__(
        self, title: str, sections: Sequence[Section], explanations: Sequence[Explanation] = ()
    ) -> None:
        super().__init__()
        self._heading = title
        self._sections = sections
        self._explanations = explanations
        self._filter = FilterLine(
            self._narrow, self._to_page, "show only keys that have to do with …"
        )
        self._hint_clicks = HintClicks()

    def compose(self) -> ComposeResult:
        """The title, the page, and the line to filter it by."""
        yield Static(plain_line(self._heading), classes="title", markup=False)
        with VerticalScroll():
            yield Static(classes="page", markup=False)
        yield self._filter
        yield Static(all_hinted(HINTS), classes="hints", markup=False)

    def on_resize(self, _event: events.Resize) -> None:
        """Lay the page out for the new width."""
        self._show()

    async def on_key(self, event: events.Key) -> None:
        """Act on keys in the order they were pressed."""
        await act_on(self, event)

    async def on_click(self, event: events.Click) -> None:
        """Do what a clicked hint says."""
        await self._hint_clicks.heard(event, self)

    def on_descendant_focus(self) -> None:
        """Show the keys of the page, or those of the filter while that is typed."""
        hints = WHILE_TYPED if self.focused is self._filter else HINTS
        self.query_one(".hints", Static).update(all_hinted(hints))

    def _to_page(self) -> None:
        self.set_focus(self.query_one(VerticalScroll))

    def _narrow(self, _typed: str) -> None:
        """Show only what matches the filter."""
        self._show()
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def _show(self) -> None:
        width = max(self.size.width - 4, 10)
        page = laid_out(self._sections, self._explanations, width, self._filter.value)
        self.query_one(".page", Static).update(page)

    def action_filter(self) -> None:
        """Open the filter."""
        self._filter.open()

    def action_back(self) -> None:
        """Close the filter, if it is open, else the page."""
        if self._filter.is_open:
            self._filter.action_clear()
        else:
            self.dismiss(None)

    def action_leave(self) -> None:
        """Close the page."""
        self.dismiss(None)

    def action_page(self, pages: int) -> None:
        """Scroll by pages."""
        page = self.query_one(VerticalScroll)
        page.scroll_relative(y=pages * max(page.size.height - 1, 1), animate=False)

    def action_roll(self, rows: int) -> None:
        """Scroll by rows."""
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)

    def action_begin(self) -> None:
        """Scroll to the first keys."""
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def action_end(self) -> None:
        """Scroll to the last keys."""
        self.query_one(VerticalScroll).scroll_end(animate=False)


class HelpScreen(KeyHelp):
    """The reader's help."""

    def __init__(self, keymap: Keymap) -> None:
        super().__init__(TITLE, sections_of(keymap), explanations_of(keymap))
