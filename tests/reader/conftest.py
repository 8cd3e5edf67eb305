"""A reader on the two sample articles, driven by keys as a user would press them."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from annotations.reading import read_file
from annotations.store import Store
from tests.hands import burst
from tui.app import DiptychApp
from tui.reader.reader import Reader
from tui.settings import Settings

SAMPLES = sorted((Path(__file__).parents[2] / "data" / "articles").glob("*.txt"))


class Session:
    """An open reader and methods to drive it."""

    def __init__(self, app: DiptychApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def reader(self) -> Reader:
        return self.app.reader

    @property
    def study(self):
        return self.reader.study

    async def press(self, *keys: str) -> None:
        """Press keys one after another, by Textual's names for them."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type a text in one go, which takes a fraction of the time of single key presses."""
        await burst(self.pilot, text, pauses=3)

    def quotes(self) -> list[str]:
        return [highlight.quote for highlight in self.study.highlights]

    def tags_of(self, quote: str) -> tuple[str, ...]:
        (found,) = [h for h in self.study.highlights if h.quote == quote]
        return self.study.codebook.names(found.tags)

    def footer(self) -> str:
        return self.reader.lines.footer.render().plain.strip()

    def inspector(self) -> str:
        return self.reader.lines.inspector.render().plain.strip()

    def put_caret(self, passage: str) -> None:
        """Put the caret on the first occurrence of a passage in the focused pane."""
        pane = self.reader.pane
        pane.selection = pane.selection.collapsed().moved_to(pane.structure.text.index(passage))


Opened = Callable[..., AbstractAsyncContextManager[Session]]


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """Opens the reader on a study in `tmp_path`: at first on the samples, later as it was left."""

    @asynccontextmanager
    async def open_reader(
        size: tuple[int, int] = (120, 40),
        *,
        coder: str = "ana",
        texts: tuple[str, ...] = (),
        remark: str = "",
        wanted: Sequence[str] = (),
    ) -> AsyncIterator[Session]:
        with Store.open(tmp_path / "study.json", coder=coder) as store:
            if not len(store.study.articles):
                if not texts:
                    for path in SAMPLES:
                        source = read_file(path)
                        store.study.articles.add(
                            source.text,
                            title=source.title,
                            source=path.name,
                            media_type="text/plain",
                        )
                for number, text in enumerate(texts):
                    store.study.articles.add(
                        text, title=f"Article {number}", source=f"{number}", media_type="text/plain"
                    )
            app = DiptychApp(store, list(wanted), Settings(), tmp_path / "state")
            app.reader.remark = remark
            async with app.run_test(size=size) as pilot:
                await pilot.pause()
                yield Session(app, pilot)

    return open_reader
