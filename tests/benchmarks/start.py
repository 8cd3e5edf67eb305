"""From process start to the first frame, with two articles; from `q` to the shell."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from figures import Row, note_row, ratio_row, take_turns
from programs import DIPTYCH, HELLO, environment, vim
from studies import make_study, prose
from terminal import Terminal

ROUNDS = 15

HIGHLIGHTED = b"48;2;230;159;0"
"""The background of a passage with the first tag."""

GIVEN_BACK = b"\x1b[?1049l"
"""The terminal leaves the alternate screen."""


def rows(folder: Path) -> list[Row]:
    """Hello-world and the reader on two small articles; then the time to quit, and vim's."""
    env = environment(folder)
    texts = [f"The first-text {prose(5_000, 1)}", f"The second-text {prose(5_000, 2)}"]
    study = make_study(folder / "study.json", folder, texts, 40)

    def start(argv: Sequence[str], *marks: bytes) -> float:
        with Terminal(argv, env) as terminal:
            return terminal.wait_for(*marks)

    marks = b"first-text", b"second-text", HIGHLIGHTED
    hello = lambda: start(HELLO, b"Hello, world")  # noqa: E731
    reader = lambda: start([*DIPTYCH, str(study)], *marks)  # noqa: E731
    hello(), reader()
    taken = take_turns({"hello-world": hello, "diptych": reader}, ROUNDS)
    return [
        ratio_row("first frame of two articles", taken, "diptych", "hello-world", 1.15),
        note_row("hello-world", taken["hello-world"]),
        *_leaving([*DIPTYCH, str(study)], folder, env),
    ]


def _leaving(reader: Sequence[str], folder: Path, env: Mapping[str, str]) -> Iterator[Row]:
    """From the key that quits to the restored terminal."""
    text = folder / "text.txt"
    text.write_text(prose(5_000, 1), encoding="utf-8")

    def leave(argv: Sequence[str], keys: bytes) -> float:
        with Terminal(argv, env) as terminal:
            terminal.settle()
            return terminal.time_to(keys, GIVEN_BACK)

    sides = {"quit the reader": lambda: leave(reader, b"q")}
    if there := vim(text):
        sides["quit vim"] = lambda: leave(there, b":q\r")
    for name, taken in take_turns(sides, ROUNDS).items():
        yield note_row(name, taken)
