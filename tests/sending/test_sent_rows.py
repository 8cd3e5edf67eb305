"""What is not sent again is on the terminal already: the screen is as if everything were sent."""

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sending.grid import Grid
from tests.terminal import DIPTYCH, ROOT, Terminal
from tui.terminal.sent_rows import SentRows

HEIGHT, WIDTH = 3, 8

SCREENS = st.lists(st.text("ab ", min_size=WIDTH, max_size=WIDTH), min_size=HEIGHT, max_size=HEIGHT)
"""Screens, a string per row; few characters, so that rows often stay the same."""

CHOPS = st.lists(
    st.tuples(st.integers(1, HEIGHT), st.integers(1, WIDTH), st.integers(1, WIDTH)), max_size=4
)
"""Parts to paint: the row and two columns, in either order."""


def bold(text: str) -> str:
    """Each letter styled separately, so that parts differ from the whole only in cursor moves."""
    return "".join(f"\x1b[1m{letter}\x1b[0m" for letter in text)


def painted(screen: list[str], chops: list[tuple[int, int, int]] | None) -> str:
    """A frame as Textual sends it: the whole screen or parts of it, and the cursor position."""
    whole = [(row, 1, WIDTH) for row in range(1, HEIGHT + 1)]
    return (
        "\n".join(
            f"\x1b[{row};{min(ends)}H{bold(screen[row - 1][min(ends) - 1 : max(ends)])}"
            for row, *ends in sorted(whole if chops is None else chops)
        )
        + "\x1b[1;1H"
    )


@given(st.lists(st.tuples(SCREENS, st.none() | CHOPS), max_size=8))
def test_the_screen_is_as_if_all_had_been_sent(
    frames: list[tuple[list[str], list[tuple[int, int, int]] | None]],
) -> None:
    sent, all_of_it, unseen = SentRows(), Grid(), Grid()
    for screen, chops in frames:
        data = painted(screen, chops)
        all_of_it.feed(data)
        unseen.feed(sent.unseen(data))
        assert unseen.cells == all_of_it.cells


def test_a_frame_that_stands_there_is_not_sent_but_for_the_cursor() -> None:
    sent = SentRows()
    frame = painted(["one", "two", "three"], None)
    assert sent.unseen(frame) == frame
    assert sent.unseen(frame) == "\x1b[1;1H"
    sent.unseen(painted(["one", "new", "three"], [(2, 1, 3)]))
    assert sent.unseen(frame) == painted(["one", "two", "three"], [(2, 1, 3)]).replace(
        "0m\x1b[1;1H", "0m\n\x1b[1;1H"
    )
    sent.forget()
    assert sent.unseen(frame) == frame


def test_a_row_that_comes_in_other_pieces_is_not_sent_again_where_they_leave_no_gap() -> None:
    sent = SentRows()
    pieces = f"\x1b[2;1H{bold('北京')}\x1b[2;5H{bold('ab')}\x1b[1;1H"
    whole = f"\x1b[2;1H{bold('北京ab')}\n\x1b[1;1H"
    assert sent.unseen(pieces) == pieces
    assert sent.unseen(whole) == "\x1b[1;1H"
    assert sent.unseen(pieces) == "\x1b[1;1H"
    apart = pieces.replace("2;5", "2;6")
    assert sent.unseen(apart) == apart
    assert sent.unseen(whole) == whole


def test_a_part_of_a_row_that_stands_there_is_not_sent_if_it_is_in_its_place_and_looks_so() -> None:
    whole = f"\x1b[2;1H{bold('ab ab')}"
    for part, stands in (
        (f"\x1b[2;4H{bold('ab')}", True),
        (f"\x1b[2;1H{bold('ab')}\x1b[2;3H{bold(' ab')}", True),
        (f"\x1b[2;3H{bold('ab')}", False),
        ("\x1b[2;4H\x1b[31ma\x1b[0m\x1b[1mb\x1b[0m", False),
        ("\x1b[2;4Hab", False),
        (f"\x1b[2;4H{bold('ab ')}", False),
        (f"\x1b[2;1H{bold('ab')}\x1b[2;4H{bold('ab')}", False),
    ):
        sent = SentRows()
        sent.unseen(whole)
        assert (sent.unseen(part) == "") is stands, part
        assert (sent.unseen(whole) == "") is stands, part
    wide = SentRows()
    wide.unseen(f"\x1b[2;1H{bold('北ab')}")
    assert wide.unseen(f"\x1b[2;3H{bold('ab')}") != ""


def test_what_paints_nothing_is_sent_as_it_is() -> None:
    sent = SentRows()
    for _ in range(2):
        assert sent.unseen("\x1b[?2026h") == "\x1b[?2026h"


WRAPPED = """
import json, sys
from tui.terminal.sent_rows import SentRows
unseen = SentRows.unseen
log = open(sys.argv.pop(1), "w")
def note(self, data):
    needed = unseen(self, data)
    log.write(json.dumps([data, needed]) + "\\n")
    log.flush()
    return needed
SentRows.unseen = note
sys.argv[0] = "diptych"
from tui.__main__ import main
main()
"""

SESSION = (
    "jjvw1ut\x1b", "B", "BB\x02", "jj\x1b", "C", "j\x1b", "M", "\r", "\x1b\x1b", "O", "\x1b", "?",
    "\x1b", "s", "\x1b", "/the", "\r", "n", "z", "z", "S", "\x1b[6~", "\x1b[6~", "!", "E", "\x1b",
)  # fmt: skip


SAMPLES = [str(path) for path in sorted((ROOT / "data" / "articles").glob("*.txt"))]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_an_afternoon_with_the_reader_looks_the_same(size: tuple[int, int], tmp_path: Path) -> None:
    log = tmp_path / "log"
    study = tmp_path / "study.json"
    argv = (sys.executable, "-c", WRAPPED, str(log), "--study", str(study), *SAMPLES)
    with Terminal(argv, size=size) as terminal:
        terminal.shows("select")
        for keys in SESSION:
            terminal.press(keys)
            terminal.settle(0.15)
    all_of_it, unseen = Grid(), Grid()
    bytes_of_all = bytes_unseen = 0
    for line in log.read_text().splitlines():
        data, needed = json.loads(line)
        all_of_it.feed(data)
        unseen.feed(needed)
        bytes_of_all += len(data)
        bytes_unseen += len(needed)
        assert unseen.cells == all_of_it.cells
    assert bytes_unseen < 0.5 * bytes_of_all


def rows_since(terminal: Terminal, began: int) -> set[int]:
    """The rows to which anything was sent after offset `began`."""
    grid = Grid()
    grid.feed(terminal.seen[began:].decode())
    return {row for row, _ in grid.cells}


def test_all_is_sent_again_at_a_new_size(tmp_path: Path) -> None:
    study = str(tmp_path / "study.json")
    with Terminal((*DIPTYCH, "--study", study, *SAMPLES), size=(100, 30)) as terminal:
        terminal.shows("select")
        for height in (24, 30):
            terminal.settle()
            began = len(terminal.seen)
            terminal.resize((100, height))
            terminal.settle()
            assert rows_since(terminal, began) == set(range(1, height + 1))


def test_all_is_sent_again_when_it_is_asked_for_wherever_that_is(tmp_path: Path) -> None:
    study = str(tmp_path / "study.json")
    with Terminal((*DIPTYCH, "--study", study, *SAMPLES), size=(100, 30)) as terminal:
        terminal.shows("select")
        for place in ("", "O", "M", "C", "?", "t", "a", "/", "E", "\x02"):
            terminal.press(place)
            terminal.settle()
            began = len(terminal.seen)
            terminal.press("\x0c")
            terminal.settle()
            assert rows_since(terminal, began) == set(range(1, 31)), place
            terminal.press("\x1b")
            terminal.settle()


def test_a_highlight_sends_the_rows_that_it_touches(tmp_path: Path) -> None:
    study = str(tmp_path / "study.json")
    with Terminal((*DIPTYCH, "--study", study, *SAMPLES), size=(120, 40)) as terminal:
        terminal.shows("select")
        terminal.settle()
        terminal.press("jjvw")
        terminal.settle()
        for key in ("\r", "u", "U"):
            began = len(terminal.seen)
            terminal.press(key)
            terminal.settle()
            assert 0 < len(terminal.seen) - began < 3_000


@pytest.mark.parametrize(
    ("keys", "most"),
    [("/", 3_000), ("B", 40_000), ("t", 10_000)],
    ids=["a line to search in", "the side bar", "tags"],
)
def test_what_opens_sends_what_has_changed_about_once(keys: str, most: int, tmp_path: Path) -> None:
    study = str(tmp_path / "study.json")
    with Terminal((*DIPTYCH, "--study", study, *SAMPLES), size=(120, 40)) as terminal:
        terminal.shows("select")
        terminal.settle()
        assert len(terminal.seen) < 40_000
        began = len(terminal.seen)
        terminal.press(keys)
        terminal.settle()
        assert 0 < len(terminal.seen) - began < most


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
def test_a_dialog_is_drawn_once_and_in_its_place(size: tuple[int, int], tmp_path: Path) -> None:
    study = tmp_path / "study.json"
    with Terminal((*DIPTYCH, "--study", str(study), *SAMPLES), size=size) as terminal:
        terminal.shows("select")
        for key in ("t", "a", "o"):
            terminal.settle(0.3)
            before = len(terminal.seen)
            terminal.press(key)
            terminal.settle(0.5)
            assert terminal.seen[before:].decode().count("╭") == 1
            terminal.press("\x1b")
