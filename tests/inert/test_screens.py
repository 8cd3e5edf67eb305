"""What is hidden in an article is displayed on every screen and never acted on."""

import xml.etree.ElementTree as ElementTree
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.app import App
from textual.screen import Screen

from annotations.span import Span
from tests.exporting import encode
from tests.hands import burst, shown
from tests.inert.hostile import PAYLOADS, harmful, open_hostile, texts, written
from tui.app import DiptychApp
from tui.reader.reader import Reader
from tui.screens.ask import AskLine, Confirm
from tui.screens.ask_path import AskPath
from tui.screens.chooser import ArticleChooser
from tui.screens.codebook.screen import CodebookScreen
from tui.screens.compare.articles import ArticleMarker
from tui.screens.compare.filters import PickSome
from tui.screens.compare.screen import CompareScreen
from tui.screens.differences import Differences
from tui.screens.help import HelpScreen, KeyHelp
from tui.screens.library.article_form import ArticleForm
from tui.screens.library.screen import LibraryScreen
from tui.screens.note import NoteEditor
from tui.screens.palette import ActionPalette
from tui.screens.tag_picker import TagPicker
from tui.settings import Settings

SAYS_ITSELF = [name for name, value in PAYLOADS.items() if value.isascii() and value.isprintable()]
"""Payloads consisting only of visible ASCII characters, all of which must be shown."""


class Walk:
    """A reader on the hostile study, and everything shown in it."""

    def __init__(self, app: DiptychApp, pilot) -> None:
        self.app = app
        self.pilot = pilot
        self.seen = ""

    async def press(self, *keys: str) -> str:
        """Press keys; return what the screen then shows, checked to be harmless."""
        await self.pilot.press(*keys)
        await self.pilot.pause()
        return self.look()

    async def open(self, screen: type[Screen], *keys: str) -> str:
        """Press keys and assert that they open `screen`, so that it is really checked."""
        page = await self.press(*keys)
        assert type(self.app.screen) is screen, keys
        return page

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
        """Show the article with a payload in the pane."""
        pane = self.app.reader.pane
        pane.show(next(a for a in self.app.reader.study.articles if a.title.endswith(f" {name}")))
        await self.pilot.pause()


class QuietApp(DiptychApp):
    """Counts rings of the bell, which an action hidden in an article might cause."""

    bell_rung = 0

    def bell(self) -> None:
        self.bell_rung += 1


@pytest.fixture
async def walk(tmp_path: Path) -> AsyncIterator[Walk]:
    # The file's name is hostile too: bytes that are not UTF-8, an escape, and brackets.
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
    """Assert that all characters of these payloads are on the page, possibly broken over rows."""
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
    await walk.open(NoteEditor, "g", "]", "a")
    await walk.press("x")
    await walk.press("ctrl+g")


async def test_the_text_shows_every_bracket(walk: Walk) -> None:
    page = await walk.press("z", "g")
    assert_as_written(page)


@pytest.mark.parametrize(
    ("key", "screen"),
    [("O", LibraryScreen), ("o", ArticleChooser), ("C", CodebookScreen), ("t", TagPicker)],
)
async def test_lists_show_titles_and_tags_as_written(
    walk: Walk, key: str, screen: type[Screen]
) -> None:
    page = await walk.open(screen, key)
    seen = page + await walk.press("end") + await walk.press("pagedown")
    assert_as_written(seen, ["closing", "sic", "style", "variable", "emoji-name"])


async def test_the_library_s_dialogs(walk: Walk) -> None:
    await walk.open(LibraryScreen, "O")
    await walk.open(ArticleForm, "i")
    await walk.open(TagPicker, "escape", "t")
    await walk.open(NoteEditor, "escape", "a")
    for keys in (("ctrl+g", "s"), ("d",), ("u",)):
        await walk.open(LibraryScreen, *keys)
    await walk.open(KeyHelp, "?")
    await walk.press("escape", "/")
    await walk.type("action")
    assert "2 articles" in await walk.open(ArticleForm, "enter", "space", "j", "space", "i")
    await walk.press("right")
    await walk.open(AskPath, "escape", "+")
    await walk.type("/no/such")
    await walk.press("enter")


async def test_the_article_form_keeps_what_it_cannot_show(walk: Walk) -> None:
    await walk.press("O")
    for _ in range(6):
        await walk.open(ArticleForm, "i")
        await walk.open(LibraryScreen, "ctrl+s", "j")


@pytest.mark.parametrize("name", ["clipboard-st", "c1-osc", "bidi-isolate", "zalgo", "action"])
async def test_stored_text_in_lines_to_type_in(walk: Walk, name: str) -> None:
    await walk.press("C", "slash")
    await walk.type(f" {name}"[-4:])
    # Go to the last row: the one before it may be a common prefix of names instead of a tag.
    await walk.open(AskLine, "enter", "end", "r")
    # After an invalid name, the dialog asks again, showing the name and the reason.
    await walk.type("//")
    await walk.open(AskLine, "enter")
    await walk.open(AskLine, "escape", "n")
    await walk.open(AskLine, "escape", "c")
    for key in ("p", "m"):
        await walk.open(AskLine, "down", "tab", "escape", key)
    await walk.press("down", "tab", "escape", "escape", "escape")
    await walk.show(name)
    await walk.open(ArticleForm, "O", "i")
    for _ in range(5):
        await walk.press("tab", "right")
    await walk.press("ctrl+g", "t", "escape", "escape")


async def test_what_differs_from_an_export_is_listed_inertly(walk: Walk, tmp_path: Path) -> None:
    study = walk.app.reader.study
    path = tmp_path / "[b]there.json"
    path.write_bytes(encode(study.state, exported="2021-10-18T00:00:00Z"))
    notes = {article.id: article.note for article in study.articles}
    study.articles.set_all(list(notes), note="another")
    await walk.open(AskPath, "I")
    await walk.type(str(path))
    await walk.press("enter")
    await walk.app.workers.wait_for_complete()
    page = await walk.open(Differences, "pageup")
    assert "[b]there.json: " in page
    for _ in range(12):
        page += await walk.press("pagedown")
    assert_as_written(page, ["closing", "sic"])
    await walk.open(Reader, "t")
    await walk.app.workers.wait_for_complete()
    walk.look()
    assert {article.id: article.note for article in study.articles} == notes


async def test_the_codebook_s_dialogs(walk: Walk) -> None:
    await walk.open(CodebookScreen, "C", "j")
    await walk.open(AskLine, "r")
    await walk.open(NoteEditor, "escape", "e")
    await walk.open(AskLine, "escape", "c")
    await walk.open(AskLine, "escape", "m")
    await walk.open(CodebookScreen, "escape", "escape", "C", "j")
    await walk.open(NoteEditor, "a")
    await walk.open(AskLine, "ctrl+g", "n")
    for keys in (
        ("escape", "1"), ("2",), ("d",), ("u",), ("U",), ("u",), ("greater_than_sign",),
        ("less_than_sign",),
    ):  # fmt: skip
        await walk.open(CodebookScreen, *keys)
    await walk.open(KeyHelp, "question_mark")
    await walk.open(AskPath, "escape", "x")
    await walk.open(AskPath, "escape", "i")


async def test_the_compare_screen_and_its_dialogs(walk: Walk) -> None:
    page = await walk.open(CompareScreen, "M")
    seen = page + await walk.press("F") + await walk.press("F")
    for key in (
        "end", "3", "v", "2", "n", "enter", "n", "escape", "p", "pagedown", "end", "escape", "a",
        "a",
    ):  # fmt: skip
        seen += await walk.open(CompareScreen, key)
    seen += await walk.open(ArticleMarker, "s")
    seen += await walk.open(PickSome, "escape", "c")
    seen += await walk.open(PickSome, "escape", "t")
    seen += await walk.open(AskPath, "escape", "x")
    seen += await walk.open(KeyHelp, "escape", "question_mark")
    seen += await walk.open(CompareScreen, "escape")
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
    await walk.open(TagPicker, "enter", "t")
    await walk.open(NoteEditor, "escape", "a")
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
    await walk.open(AskLine, "tab", "G", "L")
    await walk.press("enter")
    await walk.press("apostrophe")
    for keys in (
        ("escape", "escape", "equals_sign"), ("exclamation_mark",), ("exclamation_mark",), ("S",),
        ("greater_than_sign",), ("less_than_sign",),
    ):  # fmt: skip
        await walk.open(Reader, *keys)
    await walk.open(TagPicker, "T")
    await walk.open(Confirm, "enter")
    await walk.open(TagPicker, "escape", "T")
    await walk.open(Confirm, "down", "tab", "enter")
    await walk.open(AskPath, "escape", "E")
    await walk.open(Reader, "escape", "u")
    await walk.open(Reader, "U")
    await walk.open(HelpScreen, "question_mark")
    await walk.open(ActionPalette, "escape", "colon")
    await walk.press("q")


async def test_an_export_over_a_file_asks_without_obeying_its_name(walk: Walk) -> None:
    await walk.open(AskPath, "E")
    there = walk.app.screen.query_one(".typed").text
    Path(there).write_bytes(b"{}")
    try:
        assert "[b]" in await walk.open(Confirm, "enter")
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
    for screen, *keys in (
        (LibraryScreen, "O"), (CodebookScreen, "escape", "C"), (TagPicker, "escape", "t"),
        (Reader, "escape", "B"),
    ):  # fmt: skip
        await walk.open(screen, *keys)
        parses(walk.app)
