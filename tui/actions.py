"""THE table of actions: bindings, palette, footer, help page and README key table come from it.

An action's id is `module.function` of `tui.commands`, with an argument after a colon where one
function serves several actions. This module does nothing; it only says what there is.
"""

from collections.abc import Iterator
from typing import Literal

import msgspec

from annotations.tag import KEYS

Group = Literal["move", "select", "mark", "compare", "find", "panes", "study"]

GROUPS: dict[Group, str] = {
    "move": "Move",
    "select": "Select",
    "mark": "Highlight, tag, note",
    "compare": "Link and compare",
    "find": "Search and lists",
    "panes": "Panes and articles",
    "study": "Study",
}
"""The headings of the help page, in its order."""


class Action(msgspec.Struct, frozen=True):
    """One thing a reader can do: what it does in a few words, its keys, and the mouse's way.

    `footer` is the word the footer shows when the action matters now; empty for never. An action
    marked `selecting` takes its keys over from another while a passage is selected.
    """

    id: str
    does: str
    keys: tuple[str, ...]
    group: Group
    mouse: str = ""
    footer: str = ""
    selecting: bool = False

    @property
    def command(self) -> str:
        """The `module.function` that does it."""
        return self.id.partition(":")[0]

    @property
    def argument(self) -> str:
        """What is given to the function besides the reader; empty for nothing."""
        return self.id.partition(":")[2]


def _moves() -> Iterator[Action]:
    for name, does, keys in (
        ("left", "left", ("left", "h")),
        ("right", "right", ("right", "l")),
        ("up", "row up", ("up", "k")),
        ("down", "row down", ("down", "j")),
        ("row_start", "start of the row", ("home",)),
        ("row_end", "end of the row", ("end",)),
        ("next_word", "next word", ("w", "ctrl+right")),
        ("previous_word", "previous word", ("b", "ctrl+left")),
        ("word_end", "end of the word", ("e",)),
        ("next_sentence", "next sentence", (")",)),
        ("previous_sentence", "previous sentence", ("(",)),
        ("next_paragraph", "next paragraph", ("}", "alt+down")),
        ("previous_paragraph", "previous paragraph", ("{", "alt+up")),
        ("page_down", "page down", ("space", "pagedown")),
        ("page_up", "page up", ("pageup", "shift+space")),
        ("half_page_down", "half a page down", ("ctrl+d",)),
        ("half_page_up", "half a page up", ("ctrl+u",)),
        ("text_start", "start of the article", ("g", "ctrl+home")),
        ("text_end", "end of the article", ("G", "ctrl+end")),
    ):
        mouse = "wheel" if name in {"up", "down"} else ""
        yield Action(f"moving.move:{name}", does, keys, "move", mouse)
    yield Action(
        "labelling.jump", "jump: type the letters shown on a word", ("f",), "move", footer="jump"
    )
    yield Action(
        "moving.back", "back to where the last jump began", ("ctrl+o",), "move", "back button"
    )


def _selects() -> Iterator[Action]:
    yield Action(
        "labelling.select", "select: first word's letters, last word's letters", ("s",), "select",
        "drag", "select",
    )  # fmt: skip
    yield Action(
        "selecting.start", "select from here to where you go; again to stop", ("v",), "select",
        "drag",
    )  # fmt: skip
    for name, does, keys in (
        ("left", "one character less", ("shift+left",)),
        ("right", "one character more", ("shift+right",)),
        ("up", "one row up", ("shift+up",)),
        ("down", "one row down", ("shift+down",)),
        ("row_start", "to the start of the row", ("shift+home",)),
        ("row_end", "to the end of the row", ("shift+end",)),
        ("next_word", "one word more", ("ctrl+shift+right",)),
        ("previous_word", "one word less", ("ctrl+shift+left",)),
    ):
        yield Action(f"selecting.extend:{name}", f"select {does}", keys, "select")
    yield Action(
        "selecting.other_end", "other end of the selection", ("o",), "select",
        footer="other end", selecting=True,
    )  # fmt: skip
    yield Action("selecting.paragraph", "select the paragraph", ("V",), "select")
    yield Action(
        "selecting.grow", "grow: word, sentence, paragraph", ("x",), "select",
        "double, triple click", "grow",
    )  # fmt: skip
    yield Action(
        "selecting.shrink", "shrink to what it was before growing", ("X",), "select",
        footer="shrink",
    )  # fmt: skip
    yield Action(
        "selecting.cancel", "leave any mode or selection", ("escape",), "select", footer="leave"
    )


def _marks() -> Iterator[Action]:
    for key in KEYS:
        yield Action(f"tagging.digit:{key}", f"tag with key {key}", (key,), "mark", footer="tag")
    yield Action(
        "tagging.pick", "choose tags in the tag picker", ("t",), "mark", "right click", "tags"
    )
    yield Action("tagging.repeat", "apply the last tags again", (".",), "mark")
    yield Action(
        "tagging.every_occurrence", "tag every occurrence of the passage, or every search hit",
        ("T",), "mark",
    )  # fmt: skip
    yield Action("tagging.every_occurrence:all", "tag every occurrence in all articles", (), "mark")
    yield Action("tagging.plain", "plain highlight", ("enter",), "mark", footer="highlight")
    yield Action("noting.edit", "note on a highlight", ("a",), "mark", footer="note")
    yield Action("marking.next", "next highlight", ("]", "alt+right"), "mark", footer="next")
    yield Action("marking.previous", "previous highlight", ("[", "alt+left"), "mark")
    yield Action(
        "marking.whose", "show only your highlights, another coder's, all again", ("@",), "mark"
    )
    yield Action("marking.respan", "move the edges of a highlight", ("r",), "mark", footer="edges")
    yield Action(
        "marking.delete", "delete a highlight", ("d", "backspace", "delete"), "mark",
        footer="delete",
    )  # fmt: skip


def _compares() -> Iterator[Action]:
    yield Action("linking.link", "link: here, then there", ("L",), "compare", footer="link")
    yield Action("linking.follow", "follow a link", ("'",), "compare", footer="follow")
    yield Action(
        "comparing.counterpart",
        "counterpart: show what says the same in the other panes; again: next best", ("=",),
        "compare", footer="counterpart",
    )  # fmt: skip
    yield Action(
        "comparing.scroll_together", "scroll together: off, by proportion, by counterparts", ("S",),
        "compare", "status click",
    )  # fmt: skip
    yield Action(
        "comparing.only_here", "dim what the other articles report too; again to stop", ("!",),
        "compare",
    )  # fmt: skip
    yield Action("comparing.matrix", "compare: tags against articles", ("M",), "compare")
    yield Action(
        "comparing.tag_only_here", "tag all that only this article reports", ("A",), "compare"
    )
    yield Action(
        "comparing.absent_elsewhere",
        "link all that only this article reports as absent from the others", ("alt+a",), "compare",
    )  # fmt: skip


def _finds() -> Iterator[Action]:
    yield Action("searching.ask", "search this article", ("/",), "find", footer="search")
    yield Action("searching.next", "next hit", ("n",), "find")
    yield Action("searching.previous", "previous hit", ("N",), "find")
    yield Action("searching.ask_all", "search all articles", ("ctrl+f",), "find")
    yield Action("listing.toggle", "side bar: show, next list, hide", ("B",), "find")
    yield Action(
        "listing.enter", "go into the side bar and back; Esc there closes it", ("ctrl+b",), "find"
    )
    yield Action("listing.filter", "filter the side bar", ("F",), "find")


def _panes() -> Iterator[Action]:
    yield Action("arranging.next", "next pane", ("tab",), "panes", "click")
    yield Action("arranging.previous", "previous pane", ("shift+tab",), "panes", "click")
    yield Action("arranging.zoom", "zoom the pane; again to go back", ("z",), "panes")
    yield Action("arranging.swap", "swap with the next pane", ("W",), "panes")
    yield Action(
        "opening.choose", "choose the article in this pane", ("o",), "panes", "title click",
        "article",
    )  # fmt: skip
    yield Action(
        "opening.library", "library: open, add, remove articles", ("O",), "panes", footer="library"
    )
    yield Action(
        "opening.done", "mark the article as done, go to the next that is not", ("D",), "panes"
    )
    yield Action("arranging.add", "add a pane", ("+",), "panes")
    yield Action("arranging.close", "close the pane", ("-",), "panes")
    yield Action("opening.next_event", "next event's articles", (">",), "panes")
    yield Action("opening.previous_event", "previous event's articles", ("<",), "panes")


def _studies() -> Iterator[Action]:
    yield Action("studying.undo", "undo", ("u", "ctrl+z"), "study", footer="undo")
    yield Action("studying.redo", "redo", ("U", "ctrl+r", "ctrl+y"), "study")
    yield Action("studying.codebook", "codebook", ("C",), "study")
    yield Action(
        "studying.copy", "copy to the terminal's clipboard", ("y", "ctrl+c"), "study",
        footer="clipboard",
    )  # fmt: skip
    yield Action(
        "studying.export", "export the study, or its highlights or links as CSV", ("E",), "study"
    )
    yield Action(
        "importing.ask", "import an export of another study", ("I",), "study", footer="import"
    )
    yield Action("studying.help", "help", ("?", "f1"), "study", "footer", "help")
    yield Action("studying.palette", "command palette", (":", "ctrl+p"), "study")
    yield Action(
        "studying.save_elsewhere", "save the whole study to another file, and go on there", (),
        "study",
    )  # fmt: skip
    yield Action("studying.theme", "light or dark theme", (), "study")
    yield Action("studying.repaint", "redraw the screen", ("ctrl+l",), "study")
    yield Action("studying.suspend", "suspend to the shell", (), "study")
    yield Action(
        "studying.quit", "quit; everything is saved", ("q", "ctrl+q"), "study", footer="quit"
    )


ACTIONS: tuple[Action, ...] = (
    *_moves(),
    *_selects(),
    *_marks(),
    *_compares(),
    *_finds(),
    *_panes(),
    *_studies(),
)
"""Every action of the reader, in the order of the help page."""

BY_ID: dict[str, Action] = {action.id: action for action in ACTIONS}

SHOWN = {
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "pagedown": "PageDown",
    "pageup": "PageUp",
    "home": "Home",
    "end": "End",
    "escape": "Esc",
    "enter": "Enter",
    "tab": "Tab",
    "space": "Space",
    "backspace": "Backspace",
    "delete": "Del",
    "f1": "F1",
}


def shown(key: str) -> str:
    """A key as a person would write it: `shift+left` is `shift+←`."""
    *held, last = key.split("+") if len(key) > 1 else [key]
    return "+".join([*held, SHOWN.get(last, last)])
