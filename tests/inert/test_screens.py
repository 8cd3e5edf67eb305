"""What a stranger hid in an article is shown on every screen, and obeyed on none."""

import xml.etree.ElementTree as ElementTree
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.app import App

from annotations.span import Span
from tests.hands import burst, shown
from tests.inert.hostile import PAYLOADS, harmful, open_hostile, texts, written
from tui.app import DiptychApp
from tui.settings import Settings

SAYS_ITSELF = [name for name, value in PAYLOADS.items() if value.isascii() and value.isprintable()]
"""Payloads that are nothing but brackets and letters: all of them must be seen."""


class Walk:
    """A reader on the hostile study, and all that was seen in it."""

    def __init__(self, app: DiptychApp, pilot) -> None:
        self.app = app
        self.pilot = pilot
        self.seen = ""

    async def press(self, *keys: str) -> str:
        """Press keys; what is then on the screen has been found harmless."""
        await self.pilot.press(*keys)
        await self.pilot.pause()
        return self.look()

    async def type(self, words: str) -> str:
        await burst(self.pilot, words, pauses=3)
        return self.look()

    def look(self) -> str:
        page = shown(self.app)
        assert harmful(page.replace("\n", "")) == []
        assert self.app.is_running
        assert not list(self.app.screen.query("Toast"))
        assert self.app.bell_rung == 0
        self.seen += page
        return page

    async def show(self, name: str) -> None:
        """Show the article of a payload in the pane."""
        pane = self.app.reader.pane
        pane.show(next(a for a in self.app.reader.study.articles if a.title.endswith(f" {name}")))
        await self.pilot.pause()


class QuietApp(DiptychApp):
    """Counts what an action hidden in an article might do."""

    bell_rung = 0

    def bell(self) -> None:
        self.bell_rung += 1


@pytest.fixture
async def walk(tmp_path: Path) -> AsyncIterator[Walk]:
    # The file's name too: bytes that are no UTF-8, an escape, and brackets.
    path = tmp_path / f"s{PAYLOADS['csi'].replace('/', '')}[b]\udcff.json"
    with open_hostile(path) as store:
        before = texts(store.study)
        app = QuietApp(store, [], Settings(), tmp_path / "state")
        async with app.run_test(size=(130, 60)) as pilot:
            await pilot.pause()
            yield Walk(app, pilot)
        while store.study.undo():
            pass
        assert sorted(texts(store.study)) == sorted(before)


def assert_as_written(page: str, names: list[str] = SAYS_ITSELF) -> None:
    """Every word and bracket of these payloads stands on the page, if broken over rows."""
    joined = "".join(page.split())
    for name in names:
        assert "".join(PAYLOADS[name].split()) in joined, name


async def test_each_payload_is_shown_round_the_text_and_in_it(walk: Walk) -> None:
    for name, value in PAYLOADS.items():
        await walk.show(name)
        page = await walk.press("g", "j", "]")
        for stretch in written(value):
            assert "".join(stretch.split()) in "".join(page.split())


@pytest.mark.parametrize("name", ["csi", "clipboard", "c1-osc", "action", "bidi-isolate", "zalgo"])
async def test_notes_are_edited_inertly(walk: Walk, name: str) -> None:
    await walk.show(name)
    await walk.press("g", "]", "a")
    await walk.press("x")
    await walk.press("ctrl+g")


async def test_the_text_shows_every_bracket(walk: Walk) -> None:
    page = await walk.press("z", "g")
    assert_as_written(page)


@pytest.mark.parametrize(
    ("screen", "keys"),
    [
        ("library", ("O",)),
        ("chooser", ("o",)),
        ("codebook", ("C",)),
        ("tag picker", ("t",)),
    ],
)
async def test_lists_show_titles_and_tags_as_written(
    walk: Walk, screen: str, keys: tuple[str, ...]
) -> None:
    page = await walk.press(*keys)
    seen = page + await walk.press("end") + await walk.press("pagedown")
    assert_as_written(seen, ["closing", "sic", "style", "variable", "emoji-name"])


async def test_the_library_s_dialogs(walk: Walk) -> None:
    await walk.press("O")
    for keys in (("i",), ("escape", "t"), ("escape", "a"), ("ctrl+g", "s"), ("d",), ("u",), ("?",)):
        await walk.press(*keys)
    await walk.press("/")
    await walk.type("sic")
    await walk.press("enter", "space", "j", "space", "i")
    await walk.press("right")
    await walk.press("escape", "+")
    await walk.type("/no/such")
    await walk.press("enter")


async def test_the_article_form_keeps_what_it_cannot_show(walk: Walk) -> None:
    await walk.press("O")
    for _ in range(6):
        await walk.press("i")
        await walk.press("ctrl+s", "j")


@pytest.mark.parametrize("name", ["clipboard-st", "c1-osc", "bidi-isolate", "zalgo", "action"])
async def test_stored_text_in_lines_to_type_in(walk: Walk, name: str) -> None:
    await walk.press("C", "slash")
    await walk.type(f" {name}"[-4:])
    await walk.press("enter", "j", "r")
    # A name that is none is asked for again, with what was typed and why.
    await walk.type("//")
    await walk.press("enter", "escape", "n")
    await walk.press("escape", "c")
    await walk.press("down", "tab", "escape", "p")
    await walk.press("down", "tab", "escape", "m")
    await walk.press("down", "tab", "escape", "escape", "escape")
    await walk.show(name)
    await walk.press("O", "i")
    for _ in range(5):
        await walk.press("tab", "right")
    await walk.press("ctrl+g", "t", "escape", "escape")


async def test_the_codebook_s_dialogs(walk: Walk) -> None:
    await walk.press("C", "j")
    for keys in (
        ("r",), ("escape", "e"), ("escape", "c"), ("escape", "m"), ("escape", "escape", "C", "j"),
        ("a",), ("ctrl+g", "n"), ("escape", "1"), ("2",), ("d",), ("u",), ("U",), ("u",),
        ("greater_than_sign",), ("less_than_sign",), ("question_mark",),
    ):  # fmt: skip
        await walk.press(*keys)


async def test_the_compare_screen_and_its_dialogs(walk: Walk) -> None:
    page = await walk.press("M")
    seen = page + await walk.press("F") + await walk.press("F")
    for keys in (
        ("end",), ("3",), ("v",), ("2",), ("n",), ("enter",), ("n",), ("escape",), ("p",),
        ("pagedown",), ("end",), ("escape",), ("a",), ("a",), ("s",), ("escape", "c"),
        ("escape", "t"), ("escape", "x"), ("escape", "question_mark"), ("escape",),
    ):  # fmt: skip
        seen += await walk.press(*keys)
    assert_as_written(seen, ["closing", "sic"])


async def test_the_side_bar_s_four_lists(walk: Walk) -> None:
    page = await walk.press("B")
    assert_as_written(page, ["closing"])
    await walk.press("ctrl+b", "end")
    tags = await walk.press("2") + await walk.press("end")
    assert_as_written(tags, ["closing", "sic", "emoji-name"])
    links = await walk.press("3")
    assert "like" in links
    await walk.press("end", "1", "F")
    await walk.type("why")
    await walk.press("enter", "t")
    await walk.press("escape", "a")
    await walk.press("ctrl+g", "escape", "escape")


@pytest.mark.parametrize("way", ["up", "down"])
async def test_the_highlights_of_each_tag(walk: Walk, way: str) -> None:
    await walk.press("ctrl+b", "2", "g" if way == "down" else "G")
    for _ in PAYLOADS:
        await walk.press("enter", "F")
        await walk.press("escape", "2", way)


async def test_a_search_of_all_articles(walk: Walk) -> None:
    await walk.press("ctrl+f")
    await walk.type("Paragraph")
    assert_as_written(await walk.press("enter"), ["closing"])
    await walk.press("end", "enter")
    await walk.press("escape", "slash")
    await walk.type("red")
    await walk.press("alt+r")
    await walk.press("enter", "n")


@pytest.mark.parametrize("name", ["csi", "action"])
async def test_linking_counterparts_occurrences_and_messages(walk: Walk, name: str) -> None:
    await walk.show(name)
    await walk.press("g", "]", "L")
    await walk.press("tab", "G", "L")
    await walk.press("enter")
    await walk.press("apostrophe")
    for keys in (
        ("escape", "escape", "equals_sign"), ("exclamation_mark",), ("exclamation_mark",), ("S",),
        ("greater_than_sign",), ("less_than_sign",), ("T",), ("enter",), ("escape", "T"),
        ("down", "tab", "enter"), ("escape", "E"), ("escape", "u"), ("U",), ("question_mark",),
        ("escape", "colon"), ("q",),
    ):  # fmt: skip
        await walk.press(*keys)


async def test_an_export_over_a_file_asks_without_obeying_its_name(walk: Walk) -> None:
    await walk.press("E")
    there = walk.app.screen.query_one(".typed").text
    Path(there).write_bytes(b"{}")
    try:
        assert "[b]" in await walk.press("enter")
        await walk.press("enter")
        await walk.app.workers.wait_for_complete()
        assert "exported" in walk.look()
        assert Path(there).stat().st_size > 1000
    finally:
        Path(there).unlink()


async def test_what_is_copied_holds_no_control_character(walk: Walk) -> None:
    for name, value in PAYLOADS.items():
        await walk.show(name)
        pane = walk.app.reader.pane
        pane.selection = pane.selection.over(Span(0, pane.article.text.index("\n")))
        await walk.press("y")
        copied = walk.app.clipboard
        assert [what for what in harmful(copied.replace("\n", "")) if "marks" not in what] == []
        assert all(stretch in copied for stretch in written(value))


async def test_joined_letters_and_fixed_spaces_are_copied_whole(tmp_path: Path) -> None:
    words = "10\u00a0000 francs, می\u200cخواهم, 👨\u200d👩\u200d👧, e\u0301"
    with open_hostile(tmp_path / "study.json") as store:
        article = store.study.articles.add(
            words, title="t", source="s", media_type="text/plain"
        ).article
        app = QuietApp(store, [article.id], Settings(), tmp_path / "state")
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.press("V", "y")
            await pilot.pause()
            assert app.clipboard == words


async def test_a_screenshot_is_well_formed(walk: Walk) -> None:
    def parses(app: App[int]) -> None:
        ElementTree.fromstring(app.export_screenshot())

    parses(walk.app)
    for keys in (("O",), ("escape", "C"), ("escape", "t"), ("escape", "B")):
        await walk.press(*keys)
        parses(walk.app)
