"""Studies in a temporary folder, and what a reader does to them."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import msgspec
import pytest

from annotations.article import Article
from annotations.span import Span
from annotations.store import Store, attempts, saving
from annotations.study import Study
from tests.store.faulty import Faulty

LONG = 60.0
"""Seconds longer than any test waits."""

TEXT = "The mission closes.\n\n“Nobody was helped,” an analyst said in Besançon. 🚀\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The path of the test's study, in a separate folder."""
    folder = tmp_path / "studies"
    folder.mkdir()
    return folder / "study.json"


@pytest.fixture
def open_store(path: Path) -> Callable[..., Store]:
    """Opens the test's study."""

    def open_it(**options: Any) -> Store:
        return Store.open(path, coder="ana", **options)

    return open_it


def until(done: Callable[[], object], what: str) -> None:
    """Wait until `done()` is true; on timeout, fail with `what` in the message."""
    end = time.monotonic() + LONG
    while not done():
        assert time.monotonic() < end, f"never so: {what}"
        time.sleep(0.001)


class Held:
    """A checkpoint that is paused while being written, until `goes_on` is set."""

    def __init__(self) -> None:
        self.goes_on = Event()
        self._begun = Event()

    def rest(self) -> None:
        self._begun.set()
        assert self.goes_on.wait(LONG)

    def begin(self, store: Store) -> None:
        """Begin a checkpoint of all edits so far, and return once it is being written."""
        assert store.flush()
        store.begin_checkpoint()
        assert self._begun.wait(LONG)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    """Pauses background checkpoints until they are released."""
    held = Held()
    monkeypatch.setattr(saving, "rest", held.rest)
    return held


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> Iterator[Faulty]:
    """Makes disk calls fail on demand; retries follow quickly."""
    monkeypatch.setattr(attempts, "FIRST_PAUSE", 0.005)
    monkeypatch.setattr(attempts, "LONGEST_PAUSE", 0.02)
    with pytest.MonkeyPatch.context() as patch:
        yield Faulty(patch)


def add_article(study: Study, text: str = TEXT) -> Article:
    """Add an article from a new source to a study."""
    number = len(study.articles)
    added = study.articles.add(
        text, title=f"Title {number}", source=f"news/{number}.txt", media_type="text/plain"
    )
    return added.article


def mark(study: Study, article: Article, start: int = 0, end: int = 3, tag: str = "frame") -> str:
    """Make a highlight; return its id."""
    return study.highlights.make(article.id, Span(start, end), tags=[tag]).id


def whole(study: Study) -> bytes:
    """All that a study holds, as bytes."""
    tables = {
        name: [record.to_fields() for record in study.state.table(name).values()]  # type: ignore[arg-type]
        for name in ("articles", "tags", "highlights", "links")
    }
    return msgspec.json.encode([tables, study.state.surplus])


def at_rest(path: Path) -> set[str]:
    """The names in a study's folder other than its file, its backup and the backup's journal."""
    usual = {path.name, f"{path.name}.bak", f"{path.name}.bak.journal"}
    return {file.name for file in path.parent.iterdir()} - usual
