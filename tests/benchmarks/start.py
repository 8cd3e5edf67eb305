"""From the start of the process to the first frame, with two articles and their highlights."""

from collections.abc import Sequence
from pathlib import Path

from figures import Row, note_row, ratio_row, take_turns
from programs import DIPTYCH, HELLO, environment
from studies import make_study, prose
from terminal import Terminal

ROUNDS = 15

HIGHLIGHTED = b"48;2;230;159;0"
"""The background of a passage with the first tag."""


def rows(folder: Path) -> list[Row]:
    """Hello-world beside the reader on two small articles."""
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
    ]
