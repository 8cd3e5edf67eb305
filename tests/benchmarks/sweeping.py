"""The longest that a key waits for an edit of very many highlights, in studies of 100,000."""

import subprocess
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from figures import Row, median
from programs import DIPTYCH, environment
from studies import large_studies, make_study, prose
from terminal import Terminal

MOST = 0.05
"""Seconds that a key may wait."""

ROUNDS = 3

QUIET = 0.3
"""Seconds without a byte after which the next edit comes."""

APART, BEHIND = 0.02, 1.5
"""Seconds from key to key behind an edit, and for which they come."""

UP, DOWN, RIGHT, LEFT = b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D"
ESCAPE, ENTER = b"\x1b", b"\r"

UNDO = {"undone": b"u", "redone": b"U", "undone again": b"u"}
"""Behind each edit, so that everything is as it was."""


class Large(NamedTuple):
    """An edit: the keys that lead there, its own, those that come behind it, and those back."""

    there: tuple[bytes, ...]
    key: bytes
    behind: tuple[bytes, bytes]
    back: tuple[bytes, ...]


EDITS: Mapping[str, Large] = {
    "a tag of 33,000 deleted": Large((b"C",), b"d", (DOWN, UP), (ESCAPE,)),
    "a tag of 17,000 merged": Large(
        (b"C", DOWN, b"m", *(bytes([c]) for c in b"tone")), ENTER, (DOWN, UP), (ESCAPE,)
    ),
    # Of two articles one is left, among which no key moves the cursor.
    "an article removed": Large((b"O",), b"d", (b"S", b"S"), (ESCAPE,)),
    "every occurrence tagged": Large(
        (b"g", b"x", b"T", *(bytes([c]) for c in b"tone"), ENTER), ENTER, (RIGHT, LEFT), ()
    ),
}
"""In a study of two long articles, in which an article holds 50,000 highlights."""


def rows(folder: Path) -> Iterator[Row]:
    """Each edit, its undo and redo, and taking in and back an import of a whole study."""
    env = environment(folder)
    studies = large_studies(folder)
    for name, study in studies.items():
        for what, taken in _edits(study, env).items():
            yield _row(f"{what}, in {name}", taken)
    for what, taken in _import(folder, studies["1,000 articles"], env).items():
        yield _row(what, taken)


def _row(what: str, taken: list[float]) -> Row:
    figure = f"{1000 * median(taken):.0f} ms"
    return Row(what, figure, f"median <= {1000 * MOST:.0f} ms", median(taken) <= MOST)


def _edits(study: Path, env: Mapping[str, str]) -> dict[str, list[float]]:
    taken: dict[str, list[float]] = defaultdict(list)
    with Terminal([*DIPTYCH, str(study)], env, (160, 48)) as terminal:
        terminal.settle(2.0)
        for _ in range(ROUNDS):
            for what, edit in EDITS.items():
                for key in edit.there:
                    terminal.ask(key, QUIET)
                keys = {"": edit.key, **UNDO}
                for done, key in keys.items():
                    told = ", ".join(filter(None, [what, done.removesuffix(" again")]))
                    wait = terminal.longest_wait(key, edit.behind, APART, BEHIND)
                    taken[told].append(wait)
                    terminal.settle(QUIET)
                for key in edit.back:
                    terminal.ask(key, QUIET)
    return taken


def _import(folder: Path, study: Path, env: Mapping[str, str]) -> dict[str, list[float]]:
    """What is held up while a whole study comes into one with a single article, and goes again."""
    file = folder / "export.json"
    command = [*DIPTYCH, "export", "--study", str(study), "--output", str(file)]
    subprocess.run(command, env=dict(env), check=True, capture_output=True)
    taken: dict[str, list[float]] = defaultdict(list)
    target = make_study(folder / "target.json", folder, [prose(20_000, 7)], 40)
    with Terminal([*DIPTYCH, str(target)], env, (160, 48)) as terminal:
        terminal.settle(2.0)
        terminal.ask(b"I", QUIET)
        terminal.ask(b"\x15" + str(file).encode(), QUIET)
        wait = terminal.longest_wait(ENTER, (RIGHT, LEFT), APART, 15.0)
        taken["100,000 highlights imported"].append(wait)
        for _ in range(ROUNDS):
            for done, key in (("undone", b"u"), ("redone", b"U")):
                wait = terminal.longest_wait(key, (RIGHT, LEFT), APART, BEHIND)
                taken[f"100,000 highlights imported, {done}"].append(wait)
                terminal.settle(QUIET)
    return taken
