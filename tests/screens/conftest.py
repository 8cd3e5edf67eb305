"""Removes waiting for the user to pause from all tests of screens."""

import pytest


@pytest.fixture(autouse=True)
def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Questions that wait for a pause in typing are asked at once."""
    monkeypatch.setattr("tui.screens.library.confirmations.CALM", 0.0)
