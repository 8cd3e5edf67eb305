"""Messages: in one row if they fit, else in two, with the least informative part of a path cut."""

import pytest
from textual.app import App, ComposeResult

from tests.hands import shown
from tui.widgets.line import Piece
from tui.widgets.message_line import MessageLine
from tui.widgets.plain import fitted

PATH = "/home/ana/research/framing/2014/second round/ten outlets/cmp.csv"


class Host(App[None]):
    def compose(self) -> ComposeResult:
        yield MessageLine()


async def said(words: str, width: int, right: str = "") -> list[str]:
    app = Host()
    async with app.run_test(size=(width, 6)) as pilot:
        line = app.query_one(MessageLine)
        line.say(words, (Piece(right),) if right else ())
        await pilot.pause()
        rows = [row.rstrip() for row in shown(app).splitlines()]
        line.set((Piece(" the keys"),))
        await pilot.pause()
        assert [row.strip() for row in shown(app).splitlines()] == ["the keys", "", "", "", "", ""]
    return [row for row in rows if row]


async def test_a_short_message_takes_one_row() -> None:
    assert await said("deleted; u undoes", 40, "saved") == [
        " deleted; u undoes" + " " * 17 + "saved"
    ]


async def test_a_long_message_takes_two_rows_beside_what_stands_at_the_right() -> None:
    rows = await said("nul.txt holds zero bytes · empty.txt is empty", 40, "  saved ")
    assert rows == [" nul.txt holds zero bytes ·       saved", " empty.txt is empty"]


async def test_the_second_row_of_a_message_is_as_wide_as_the_line() -> None:
    who = "diptych (process 12345 on elsewhere) has study.json open since 2024-05-01T10:00Z"
    told = f"Read-only: {who}. If it no longer runs, delete /home/ana/research/study.json.lock."
    rows = await said(told, 80, "    read-only ")
    assert rows[1].endswith(" If it no longer runs, delete …/study.json.lock.")


async def test_what_two_rows_do_not_hold_is_cut() -> None:
    rows = await said("word " * 40, 30)
    assert len(rows) == 2
    assert rows[1].endswith("…")


@pytest.mark.parametrize(
    ("sentence", "shortened"),
    [
        ("/a/long/way/to/cmp.csv could not be written: no room.", ("/a/long/way/to/", "…/")),
        ("“~/articles/of/2014/one.txt” is empty, it seems to us.", ("~/articles/of/2014/", "…/")),
        ("wrote three tags into the file ./a/b/c.csv; u undoes", ("./a/b/", "…/")),
        ("a reason and/or another one that is far too long here", ("g here", "…")),
    ],
)
def test_a_path_loses_its_folders_before_the_reason_is_cut(
    sentence: str, shortened: tuple[str, str]
) -> None:
    assert fitted(sentence, 48) == sentence.replace(*shortened)
    assert fitted(sentence, 80) == sentence


def test_a_path_with_spaces_in_it_still_leaves_room() -> None:
    assert fitted(f"{PATH} could not be written: no room left.", 80).endswith("no room left.")
