"""The codebook's key table, from which its hints and its help page are made."""

from functools import partial

from annotations.tag import KEYS
from tui.screens import undoing
from tui.screens.codebook import edits, files, moves
from tui.screens.keyed import Binding, editing, hints_of, show_help

MOVES = (
    Binding(("up", "k"), "row up", partial(moves.step, rows=-1), mouse="click"),
    Binding(("down", "j"), "row down", partial(moves.step, rows=1), mouse="click"),
    Binding(("pageup",), "page up", partial(moves.page, pages=-1)),
    Binding(("pagedown", "space"), "page down", partial(moves.page, pages=1)),
    Binding(("home", "g"), "first tag", moves.first),
    Binding(("end", "G"), "last tag", moves.last),
    Binding(("left", "h"), "fold, or to the tag above", moves.fold, mouse="click on ▾"),
    Binding(("right", "l"), "unfold", moves.unfold, mouse="click on ▸"),
    Binding(("/",), "show only tags with what is typed", moves.ask_filter, "filter"),
    Binding(("B",), "to its highlights, listed in the side bar", moves.show_highlights,
            "highlights", "double click"),
)  # fmt: skip
EDITS = editing(
    Binding(("n", "+"), "make a tag; /NAME makes it below this one", edits.make, "new"),
    Binding(("r", "enter"), "rename, with the tags below it", edits.rename, "rename"),
    Binding(("m",), "merge into another tag", edits.merge, "merge"),
    Binding(("p",), "put below another tag", edits.nest, "put below"),
    Binding((">",), "put below the tag before it", edits.nest_deeper),
    Binding(("<",), "put one level up", edits.nest_higher),
    Binding(("K", "alt+up"), "move up among the tags on its level", partial(edits.shift, by=-1)),
    Binding(("J", "alt+down"), "move down among the tags on its level",
            partial(edits.shift, by=1)),
    Binding(("c",), "colour", edits.recolour, "colour"),
    Binding(("e", "a"), "describe", edits.describe, "describe"),
    *(
        Binding((key,), "give it key N, or take key N off", partial(edits.give_key, key=key))
        for key in KEYS
    ),
    Binding(("d", "delete", "backspace"), "delete, with the tags below it", edits.delete, "delete"),
)  # fmt: skip
STUDY = (
    Binding(("u", "ctrl+z"), "undo", undoing.undo, "undo"),
    Binding(("U", "ctrl+r", "ctrl+y"), "redo", undoing.redo),
    *editing(Binding(("i",), "read a codebook from a CSV file", files.ask_import)),
    Binding(("x",), "write the codebook to a CSV file", files.ask_export),
    Binding(("?", "f1"), "these keys", show_help, "keys"),
    Binding(("escape", "q", "C"), "back", moves.back, "back"),
)

TABLE = {"Move": MOVES, "Edit": EDITS, "Codebook": STUDY}

HINTS = hints_of(TABLE, "n", "r", "m", "d", "u", "/", "c", "e", "p", "B")
"""The line of hints."""

ALWAYS = hints_of(TABLE, "?", "escape")
"""The hints that the line shows however narrow it is."""

WHILE_FILTERING = frozenset(("up", "down", "pageup", "pagedown"))
"""Keys that keep their function while the filter is typed."""
