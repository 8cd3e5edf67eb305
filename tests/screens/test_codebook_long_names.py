"""The codebook screen when a name would become too long: it says so and asks again."""

import pytest

from tests.hands import burst, press, shown
from tests.screens.dialog_host import Host, a_study
from tui.screens.codebook.screen import CodebookScreen


@pytest.mark.parametrize(
    ("key", "then"),
    [("r", ["end", *"b" * 100, "enter"]), ("p", [*"b" * 100, "enter"]), (">", [])],
    ids=["rename", "put below", "put below the one before"],
)
async def test_a_name_too_long_for_a_tag_below_is_refused_with_the_reason(
    key: str, then: list[str]
) -> None:
    study = a_study("o" * 100, "a", f"a/{'x' * 490}")
    before = dict(study.state.tags)
    app = Host(CodebookScreen(study))
    async with app.run_test(size=(120, 24)) as pilot:
        await press(pilot, ["j", key])
        await burst(pilot, then)
        said = " ".join(shown(app).replace("│", " ").split())
        assert "A tag below a would get a name of 5" in said
        assert study.state.tags == before
