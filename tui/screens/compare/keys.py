"""The compare screen's key table, from which its hints and its help page are made."""

from functools import partial

from tui.screens.compare import moves, options
from tui.screens.compare.export import ask_export
from tui.screens.keyed import Binding, hints_of, show_help
from tui.widgets.key_page import Explanation

EXPLANATION = Explanation(
    "What is counted",
    "A tag counts the passages of the tags below it too, each once. The share of text is how much "
    "of an article its passages cover, those that overlap once.",
)


MOVES = (
    Binding(("up", "k"), "row or passage up", partial(moves.down, rows=-1), mouse="wheel"),
    Binding(("down", "j"), "row or passage down", partial(moves.down, rows=1), mouse="wheel"),
    Binding(("left", "h"), "column before; on a tag: fold, or to the tag above", moves.left),
    Binding(("right", "l"), "next column; on a tag: unfold", moves.right),
    Binding(("tab",), "next column, from the last to the first", partial(moves.column, by=1)),
    Binding(("shift+tab",), "column before, from the first to the last",
            partial(moves.column, by=-1)),
    Binding(("pageup", "ctrl+u"), "page up", partial(moves.page, pages=-1)),
    Binding(("pagedown", "space", "ctrl+d"), "page down", partial(moves.page, pages=1)),
    Binding(("home",), "to the tag; first passage", moves.row_start),
    Binding(("end",), "last column; last passage", moves.row_end),
    Binding(("g", "ctrl+home"), "first tag; first passage", moves.first),
    Binding(("G", "ctrl+end"), "last row; last passage", moves.last),
    Binding(("n", "]"), "next tag with passages", partial(moves.tag, by=1), "next tag"),
    Binding(("N", "["), "tag with passages before", partial(moves.tag, by=-1)),
)  # fmt: skip
SHOWS = (
    Binding(
        ("enter",),
        "a cell's passages in full; from there into the text",
        moves.enter,
        "open",
        "double click",
    ),
    Binding(("p",), "the tag's passages in columns; again: the matrix", moves.read, "passages"),
    Binding(("v",), "cells tell counts, share of the text, quotes", options.turn_show, "cells"),
    *(
        Binding((str(nth),), f"cells tell {words}", partial(options.set_show, nth=nth))
        for nth, words in enumerate(("counts", "share of the text", "quotes"), start=1)
    ),
    Binding(("a",), "across: articles, outlets, events", options.turn_across, "across"),
    Binding(("f",), "fold or unfold the tags below", moves.fold, "fold", "click on ▾ ▸"),
    Binding(("F",), "fold or unfold all tags", moves.fold_all),
    Binding(("z",), "hide tags without passages, or show them", options.hide_empty),
)
CHOOSES = (
    Binding(("s",), "choose the articles", options.ask_articles, "articles"),
    Binding(("c",), "only some coders' highlights", options.ask_coders, "coder"),
    Binding(("t", "/"), "only some tags", options.ask_tags, "tags"),
)
SCREEN = (
    Binding(("x",), "write what is compared to a file", ask_export, "export"),
    Binding(("?", "f1"), "these keys", show_help, "keys"),
    Binding(("escape", "q"), "back: to the matrix, to the reader", moves.back, "back"),
    Binding(("M",), "back to the reader", moves.leave),
)

TABLE = {"Move": MOVES, "Show": SHOWS, "Compare": CHOOSES, "Screen": SCREEN}

HINTS = hints_of(TABLE, "enter", "p", "s", "a", "t", "v", "c", "x", "f")
READING_HINTS = hints_of(TABLE, "enter", "n", "s", "t", "c", "x")
"""The lines of hints while the matrix is shown, and while passages are."""

ALWAYS = hints_of(TABLE, "?", "escape")
"""The hints that either line shows however narrow it is."""
