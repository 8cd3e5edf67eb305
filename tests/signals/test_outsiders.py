"""Another program changes the study file of a running reader.

That file stays as it is; the reader continues with all edits in a file of its own, and says so.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.store import Store
from tests.signals.conftest import SENTENCE, Opened


def swap(path: Path) -> None:
    other = path.with_name("other")
    other.write_text('{"theirs": {}}')
    other.replace(path)


OUTSIDERS: dict[str, Callable[[Path], None]] = {
    "swapped": swap,
    "truncated": lambda path: os.truncate(path, 40),
    "deleted": Path.unlink,
}


@pytest.mark.parametrize("what", OUTSIDERS)
def test_the_outsider_s_file_stays_and_ours_goes_on_beside_it(
    what: str, opened: Opened, folder: Path
) -> None:
    path = folder / "study.json"
    with opened() as terminal:
        terminal.press("jj\r")
        terminal.shows("highlighted")
        terminal.settle()
        OUTSIDERS[what](path)
        theirs = path.read_bytes() if path.exists() else None
        terminal.press("l\r")
        terminal.shows("study.conflict-")
        terminal.press("q")
        assert terminal.gone() == 0
        last = terminal.seen.rpartition(b"\x1b[?1006l")[2].decode()
    assert (path.read_bytes() if path.exists() else None) == theirs
    (ours,) = folder.glob("study.conflict-*.json")
    assert f"to open it: diptych {ours}" in last
    remembered = folder.parent / "home" / ".local/state/diptych/last-study"
    assert remembered.read_text().strip() == str(ours)
    with Store.open(ours, coder="eva", access="read") as store:
        assert store.study.history.to_undo is None
        assert SENTENCE in {highlight.quote for highlight in store.study.highlights}
    assert not list(folder.glob("*.journal"))
    assert not list(folder.glob("*.lock"))


def test_who_opens_the_outsider_s_file_is_told_where_the_edits_are(
    opened: Opened, folder: Path
) -> None:
    with opened() as terminal:
        terminal.press("q")
        assert terminal.gone() == 0
    aside = folder / "study.conflict-20240501T100000Z.json"
    aside.write_bytes((folder / "study.json").read_bytes())
    with opened() as terminal:
        assert aside.name.encode() in terminal.seen
