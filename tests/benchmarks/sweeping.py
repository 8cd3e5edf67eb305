"""The longest a key waits during an edit of very many highlights, in studies of 100,000."""

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
"""The longest acceptable wait for a key, in seconds."""

ROUNDS = 3

QUIET = 0.3
"""Seconds of silence after which the next edit is made."""

APART, BEHIND = 0.02, 1.5
"""Seconds between the keys that follow an edit, and for how long they are sent."""

UP, DOWN, RIGHT, LEFT = b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D"
ESCAPE, ENTER = b"\x1b", b"\r"

UNDO = {"undone": b"u", "redone": b"U", "undone again": b"u"}
"""Keys pressed after each edit to restore the initial state."""


class Large(NamedTuple):
    """An edit: the keys leading to it, its own key, the keys sent after it, and those back."""

    there: tuple[bytes, ...]
    key: bytes
    behind: tuple[bytes, bytes]
    back: tuple[bytes, ...]


EDITS: Mapping[str, Large] = {
    "a tag of 33,000 deleted": Large((b"C",), b"d", (DOWN, UP), (ESCAPE,)),
    "a tag of 17,000 merged": Large(
        (b"C", DOWN, b"m", *(bytes([c]) for c in b"tone")), ENTER, (DOWN, UP), (ESCAPE,)
    ),
    # After one of the two articles is removed, no key can move the cursor.
    "an article removed": Large((b"O",), b"d", (b"S", b"S"), (ESCAPE,)),
    "every occurrence tagged": Large(
        (b"g", b"x", b"T", *(bytes([c]) for c in b"tone"), ENTER), ENTER, (RIGHT, LEFT), ()
    ),
}
"""Edits by row name; in the study of two long articles, each article has 50,000 highlights."""


def rows(folder: Path) -> Iterator[Row]:
    """Each edit with its undo and redo, and the import of a whole study with its undo and redo."""
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
    """The longest waits while a whole study is imported into a small one, undone and redone."""
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
