"""Incremental search, in one long article and in ten thousand."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from figures import Row, note_row, p95, time_row
from programs import DIPTYCH, environment
from studies import make_corpus, make_study, prose
from terminal import Terminal

ARTICLES, SIZE = 10_000, 5_000
ROUNDS = 6
WORD = "alliance"
CTRL_F, SLASH, ESCAPE = b"\x06", b"/", b"\x1b"
CARET = b"\x1b[0m\x1b[38;2;18;18;18;48;2;224;224;224m "
"""The caret behind the typed text: a cell in the text's colour."""
BETWEEN = 0.02
"""Seconds of silence before the next letter is typed, while the search continues."""


def rows(folder: Path) -> list[Row]:
    """Time to the first hits, and until each typed letter is shown, in much text and in little."""
    env = environment(folder)
    corpus = make_corpus(folder / "corpus.json", folder, ARTICLES, SIZE)
    long = make_study(folder / "long.json", folder, [prose(10_000_000)], 0)
    small = make_study(folder / "small.json", folder, [prose(SIZE)], 0)
    sides = {
        "10,000 articles": (corpus, CTRL_F, b"Article "),
        "one small article, in all": (small, CTRL_F, b"Article "),
        "10 MB": (long, SLASH, b"1 of"),
        "one small article": (small, SLASH, b"1 of"),
    }
    first: dict[str, list[float]] = {name: [] for name in sides}
    letters: dict[str, list[float]] = {name: [] for name in sides}
    with ExitStack() as stack:
        terminals = {
            name: stack.enter_context(Terminal([*DIPTYCH, str(study)], env, (160, 40)))
            for name, (study, _, _) in sides.items()
        }
        for terminal in terminals.values():
            terminal.settle(3.0)
        for _ in range(ROUNDS):
            for name, (_, key, mark) in sides.items():
                soonest, others = _typing(terminals[name], key, mark)
                first[name].append(soonest)
                letters[name] += others
    return [
        time_row("first hits among 10,000 articles", first["10,000 articles"], 0.050, at="median"),
        *(note_row(f"a letter typed, {name}", values) for name, values in letters.items()),
        _more("10,000 articles", letters["10,000 articles"], letters["one small article, in all"]),
        _more("10 MB", letters["10 MB"], letters["one small article"]),
    ]


def _more(where: str, busy: Sequence[float], still: Sequence[float]) -> Row:
    """How much later a typed letter is shown when there is much text to search."""
    more = p95(busy) - p95(still)
    figure = f"{1000 * more:.1f} ms"
    return Row(f"delay of a letter by searching {where}", figure, "p95 <= 8 ms", more <= 0.008)


def _typing(terminal: Terminal, key: bytes, mark: bytes) -> tuple[float, list[float]]:
    """Seconds from the first letter to `mark`, and from each later letter until it is shown."""
    terminal.ask(key)
    terminal.ask(b"\x7f")
    first = terminal.time_to(WORD[:1].encode(), mark)
    letters = []
    for end in range(2, len(WORD) + 1):
        typed = WORD[:end].encode()
        letters.append(terminal.time_to(typed[-1:], typed + CARET))
        terminal.settle(BETWEEN)
    terminal.settle(1.0)
    terminal.ask(ESCAPE, quiet=0.3)
    return first, letters
