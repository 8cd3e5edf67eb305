"""Commands without a screen, beside the imports they cannot do without."""

import json
import os
import subprocess
import sys
import tracemalloc
from pathlib import Path
from time import perf_counter

from figures import Row, ratio_row, take_turns
from programs import DIPTYCH, environment
from studies import make_corpus, make_study, prose

from annotations.formats.json import encode, pieces
from annotations.store import Store

ROUNDS = 15
IMPORTS = [sys.executable, "-c", "import click, msgspec, tinydb"]


def rows(folder: Path) -> list[Row]:
    """`list` and `export` of a small study; the export of a large one; imports of two sizes."""
    return [*_small(folder), *_large(folder)]


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
        """As the command writes it, piece by piece."""
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
        Row("its memory, beside the study's", f"{times:.2f} x the file", "<= 2 x", times <= 2),
    ]
