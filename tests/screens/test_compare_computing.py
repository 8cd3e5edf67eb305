"""The compare screen over very many highlights: no key waits for long computations."""

from asyncio import Event

import pytest

from annotations.compare.matrix.pile import Lot
from tests.hands import press, shown, slices_once, until
from tests.screens.comparing import compared, ferry_study


@pytest.fixture
def released(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Treats every cell as very large, so that nothing is computed until this event is set."""
    event = Event()

    def in_order(lot: Lot) -> object:
        assert lot._order is not None, "all were put in order while a key waited"
        return lot._order

    monkeypatch.setattr("tui.screens.compare.computing.SOON", 0)
    monkeypatch.setattr("tui.screens.compare.computing.in_slices", slices_once(event))
    monkeypatch.setattr(Lot, "in_order", property(in_order))
    return event


async def test_counts_are_there_at_once_and_shares_once_they_are_reckoned(released: Event) -> None:
    app = compared(ferry_study())
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, ["j"])
        page = shown(app)
        assert "2 · … of the text" in page
        assert "Nobody asked" not in page
        released.set()
        await until(lambda: "2 · 51% of the text" in shown(app))
        assert "Nobody asked" in shown(app)


async def test_shares_in_cells_and_totals_come_when_they_are_reckoned(released: Event) -> None:
    app = compared(ferry_study())
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, ["2"])
        assert "%" not in shown(app)
        await press(pilot, ["j", "j", "right"])
        assert app.opened.matrix.frame.line.name == "frame/money"
        released.set()
        await until(lambda: "23 characters" in shown(app))
        assert "…" not in shown(app)


async def test_the_first_passages_are_read_before_all_are_in_order(released: Event) -> None:
    app = compared(ferry_study())
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, ["j", "enter"])
        assert "Nobody asked the islanders." in shown(app)
        assert "2 · … of the text" in shown(app)
        released.set()
        await until(lambda: "2 · 51% of the text" in shown(app))
        await press(pilot, ["G", "escape"])
        assert not app.opened.reading
