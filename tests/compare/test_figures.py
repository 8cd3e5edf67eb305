"""Numbers in which two passages that say nearly the same differ."""

import pytest

from annotations.compare.counterparts.figures import numbers_apart, written

Told = tuple[tuple[str, ...], tuple[str, ...]] | None
"""The differing numbers here and there; None if none are reported."""


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
        ("The first hundred days.", "The first 90 days.", (("100",), ("90",))),
        ("On 4 May 12 came.", "On May 4th 11 came.", (("12",), ("11",))),
        ("Half a million left.", "500,000 left.", None),
        ("Half a million left.", "400,000 left.", (("500000",), ("400000",))),
        ("Two and a half million left.", "2.5 million left.", None),
        ("Two and a half left.", "2 left, and a half.", None),
    ],
)
def test_they_are_told_where_both_say_others(here: str, there: str, apart: Told) -> None:
    assert numbers_apart(here, there) == apart


@pytest.mark.parametrize(
    ("here", "there", "apart"),
    [
        ("First, the five envoys left.", "The six envoys left.", (("5",), ("6",))),
        ("A second official said 12.", "An official said 11.", (("12",), ("11",))),
        ("A third of them left.", "Two of them left.", None),
        ("In the twenty-first century.", "In the 21st century.", None),
        ("In the twenty-first, 12.", "In the 21st, 11.", (("12",), ("11",))),
        ("The 4th fled with 12.", "The fourth fled with 11.", (("12",), ("11",))),
        ("Twenty.", "Thirty first.", None),
    ],
)
def test_a_place_in_a_row_that_words_say_is_no_number(here: str, there: str, apart: Told) -> None:
    assert numbers_apart(here, there) == apart


@pytest.mark.parametrize(
    ("here", "there", "apart"),
    [
        ("One of the envoys left.", "Two left.", None),
        ("No one left.", "Two left.", None),
        ("The one who left.", "Two left.", None),
        ("They talk to one another.", "Two left.", None),
        ("One day they left.", "Two left.", None),
        ("One of the envoys left.", "1 left.", None),
        ("One envoy left.", "Two left.", (("1",), ("2",))),
        ("One hundred of them left.", "Two left.", (("100",), ("2",))),
        ("Only one left.", "Two left.", (("1",), ("2",))),
    ],
)
def test_a_one_that_is_somebody_counts_nothing(here: str, there: str, apart: Told) -> None:
    assert numbers_apart(here, there) == apart


@pytest.mark.parametrize(
    ("here", "there", "apart"),
    [
        ("a fence 3 m high", "a fence 3 metres high", None),
        ("a 3m-high fence", "a fence of 3 metres", None),
        ("a 3m fence", "a fence of 3 metres", None),
        ("a fence 3 m high", "a fence 4 metres high", (("3",), ("4",))),
        ("a 3m-high fence", "a 4m high fence", (("3",), ("4",))),
        ("a fence 3 m high", "a fence for 3 million", (("3",), ("3000000",))),
        ("the 100m hurdles", "the 110 metres hurdles", (("100",), ("110",))),
        ("for $3m", "for 3 million dollars", None),
        ("for £ 3 m", "for 3 million pounds", None),
        ("$3m high", "3 metres high", (("3000000",), ("3",))),
        ("3m people", "3 million people", None),
        ("3 m people", "3 million people", None),
        ("3m people", "4m people", (("3000000",), ("4000000",))),
        ("3bn people", "4mn people", (("3000000000",), ("4000000",))),
    ],
)
def test_an_m_stands_for_millions_or_for_metres(here: str, there: str, apart: Told) -> None:
    assert numbers_apart(here, there) == apart


@pytest.mark.parametrize(
    ("here", "there", "apart"),
    [
        ("It came at 4:15 p.m.", "It came at 4.15 p.m. or so.", None),
        ("It came at 4:15.", "It came at 16:15.", None),
        ("It came at 4:15 pm.", "It came at 16:15.", None),
        ("It came at 4:15 a.m.", "It came at 16:15.", (("4:15 a.m.",), ("16:15",))),
        ("At 4:15 p.m. it came.", "At 6.40 p.m. it came.", (("4:15 p.m.",), ("6:40 p.m.",))),
        ("At 6 p.m. it stood so.", "By six in the evening it stood so.", None),
        ("At 18:00 it stood so.", "At 6pm it stood so.", None),
        ("At 12:30 p.m. he left.", "At half past 12 he left.", (("12:30 p.m.",), ("12",))),
        ("At 12.30 a.m. he left.", "He left at 0:30.", None),
        ("Um 16.15 Uhr kam sie.", "Sie kam um 16:15 Uhr.", None),
        ("At 4:15 p.m. 3 left.", "2 left at 4.15 p.m.", (("3",), ("2",))),
        ("It cost 4.15 a month.", "It cost 4:15.", (("4.15",), ("4:15",))),
        ("The score was 99:71.", "The score was 99 to 70.", (("71",), ("70",))),
    ],
)
def test_times_of_day_are_the_same_however_they_are_written(
    here: str, there: str, apart: Told
) -> None:
    assert numbers_apart(here, there) == apart


@pytest.mark.parametrize(
    ("number", "read"),
    [("1998", "1998"), ("12000000", "12,000,000"), ("2.5", "2.5"), ("4:15 p.m.", "4:15 p.m.")],
)
def test_a_long_number_is_written_with_commas(number: str, read: str) -> None:
    assert written(number) == read
