"""Dragging a selection over a text with twenty highlights on every row."""

from itertools import cycle
from pathlib import Path

from figures import Row, time_row
from programs import DIPTYCH, environment
from studies import prose, put_highlights
from terminal import Terminal

from annotations.span import Span
from annotations.store import Store

OVERLAPPING = 20
STEPS = 80
ORIGIN = (12, 6)


def rows(folder: Path) -> list[Row]:
    """Move the pointer a row down or up at each step, with the button held."""
    env = environment(folder)
    study = _study(folder)
    with Terminal([*DIPTYCH, str(study)], env) as terminal:
        terminal.settle(1.5)
        terminal.ask(_mouse(0, *ORIGIN))
        places = cycle([*range(8, 34), *range(34, 8, -1)])
        taken = [terminal.ask(_mouse(32, 30, next(places))).last for _ in range(STEPS)]
    return [time_row(f"step over {OVERLAPPING} highlights a row", taken, 0.008)]


def _study(folder: Path) -> Path:
    """Make a study with twenty overlapping highlights on each 60 code points, about a row."""
    text = prose(10_000)
    file = folder / "study.json"
    with Store.open(file, coder="ana", state_folder=folder / "state" / "diptych") as store:
        added = store.study.articles.add(text, title="A", source="a", media_type="text/plain")
        wanted = [
            Span(start + nth, min(start + 60 - nth, len(text)))
            for start in range(0, len(text) - 60, 60)
            for nth in range(OVERLAPPING)
        ]
        put_highlights(store.study, added.article.id, wanted)
    return file


def _mouse(button: int, column: int, row: int) -> bytes:
    """The bytes of a press, or with 32 of a move, as terminals report them (SGR, 1006)."""
    return f"\x1b[<{button};{column};{row}M".encode()
