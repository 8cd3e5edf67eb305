"""Long work in slices, between which keys have their turn."""

import pytest

from tui.slicing import Gathering


def test_gathering_stops_when_its_time_is_over_and_goes_on_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ticks = iter(range(100))
    monkeypatch.setattr("tui.slicing.monotonic", lambda: next(ticks))
    monkeypatch.setattr("tui.slicing.SLICE", 2)
    gathering = Gathering(["a", "b", "c"])
    gathering.go_on()
    assert gathering.found == ["a", "b"]
    assert not gathering.done
    gathering.go_on()
    assert gathering.found == ["a", "b", "c"]
    assert gathering.done


def test_gathering_ends_with_as_many_as_are_wanted() -> None:
    gathering = Gathering(["a", "b", "c"], most=2)
    gathering.finish()
    assert gathering.found == ["a", "b"]
    assert gathering.done
    assert gathering.full
