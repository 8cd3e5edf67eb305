"""Cleaning for display: one code point in, one out, and the result is harmless."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.terminal.clean import JOINS_AT_MOST, MARKS_AT_MOST, clean, clean_line
from tui.text.clusters import clusters_of

nasty = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cc", "Cf", "Mn", "Me", "Mc", "Co"]),
        st.sampled_from("👍🏽👩🚀\u200d\u200c\ufe0f🏴🇫🇷한한م\u094dक\u202e"),
    ),
    max_size=30,
)


@given(nasty)
@settings(max_examples=200, deadline=None)
def test_as_many_code_points_come_out_as_went_in(text: str) -> None:
    assert len(clean(text)) == len(text)


@given(nasty)
@settings(max_examples=200, deadline=None)
def test_what_comes_out_is_clean_already(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(nasty)
@settings(max_examples=200, deadline=None)
def test_no_control_comes_out_and_every_cluster_is_seen(text: str) -> None:
    shown = clean(text)
    assert not {unicodedata.category(character) for character in shown} & {"Cc", "Co", "Cs"}
    assert not set(shown) & set(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff"
    )
    starts, cells = clusters_of(shown)
    assert all(after > before for before, after in pairwise(cells))
    assert starts[-1] == len(text)


def test_every_single_code_point_is_seen() -> None:
    points = (*range(0x3400), *range(0xA000, 0x20100), *range(0xE0000, 0xE0200), 0x10FFFF)
    unseen = [hex(point) for point in points if cell_len(clean(chr(point))) < 1]
    assert unseen == []


@pytest.mark.parametrize(
    "text",
    [
        "plain", "naïve “quotes” — dashes…", "e\u0301", "👍🏽", "1️⃣", "❤️", "👩‍🚀", "👨‍👩‍👧‍👦",
        "👩🏻‍❤️‍💋‍👨🏻", "🇫🇷", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "می‌خواهم", "ශ්‍රී", "क्‍ष", "한국어", "\u1112\u1161\u11ab", "漢字", "\U0001faef",
    ],
)  # fmt: skip
def test_what_people_write_is_left_as_it_is(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a␛[31mb"),
        ("\x00\x07\x7f", "␀␇␡"),
        ("\x9b", "\ufffd"),
        ("user\u202etxt.exe", "user␦txt.exe"),
        ("zero\u200bwidth\ufeff", "zero␦width␦"),
        ("soft\u00adhyphen", "soft‧hyphen"),
        ("a\u200db", "a␦b"),
        ("👩\u200d!", "👩␦!"),
        ("\u0301a", "◌a"),
        (" \u0301a", " ◌a"),
        ("x\U000e0041", "x␦"),
        ("\ue000\ufffe", "\ufffd\ufffd"),
        ("a\n\tb", "a␊␉b"),
    ],
)
def test_what_could_do_harm_is_seen_as_a_stand_in(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_kept_characters_pass_and_part_what_is_around_them() -> None:
    assert clean("a\x1b\n\u0301b\t", keep="\n\t") == "a␛\n◌b\t"


def test_a_label_of_one_line_has_no_line_breaks() -> None:
    assert clean_line("two\nlines\tand\x1b") == "two lines and␛"


def test_piled_up_marks_and_endless_emoji_are_cut_short() -> None:
    assert clean("Z" + "\u0301" * 50).count("\u0301") == MARKS_AT_MOST
    emoji = clean("👩" + "\u200d👩" * 50).split("␦")
    assert {piece.count("\u200d") for piece in emoji[:-1]} == {JOINS_AT_MOST}
