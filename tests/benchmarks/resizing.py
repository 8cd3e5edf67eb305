"""From a terminal's new size to the rewrapped text, in long articles, and the keys that follow."""

from itertools import cycle
from pathlib import Path

from figures import Row, note_row, take_turns, time_row
from programs import DIPTYCH, environment, vim
from studies import make_study, prose
from terminal import Terminal

ROUNDS = 20
WIDTHS = (110, 120)
SOON, APART = 0.01, 0.02
"""Seconds from the last byte of the text to the first key, and between keys."""
RIGHT, LEFT, PAGE_DOWN = b"\x1b[C", b"\x1b[D", b"\x1b[6~"
SIZES = {"10 MB": 10_000_000, "100 MB": 100_000_000}


def rows(folder: Path) -> list[Row]:
    """The reader's two panes, in the middle of their text, compared with vim.

    Then keys, as soon as the text is shown: wrapping the rest must not delay them.
    """
    env = environment(folder)
    terminals = {}
    for name, size in SIZES.items():
        study = make_study(folder / f"{size}.json", folder, [prose(size), prose(10_000, 2)], 40)
        terminals[name] = Terminal([*DIPTYCH, str(study)], env)
    file = folder / "text.txt"
    file.write_text(prose(SIZES["10 MB"]), encoding="utf-8")
    if argv := vim(file):
        terminals["vim, 10 MB"] = Terminal(argv, env)
    widths = {name: cycle(WIDTHS) for name in terminals}

    def resize(name: str) -> float:
        return terminals[name].resize((next(widths[name]), 40), quiet=0.15).first

    def press(name: str) -> float:
        terminal = terminals[name]
        terminal.resize((next(widths[name]), 40), quiet=SOON)
        return max(answer.first for answer in terminal.hold((RIGHT, LEFT) * 5, APART))

    for terminal in terminals.values():
        terminal.settle(2.0)
        # Not at the start of the text, where there is nothing above the page to wrap.
        for _ in range(20):
            terminal.ask(PAGE_DOWN, quiet=0.01)
    taken = take_turns({name: lambda name=name: resize(name) for name in terminals}, ROUNDS)
    pressed = take_turns({name: lambda name=name: press(name) for name in SIZES}, ROUNDS)
    for terminal in terminals.values():
        terminal.close()
    return [
        *(
            note_row(f"resize, {name}", values)
            if name.startswith("vim")
            else time_row(f"resize, {name}", values, 0.030, at="median")
            for name, values in taken.items()
        ),
        *(
            time_row(f"the slowest of ten keys after it, {name}", values, 0.008)
            for name, values in pressed.items()
        ),
    ]
