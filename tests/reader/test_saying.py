"""The messages at the bottom of the reader, and how long they stay."""

from textual.events import Paste

from annotations.store.status import SaveStatus, unsaved

TEXT = "One two three. Four five six seven."

TROUBLE = SaveStatus("unsaved", unsaved("the disk is full", 1), 1, "the disk is full")
WELL = SaveStatus("saved")


async def tell(session, *statuses: SaveStatus) -> None:
    """Have the store report these statuses, one after another."""
    for status in statuses:
        session.reader.store.on_status(status)
        await session.pilot.pause()


async def test_what_was_said_of_trouble_goes_when_the_trouble_does(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        await tell(session, TROUBLE)
        assert session.footer().startswith("1 edit is not saved yet")
        await tell(session, WELL)
        assert "not saved" not in session.footer()
        assert "select" in session.footer()


async def test_what_was_said_since_stays_when_the_trouble_goes(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        await tell(session, TROUBLE)
        await session.press("u")
        await tell(session, WELL)
        assert session.footer() == "There is nothing to undo."


async def test_the_sentence_goes_that_was_said_last(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        two = SaveStatus("unsaved", unsaved("the disk is full", 2), 2, "the disk is full")
        await tell(session, TROUBLE, SaveStatus("saving"), two, WELL)
        assert "not saved" not in session.footer()


async def test_what_it_opened_with_stays_while_edits_are_saved(opened) -> None:
    async with opened(texts=(TEXT,), remark="Recovered 1 edit.") as session:
        await tell(session, SaveStatus("saving"), WELL)
        assert session.footer() == "Recovered 1 edit."


async def test_why_nothing_comes_of_a_paste_is_said_but_in_a_line_that_takes_it(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.app.post_message(Paste("d d d\nA whole article."))
        await session.pilot.pause()
        assert session.footer().startswith("Nothing is pasted into an article; O opens the library")
        await session.press("/")
        session.app.post_message(Paste("three"))
        await session.pilot.pause()
        assert session.app.focused.value == "three"
        assert "Nothing is pasted" not in session.footer()
