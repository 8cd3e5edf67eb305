"""Real processes are killed at any moment while editing; no edit they reported saved is lost."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from annotations.store import Store
from annotations.store.rescue.check import check

KILLS = 1000 if os.environ.get("DIPTYCH_LONG") else 20

EDIT = """
import random, sys
from pathlib import Path
from annotations.span import Span
from annotations.store import Store
from annotations.study.highlights import Wanted

random.seed(int(sys.argv[2]))
store = Store.open(Path(sys.argv[1]), coder="ana")
study = store.study
for article in list(study.articles) or [
    study.articles.add("word " * 400, title="t", source="s", media_type="text/plain").article
]:
    while True:
        start = random.randrange(1900)
        span = Span(start, start + random.randrange(1, 90))
        study.highlights.make(article.id, span, tags=[random.choice("abc")])
        if random.random() < 0.1:
            words = [Span(at, at + 4) for at in range(0, 2000, 5)]
            wanted = [Wanted(article.id, word, (random.choice("abc"),)) for word in words]
            study.highlights.marking(wanted, "mark all").at_once()
        if random.random() < 0.1:
            study.codebook.branch(random.choice("abc")).removal().at_once()
        if random.random() < 0.2:
            study.undo()
        if random.random() < 0.2:
            store.flush()
            store.begin_checkpoint()
        if random.random() < 0.05:
            store.checkpoint()
        if random.random() < 0.02:
            store.close()
            store = Store.open(Path(sys.argv[1]), coder="ana")
            study = store.study
        store.flush()
        print(study.last, flush=True)
"""


def test_a_killed_process_loses_nothing_it_had_saved(path: Path) -> None:
    chance = random.Random(7)
    for kill in range(KILLS):
        if kill % 25 == 0:  # a study grown too large would be killed while opening
            path = path.with_name(f"study {kill}.json")
        process = subprocess.Popen(
            [sys.executable, "-c", EDIT, str(path), str(kill)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout
        first = process.stdout.readline()
        time.sleep(chance.random() * 0.15)
        process.send_signal(signal.SIGKILL)
        rest, _ = process.communicate(timeout=30)
        saved = int((first + rest).rpartition("\n")[0].splitlines()[-1])
        report = check(path)
        assert report.problems == ()
        with Store.open(path, coder="ana", access="read") as store:
            assert store.study.last >= saved


def test_a_reader_beside_a_busy_writer_always_sees_a_whole_study(path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", EDIT, str(path), "1"], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    process.stdout.readline()
    last, until = 0, time.monotonic() + 30
    while last < 300 and time.monotonic() < until:
        with Store.open(path, coder="ana", access="read") as store:
            assert store.study.last >= last
            last = store.study.last
        assert check(path).problems == ()
    process.kill()
    process.communicate(timeout=30)
    assert last >= 300


def test_a_process_that_ends_without_closing_has_saved_what_it_did(path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from annotations.store import Store\n"
        "store = Store.open(Path(sys.argv[1]), coder='ana')\n"
        "for number in range(50): store.study.codebook.add(f'tag {number}')\n"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=True, timeout=30)
    with Store.open(path, coder="ana") as store:
        assert len(store.study.codebook) == 50


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit])
def test_an_interrupted_command_keeps_what_it_did(error: type[BaseException], path: Path) -> None:
    def command() -> None:
        with Store.open(path, coder="ana") as store:
            store.study.codebook.add("before")
            raise error

    with pytest.raises(error):
        command()
    with Store.open(path, coder="ana", access="read") as store:
        assert store.study.codebook.named("before")
