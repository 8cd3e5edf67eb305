"""Numbers in which two passages that say nearly the same differ."""

import pytest

from annotations.compare.counterparts.figures import Apart, numbers_apart


@pytest.mark.parametrize(
    ("here", "there", "apart"),
    [
        ("It fell by 48 percent.", "It fell by 28 percent.", (("48",), ("28",))),
        ("In 2021, 412,000 left.", "312,000 left in 2021.", (("412000",), ("312000",))),
        ("It cost 18 billion.", "It cost 19bn.", (("18000000000",), ("19000000000",))),
        ("Eleven times.", "11 times.", None),
        ("Eleven times in 2021.", "11 times.", None),
        ("Nothing.", "11 times.", None),
        ("Two, two and 3.", "4 and 4.", (("2", "3"), ("4",))),
    ],
)
def test_they_are_told_where_both_say_others(
    here: str, there: str, apart: tuple[tuple[str, ...], ...] | None
) -> None:
    assert numbers_apart(here, there) == (apart and Apart(*apart))
