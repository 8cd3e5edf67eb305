"""An export of another study is imported while the reader is open, by keys and by mouse."""

import json
import os
from asyncio import get_running_loop
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Event

import pytest
from textual.events import Key

from annotations.span import Span
from annotations.store import Store
from annotations.study import Study
from annotations.study.adoption import Offer
from annotations.study.integrity import problems
from annotations.study.state import State
from tests.adopting import adopt
from tests.exporting import encode
from tests.hands import shown, until
from tests.linking import linked
from tests.reader.conftest import Session
from tui.files import read_file
from tui.screens.ask_path import AskPath
from tui.screens.differences import Differences
from tui.session import load
from tui.slicing import in_slices

TEXT = "One two three. Four five six seven."
NOW = "2021-10-18T00:00:00Z"

Export = Callable[..., Path]


def bens(*, copy_of: Study | None = None) -> Study:
    """Ben's study: a copy of another one, or an empty one."""
    made = Study(State.empty(id="b", created=NOW), coder="ben")
    if copy_of is not None:
        state = copy_of.state
        adopt(made, Offer(tuple(state.articles.values()), tags=tuple(state.tags.values()),
                          highlights=tuple(state.highlights.values())))  # fmt: skip
    return made


def add(study: Study, title: str, text: str = TEXT) -> str:
    """Add an article; return its id."""
    added = study.articles.add(text, title=title, source=title, media_type="text/plain")
    return added.article.id


def mark(study: Study, *tags: str, start: int = 0) -> str:
    """Highlight six letters of the first article; return the highlight's id."""
    (article, *_) = study.articles
    return study.highlights.make(article.id, Span(start, start + 6), tags=tags).id


def color(study: Study, name: str, color: str) -> None:
    """Set a tag's colour, making the tag if necessary."""
    tag = study.codebook.named(name) or study.codebook.add(name)
    study.codebook.change(tag.id, color=color)


@pytest.fixture
def export(tmp_path: Path) -> Export:
    """Writes a study's export to a file."""

    def write(study: Study, name: str = "ben.json") -> Path:
        path = tmp_path / name
        path.write_bytes(encode(study.state, exported=NOW))
        return path

    return write


@pytest.fixture
def go_on(monkeypatch: pytest.MonkeyPatch) -> Event:
    """The reading of a file does not finish until this event is set."""
    go_on = Event()

    def slowly(path: Path) -> bytes:
        go_on.wait(10)
        return read_file(path)

    monkeypatch.setattr("tui.commands.importing.read_file", slowly)
    return go_on


async def ask_for(session: Session, path: object) -> None:
    """Name a file to import, without waiting for the import."""
    await session.press("I")
    await session.type(str(path))
    await session.press("enter")


async def done(session: Session) -> None:
    await session.app.workers.wait_for_complete()
    await session.pilot.pause()


async def bring_in(session: Session, path: object) -> None:
    """Import a file and wait until that is done."""
    await ask_for(session, path)
    await done(session)


def asked(session: Session) -> Differences:
    """The open dialog, which must be the one that asks about differences."""
    dialog = session.app.screen
    assert isinstance(dialog, Differences)
    return dialog


class TestComingIn:
    async def test_all_that_is_new_comes_in_and_is_told_in_a_line(
        self, opened, export: Export
    ) -> None:
        ben = bens()
        add(ben, "A reply", f"A reply. {TEXT}")
        ends = [mark(ben, "tone"), mark(ben, start=8)]
        add(ben, "A call", f"A call. {TEXT}")
        linked(ben, *ends, "contradicts")
        async with opened(texts=(TEXT,)) as session:
            await bring_in(session, export(ben))
            assert session.footer() == ("2 articles, 1 tag, 2 highlights, 1 link came in; u undoes")
            assert {h.coder for h in session.study.highlights} == {"ben"}
            await bring_in(session, export(ben))
            assert session.footer() == "nothing new came in; 6 here already"

    async def test_it_is_seen_at_once_and_is_there_when_it_is_opened_again(
        self, opened, export: Export, tmp_path: Path
    ) -> None:
        async with opened(texts=(TEXT,)) as session:
            ben = bens(copy_of=session.study)
            mark(ben, "tone/angry")
            add(ben, "A reply", f"A reply. {TEXT}")
            await session.press("B")
            assert "angry" not in shown(session.app)
            await bring_in(session, export(ben))
            assert "tone/angry" in session.inspector()
            assert "tone/angry" in shown(session.app).replace(session.inspector(), "")
            await session.press("O")
            assert "A reply" in shown(session.app)
            await session.press("escape", "C")
            assert "angry" in shown(session.app)
            await session.press("escape")
        async with opened() as session:
            assert session.quotes() == ["One tw"]
            assert list(problems(session.study.state)) == []
            # As the hint implies, undo works only until the reader is closed.
            await session.press("u")
            assert session.footer() == "There is nothing to undo."

    async def test_what_a_later_version_put_into_it_is_named(self, opened, export: Export) -> None:
        ben = bens()
        add(ben, "A reply", f"A reply. {TEXT}")
        path = export(ben)
        content = json.loads(path.read_bytes()) | {"comments": [{"id": "x"}]}
        content["articles"][0]["rating"] = 5
        path.write_text(json.dumps(content), encoding="utf-8")
        async with opened(texts=(TEXT,)) as session:
            await bring_in(session, path)
            assert session.footer() == (
                "1 article came in; u undoes; not read: comments, articles.rating"
            )

    async def test_undo_takes_it_back_and_redo_brings_it_again(
        self, opened, export: Export
    ) -> None:
        async with opened(texts=(TEXT,)) as session:
            await session.press("enter")
            ben = bens(copy_of=session.study)
            mark(ben, "tone")
            await bring_in(session, export(ben))
            assert session.quotes() == ["One two three.", "One tw"]
            await session.press("u")
            assert "undid: import" in session.footer()
            assert session.quotes() == ["One two three."]
            assert len(session.study.codebook) == 0
            await session.press("U")
            assert session.quotes() == ["One two three.", "One tw"]
            await session.press("u", "u")
            assert session.quotes() == []

    async def test_undo_of_one_that_sets_a_field_of_an_article_too_is_of_the_whole_import(
        self, opened, export: Export
    ) -> None:
        async with opened(texts=(TEXT,)) as session:
            color(session.study, "tone", "#111111")
            ben = bens(copy_of=session.study)
            color(ben, "tone", "#222222")
            ben.articles.set(next(iter(ben.articles)).id, status="done")
            await bring_in(session, export(ben))
            await session.press("t")
            await done(session)
            await session.press("u")
            assert session.footer() == "undid: import"
            await session.press("U")
            assert session.footer() == "redid: import"

    async def test_in_an_empty_study_the_first_articles_are_opened(
        self, opened, export: Export
    ) -> None:
        ben = bens()
        for title in ("A call", "A reply", "A protest"):
            add(ben, title, f"{title}. {TEXT}")
        async with opened(texts=(TEXT,)) as session:
            await session.press("O", "d", "escape")
            assert session.reader.pane.article is None
            await bring_in(session, export(ben))
            assert [pane.article.title for pane in session.reader.panes.order] == [
                "A call", "A reply",
            ]  # fmt: skip
            assert session.footer() == "3 articles came in; u undoes"

    async def test_it_is_found_in_the_palette(self, opened, export: Export) -> None:
        ben = bens()
        add(ben, "A call", f"A call. {TEXT}")
        async with opened(texts=(TEXT,)) as session:
            await session.press(":")
            await session.type("import")
            await until(lambda: "import an export" in shown(session.app))
            await session.press("enter")
            await until(lambda: isinstance(session.app.screen, AskPath))
            await session.type(str(export(ben)))
            await session.press("enter")
            await done(session)
            assert "1 article came in" in session.footer()

    async def test_tab_completes_the_path_and_the_last_one_is_offered_again(
        self, opened, export: Export
    ) -> None:
        ben = bens()
        add(ben, "A call", f"A call. {TEXT}")
        path = export(ben)
        async with opened(texts=(TEXT,)) as session:
            await session.press("I")
            await session.type(str(path.parent / "be"))
            await session.press("tab", "enter")
            await done(session)
            assert "1 article came in" in session.footer()
            await session.press("I", "enter")
            await done(session)
            assert session.footer() == "nothing new came in; 1 here already"

    async def test_keys_are_answered_while_it_is_read_and_what_they_do_stays(
        self, opened, export: Export, go_on: Event
    ) -> None:
        async with opened(texts=(TEXT,)) as session:
            ben = bens(copy_of=session.study)
            mark(ben, "tone")
            await ask_for(session, export(ben))
            assert session.footer() == "importing ben.json…"
            await session.press("enter")
            assert session.quotes() == ["One two three."]
            go_on.set()
            await done(session)
            assert session.quotes() == ["One two three.", "One tw"]

    async def test_it_waits_while_another_screen_has_the_keys(
        self, opened, export: Export, go_on: Event, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("tui.commands.importing.CALM", 0.02)
        ben = bens()
        add(ben, "A call", f"A call. {TEXT}")
        async with opened(texts=(TEXT,)) as session:
            await ask_for(session, export(ben))
            await session.press("O")
            go_on.set()
            await until(lambda: "comes in when you are back in the text" in shown(session.app))
            assert len(session.study.articles) == 1
            await session.press("escape")
            await until(lambda: "1 article came in" in session.footer())

    async def test_who_leaves_while_it_is_read_has_it(
        self, opened, export: Export, go_on: Event, tmp_path: Path
    ) -> None:
        ben = bens()
        add(ben, "A call", f"A call. {TEXT}")
        async with opened(texts=(TEXT,)) as session:
            await ask_for(session, export(ben))
            session.app.set_timer(0.05, go_on.set)
            await session.press("q")
            await until(lambda: not session.app.is_running)
        with Store.open(tmp_path / "study.json", coder="ana", access="read") as store:
            assert [article.title for article in store.study.articles] == ["Article 0", "A call"]

    async def test_what_is_edited_while_it_is_compared_is_compared_again(
        self, opened, export: Export, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ben = bens()
        add(ben, "A call", f"A call. {TEXT}")
        mark(ben, "tone")
        async with opened(texts=(TEXT,)) as session:
            edits = ["two", "one"]

            async def with_an_edit(steps: Iterable[None], told: Callable[[int], object]) -> None:
                await in_slices(steps, told)
                if edits:
                    session.study.codebook.add(edits.pop())

            monkeypatch.setattr("tui.commands.importing.in_slices", with_an_edit)
            await bring_in(session, export(ben))
            assert [tag.name for tag in session.study.codebook] == ["one", "two", "tone"]
            assert list(problems(session.study.state)) == []


class TestDiffering:
    @pytest.mark.parametrize(
        ("key", "chosen", "held"),
        [("o", "#111111", "kept as it is here"), ("t", "#222222", "taken from the file")],
    )
    @pytest.mark.parametrize("by", ["key", "mouse"])
    async def test_what_differs_is_listed_and_one_side_is_chosen(
        self, opened, export: Export, key: str, chosen: str, held: str, by: str
    ) -> None:
        async with opened(texts=(TEXT,)) as session:
            color(session.study, "tone", "#111111")
            ben = bens(copy_of=session.study)
            color(ben, "tone", "#222222")
            mark(ben, "tone")
            await bring_in(session, export(ben))
            dialog = asked(session)
            page = shown(session.app)
            assert "ben.json: 1 record differs; nothing came in yet" in page
            assert "the tag tone differs from the study's own in color" in page
            assert session.quotes() == []
            if by == "key":
                await session.press(key)
            else:
                await click_hint(session, {"o": "o keep ours", "t": "t take theirs"}[key])
            await done(session)
            assert session.app.screen is not dialog
            assert session.footer() == (
                f"1 highlight came in; u undoes; what differs was {held}: 1 tag; 1 here already"
            )
            assert session.study.codebook.named("tone").color == chosen

    async def test_esc_imports_nothing(self, opened, export: Export) -> None:
        async with opened(texts=(TEXT,)) as session:
            color(session.study, "tone", "#111111")
            ben = bens()
            color(ben, "tone", "#222222")
            last = session.study.last
            await bring_in(session, export(ben))
            await session.press("enter", "s", "escape")
            assert session.app.screen is session.reader
            assert session.footer() == "nothing was imported from ben.json"
            assert session.study.last == last

    async def test_what_no_side_can_settle_is_listed_without_a_choice(
        self, opened, export: Export
    ) -> None:
        async with opened(texts=(TEXT,)) as session:
            (article,) = session.study.articles
            ben = bens(copy_of=session.study)
            path = export(ben)
            path.write_bytes(path.read_bytes().replace(b"Article 0", b"[b]Another[/b]")
                             .replace(b'"source":"0"', b'"source":"1"'))  # fmt: skip
            await bring_in(session, path)
            asked(session)
            assert "ben.json cannot come in" in shown(session.app)
            assert "[b]Another[/b]" in shown(session.app)
            assert "keep ours" not in shown(session.app)
            await session.press("o", "t")
            asked(session)
            await session.press("escape")
            assert list(session.study.articles) == [article]

    @pytest.mark.parametrize(
        ("key", "articles", "said"),
        [
            ("s", 1, "1 highlight came in; u undoes; 1 here already"),
            ("enter", 2, "1 article, 1 highlight came in; u undoes; 1 text here twice now"),
        ],
    )
    async def test_an_article_that_both_added_is_one_or_two_as_is_wished(
        self, opened, export: Export, key: str, articles: int, said: str
    ) -> None:
        ben = bens()
        add(ben, "Article 0")
        mark(ben)
        async with opened(texts=(TEXT,)) as session:
            await bring_in(session, export(ben))
            asked(session)
            assert "1 article of the file is here under another id: “Article 0”." in shown(
                session.app
            )
            assert len(session.study.articles) == 1
            await session.press(key)
            await done(session)
            assert session.footer() == said
            assert len(session.study.articles) == articles
            assert session.quotes() == ["One tw"]

    async def test_with_what_differs_articles_may_be_taken_for_one_first(
        self, opened, export: Export
    ) -> None:
        ben = bens()
        add(ben, "Article 0")
        mark(ben, "tone")
        async with opened(texts=(TEXT,)) as session:
            color(session.study, "tone", "#111111")
            await bring_in(session, export(ben))
            assert "here under another id" in shown(session.app)
            await session.press("s")
            await done(session)
            asked(session)
            assert "Articles of one text, and one title or file name, are taken for one." in shown(
                session.app
            )
            await session.press("s")
            await done(session)
            assert "here under another id" in shown(session.app)
            await session.press("s")
            await done(session)
            await session.press("o")
            await done(session)
            assert len(session.study.articles) == 1
            assert "1 highlight came in" in session.footer()

    async def test_the_question_waits_until_no_key_is_pressed(
        self, opened, export: Export, go_on: Event, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # Long enough that even a busy machine reaches the next line first.
        monkeypatch.setattr("tui.commands.importing.CALM", 2.0)
        ben = bens()
        add(ben, "Article 0")
        async with opened(texts=(TEXT,)) as session:
            await ask_for(session, export(ben))
            await session.press("w")
            go_on.set()
            await session.pilot.pause(0.3)
            assert session.app.screen is session.reader
            await session.press("w")
            await until(lambda: isinstance(session.app.screen, Differences))

    @pytest.mark.parametrize("size", [(80, 24), (200, 60)])
    async def test_very_many_differences_leave_room_for_the_keys(
        self, opened, export: Export, size: tuple[int, int]
    ) -> None:
        async with opened(size, texts=(TEXT,)) as session:
            ben = bens()
            for number in range(300):
                color(session.study, f"tag{number}", "#111111")
                color(ben, f"tag{number}", "#222222")
            await bring_in(session, export(ben))
            page = shown(session.app)
            assert "o keep ours · t take theirs · Esc leave" in page
            assert "300 records differ" in page
            await session.press("end")
            assert "… and 100 more." in shown(session.app)


async def click_hint(session: Session, words: str) -> None:
    """Click on a hint in the bottom border of the dialog."""
    rows = shown(session.app).splitlines()
    (y,) = [number for number, row in enumerate(rows) if words in row]
    await session.pilot.click(offset=(rows[y].index(words), y))


class TestLeaving:
    """Leaving with an import unfinished asks first, or is reported when the reader reopens."""

    @pytest.fixture
    def differing(self, export: Export) -> Path:
        """An export with a tag that differs from the open study's."""
        ben = bens()
        color(ben, "tone", "#222222")
        mark_in(ben, "A call")
        return export(ben)

    @pytest.fixture(autouse=True)
    def long_calm(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """No question is asked of its own accord."""
        monkeypatch.setattr("tui.commands.importing.CALM", 60.0)

    @pytest.mark.parametrize("key", ["q", "ctrl+q"])
    @pytest.mark.parametrize("is_read", [True, False])
    async def test_a_question_that_waits_for_calm_is_asked_at_once_and_who_answers_leaves(
        self, opened, differing: Path, go_on: Event, tmp_path: Path, key: str, is_read: bool
    ) -> None:
        async with opened(texts=(TEXT,)) as session:
            color(session.study, "tone", "#111111")
            await ask_for(session, differing)
            await session.press("w")
            if is_read:
                go_on.set()
                await session.pilot.pause(0.3)
            else:
                get_running_loop().call_later(0.05, go_on.set)
            await session.press(key)
            await until(lambda: isinstance(session.app.screen, Differences))
            await session.press("t")
            await until(lambda: not session.app.is_running)
        assert titles(tmp_path) == ["Article 0", "A call"]
        async with opened() as session:
            assert "did not come in" not in session.footer()

    async def test_who_leaves_the_question_stays_and_leaves_the_next_time(
        self, opened, differing: Path, tmp_path: Path
    ) -> None:
        async with opened(texts=(TEXT,)) as session:
            color(session.study, "tone", "#111111")
            await ask_for(session, differing)
            await session.press("w", "q")
            asked(session)
            await session.press("escape")
            assert session.app.screen is session.reader
            assert session.footer() == "nothing was imported from ben.json"
            await session.press("q")
            await until(lambda: not session.app.is_running)
        assert titles(tmp_path) == ["Article 0"]
        async with opened() as session:
            assert "did not come in" not in session.footer()

    async def test_what_waits_for_the_text_comes_in_on_the_way_out_of_another_screen(
        self, opened, export: Export, go_on: Event, tmp_path: Path
    ) -> None:
        ben = bens()
        mark_in(ben, "A call")
        async with opened(texts=(TEXT,)) as session:
            await ask_for(session, export(ben))
            await session.press("O")
            go_on.set()
            await until(lambda: "comes in when you are back in the text" in shown(session.app))
            await session.press("ctrl+q")
            await until(lambda: not session.app.is_running)
        assert titles(tmp_path) == ["Article 0", "A call"]

    async def test_it_asks_above_another_screen_where_that_has_to_be(
        self, opened, differing: Path, go_on: Event, tmp_path: Path
    ) -> None:
        async with opened(texts=(TEXT,)) as session:
            color(session.study, "tone", "#111111")
            await ask_for(session, differing)
            await session.press("O")
            go_on.set()
            await until(lambda: "comes in when you are back in the text" in shown(session.app))
            await session.press("ctrl+q")
            await until(lambda: isinstance(session.app.screen, Differences))
            await session.press("escape")
            assert "nothing was imported from ben.json" in shown(session.app)
            assert session.app.is_running
            await session.press("ctrl+q")
            await until(lambda: not session.app.is_running)
        assert titles(tmp_path) == ["Article 0"]

    async def test_of_two_that_wait_each_asks_before_the_reader_is_left(
        self, opened, differing: Path, export: Export, go_on: Event, tmp_path: Path
    ) -> None:
        cleo = bens()
        color(cleo, "tone", "#333333")
        mark_in(cleo, "A reply")
        second = export(cleo, "cleo.json")
        async with opened(texts=(TEXT,)) as session:
            color(session.study, "tone", "#111111")
            for path in (differing, second):
                await ask_for(session, path)
                await session.press("w")
            go_on.set()
            await session.press("q")
            for name in ("ben.json", "cleo.json"):
                await until(lambda name=name: f"{name}: 1 record differs" in shown(session.app))
                await session.press("o")
            await until(lambda: not session.app.is_running)
        assert titles(tmp_path) == ["Article 0", "A call", "A reply"]

    @pytest.mark.parametrize("way", ["amid the question", "amid the reading", "by a signal"])
    async def test_who_left_without_an_answer_is_told_and_has_the_file_offered_again(
        self, opened, differing: Path, go_on: Event, way: str
    ) -> None:
        async with opened(texts=(TEXT,)) as session:
            color(session.study, "tone", "#111111")
            await ask_for(session, differing)
            if way != "amid the reading":
                go_on.set()
                await session.press("q")
                await until(lambda: isinstance(session.app.screen, Differences))
            if way == "amid the question":
                await session.press("ctrl+q")
            else:
                session.app.shutdown.leave(143)
                session.app.shutdown.arrived()
            await until(lambda: not session.app.is_running)
            go_on.set()
        async with opened() as session:
            assert session.footer() == ("ben.json did not come in last time; I offers it again")
            assert len(session.study.articles) == 1
            await session.press("I", "enter")
            await until(lambda: isinstance(session.app.screen, Differences))
            await session.press("o")
            await done(session)
            assert len(session.study.articles) == 2
        async with opened() as session:
            assert "did not come in" not in session.footer()

    @pytest.mark.parametrize("answer", ["o", "escape"])
    async def test_who_is_killed_right_behind_it_is_not_told_that_it_did_not_come_in(
        self, opened, differing: Path, tmp_path: Path, answer: str
    ) -> None:
        async with opened(texts=(TEXT,)) as session:
            color(session.study, "tone", "#111111")
            await bring_in(session, differing)
            asked(session)
            file = session.reader.memory.file
            await until(lambda: load(file).importing == (str(differing),))
            await session.press(answer)
            await done(session)
            left = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
        for path, content in left.items():
            path.write_bytes(content)
        async with opened() as session:
            assert len(session.study.articles) == (2 if answer == "o" else 1)
            assert "did not come in" not in session.footer()


def mark_in(study: Study, title: str) -> None:
    """Add an article with its own text, and highlight six letters of the first article."""
    add(study, title, f"{title}. {TEXT}")
    mark(study)


def titles(place: Path) -> list[str]:
    """The titles of the articles in the study after the reader has closed."""
    with Store.open(place / "study.json", coder="ana", access="read") as store:
        return [article.title for article in store.study.articles]


class TestRefusing:
    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"", "This is no export of diptych; the JSON that diptych export writes"),
            (b"tag,key\nport,1\n", "This is no export of diptych; the JSON that diptych export"),
            (b'{"format": "diptych", "version": 1, "exp', "The export is damaged: it breaks off."),
            (
                b'{"format": "diptych", "version": 7}',
                "The export was written by a newer diptych (export version 7; this one reads 1)",
            ),
            (b'{"study": {}}', "This is a study, not an export; open it with diptych"),
        ],
    )
    async def test_what_is_no_export_is_told_where_its_path_was_typed(
        self, opened, tmp_path: Path, content: bytes, said: str
    ) -> None:
        path = tmp_path / "in.json"
        path.write_bytes(content)
        async with opened(texts=(TEXT,)) as session:
            await bring_in(session, path)
            assert isinstance(session.app.screen, AskPath)
            page = " ".join(shown(session.app).replace("│", " ").split())
            assert said in page
            assert "in.json: " in page
            await session.press("escape")
            assert session.app.screen is session.reader

    @pytest.mark.parametrize(
        ("name", "said"),
        [("", "is a folder; name a file in it."), ("none.json", "There is no file '")],
    )
    async def test_a_folder_or_nothing_is_told_at_once_and_mended(
        self, opened, export: Export, tmp_path: Path, name: str, said: str
    ) -> None:
        ben = bens()
        add(ben, "A call", f"A call. {TEXT}")
        path = export(ben)
        async with opened(texts=(TEXT,)) as session:
            await bring_in(session, tmp_path / name)
            assert said in " ".join(shown(session.app).replace("│", " ").split())
            await session.press(*["backspace"] * len(name))
            await session.type("/ben.json" if not name else path.name)
            await session.press("enter")
            await done(session)
            assert "1 article came in" in session.footer()

    async def test_who_reads_on_is_told_in_the_line(
        self, opened, tmp_path: Path, go_on: Event
    ) -> None:
        (tmp_path / "in.json").write_bytes(b"{}")
        async with opened(texts=(TEXT,)) as session:
            await ask_for(session, tmp_path / "in.json")
            await session.press("w")
            go_on.set()
            await done(session)
            assert session.app.screen is session.reader
            assert "This is no export of diptych" in session.footer()

    async def test_a_key_that_is_on_its_way_when_that_is_found_out_is_for_the_text(
        self, opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "in.json").write_bytes(b"{}")
        async with opened(texts=(TEXT,)) as session:

            async def at_a_stretch(steps: Iterable[None], _told: object) -> None:
                session.app.post_message(Key("w", "w"))
                list(steps)

            monkeypatch.setattr("tui.commands.importing.in_slices", at_a_stretch)
            await bring_in(session, tmp_path / "in.json")
            assert session.app.screen is session.reader
            assert "This is no export of diptych" in session.footer()
            assert session.reader.pane.caret == TEXT.index("two")

    async def test_a_study_that_turns_read_only_meanwhile_says_so(
        self, opened, export: Export, go_on: Event
    ) -> None:
        ben = bens()
        add(ben, "A call", f"A call. {TEXT}")
        async with opened(texts=(TEXT,)) as session:
            await ask_for(session, export(ben))
            session.study.refusal = "Read-only: ben has it open."
            go_on.set()
            await done(session)
            assert session.app.screen is session.reader
            assert session.footer() == "Read-only: ben has it open."
            session.study.refusal = ""

    async def test_a_pipe_is_not_waited_for(self, opened, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        async with opened(texts=(TEXT,)) as session:
            await bring_in(session, tmp_path / "pipe")
            assert "is no file; name one." in " ".join(shown(session.app).replace("│", " ").split())
