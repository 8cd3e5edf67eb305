"""When reopened, the reader is where it was left."""

from pathlib import Path
from threading import Event
from unittest.mock import Mock

import pytest
from textual.events import AppBlur, AppFocus

from tests.hands import burst, shown, until
from tui.reader import reader as reading
from tui.reader import reopening
from tui.reader.reader import Reader
from tui.session import Session, load

TEXT = "A headline\n\n" + "\n\n".join(
    f"Paragraph {n} goes on over several rows, whatever the width of its pane is. " * 6
    for n in range(30)
)


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40), (200, 50), (80, 40)])
@pytest.mark.parametrize("keys", [["space"] * 3, ["ctrl+d"] * 3 + ["down"] * 3, ["down"] * 40])
async def test_the_text_comes_back_to_the_same_row(opened, size, keys) -> None:
    tops, carets = [], []
    for turn in range(3):
        async with opened(size=size, texts=(TEXT, TEXT)) as session:
            if not turn:
                await burst(session.pilot, [*keys, "tab", *keys, "space", "tab"])
            await session.pilot.pause()
            panes = session.reader.panes.order
            tops.append([pane.view.viewport.rows[0].start for pane in panes])
            carets.append([pane.caret for pane in panes])
    assert tops == [tops[0]] * 3
    assert carets == [carets[0]] * 3


async def test_in_a_smaller_terminal_the_caret_is_in_sight_too(opened) -> None:
    async with opened(size=(120, 60), texts=(TEXT, TEXT)) as session:
        await session.press("G")
    async with opened(size=(120, 20)) as session:
        pane = session.reader.pane
        assert pane.view.viewport.line_of(pane.caret) is not None


async def test_a_text_scrolled_away_from_its_caret_stays_so_until_a_key_moves_the_caret(
    opened,
) -> None:
    async with opened(texts=(TEXT, TEXT)) as session:
        session.reader.pane.view.seek(1.0)
        top = session.reader.pane.view.viewport.top
    async with opened() as session:
        pane = session.reader.pane
        assert pane.view.viewport.top == top
        # The caret is at the start of the text and stays there; the key only scrolls to it.
        await session.press("left")
        assert pane.view.viewport.top == 0


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_what_could_not_be_opened_is_said_until_the_first_key(opened, size) -> None:
    remark = "nul.txt is not text (it holds zero bytes); save it as text · empty.txt is empty."
    async with opened(size=size, texts=(TEXT,), remark=remark) as session:
        await until(lambda: "is empty." in shown(session.app))
        session.app.post_message(AppBlur())
        session.app.post_message(AppFocus())
        await session.pilot.pause()
        assert "is empty." in shown(session.app)
        await session.press("down")
        assert "is empty." not in shown(session.app)


@pytest.mark.parametrize(
    "damage",
    [b"\xff", b'{"panes": [{"article": "\xe9"}]}', b"{", b'{"x":' + b"[" * 10**5],
    ids=["no text", "no letter", "broken off", "endlessly deep"],
)
async def test_a_damaged_session_stops_nobody_from_opening_the_study(
    opened, tmp_path, damage
) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("down")
    (file,) = (tmp_path / "state").rglob("sessions/*.json")
    file.write_bytes(damage)
    async with opened(texts=(TEXT,)) as session:
        assert "A headline" in shown(session.app)


def look(session) -> dict[str, object]:
    """How the panes are arranged and scrolled, as seen on the screen."""
    reader = session.reader
    return {
        "panes": len(reader.panes.shown),
        "width": reader.pane.size.width,
        "together": reader.together.way,
        "told": bool(reader.pane.told_here),
        "side": reader.side.beside,
        "focus": session.app.focused is reader.pane.view,
        "top": reader.pane.view.viewport.rows[0].start,
    }


LOOKS = {
    "zoomed": ["z"],
    "scrolling together": ["S"],
    "by counterparts, what is told here alone": ["S", "S", "!"],
    "the side bar": ["B"],
    "its tags": ["B", "B"],
    "all of it": ["S", "!", "B", "B", "B", "tab", "z"],
}


@pytest.mark.parametrize("keys", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("size", [(160, 40), (80, 24)])
async def test_the_panes_are_looked_at_as_they_were(opened, size, keys) -> None:
    # Paragraphs without common words are compared quickly.
    text = "\n\n".join(" ".join(f"{n:02}{m:02}x" for m in range(70)) + "." for n in range(30))
    looks = []
    for turn in range(3):
        async with opened(size=size, texts=(text, f"{text} once more.")) as session:
            if not turn:
                await session.press("space", "space", *keys)
                if session.reader.side.place.is_in_the_way:
                    # A side bar that covers the panes is only temporary, so it is closed.
                    await session.press("escape")
            await until(lambda: session.reader.told_here.on == look(session)["told"])
            looks.append(look(session))
    assert looks == [looks[0]] * 3


async def test_search_hits_are_not_kept_and_the_highlights_stand_there(opened) -> None:
    async with opened(size=(160, 40), texts=(TEXT, TEXT)) as session:
        await session.press("enter", "B", "B", "B", "B")
        assert session.reader.side.beside == "search"
    async with opened(size=(160, 40)) as session:
        assert session.reader.side.beside == "highlights"
        beside = [line[-42:] for line in shown(session.app).splitlines()]
        assert any("A headline" in line for line in beside)


async def test_an_open_side_bar_is_away_where_the_terminal_has_become_narrow(opened) -> None:
    async with opened(size=(160, 40), texts=(TEXT, TEXT)) as session:
        await session.press("B")
    async with opened(size=(80, 24)) as session:
        assert session.reader.side.region.width == 0
        await session.press("B")
        assert session.reader.side.region.width


async def test_other_articles_that_are_asked_for_are_looked_at_afresh(opened) -> None:
    async with opened(size=(160, 40), texts=(TEXT, f"{TEXT} once more.")) as session:
        await session.press("tab", "z", "B")
        asked = list(session.study.state.articles)
    async with opened(size=(160, 40), wanted=asked) as session:
        assert session.reader.pane is session.reader.panes.order[1]
        assert len(session.reader.panes.shown) == 1
        assert session.reader.side.beside == "highlights"
    async with opened(size=(160, 40), wanted=[*reversed(asked)]) as session:
        assert session.reader.pane is session.reader.panes.order[0]
        assert len(session.reader.panes.shown) == 2
        assert session.reader.side.beside == ""


async def test_a_pane_that_waits_behind_others_stays_scrolled_away_from_its_caret(opened) -> None:
    async with opened(size=(80, 24), texts=(TEXT, TEXT)) as session:
        session.reader.pane.view.seek(1.0)
        top = session.reader.pane.view.viewport.top
        await session.press("tab")
    async with opened(size=(80, 24)) as session:
        assert not session.reader.panes.order[0].view.viewport.height
    async with opened(size=(80, 24)) as session:
        await session.press("tab")
        assert session.reader.pane.view.viewport.top == top


@pytest.mark.parametrize("width", [120, 130, 160])
async def test_the_side_bar_is_at_once_as_wide_as_it_was(opened, width: int, monkeypatch) -> None:
    async with opened(size=(width, 40), texts=(TEXT, TEXT)) as session:
        await session.press("B")
        wide = session.reader.side.region.width
    first: list[int] = []
    furnish = Reader._furnish

    async def noted(reader: Reader) -> None:
        first.append(reader.side.region.width)
        await furnish(reader)

    monkeypatch.setattr(Reader, "_furnish", noted)
    async with opened(size=(width, 40)):
        assert first == [wide]


async def test_what_is_open_and_where_is_written_down_while_it_is_read(opened, monkeypatch) -> None:
    looked_at = Mock(wraps=reopening.session_of)
    monkeypatch.setattr(reopening, "session_of", looked_at)
    monkeypatch.setattr(reading, "PLACES", 0.05)
    async with opened(texts=(TEXT, TEXT, TEXT)) as session:
        await session.press("tab", "space", "S", "z")
        pane, file = session.reader.pane, session.reader.memory.file
        await until(lambda: load(file).zoomed)
        # This is what would be found if the reader had been killed.
        written = load(file)
        assert written.panes[written.focused].article == pane.article.id
        assert written.panes[written.focused].caret == pane.caret > 0
        assert written.together == "proportion"
        before = file.stat().st_mtime_ns
        looks = looked_at.call_count
        await until(lambda: looked_at.call_count > looks + 2)
        assert file.stat().st_mtime_ns == before


async def test_a_slow_disk_for_what_is_open_holds_up_no_key(opened, monkeypatch) -> None:
    begun, goes_on = Event(), Event()
    save = reopening.session.save

    def slow(file: Path, now: Session) -> None:
        begun.set()
        assert goes_on.wait(30)
        save(file, now)

    monkeypatch.setattr(reading, "PLACES", 0.05)
    monkeypatch.setattr(reopening.session, "save", slow)
    async with opened(texts=(TEXT, TEXT)) as session:
        await until(begun.is_set)
        await session.press("space")
        assert session.reader.pane.caret > 0
        goes_on.set()
    assert load(session.reader.memory.file).panes[0].caret > 0
