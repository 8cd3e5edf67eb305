"""Draw the README's picture: the reader on the two sample articles, with some coding.

Run `make picture`; it writes data/picture.svg. The clock is frozen, so that the picture changes
only when the reader does.
"""

import asyncio
import os
import re
from pathlib import Path
from tempfile import TemporaryDirectory

from annotations.reading import read_file
from annotations.span import Span
from annotations.store import Store
from annotations.study import Study
from tests.linking import linked
from tui.app import DiptychApp
from tui.settings import Settings

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "data" / "picture.svg"
SIZE = (132, 34)

MARKS = (
    (0, "at the headquarters of NATO", ("actor/alliance",), ""),
    (0, "In the language of diplomacy a suspension is not a rupture.", ("frame/legal",), ""),
    (0, "Somebody in Moscow chose the milder word with care.", ("frame/legal", "voice/expert"), ""),
    (0, "chose the milder word", ("actor/ministry",), ""),
    (0, "eight of Moscow’s delegates, whom it suspected of spying", ("claim/spies",), ""),
    (0, "cut the passes to the building", ("claim/passes",), ""),
    (1, "had stopped trusting the telephone years ago", ("frame/fear",), ""),
    (1, "My son asked me if that means war", ("voice/resident", "frame/fear"), ""),
    (
        1,
        "eight of them from people it took for spies",
        ("claim/spies",),
        "Gazette 6 says suspected",
    ),
    (1, "NATO had taken ten of the twenty places away", ("claim/passes",), ""),
    (1, "That is not a reply, that is overturning the table", ("frame/escalation",), ""),
)

LINKED = (
    "eight of Moscow’s delegates, whom it suspected of spying",
    "eight of them from people it took for spies",
)


def code(study: Study) -> None:
    """Add the samples to the study and highlight the passages in `MARKS`."""
    outlets = ("The Meridian Gazette", "North Courier")
    for path, outlet in zip(sorted((ROOT / "data/articles").glob("*.txt")), outlets, strict=True):
        source = read_file(path)
        study.articles.add(
            source.text, title=source.title, source=path.name, media_type=source.media_type,
            outlet=outlet, event="The mission closes",
        )  # fmt: skip
    articles = list(study.articles)
    for number, quote, tags, note in MARKS:
        start = articles[number].text.index(quote)
        span = Span(start, start + len(quote))
        study.highlights.make(articles[number].id, span, tags=tags, note=note)
    made = {highlight.quote: highlight.id for highlight in study.highlights}
    linked(study, made[LINKED[0]], made[LINKED[1]], "reframes")


async def draw() -> str:
    """The reader's screen as SVG."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "nato-1021.json"
        with Store.open(path, coder="ana", clock=lambda: "2021-10-22T09:00:00.000Z") as store:
            code(store.study)
            app = DiptychApp(store, [], Settings(), Path(folder) / "state")
            async with app.run_test(size=SIZE) as pilot:
                await pilot.press("tab", *["]"] * 4, "tab", *["]"] * 5)
                await pilot.pause(0.2)
                return app.export_screenshot(title="diptych")


def main() -> None:
    """Draw and write the picture, with stable ids instead of those that differ per run."""
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
    svg = asyncio.run(draw())
    for number, name in enumerate(dict.fromkeys(re.findall(r"terminal-\d+", svg))):
        svg = svg.replace(name, f"picture-{number}")
    PICTURE.write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
