"""An app that opens one screen over a page of text and keeps its answer, for dialogs' tests."""



import unicodedata
from asyncio import sleep
from collections.abc import Callable, Iterable
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
    """Highlight a passage of the one article."""
    article = next(iter(study.articles))
    study.highlights.make(article.id, Span(start, end), tags=tags)


class Host(App[None]):
    """Opens `screen` at once; `answer` is what it came back with, NOTHING while it is open."""

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
        """Keep the characters that no dialog took."""
        if event.character:
            self.strays.append(event.character)

    def came(self, answer: Any) -> None:
        self.answer = answer




async def press(pilot: Pilot[None], keys: Iterable[str]) -> None:
    """Press keys one by one, as a person does."""
    for key in keys:
        await pilot.press(key)
    await pilot.pause()


async def type_in(pilot: Pilot[Any], text: str) -> None:
    """Type a text as a keyboard of its script sends it, character by character."""
    for character in text:
        name = unicodedata.name(character).lower().replace(" ", "_")
        pilot.app.post_message(Key(name, character))
    await pilot.pause()


async def burst(pilot: Pilot[Any], keys: Iterable[str], pauses: int = 6) -> None:
    """Press keys all at once, as a practised hand, a paste of keys or a slow line brings them.

    Each of the `pauses` behind them is as long as the screen has work.
    """
    for key in keys:
        character = key if len(key) == 1 else " " if key == "space" else None
        pilot.app.post_message(Key({"/": "slash", " ": "space"}.get(key, key), character))
    for _ in range(pauses):
        await pilot.pause()


async def until(done: Callable[[], object]) -> None:
    """Wait for what a timer, a worker or a thread brings, which takes a while on a busy machine."""
    end = monotonic() + PATIENCE
    while not done():
        assert monotonic() < end, "it never came to be"
        await sleep(0.01)


def click(app: App[Any], widget: Widget, at: tuple[int, int], *keys: str, times: int = 1) -> None:
    """Click on a cell of a widget and press keys right behind, as a slow line brings them."""
    x, y = widget.region.offset + at
    for kind in (MouseDown, MouseUp) * times:
        app._driver.process_message(kind(None, x, y, 0, 0, 1, *[False] * 3, x, y))
    for key in keys:
        app._driver.process_message(Key(key, key if len(key) == 1 else None))


def shown(app: App[Any]) -> str:
    """What stands on the screen, row by row."""
    return "\n".join(
        "".join(segment.text for segment in strip)
        for strip in app.screen._compositor.render_strips()
    )
