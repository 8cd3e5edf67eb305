"""Commands that open no screen, compared with the imports they need."""

import json
import os
import subprocess
import sys
import tracemalloc
from pathlib import Path
from time import perf_counter

from figures import Act, Row, ratio_row, take_turns
from programs import DIPTYCH, environment
from studies import make_corpus, make_study, prose

from annotations.compare.matrix.matrix import matrix
from annotations.formats.json import pieces
from annotations.formats.page import comparison_page
from annotations.store import Store
from tests.exporting import encode

ROUNDS = 15
PAGES = {"2,500": 500_000, "10,000": 2_000_000}
"""Number of highlights in an article, and the article's size in code points."""
LONGEST = 4.6
"""The longest acceptable time, as a multiple of that for a quarter; a quadratic one takes 16."""
IMPORTS = [sys.executable, "-c", "import click, msgspec, tinydb"]


def rows(folder: Path) -> list[Row]:
    """`list` and `export` of a small study; export of a large one; a page of two sizes."""
    return [*_small(folder), *_large(folder), _page(folder)]


def _small(folder: Path) -> list[Row]:
    env = environment(folder)
    study = str(make_study(folder / "small.json", folder, [prose(6_000, n) for n in (1, 2)], 40))

    def run(argv: list[str]) -> float:
        began = perf_counter()
        subprocess.run(argv, env=env, check=True, stdout=subprocess.DEVNULL)
        return perf_counter() - began

    commands = {
        "imports": IMPORTS,
        "list": [*DIPTYCH, "list", "--study", study],
        "export": [*DIPTYCH, "export", "--study", study],
    }
    for argv in commands.values():
        run(argv)
    taken = take_turns(
        {name: lambda argv=argv: run(argv) for name, argv in commands.items()}, ROUNDS
    )
    return [ratio_row(name, taken, name, "imports", 1.3) for name in ("list", "export")]


def _large(folder: Path) -> list[Row]:
    file = make_corpus(folder / "corpus.json", folder, 1_000, 6_000, 100_000)
    store = Store.open(file, coder="ana", access="read", state_folder=folder / "state" / "diptych")
    state, now = store.study.state, store.study.clock()
    plain = json.loads(encode(state, exported=now))

    def write() -> None:
        """Write the export piece by piece, as the command does."""
        with open(os.devnull, "wb") as file:
            file.writelines(pieces(state, exported=now))

    def ours() -> float:
        began = perf_counter()
        write()
        return perf_counter() - began

    def theirs() -> float:
        began = perf_counter()
        json.dumps(plain)
        return perf_counter() - began

    taken = take_turns({"diptych": ours, "json.dumps": theirs}, 5)
    tracemalloc.start()
    write()
    memory = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    times = memory / file.stat().st_size
    return [
        ratio_row("export of 100,000 highlights", taken, "diptych", "json.dumps", 0.2),
        Row("peak memory of the export", f"{times:.2f} x the file", "<= 2 x", times <= 2),
    ]


def _page(folder: Path) -> Row:
    """The comparison page for an article, and for one four times as long."""

    def side(name: str, size: int) -> Act:
        count = int(name.replace(",", ""))
        file = make_study(folder / f"page-{count}.json", folder, [prose(size)], count)
        store = Store.open(file, coder="ana", access="read")
        state = store.study.state

        def write() -> float:
            began = perf_counter()
            with open(os.devnull, "w", encoding="utf-8") as page:
                page.writelines(comparison_page(state, matrix(state), made="2026-01-01"))
            return perf_counter() - began

        return write

    taken = take_turns({name: side(name, size) for name, size in PAGES.items()}, 3)
    return ratio_row("a page of 10,000 highlights", taken, "10,000", "2,500", LONGEST)
