"""What all tests of screens do without: waiting for a reader to rest."""

import pytest


@pytest.fixture(autouse=True)
def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """A question that comes by itself comes at once."""
    monkeypatch.setattr("tui.screens.library.doubts.CALM", 0.0)
