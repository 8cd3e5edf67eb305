"""Choosing articles, coders and tags to compare, by keys; and writing the result to a file."""

import csv
import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from textual.events import Paste

from annotations.study import Study
from tests.hands import burst, press, shown, until
from tests.screens.comparing import compared, ferry_study, ids_of
from tests.screens.dialog_host import NOTHING
from tests.screens.test_compare import rows
from tui.files import write_behind
from tui.screens.compare.computing import Computation
from tui.screens.compare.query import MatrixQuery

LONG = 3_600
"""Seconds: longer than any test takes."""


def asked(app) -> MatrixQuery:
    return app.opened.asked


class TestArticles:
    async def test_space_marks_and_enter_compares_in_the_order_of_marking(self) -> None:
        study = ferry_study()
        app = compared(study)
        async with app.run_test(size=(100, 30)) as pilot:
            await press(pilot, ["s"])
            assert "3 marked" in shown(app)
            await press(pilot, ["0", "G", "space", "g", "space", "enter"])
            assert asked(app).articles == ids_of(study, "Bridge opens", "Ferry to stop")
            assert rows(app)[0] == "frame 0 3"

    async def test_a_click_before_a_title_marks_and_takes_the_mark_off(self) -> None:
        study = ferry_study()
        app = compared(study)
        async with app.run_test(size=(100, 30)) as pilot:
            await press(pilot, ["s", "0"])
            for title in ("Bridge opens", "Ferry to stop", "Bridge opens"):
                row = next(n for n, line in enumerate(shown(app).splitlines()) if title in line)
                await pilot.click(offset=(1, row))
                await pilot.pause()
            await press(pilot, ["enter"])
            assert asked(app).articles == ids_of(study, "Ferry to stop")

    async def test_e_marks_the_event_and_again_unmarks_it(self) -> None:
        study = ferry_study()
        app = compared(study, "Bridge opens")
        async with app.run_test(size=(100, 30)) as pilot:
            await press(pilot, ["s", "g", "e"])
            assert "4 marked" in shown(app)
            await press(pilot, ["G", "e", "enter"])
            assert len(asked(app).articles) == 3

    async def test_the_filter_finds_outlets_and_dates_and_a_marks_what_it_shows(self) -> None:
        study = ferry_study()
        app = compared(study, "Company cuts a line")
        async with app.run_test(size=(100, 30)) as pilot:
            await press(pilot, ["s", "0", "/", *"ledger", "enter", "a", "enter"])
            assert asked(app).articles == ids_of(study, "Ferry to stop", "Bridge opens")
            await press(pilot, ["s", "0", "/", *"2024-05", "enter", "a", "enter"])
            assert asked(app).articles == ids_of(study, "Ferry to stop")

    async def test_w_finds_words_in_the_texts(self) -> None:
        study = ferry_study()
        app = compared(study, "Bridge opens")
        async with app.run_test(size=(100, 30)) as pilot:
            await press(pilot, ["s", "w", *"mayor", "enter"])
            assert "2 of 4 articles with “mayor”" in shown(app)
            await press(pilot, ["0", "a", "enter"])
            assert asked(app).articles == ids_of(study, "Ferry to stop", "Island loses its ferry")

    async def test_words_that_are_too_long_to_look_for_are_asked_for_again(self) -> None:
        app = compared(ferry_study())
        async with app.run_test(size=(100, 30)) as pilot:
            await press(pilot, ["s", "w", *"mayor", "enter", "w", "ctrl+u"])
            app.screen.focused.post_message(Paste("lorem ipsum " * 200))
            await press(pilot, ["enter"])
            assert "2,000 characters at most" in shown(app)
            await press(pilot, ["escape"])
            assert "2 of 4 articles with “mayor”" in shown(app)
            await press(pilot, ["w", "ctrl+u", *"bridge", "enter"])
            assert "1 of 4 articles with “bridge”" in shown(app)

    async def test_escape_widens_and_then_leaves_all_as_it_was(self) -> None:
        app = compared(ferry_study())
        before = asked(app)
        async with app.run_test(size=(100, 30)) as pilot:
            await press(pilot, ["s", "0", "w", *"mayor", "enter", "escape"])
            assert "0 marked · 4 articles" in shown(app)
            await press(pilot, ["escape"])
            assert asked(app) == before
            assert app.answer is NOTHING

    async def test_with_none_marked_enter_takes_the_one_under_the_cursor(self) -> None:
        study = ferry_study()
        app = compared(study)
        async with app.run_test(size=(100, 30)) as pilot:
            await press(pilot, ["s", "0", "G", "enter"])
            assert asked(app).articles == ids_of(study, "Bridge opens")


class TestWordsInManyTexts:
    def study(self) -> Study:
        """A study with two hundred long texts, the last of which mention the ferry."""
        study = ferry_study()
        for nth in range(200):
            text = f"{nth}\n" + "Nothing here.\n" * 8_000 + ("The ferry.\n" if nth > 197 else "")
            study.articles.add(text, title=f"N {nth}", source=f"{nth}", media_type="text/plain")
        return study

    async def test_what_is_found_so_far_is_told_and_a_key_that_wants_all_of_it_waits(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("tui.screens.compare.words.REST", LONG)
        study = self.study()
        app = compared(study)
        async with app.run_test(size=(100, 30)) as pilot:
            await press(pilot, ["s", "0", "w", *"ferry", "enter"])
            assert "1 of 204 articles with “ferry” so far" in shown(app)
            await press(pilot, ["S"])
            assert "by title" in shown(app)
            assert "so far" in shown(app)
            await press(pilot, ["a"])
            assert "3 of 204 articles with “ferry” " in shown(app)
            await press(pilot, ["enter"])
            assert set(asked(app).articles) == set(ids_of(study, "Ferry to stop", "N 198", "N 199"))

    async def test_all_is_found_by_itself_too(self) -> None:
        app = compared(self.study())
        async with app.run_test(size=(100, 30)) as pilot:
            await press(pilot, ["s", "w", *"ferry", "enter"])
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert "3 of 204 articles with “ferry”  " in shown(app)

    async def test_other_words_take_the_place_of_those_that_are_looked_for(self) -> None:
        app = compared(self.study())
        async with app.run_test(size=(100, 30)) as pilot:
            await press(pilot, ["s", "w", *"ferry", "enter", "w", "ctrl+u", *"bridge", "enter"])
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert "1 of 204 articles with “bridge”" in shown(app)
            await press(pilot, ["w", "ctrl+u", *"nothing", "enter", "escape"])
            assert "204 articles" in shown(app)
            assert "with" not in shown(app)


class TestFilters:
    async def test_one_coder_is_chosen_by_name_and_all_again(self) -> None:
        app = compared(ferry_study())
        async with app.run_test(size=(100, 30)) as pilot:
            await press(pilot, ["c", *"bo", "enter"])
            assert asked(app).coders == ("bo",)
            assert "coder bo" in shown(app).splitlines()[0]
            assert rows(app)[-1] == "(all) 1 1 0"
            await press(pilot, ["c", "up", "up", "enter"])
            assert asked(app).coders == ()

    async def test_several_tags_are_marked_and_bring_those_below_them(self) -> None:
        app = compared(ferry_study())
        async with app.run_test(size=(100, 30)) as pilot:
            await press(pilot, ["t", *"actor", "tab", "enter"])
            assert [row.split()[0] for row in rows(app)] == ["actor", "company", "(all)"]
            await press(pilot, ["/", *"money", "tab", "enter"])
            assert asked(app).tags == ("actor", "frame/money")
            assert "tags actor, frame/money" in shown(app).splitlines()[0]
            await press(pilot, ["t", "pageup", "enter"])
            assert asked(app).tags == ()

    async def test_enter_on_what_is_chosen_and_escape_leave_the_filter_as_it_is(self) -> None:
        app = compared(ferry_study())
        async with app.run_test(size=(100, 30)) as pilot:
            await press(pilot, ["t", *"money", "tab", "backspace"])
            await press(pilot, [*["backspace"] * 4, *"voice", "tab", "enter"])
            assert asked(app).tags == ("frame/money", "voice")
            await press(pilot, ["t", "enter"])
            assert asked(app).tags == ("frame/money", "voice")
            await press(pilot, ["t", "tab", "escape"])
            assert asked(app).tags == ("frame/money", "voice")

    async def test_the_cursor_stays_on_its_tag(self) -> None:
        app = compared(ferry_study())
        async with app.run_test(size=(100, 30)) as pilot:
            await press(pilot, ["j", "j", "c", *"ana", "enter"])
            assert app.opened.matrix.frame.line.name == "frame/money"

    async def test_that_coders_are_counted_together_is_told(self) -> None:
        app = compared(ferry_study())
        async with app.run_test(size=(100, 30)) as pilot:
            assert "2 coders together" in shown(app)
            await press(pilot, ["c", *"ana", "enter"])
            assert "together" not in shown(app)
            assert "coder ana" in shown(app)

    async def test_a_filter_that_leaves_nothing_to_read_shows_the_matrix(self) -> None:
        app = compared(ferry_study())
        async with app.run_test(size=(100, 30)) as pilot:
            await press(pilot, ["j", "j", "p", "c", *"bo", "enter"])
            assert not app.opened.reading
            assert rows(app)[2] == "money 0 0 0"


class TestExport:
    async def write(self, pilot, path: Path) -> None:
        await press(pilot, ["x", "ctrl+u"])
        await burst(pilot, [*str(path), "enter"])
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()

    async def test_csv_holds_what_the_cells_tell(self, tmp_path: Path) -> None:
        app = compared(ferry_study())
        path = tmp_path / "out.csv"
        async with app.run_test(size=(140, 30)) as pilot:
            await press(pilot, ["3"])
            await self.write(pilot, path)
            assert f"wrote {path}" in shown(app)
        with path.open(newline="", encoding="utf-8") as file:
            table = {row["tag"]: row for row in csv.DictReader(file)}
        assert table["frame/money"]["Company cuts a line"] == "The line never paid."

    async def test_what_is_edited_while_it_is_written_is_not_in_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        study = ferry_study()
        app = compared(study)

        async def write_later(path: Path, pieces: Iterable[bytes]) -> None:
            study.highlights.remove(list(study.state.highlights))
            await write_behind(path, pieces)

        monkeypatch.setattr("tui.screens.writing.write_behind", write_later)
        # Simulate that no passage has been in view yet.
        monkeypatch.setattr(Computation, "want", lambda *_: None)
        async with app.run_test(size=(140, 30)) as pilot:
            await self.write(pilot, tmp_path / "out.json")
        assert "Nobody asked the islanders." in (tmp_path / "out.json").read_text()

    async def test_json_markdown_and_the_page(self, tmp_path: Path) -> None:
        app = compared(ferry_study())
        async with app.run_test(size=(140, 30)) as pilot:
            for suffix in ("json", "md", "html"):
                await self.write(pilot, tmp_path / f"out.{suffix}")
        told = json.loads((tmp_path / "out.json").read_text())
        assert told["tags"][0]["tag"] == "frame"
        assert (tmp_path / "out.md").read_text().startswith("| tag |")
        assert "Nobody asked the islanders." in (tmp_path / "out.html").read_text()

    async def test_an_unknown_form_is_refused_and_a_file_is_asked_about(
        self, tmp_path: Path
    ) -> None:
        app = compared(ferry_study())
        path = tmp_path / "out.md"
        path.write_text("mine")
        async with app.run_test(size=(140, 30)) as pilot:
            await self.write(pilot, tmp_path / "out.docx")
            assert "End the name in one of .html, .csv, .md, .json" in shown(app)
            await self.write(pilot, path)
            await press(pilot, ["escape"])
            assert path.read_text() == "mine"
            await self.write(pilot, path)
            await press(pilot, ["enter"])
            # The file is written in another thread.
            await until(lambda: path.read_text() != "mine")
            assert path.read_text().startswith("| tag |")

    async def test_a_folder_that_is_not_there_is_said(self, tmp_path: Path) -> None:
        app = compared(ferry_study())
        async with app.run_test(size=(140, 30)) as pilot:
            await self.write(pilot, tmp_path / "no" / "out.csv")
            assert "There is no folder" in shown(app)


@pytest.mark.parametrize("key", ["s", "t", "c"])
async def test_three_hundred_articles_take_no_part_until_they_are_chosen(key: str) -> None:
    study = ferry_study()
    for nth in range(300):
        study.articles.add(f"N {nth}", title=f"N {nth}", source="", media_type="text/plain")
    app = compared(study)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, [key, "escape"])
        assert len(app.opened.matrix.frame.matrix.columns) == 3
