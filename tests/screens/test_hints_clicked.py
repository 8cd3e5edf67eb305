"""Clicking hints in dialogs and on pages: each acts as its key, once even for rapid clicks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.screen import Screen
from textual.widgets import Input

from annotations.study import Study
from tests.hands import place_of, press, shown
from tests.screens.comparing import ferry_study
from tests.screens.dialog_host import NOTHING, Host, a_study
from tui.keymap import Keymap
from tui.screens.ask import AskLine, Confirm, Suggestions
from tui.screens.ask_path import AskPath
from tui.screens.chooser import ArticleChooser
from tui.screens.codebook.screen import CodebookScreen
from tui.screens.compare.articles import ArticleMarker
from tui.screens.compare.filters import PickSome
from tui.screens.help import HelpScreen
from tui.screens.library.article_form import ArticleForm
from tui.screens.library.refusals import Refusals
from tui.screens.library.screen import LibraryScreen
from tui.screens.note import NoteEditor
from tui.screens.tag_picker import Picked, TagPicker

SIZES = pytest.mark.parametrize("size", [(80, 24), (200, 60)], ids=["small", "large"])


def ids(study: Study) -> list[str]:
    return [article.id for article in study.articles]


DIALOGS: dict[str, tuple[Callable[[], Screen], str, object]] = {
    "line": (lambda: AskLine("new tag", "tone"), "Esc leave", None),
    "line, taken": (lambda: AskLine("new tag", "tone"), "Enter done", "tone"),
    "suggestions": (lambda: AskLine("into", "", Suggestions(["one", "two"])), "Esc leave", None),
    "path": (lambda: AskPath("file", "/none"), "Esc leave", None),
    "question": (lambda: Confirm("Sure?", "do it"), "Esc leave", False),
    "question, taken": (lambda: Confirm("Sure?", "do it"), "Enter do it", True),
    "tags": (lambda: TagPicker(a_study("tone"), (), ()), "Esc leave", None),
    "tags, taken": (
        lambda: TagPicker(a_study("tone"), (), ()), "Enter done", Picked(("tone",), changed=True),
    ),
    "some": (lambda: PickSome("coders", "all", ["ana", "bo"], ()), "Esc leave", None),
    "note": (lambda: NoteEditor("seen", "here"), "Esc save", "seen"),
    "note, left": (lambda: NoteEditor("seen", "here"), "ctrl+g leave", None),
    "chooser": (lambda: ArticleChooser(ferry_study(), ()), "Esc leave", None),
    "form": (lambda: ArticleForm(it := a_study(), ids(it)), "Esc", None),
    "form, saved": (lambda: ArticleForm(it := a_study(), ids(it)), "Enter save", None),
    "refusals": (lambda: Refusals(["a.pdf is no text."]), "Esc back", None),
    "articles": (lambda: ArticleMarker(ferry_study(), ()), "Esc back", None),
    "help": (lambda: HelpScreen(Keymap({})), "Esc back", None),
}  # fmt: skip


@SIZES
@pytest.mark.parametrize("name", DIALOGS)
async def test_a_dialog_is_left_by_a_click_on_its_hint(name: str, size: tuple[int, int]) -> None:
    make, words, answer = DIALOGS[name]
    app = Host(make())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert app.answer is NOTHING
        await pilot.click(offset=place_of(app, words))
        await pilot.pause()
        assert app.answer == answer


async def test_hints_are_clicked_where_there_are_no_colours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Host(AskLine("new tag"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.click(offset=place_of(app, "Esc leave"))
        await pilot.pause()
        assert app.answer is None


async def test_beside_the_hints_a_click_does_nothing_and_the_line_keeps_the_keys() -> None:
    app = Host(AskLine("new tag"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        x, y = place_of(app, "Enter done")
        for beside in (x - 2, x + len("Enter done"), 70):
            await pilot.click(offset=(beside, y))
        await press(pilot, ["a"])
        assert app.answer is NOTHING
        assert app.opened.query_one(Input).value == "a"


async def test_two_quick_clicks_on_a_hint_do_it_once() -> None:
    app = Host(TagPicker(a_study("tone", "frame"), (), ()))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.click(offset=place_of(app, "Tab mark"), times=2)
        await pilot.pause()
        await pilot.click(offset=place_of(app, "Enter done"))
        await pilot.pause()
        assert app.answer == Picked(("tone",), changed=True)


async def test_of_several_keys_of_a_hint_each_does_its_own() -> None:
    app = Host(Refusals([f"{n}.pdf is no text." for n in range(90)]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.click(offset=place_of(app, "PageDown"))
        await pilot.pause()
        assert "0.pdf" not in shown(app).splitlines()[9]
        below = shown(app)
        await pilot.click(offset=place_of(app, "PageUp"))
        await pilot.pause()
        assert shown(app) != below


async def test_a_key_right_behind_a_click_on_a_hint_finds_what_that_has_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ferry.txt").touch()
    app = Host(AskPath("file", "fer"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.click(offset=place_of(app, "Tab complete"))
        await press(pilot, ["x", "enter"])
        assert app.answer == "ferry.txtx"


async def test_a_click_on_new_line_begins_one() -> None:
    app = Host(NoteEditor("seen", "here"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.click(offset=place_of(app, "Enter new line"))
        await press(pilot, ["x", "escape"])
        assert app.answer == "seen\nx"


async def test_the_filter_of_the_help_is_opened_by_a_click() -> None:
    app = Host(HelpScreen(Keymap({})))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.click(offset=place_of(app, "/ filter"))
        await press(pilot, ["z", "o", "o", "m"])
        assert "zoom" in shown(app)
        assert "bring" not in shown(app)
        await pilot.click(offset=place_of(app, "Esc shows all"))
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)


async def test_articles_to_compare_are_marked_by_clicks_alone() -> None:
    study = ferry_study()
    app = Host(ArticleMarker(study, ()))
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.pause()
        await pilot.click(offset=place_of(app, "Space mark"))
        await pilot.pause()
        await pilot.click(offset=place_of(app, "Enter compare"))
        await pilot.pause()
        assert app.answer == (ids(study)[0],)


FILTERED: dict[str, Callable[[], Screen]] = {
    "library": lambda: LibraryScreen(ferry_study(), (), print),
    "codebook": lambda: CodebookScreen(ferry_study()),
    "articles": lambda: ArticleMarker(ferry_study(), ()),
    "help": lambda: HelpScreen(Keymap({})),
}


@pytest.mark.parametrize("name", FILTERED)
async def test_while_a_filter_is_typed_its_own_keys_are_shown_and_clicked(name: str) -> None:
    app = Host(FILTERED[name]())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        before = shown(app).splitlines()[-1]
        for keys, words, typed in (("/r", "Enter keeps", "r"), ("/", "Esc shows", "")):
            await press(pilot, keys)
            last = shown(app).splitlines()[-1].replace("·", " ")
            assert " ".join(last.split()) == "Enter keeps these Esc shows all"
            await pilot.click(offset=place_of(app, words))
            await pilot.pause()
            assert app.answer is NOTHING
            assert shown(app).splitlines()[-1] == before
            assert [line.value for line in app.screen.query(Input)] == [typed]
