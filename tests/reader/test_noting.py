"""Notes are saved while they are written, and however the reader is left."""

import signal

import pytest

from tests.hands import shown, until
from tui.app import FAILED
from tui.screens import note
from tui.screens.note import NoteEditor

TEXT = "One two three. Four five six seven.\n\nEight nine ten. Eleven twelve."


async def after_a_pause(session) -> None:
    await session.pilot.pause(note.KEPT_AFTER + 0.3)


async def test_a_note_is_in_the_study_while_it_is_written_and_undone_as_one_step(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("enter", "a")
        for word, kept in (("first", "first"), ("second", "firstsecond")):
            await session.type(word)
            await until(lambda kept=kept: [h.note for h in session.study.highlights] == [kept])
        await session.type("third")
        await session.press("escape", "u")
        assert [highlight.note for highlight in session.study.highlights] == [""]
        await session.press("U")
        assert [h.note for h in session.study.highlights] == ["firstsecondthird"]


async def test_the_passage_is_highlighted_once_there_is_a_note(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("a", "space")
        await after_a_pause(session)
        assert session.quotes() == []
        await session.type("why")
        await until(lambda: session.quotes() == ["One two three."])
        await session.press(*["backspace"] * 4, "escape")
        assert session.quotes() == []
        await session.press("u")
        assert session.footer() == "There is nothing to undo."


async def test_control_g_leaves_nothing_of_what_was_saved_meanwhile(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("a")
        await session.type("one")
        await session.press("escape")
        (before,) = session.study.highlights
        await session.press("a")
        await session.type(" two")
        await after_a_pause(session)
        await session.press("ctrl+g")
        assert list(session.study.highlights) == [before]
        await session.press("u")
        assert session.quotes() == []


async def test_the_status_does_not_say_saved_while_letters_are_not(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("enter")
        await until(lambda: shown(session.app).splitlines()[0].endswith("saved "))
        await session.press("a")
        await session.type("why")
        page = shown(session.app)
        assert "writing" in page.splitlines()[0]
        assert "saved" not in page.splitlines()[0]
        await after_a_pause(session)
        await until(lambda: shown(session.app).splitlines()[0].endswith("saved "))


async def test_the_quit_key_in_the_editor_saves_the_note(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("a")
        await session.type("why")
        await session.press("ctrl+q")
        assert [highlight.note for highlight in session.study.highlights] == ["why"]
        assert session.app.return_code == 0


async def test_what_a_tag_is_for_is_saved_by_the_quit_key_too(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.study.codebook.add("frame")
        await session.press("C", "e")
        await session.type("who is to blame")
        await session.press("ctrl+q")
        assert session.study.codebook.named("frame").description == "who is to blame"


async def test_the_notes_of_articles_and_links_are_saved_when_the_system_ends_it(opened) -> None:
    async with opened(texts=(TEXT, TEXT)) as session:
        await session.press("O", "a")
        await session.type("read twice")
        session.app.shutdown.leave(128 + signal.SIGTERM)
        session.app.shutdown.arrived()
        assert next(iter(session.study.articles)).note == "read twice"
    async with opened() as session:
        await session.press("L", "tab", ")", "L", "enter", "ctrl+b", "3", "a")
        await session.type("alike")
        session.app.shutdown.leave(128 + signal.SIGHUP)
        session.app.shutdown.arrived()
        assert [link.note for link in session.study.links] == ["alike"]


async def test_what_is_typed_of_an_article_is_saved_by_the_quit_key_too(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("O", "i", "tab")
        await session.type("Herald")
        await session.press("ctrl+q")
        assert next(iter(session.study.articles)).outlet == "Herald"


async def test_the_description_of_a_tag_is_one_step_and_said(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.study.codebook.add("frame")
        await session.press("C", "e")
        await session.type("who")
        await after_a_pause(session)
        await session.type(" is to blame")
        await session.press("escape")
        assert "described frame" in shown(session.app)
        await session.press("u")
        assert session.study.codebook.named("frame").description == ""


async def test_a_note_that_the_study_refuses_stays_in_the_editor_and_says_why(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("enter", "a")
        await session.type("why")
        session.study.refusal = "The study is gone."
        await session.press("escape")
        assert "The study is gone." in shown(session.app)
        session.study.refusal = ""
        await session.press("escape")
        assert [highlight.note for highlight in session.study.highlights] == ["why"]


async def test_a_note_that_cannot_be_kept_on_the_way_out_is_told_by_the_exit_code(
    opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened() as session:
        await session.press("a", *"why")

        def break_down(_: NoteEditor) -> None:
            raise RuntimeError

        monkeypatch.setattr(NoteEditor, "keep_written", break_down)
        session.app.exit(0)
        assert session.app.return_code == FAILED
