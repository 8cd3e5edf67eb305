"""From a key to the last byte of the response: caret steps, held keys, pages, and bytes sent."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path

from figures import Act, Row, median, note_row, p95, take_turns, time_row, times_row
from programs import DIPTYCH, SCROLL_VIEW, TEXT_AREA, environment, less, vim
from studies import make_study, prose
from terminal import Terminal

STEPS, PAGES = 2 * 32, 40
SIZES = {"10 kB": 10_000, "1 MB": 1_000_000, "10 MB": 10_000_000, "100 MB": 100_000_000}
MANY = 100_000
"""Highlights in the large study, half of them in each of its two articles."""
LIKE_MANY = 100
"""How many times smaller, in text and highlights, the study is that looks the same on screen."""

UP, DOWN, RIGHT, LEFT, PAGE_DOWN = (b"\x1b[" + end for end in (b"A", b"B", b"C", b"D", b"6~"))
ROUND = [DOWN] * 8 + [RIGHT] * 8 + [UP] * 8 + [LEFT] * 8
"""Steps of one row or character each that stay on the page."""
APART = 0.01
"""Seconds between the repeats of a held key."""


def rows(folder: Path) -> list[Row]:
    """Our panes at all sizes, and the reference programs at 1 MB."""
    env = environment(folder)
    file = folder / "text.txt"
    file.write_text(prose(1_000_000), encoding="utf-8")
    with ExitStack() as stack:
        ours = {
            name: stack.enter_context(Terminal([*DIPTYCH, str(study)], env))
            for name, study in _studies(folder).items()
        }
        theirs = {
            name: stack.enter_context(Terminal(argv, env))
            for name, argv in _references(file).items()
        }
        everyone = {**ours, **theirs}
        for terminal in everyone.values():
            terminal.settle(2.0)
        steps = _taken(everyone, _stepper, STEPS)
        # The shortest text does not have enough pages.
        long = {name: terminal for name, terminal in everyone.items() if name != "10 kB"}
        pages = _taken(long, _pager, PAGES)
        held = {name: _held(terminal) for name, terminal in everyone.items()}
    return [
        *_rows("caret step", steps, ours, 3.5 / 3.3),
        *_rows("page move", pages, ours, 4.5 / 9.7),
        *_held_rows(held, ours),
        *_bytes(folder, env),
    ]


def _studies(folder: Path) -> Mapping[str, Path]:
    """Studies with an article of each size, and two with the same number of highlights per page.

    The difference between those two is the cost of the number of highlights.
    """
    studies = {}
    for name, size in SIZES.items():
        texts = [prose(size, 1), prose(10_000, 2)]
        studies[name] = make_study(folder / f"{size}.json", folder, texts, 40)
    for part in (1, LIKE_MANY):
        size, count = 10_000_000 // part, MANY // part
        texts = [prose(size, 1), prose(size, 2)]
        name = f"{size / 1_000_000:g} MB, {count:,} highlights"
        studies[name] = make_study(folder / f"marked-{part}.json", folder, texts, count)
    return studies


def _references(file: Path) -> Mapping[str, list[str]]:
    found = {
        "vim": vim(file),
        "less": less(file),
        "ScrollView": [*SCROLL_VIEW, str(file)],
        "TextArea": [*TEXT_AREA, str(file)],
    }
    return {f"{name}, 1 MB": argv for name, argv in found.items() if argv is not None}


def _taken(
    terminals: Mapping[str, Terminal], make: Callable[[Terminal], Act], rounds: int
) -> dict[str, list[float]]:
    return take_turns({name: make(terminal) for name, terminal in terminals.items()}, rounds)


def _stepper(terminal: Terminal) -> Act:
    keys = cycle(ROUND)
    return lambda: terminal.ask(next(keys)).last


def _pager(terminal: Terminal) -> Act:
    return lambda: terminal.ask(PAGE_DOWN).last


def _held(terminal: Terminal) -> list[float]:
    answers = terminal.hold(ROUND * 3, APART)
    terminal.settle(0.3)
    return [answer.last for answer in answers if answer.data]


def _rows(
    what: str, taken: Mapping[str, list[float]], ours: Mapping[str, Terminal], most: float
) -> list[Row]:
    """Our rows with a target, the others as references.

    The targets were set on a machine where ScrollView's p95 was 3.3 and 9.7 ms; here they are
    expressed as ratios to ScrollView.
    """
    beside = p95(taken["ScrollView, 1 MB"])
    return [
        times_row(f"{what}, {name}", values, beside, "ScrollView", most)
        if name in ours
        else note_row(f"{what}, {name}", values)
        for name, values in taken.items()
    ]


def _held_rows(taken: Mapping[str, list[float]], ours: Mapping[str, Terminal]) -> list[Row]:
    return [
        time_row(f"key held, 10 ms apart, {name}", values, 0.003, at="median")
        if name in ours
        else note_row(f"key held, 10 ms apart, {name}", values)
        for name, values in taken.items()
    ]


def _bytes(folder: Path, env: Mapping[str, str]) -> list[Row]:
    """Bytes sent for the most frequent actions on a large terminal."""
    study = folder / f"{SIZES['1 MB']}.json"
    with Terminal([*DIPTYCH, str(study)], env, (200, 50)) as terminal:
        terminal.settle(2.0)
        sent = [len(terminal.ask(key).data) for key in ROUND]
        terminal.ask(b"x")
        doings = {
            "a highlight": b"\r",
            "undoing it": b"u",
            "opening the picker": b"t",
            "closing it": b"\x1b",
        }
        others = {name: len(terminal.ask(key, 0.3).data) for name, key in doings.items()}
    reached = median(sent)
    return [
        Row("caret step at 200x50", f"{reached:.0f} bytes", "<= 600 bytes", reached <= 600),
        *(Row(f"{name}, at 200x50", f"{count} bytes") for name, count in others.items()),
    ]
