"""Which hit in a text is the current one, and what is reported about the hits."""

import pytest

from annotations.search import BadPattern, Query
from tui.reader.text_search import MOST, TextSearch

TEXT = "a ferry, a bridge, a ferry, a pier, a ferry"


def searched(pattern: str = "ferry", text: str = TEXT) -> TextSearch:
    """A finished search."""
    search = TextSearch(text, Query(pattern))
    search.finish()
    return search


def seen(search: TextSearch) -> int | None:
    """The start of the current hit."""
    return search.current.start if search.current else None


@pytest.mark.parametrize(("here", "found"), [(0, 2), (2, 2), (3, 21), (38, 38), (39, 2)])
def test_it_aims_at_the_first_hit_from_a_place_on_and_round_the_end(here: int, found: int) -> None:
    search = searched()
    assert seen(search) is None
    search.aim(here)
    assert seen(search) == found


def test_it_goes_round_no_end_that_is_not_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.slicing.SLICE", 0)
    search = TextSearch("ferry " + "nothing " * 100_000 + "ferry", Query("ferry"))
    search.go_on()
    search.aim(3)
    assert seen(search) is None
    assert search.told == "1 so far"
    search.finish()
    search.aim(3)
    assert search.told == "2 of 2"


@pytest.mark.parametrize(
    ("here", "after", "before"), [(0, 2, 38), (2, 21, 38), (5, 21, 2), (38, 2, 21), (40, 2, 38)]
)
def test_from_a_place_it_turns_to_the_next_hit_and_the_one_before(
    here: int, after: int, before: int
) -> None:
    search = searched()
    search.turn_from(here, 1)
    assert seen(search) == after
    search.turn_from(here, -1)
    assert seen(search) == before


def test_it_turns_from_hit_to_hit_round_both_ends() -> None:
    search = searched()
    search.aim(0)
    passed = []
    for by in (1, 1, 1, -1, -1):
        search.turn(by)
        passed.append(seen(search))
    assert passed == [21, 38, 2, 38, 21]
    assert search.told == "2 of 3"


def test_what_is_found_is_told_in_words() -> None:
    assert searched("").told == ""
    assert searched("tunnel").told == "nothing found"
    search = searched("a", "a " * (MOST + 1))
    search.aim(0)
    assert search.told == f"1 of more than {MOST:,}"


def test_a_pattern_that_is_none_is_refused_before_anything_is_looked_for() -> None:
    with pytest.raises(BadPattern):
        TextSearch(TEXT, Query("(", regex=True))
