"""Saving: an edit until it is safe on disk, and keys while the file is rewritten."""

import sqlite3
from pathlib import Path
from time import perf_counter

from figures import Row, note_row, ratio_row, take_turns, time_row
from programs import DIPTYCH, environment
from studies import make_corpus
from terminal import Terminal

from annotations.span import Span
from annotations.store import Store

HIGHLIGHTS = 100_000
ROUNDS = 300
KEYS = 400
RIGHT, LEFT = b"\x1b[C", b"\x1b[D"
QUIET = 0.012
LATEST = 5.0
"""Seconds after a key within which its edit must be in the journal."""


def rows(folder: Path) -> list[Row]:
    """A study of 100,000 highlights, edited in this process and in the reader."""
    file = make_corpus(folder / "corpus.json", folder, 1_000, 6_000, HIGHLIGHTS)
    return [_edit(folder, file), *_checkpoint(folder, file)]


def _edit(folder: Path, file: Path) -> Row:
    database = sqlite3.connect(folder / "rows.sqlite", isolation_level=None)
    database.execute("pragma journal_mode = wal")
    database.execute("pragma synchronous = full")
    database.execute("create table highlights (id text primary key, record text)")
    with Store.open(file, coder="ana", state_folder=folder / "state" / "diptych") as store:
        highlights = store.study.highlights
        article = next(iter(store.study.articles)).id

        def ours() -> float:
            began = perf_counter()
            highlights.make(article, Span(100, 160), tags=["tone"])
            store.flush()
            return perf_counter() - began

        def theirs() -> float:
            began = perf_counter()
            record = (store.study.make_id(), "x" * 450)
            database.execute("insert into highlights values (?, ?)", record)
            return perf_counter() - began

        taken = take_turns({"diptych": ours, "SQLite": theirs}, ROUNDS)
    database.close()
    return ratio_row("one edit acknowledged", taken, "diptych", "SQLite", 1.2)


def _checkpoint(folder: Path, file: Path) -> list[Row]:
    """Caret steps in the seconds after an edit, during which a checkpoint begins and ends."""
    journal = Path(f"{file}.journal")
    with Terminal([*DIPTYCH, str(file)], environment(folder)) as terminal:
        terminal.settle(2.0)
        usual = [terminal.ask(key, QUIET).first for key in (RIGHT, LEFT) * 50]
        terminal.ask(b"1", QUIET)
        during: list[float] = []
        began = perf_counter()
        while not journal.exists() and perf_counter() - began < LATEST:
            terminal.settle(QUIET)
        while journal.exists() and len(during) < KEYS:
            during += [terminal.ask(key, QUIET).first for key in (RIGHT, LEFT)]
    return [
        note_row("a key, 100,000 highlights", usual),
        time_row("a key while the file is written", during, 0.008),
        Row("the longest of them", f"{1000 * max(during):.1f} ms", "<= 8 ms", max(during) <= 0.008),
    ]
