"""Every kind of action in studies of 100,000 highlights, and keys while articles are compared."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import cycle
from pathlib import Path

from figures import Row, median, note_row, take_turns
from programs import DIPTYCH, environment
from studies import large_studies, make_study, prose
from terminal import Terminal

ROUNDS = 3

SLOWEST = 5
"""How many of the slowest keys are listed."""

MOST = 0.05
"""The longest acceptable wait for a key, in seconds."""

QUIET = 0.2
"""Seconds of silence after which the next key is sent; five times as long for the first byte."""

APART = 0.02
"""Seconds between the keys sent while articles are compared."""

ESCAPE = b"\x1b"
"""Its response time includes 25 ms of waiting to see whether it begins another key's bytes."""

RIGHT, LEFT, DOWN, PAGE_DOWN = b"\x1b[C", b"\x1b[D", b"\x1b[B", b"\x1b[6~"
BACKSPACE = b"\x7f"

SIZE = (200, 60)
"""Columns and rows of the terminal: large, so that much is painted."""


def click(column: int, row: int, button: int = 0) -> bytes:
    """The bytes a terminal sends for a click (button 2 is the right one) on a cell."""
    return b"\x1b[<%d;%d;%dM\x1b[<%d;%d;%dm" % ((button, column, row) * 2)


def wheel(column: int, row: int, *, up: bool = False) -> bytes:
    """The bytes a terminal sends for one step of the wheel over a cell."""
    return b"\x1b[<%d;%d;%dM" % (64 if up else 65, column, row)


DRAG = b"\x1b[<0;10;10M\x1b[<32;30;14M\x1b[<0;30;14m"

ACTIONS: Mapping[str, tuple[bytes, ...]] = {
    "moving": (DOWN, PAGE_DOWN, b"w", b")", b"}", b"G", b"g", PAGE_DOWN),
    "labels": (b"f", ESCAPE, b"s", ESCAPE),
    "tagging": (b"x", b"1", b"u", b"U", b"u", b"x", b"\r", b"u"),
    "tag picker": (b"x", b"t", b"f", b"\r", b"u"),
    "note": (b"]", b"a", b"n", ESCAPE, b"u"),
    "next highlight": (b"]", b"]", b"[", b"d", b"u"),
    "every occurrence": (b"V", b"T", ESCAPE, ESCAPE),
    "panes": (b"\t", b"\t", b"z", b"z", b"W", b"W"),
    "counterpart": (b"=", b"="),
    "together": (b"S", DOWN, PAGE_DOWN, b"S", DOWN, PAGE_DOWN, b"S"),
    "search": (b"/", b"m", b"i", b"\r", b"n", b"N", ESCAPE),
    "search all": (b"\x06", b"e", b"m", b"\r", ESCAPE, ESCAPE, ESCAPE),
    "side bar": (b"B", DOWN, b"B", b"B", b"B", b"B", b"\x02", DOWN, PAGE_DOWN, ESCAPE, ESCAPE),
    "side bar's filter": (b"B", b"F", b"m", b"i", b"s", *[BACKSPACE] * 3, ESCAPE, ESCAPE),
    "matrix": (
        b"M",
        RIGHT,
        DOWN,
        b"v",
        b"v",
        b"v",
        b"a",
        b"a",
        b"a",
        b"\r",
        b"G",
        b"g",
        ESCAPE,
        ESCAPE,
    ),
    "matrix by mouse": (
        b"M",
        click(60, 20),
        wheel(60, 20),
        b"\r",
        wheel(60, 20),
        ESCAPE,
        b"t",
        ESCAPE,
        b"c",
        ESCAPE,
        ESCAPE,
    ),
    "codebook": (b"C", DOWN, ESCAPE),
    "codebook's dialogs": (
        b"C",
        b"r",
        ESCAPE,
        b"c",
        ESCAPE,
        b"m",
        ESCAPE,
        b"/",
        b"a",
        ESCAPE,
        ESCAPE,
    ),
    "a tag deleted, undone": (b"C", b"d", b"u", ESCAPE),
    "library": (b"O", DOWN, b"S", b"S", b"S", ESCAPE, b"o", b"7", ESCAPE),
    "library's dialogs": (b"O", b"/", b"A", b"7", b"\r", b"i", ESCAPE, b"t", *[ESCAPE] * 3),
    # The choice of all articles stays in effect afterwards.
    "matrix of all": (b"M", b"s", b"a", b"\r", DOWN, b"v", b"v", b"v", b"\r", ESCAPE, ESCAPE),
    "help": (b"?", ESCAPE, b":", b"m", b"a", ESCAPE, ESCAPE),
    "whole text": (b"g", b"v", b"G", b"y", b"1", b"u", b"t", ESCAPE, ESCAPE),
    "export asked for": (b"E", ESCAPE),
    "mouse": (
        click(20, 20),
        wheel(20, 20),
        wheel(20, 20, up=True),
        click(120, 20),
        wheel(120, 30),
        DRAG,
        ESCAPE,
        click(20, 12, 2),
        ESCAPE,
        ESCAPE,
    ),
}
"""Keys and mouse input by the action they perform; each sequence restores the initial state."""


def rows(folder: Path) -> list[Row]:
    """From each key to the first byte of the response; then keys during a comparison."""
    env = environment(folder)
    studies = large_studies(folder)
    return [
        *(row for name, study in studies.items() for row in _actions(name, study, env)),
        *_comparing(folder, env),
    ]


def _actions(name: str, study: Path, env: Mapping[str, str]) -> Iterator[Row]:
    """All keys together, then the slowest ones."""
    taken: dict[str, list[float]] = defaultdict(list)
    with Terminal([*DIPTYCH, str(study)], env, SIZE) as terminal:
        terminal.settle(2.0)
        for _ in range(ROUNDS):
            for what, keys in ACTIONS.items():
                for number, key in enumerate(keys, 1):
                    answer = terminal.ask(key, QUIET)
                    if answer.data:
                        taken[f"{what}, key {number}"].append(answer.first)
    yield note_row(f"a key in {name}", [time for times in taken.values() for time in times])
    usual = {what: median(times) for what, times in taken.items()}
    for what in sorted(usual, key=lambda what: -usual[what])[:SLOWEST]:
        figure = f"{1000 * usual[what]:.0f} ms, once {1000 * max(taken[what]):.0f} ms"
        target = f"median <= {1000 * MOST:.0f} ms"
        yield Row(f"  slowest: {what}", figure, target, usual[what] <= MOST)


def _comparing(folder: Path, env: Mapping[str, str]) -> list[Row]:
    """Caret steps while two articles of 1 MB are compared, and while they are not."""
    study = make_study(folder / "1MB.json", folder, [prose(1_000_000, n) for n in (1, 2)], 40)
    with (
        Terminal([*DIPTYCH, str(study)], env) as busy,
        Terminal([*DIPTYCH, str(study)], env) as still,
    ):
        terminals = {"busy": busy, "still": still}
        for terminal in terminals.values():
            terminal.settle(2.0)
        busy.ask(b"!")
        keys = {name: cycle((RIGHT, LEFT)) for name in terminals}

        def press(name: str) -> float:
            steps = [next(keys[name]) for _ in range(10)]
            return max(answer.first for answer in terminals[name].hold(steps, APART))

        taken = take_turns({name: lambda name=name: press(name) for name in terminals}, 20)
    more = median(taken["busy"]) - median(taken["still"])
    return [
        note_row("the slowest of ten keys while comparing", taken["busy"]),
        note_row("the slowest of ten keys otherwise", taken["still"]),
        Row("delay of a key by comparing", f"{1000 * more:.1f} ms", "<= 8 ms", more <= 0.008),
    ]
