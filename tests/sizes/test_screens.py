"""Texts, notes and names of any size leave every screen usable."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.span import Span
from annotations.store import Store
from annotations.study import Study
from tests.sizes.conftest import LONG
from tui.app import DiptychApp
from tui.settings import Settings

MUCH = 10_000_000 if LONG else 500_000
"""Code points."""

A_KEY = 3.0
"""Seconds of CPU time for a key and all it redraws; a hang takes far longer."""

IN_TEXT = (
    "j", "G", "g", "l", "w", "space", "V", "escape", "s", "escape", "f", "escape", "x", "x",
    "slash", "e", "escape", "y",
)  # fmt: skip
EVERYWHERE = (
    "j", "]", "a", "ctrl+g", "t", "escape", "B", "B", "escape", "o", "escape", "O", "escape", "C",
    "j", "escape", "1", "escape", "M", "p", "n", "escape", "escape", "u",
)  # fmt: skip


def texts(text: str) -> Callable[[Study], None]:
    def build(study: Study) -> None:
        for title in ("One title", "Another"):
            study.articles.add(f"{title}\n\n{text}", title=title, source=title, media_type="t")

    return build


def with_notes(study: Study) -> None:
    texts("Some text. More of it.")(study)
    for article, note in zip(study.articles, ("word " * (MUCH // 5), "w" * MUCH), strict=True):
        study.highlights.make(article.id, Span(0, 3), tags=["a"], note=note)


def with_long_names(study: Study) -> None:
    long = "x" * MUCH
    wide = "\u0301b" * (MUCH // 2)
    for title in (long, wide):
        study.articles.add(
            f"{title[:9]} text.", title=title, source=title, media_type="t", outlet=title,
            event=title, byline=title,
        )  # fmt: skip
    tag = study.codebook.add("y" * 500)
    study.codebook.change(tag.id, description=long)


def with_many_tags(study: Study) -> None:
    texts("Some text. More of it.")(study)
    for number in range(2_000):
        study.codebook.add(f"frame/{number // 10}/{number}")


TEXTS = {
    "one line": "lorem ipsum dolor sit amet " * (MUCH * 10 // 27),
    "no space": "x" * MUCH,
    "newlines": "\n" * 50_000 + "the end",
    "only spaces": " " * MUCH + "x",
    "combining marks": "Z" + "\u0338" * 20_000 + "algo",
    "joiners": "\U0001f469\u200d" * 20_000,
    "escapes": "a\x1b[" * (MUCH // 3),
    "wide": "汉字" * (MUCH // 2),
    "right to left": "שלום " * (MUCH // 5),
}


@pytest.mark.parametrize("kind", TEXTS)
async def test_a_text_of_any_kind_is_read(kind: str, tmp_path: Path) -> None:
    await walk(texts(TEXTS[kind]), IN_TEXT, tmp_path)


@pytest.mark.parametrize("build", [with_notes, with_long_names, with_many_tags])
async def test_every_screen_bears_it(build: Callable[[Study], None], tmp_path: Path) -> None:
    await walk(build, EVERYWHERE, tmp_path)


async def walk(build: Callable[[Study], None], keys: tuple[str, ...], folder: Path) -> None:
    """Press keys in a reader on a study, asserting that each is handled in time."""
    with Store.open(folder / "study.json", coder="ana") as store:
        build(store.study)
        app = DiptychApp(store, [], Settings(), folder / "state")
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            for key in keys:
                began = time.process_time()
                await pilot.press(key)
                assert time.process_time() - began < A_KEY, key
