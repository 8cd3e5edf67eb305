"""Searching as it is typed, in one long article and in ten thousand."""

from pathlib import Path

from figures import Row, time_row
from programs import DIPTYCH, environment
from studies import make_corpus, make_study, prose
from terminal import Terminal

ARTICLES, SIZE = 10_000, 5_000
ROUNDS = 6
WORD = "alliance"
CTRL_F, SLASH, ESCAPE = b"\x06", b"/", b"\x1b"
CARET = b"\x1b[0m\x1b[38;2;18;18;18;48;2;224;224;224m "
"""The caret behind what is typed: a cell in the text's colour."""
BETWEEN = 0.02
"""Seconds without a byte before the next letter comes, while the search goes on."""


def rows(folder: Path) -> list[Row]:
    """Time to the first hits in the list, and how long each letter waits for its place."""
    env = environment(folder)
    corpus = make_corpus(folder / "corpus.json", folder, ARTICLES, SIZE)
    long = make_study(folder / "long.json", folder, [prose(10_000_000)], 0)
    with Terminal([*DIPTYCH, str(corpus)], env, (160, 40)) as terminal:
        terminal.settle(3.0)
        first, letters = _typing(terminal, CTRL_F, b"Article ")
    with Terminal([*DIPTYCH, str(long)], env, (160, 40)) as terminal:
        terminal.settle(3.0)
        _, letters_there = _typing(terminal, SLASH, b"1 of")
    return [
        time_row("first hits among 10,000 articles", first, 0.050, at="median"),
        time_row("a letter typed meanwhile", letters, 0.008),
        time_row("a letter typed, one article of 10 MB", letters_there, 0.008),
    ]


def _typing(terminal: Terminal, key: bytes, mark: bytes) -> tuple[list[float], list[float]]:
    """Seconds from the first letter to `mark`, and from each later one until it is shown."""
    first, letters = [], []
    for _ in range(ROUNDS):
        terminal.ask(key)
        terminal.ask(b"\x7f")
        first.append(terminal.time_to(WORD[:1].encode(), mark))
        for end in range(2, len(WORD) + 1):
            typed = WORD[:end].encode()
            letters.append(terminal.time_to(typed[-1:], typed + CARET))
            terminal.settle(BETWEEN)
        terminal.settle(1.0)
        terminal.ask(ESCAPE, quiet=0.3)
    return first, letters
