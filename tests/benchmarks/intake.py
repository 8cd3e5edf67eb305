"""Adding many highlights: four times as many should take about four times as long."""

import json
import subprocess
from pathlib import Path
from shutil import copyfile
from time import perf_counter

from figures import Row, ratio_row, take_turns
from programs import DIPTYCH, environment
from studies import make_corpus, spans

from annotations.store import Store
from tests.exporting import encode

ARTICLES, SIZE = 1_000, 6_000
COUNTS = {"25,000": 25_000, "100,000": 100_000}
ROUNDS = 3
LONGEST = 4.6
"""The longest acceptable time, as a multiple of that for a quarter; a quadratic one takes 16."""


def rows(folder: Path) -> list[Row]:
    """`import` into a new study, and `highlight --from` into a study of bare articles."""
    env = environment(folder)
    articles = make_corpus(folder / "articles.json", folder, ARTICLES, SIZE)
    fresh = folder / "fresh.json"
    told: list[str] = []

    def taking_in(command: list[str]) -> float:
        for left in folder.glob("fresh.json*"):
            left.unlink()
        if command[0] == "highlight":
            copyfile(articles, fresh)
        began = perf_counter()
        argv = [*DIPTYCH, "--study", str(fresh), *command]
        done = subprocess.run(argv, env=env, check=True, capture_output=True, text=True)
        seconds = perf_counter() - began
        told.append(done.stderr)
        return seconds

    commands = {
        "import": {n: ["import", str(_export(folder, many))] for n, many in COUNTS.items()},
        "highlight --from": {
            n: ["highlight", "--from", str(_wishes(folder, articles, many))]
            for n, many in COUNTS.items()
        },
    }
    rows = []
    for name, sides in commands.items():
        acts = {n: lambda command=command: taking_in(command) for n, command in sides.items()}
        taken = take_turns(acts, ROUNDS)
        rows.append(ratio_row(f"{name}, 100,000 highlights", taken, "100,000", "25,000", LONGEST))
    fewest = min(said.count(" of ") for said in told)
    return [*rows, Row("progress updates", f"at least {fewest}", ">= 9", fewest >= 9)]


def _export(folder: Path, count: int) -> Path:
    file = make_corpus(folder / f"{count}.json", folder, ARTICLES, SIZE, count)
    export = folder / f"export-{count}.json"
    with Store.open(file, coder="ana", access="read") as store:
        export.write_bytes(encode(store.study.state, exported=store.study.clock()))
    return export


def _wishes(folder: Path, articles: Path, count: int) -> Path:
    """Write `count` passages as JSON lines, spread over the articles, each given by its offsets."""
    file = folder / f"wishes-{count}.jsonl"
    with (
        Store.open(articles, coder="ana", access="read") as store,
        file.open("w", encoding="utf-8") as lines,
    ):
        for number, article in enumerate(store.study.articles):
            for span in spans(article.text, count // ARTICLES, number):
                wish = {"article": article.id, "start": span.start, "end": span.end}
                lines.write(json.dumps({**wish, "tags": ["tone"]}) + "\n")
    return file
