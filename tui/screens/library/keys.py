"""The library's key table, from which its hints and its help page are made."""

from functools import partial

from tui.screens import undoing
from tui.screens.keyed import Binding, editing, hints_of, show_help
from tui.screens.library import edits, moves

MOVES = (
    Binding(("up", "k"), "row up", partial(moves.step, rows=-1), mouse="wheel"),
    Binding(("down", "j"), "row down", partial(moves.step, rows=1), mouse="wheel"),
    Binding(("pageup", "ctrl+u"), "page up", partial(moves.page, pages=-1)),
    Binding(("pagedown", "ctrl+d"), "page down", partial(moves.page, pages=1)),
    Binding(("home", "g"), "first article", partial(moves.edge, last=False)),
    Binding(("end", "G"), "last article", partial(moves.edge, last=True)),
    Binding(("/",), "show only articles with what is typed", moves.ask_filter, "filter"),
    Binding(
        ("S",), "order by the next column", moves.turn_order, "order", "click on a column's name"
    ),
)
OPENING = (
    Binding(("enter",), "open the article, or those marked side by side", moves.choose, "open",
            "double click"),
    Binding(
        ("e",), "open all articles of the event side by side", moves.open_event,
        "event side by side",
    ),
    Binding(("space",), "mark, or take the mark off", moves.mark, "mark", "click before its title"),
    Binding(("A", "ctrl+a"), "mark all that are shown; again: none of them", moves.mark_shown),
)  # fmt: skip
EDITS = (
    *editing(
        Binding(("i",), "set title, outlet, event, byline, date, status", edits.fields, "fields"),
        Binding(("s",), "next status", edits.next_status, "status"),
        Binding(("t",), "tags of the whole article", edits.tags, "tags"),
        Binding(("a",), "note on the whole article", edits.note, "note"),
        Binding(("+",), "add a file, or a folder's files", edits.add, "add"),
        Binding(
            ("d", "delete", "backspace"), "remove, with highlights and links",
            edits.remove, "remove",
        ),
    ),
    Binding(("!",), "why files were not added", edits.refusals),
    Binding(("u", "ctrl+z"), "undo", undoing.undo, "undo"),
    Binding(("U", "ctrl+r", "ctrl+y"), "redo", undoing.redo, "redo"),
)  # fmt: skip
LEAVING = (
    Binding(("?", "f1"), "these keys", show_help, "keys"),
    Binding(("escape",), "leave the filter, the marks, the library", moves.back, "back"),
    Binding(("q",), "leave the library", moves.leave),
)

TABLE = {"Move": MOVES, "Open": OPENING, "Edit": EDITS, "Library": LEAVING}


HINTS = hints_of(TABLE, "enter", "e", "space", "i", "s", "t", "a", "+", "d", "u", "/", "S", "U")
"""The line of hints."""

ALWAYS = hints_of(TABLE, "?", "escape")
"""The hints that the line shows however narrow it is."""
