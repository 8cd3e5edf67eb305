"""When a text's first line is its title, and when the file's name is."""

import pytest

from annotations.reading.title import title_of

BODY = "\n\nThe embassy will stop work in November, the minister said on Monday."


@pytest.mark.parametrize(
    "line",
    [
        "Mission closes after thirty years",
        "What will the alliance do now?",
        "“It is over”: an embassy packs up",
        "Talks end in the U.S.",
        "Außenminister schließt die Vertretung",
        "代表部を閉鎖すると外相が発表",
        "Opinion: The alliance must answer for its mission",
        "Explained | Why the mission closes",
    ],
)
def test_a_headline_is_the_title(line: str) -> None:
    assert title_of(line + BODY, "x.txt") == line


@pytest.mark.parametrize(
    "line",
    [
        "Skip to main content",
        "SKIP TO CONTENT",
        "Menu",
        "Read more: How the talks broke down",
        "Subscribe",
        "Advertisement",
        "https://example.org/news/one",
        "By Ana Ferreira",
        "The embassy will stop work in November.",
        "Dear friends and colleagues,",
        "The minister told reporters the following:",
        "The minister at the podium. Ana Ferreira/Getty Images",
        "12 34 56",
        "word " * 40,
    ],
)
def test_other_first_lines_leave_the_title_to_the_name(line: str) -> None:
    assert title_of(line + BODY, "north_star-2021.txt") == "north star 2021"


def test_white_space_before_and_in_the_line_is_tidied() -> None:
    assert title_of("\n\n  Mission   closes\tnow  " + BODY, "x") == "Mission closes now"


def test_a_markdown_heading_loses_its_marks() -> None:
    assert title_of("# Mission closes" + BODY, "x.md") == "Mission closes"


def test_the_first_line_of_a_wrapped_paragraph_is_no_title() -> None:
    wrapped = (
        "The embassy to the alliance will stop\nwork at the start of November, the\nminister said."
    )
    assert title_of(wrapped, "letter.txt") == "letter"


def test_a_headline_may_be_followed_by_a_longer_line_at_once() -> None:
    assert title_of("Mission closes" + BODY.replace("\n\n", "\n"), "x.txt") == "Mission closes"


def test_a_name_without_a_stem_is_taken_whole() -> None:
    assert title_of("One sentence, and it ends.", "-") == "-"


@pytest.mark.parametrize("entry", ["23:57  All quiet.", "9:05 Rain.", "08.30 Uhr: Regen"])
def test_the_headline_of_a_ticker_is_followed_by_the_time_of_an_entry(entry: str) -> None:
    text = f"Parliament passes the budget: what we know\n{entry}\n22:34  The vote is in.\n"
    assert title_of(text, "ticker.txt") == "Parliament passes the budget: what we know"


def test_a_time_that_a_sentence_goes_on_with_makes_no_ticker() -> None:
    assert title_of("Parliament votes on the budget at\n8.30 tomorrow.\nSo be it.", "t.txt") == "t"


@pytest.mark.parametrize("row", ["23 people were hurt.", "24:10 is no time.", "1924 was so too."])
def test_a_number_that_is_no_time_makes_no_headline_of_the_line_before(row: str) -> None:
    text = f"Parliament passes the budget when it can and\n{row}\n{row}\n"
    assert title_of(text, "ticker.txt") == "ticker"


@pytest.mark.parametrize("byline", ["By Ida Kern", "BY IDA KERN", "Von Jörg Müller", "By Al Oz\n"])
def test_a_headline_may_be_followed_by_a_byline_at_once(byline: str) -> None:
    text = f"Mission closes after thirty years in the capital\n{byline}{BODY}"
    assert title_of(text, "x.txt") == "Mission closes after thirty years in the capital"


def test_a_sentence_that_goes_on_with_by_is_no_headline() -> None:
    text = "The embassy to the alliance will close\nby the end of November"
    assert title_of(text, "letter.txt") == "letter"


WRAPPED = """
The embassy to the alliance will stop work in
November, the minister said on Monday, and its
staff will go home before the year is out, as
the talks that were to save it have failed.

Nobody in the capital had been told of it, and
the ministry gave no reason for its haste.
"""


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Mission closes after thirty years of talks\nabout talks\n",
         "Mission closes after thirty years of talks about talks"),
        ("Mission closes after thirty years of talks\nabout talks\nBy Ida Kern\n",
         "Mission closes after thirty years of talks about talks"),
        ("Mission closes\n", "Mission closes"),
        ("From: Ida Kern\nTo: all\n", "letter"),
        ("", "letter"),
    ],
)  # fmt: skip
def test_a_headline_of_a_hard_wrapped_text_may_take_several_rows(head: str, title: str) -> None:
    assert title_of(head + WRAPPED, "letter.txt") == title


@pytest.mark.parametrize("line", ["बाँध रात में टूट गया।", "بند رات کو ٹوٹ گیا۔", "Ամբարտակը ճաքել է։"])
def test_a_sentence_is_no_headline_in_any_script(line: str) -> None:
    assert title_of(f"{line}\n\nMore.", "dam.txt") == "dam"


def test_a_headline_without_spaces_between_its_words_is_one() -> None:
    assert title_of("ข่าวด่วน\n\nMore.", "thai.txt") == "ข่าวด่วน"
