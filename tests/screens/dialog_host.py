"""An app, for tests of dialogs, that opens one screen over a page of text and keeps its answer."""

from itertools import count
from typing import Any

from textual.app import App, ComposeResult
from textual.events import Key
from textual.screen import Screen
from textual.widgets import Static

from annotations.span import Span
from annotations.study.state import State
from annotations.study.study import Study

NOTHING = object()

TEXT = "The ferry will stop sailing in May, the harbour said. Islanders were told on Monday. " * 3


def a_study(*names: str) -> Study:
    """A study of one article, with tags of these names."""
    numbers = count(1)
    state = State.empty(id="00000000-0000-4000-8000-000000000000", created="2024-05-01T10:00:00Z")
    study = Study(
        state,
        coder="ana",
        clock=lambda: "2024-05-01T10:00:00Z",
        make_id=lambda: f"00000000-0000-4000-8000-{next(numbers):012d}",
    )
    study.articles.add(title="Ferry stops", source="ferry.txt", text=TEXT, media_type="text/plain")
    for name in names:
        study.codebook.add(name)
    return study


def mark(study: Study, start: int, end: int, *tags: str) -> None:
    """Highlight a passage of the only article."""
    article = next(iter(study.articles))
    study.highlights.make(article.id, Span(start, end), tags=tags)


class Host(App[None]):
    """Opens `screen` at once; `answer` is the screen's result, or NOTHING while it is open."""

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__()
        self.opened = screen
        self.answer: Any = NOTHING
        self.strays: list[str] = []

    def compose(self) -> ComposeResult:
        yield Static((TEXT + "\n\n") * 12, markup=False)

    def on_mount(self) -> None:
        self.push_screen(self.opened, self.came)

    def on_key(self, event: Key) -> None:
        """Record the characters that no dialog handled."""
        if event.character:
            self.strays.append(event.character)

    def came(self, answer: Any) -> None:
        self.answer = answer
