"""Searching a text: which passages match a query, and their exact spans."""

import unicodedata
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations import search
from annotations.search import BadPattern, Query, find, find_in_steps, occurrences, stands_alone
from annotations.span import Span


def hits(text: str, pattern: str, **options: bool) -> list[str]:
    return [span.of(text) for span in find(text, Query(pattern, **options))]


def test_case_is_ignored_until_an_upper_case_letter_is_typed() -> None:
    text = "NATO said Nato, then nato."
    assert hits(text, "nato") == ["NATO", "Nato", "nato"]
    assert hits(text, "NATO") == ["NATO"]
    assert hits(text, "Nato") == ["Nato"]


def test_case_is_ignored_in_other_scripts_and_beside_them() -> None:
    assert hits("Москва, МОСКВА", "москва") == ["Москва", "МОСКВА"]
    assert hits("l’OTAN et l’otan – voilà", "otan") == ["OTAN", "otan"]


def test_an_escape_in_a_regular_expression_is_not_an_upper_case_letter() -> None:
    assert hits("Oslo oslo", r"oslo\S*", regex=True) == ["Oslo", "oslo"]
    assert hits("Oslo oslo", r"\bO\w+", regex=True) == ["Oslo"]


def test_accents_count_where_some_are_typed_or_folding_is_not_asked_for() -> None:
    text = "A café, a cafe, a cafe\u0301s."
    assert hits(text, "cafe") == ["cafe"]
    assert hits(text, "café") == ["café", "cafe\u0301"]
    assert hits(text, "cafe", fold_accents=True) == ["café", "cafe", "cafe\u0301"]
    assert hits(text, "café", fold_accents=True) == ["café", "cafe\u0301"]
    assert hits(text, "cafe\u0301", fold_accents=True) == ["café", "cafe\u0301"]


@pytest.mark.parametrize("text", ["in Zu\u0308rich", "in Z\u00fcrich"])
@pytest.mark.parametrize("typed", ["Zu\u0308rich", "z\u00fcrich", "u\u0308r", "\u00fc"])
def test_a_letter_is_found_however_its_marks_are_coded(text: str, typed: str) -> None:
    (found,) = find(text, Query(typed))
    same = unicodedata.normalize("NFC", found.of(text))
    assert same.casefold() == unicodedata.normalize("NFC", typed).casefold()


def test_a_sign_that_is_written_as_a_letter_finds_itself_and_the_letter() -> None:
    text = "\u212b \u00c5 A\u030a A"
    assert [span.of(text) for span in find(text, Query("\u212b"))] == text.split()[:3]


def test_folding_reaches_letters_with_strokes_and_leaves_hangul_whole() -> None:
    assert hits("Łódź, Ørsted, Đurić", "lodz", fold_accents=True) == ["Łódź"]
    assert hits("Łódź, Ørsted, Đurić", "orsted", fold_accents=True) == ["Ørsted"]
    assert hits("한국 하국", "하", fold_accents=True) == ["하"]


def test_a_regular_expression_may_fold_accents_too() -> None:
    text = "re\u0301sume\u0301 résumé resume"
    assert hits(text, r"r\w{5}\b", regex=True, fold_accents=True) == text.split()


@pytest.mark.parametrize("typed", ['"it\'s"', "“it’s”"])
def test_straight_quotes_find_curly_ones(typed: str) -> None:
    assert hits("He said “it’s” so.", typed) == ["“it’s”"]


def test_curly_quotes_do_not_find_straight_ones() -> None:
    assert hits('He said "it\'s" so.', "“it’s”") == []


def test_a_space_matches_any_white_space() -> None:
    text = "a quote over\n   two lines and a\u00a0hard space"
    assert hits(text, "over two") == ["over\n   two"]
    assert hits(text, "a hard") == ["a\u00a0hard"]
    assert hits("overtwo", "over two") == []


@pytest.mark.parametrize("typed", ["spokesman", "spokes-man", "a spokesman for"])
def test_a_word_is_found_that_a_hyphen_breaks_at_the_end_of_a_line(typed: str) -> None:
    text = "stability, a spokes-\n  man for the firm said"
    assert [hit.replace("-\n  ", "") for hit in hits(text, typed)] == [typed.replace("-", "")]


def test_a_broken_word_is_found_whatever_its_letters() -> None:
    text = "Une cafe\u0301-\nte\u0301ria, une Cafét-\néria, un cafe-\nteria."
    assert len(hits(text, "cafétéria")) == 2
    assert len(hits(text, "Cafétéria")) == 1
    assert len(hits(text, "cafeteria", fold_accents=True)) == 3
    assert len(hits("A \u212bm-\nal", "\u212b")) == 1


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("a spokes-man", "spokesman"),
        ("a spokes -\nman", "spokesman"),
        ("a spokes-\n\nman", "spokesman"),
        ("a spokes\nman", "spokesman"),
        ("from 19-\n45 on", "1945"),
    ],
)
def test_other_hyphens_and_line_ends_break_no_word(text: str, typed: str) -> None:
    assert hits(text, typed) == []


def test_a_literal_pattern_is_no_expression() -> None:
    assert hits("cost $5.00 (about)", "$5.00 (") == ["$5.00 ("]
    assert hits("5x00", "5.00") == []


def test_a_regular_expression_has_lines() -> None:
    assert hits("one\ntwo\nthree", r"^t\w+$", regex=True) == ["two", "three"]


def test_empty_matches_and_empty_patterns_find_nothing() -> None:
    assert hits("abc", "") == []
    assert hits("abab", "x*", regex=True) == []
    assert hits("abab", "a*", regex=True) == ["a", "a"]


@pytest.mark.parametrize("pattern", ["(", "[a", "a{99999999999}", "*", "(?P<n>a)(?P<n>b)"])
def test_a_bad_expression_is_told_at_once_in_one_sentence(pattern: str) -> None:
    with pytest.raises(BadPattern, match="No regular expression") as refusal:
        find("text", Query(pattern, regex=True))
    assert "\n" not in str(refusal.value)


def test_the_first_match_of_a_long_text_does_not_wait_for_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    searched: list[int] = []
    in_window = search._matches_in

    def spy(window: str, query: Query) -> Iterator[Span]:
        searched.append(len(window))
        return in_window(window, query)

    monkeypatch.setattr(search, "_matches_in", spy)
    assert next(find("needle " + "hay " * 1_000_000, Query("needle"))) == Span(0, 6)
    assert len(searched) == 1
    assert searched[0] < 2_000_000


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet="aAeé\u0301 \n-", max_size=60),
    st.text(alphabet="ae -", min_size=1, max_size=3),
    st.booleans(),
)
def test_windows_change_nothing(text: str, pattern: str, fold: bool) -> None:
    query = Query(pattern, fold_accents=fold)
    whole = list(find(text, query))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "_FOLDED_WINDOW" if fold else "_WINDOW", 7)
        assert list(find(text, query)) == whole


def test_a_search_in_steps_finds_the_same_and_pauses_where_nothing_is() -> None:
    text = "hay " * 500_000 + "needle " + "hay " * 500_000
    steps = list(find_in_steps(text, Query("needle")))
    assert [step for step in steps if step is not None] == list(find(text, Query("needle")))
    assert steps.index(None) == 0
    assert steps.count(None) >= 4


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet="xyéE\u0301\u0300ñ한ø ", max_size=40), st.integers(0, 39), st.integers(1, 8)
)
def test_folded_matches_have_exact_offsets(text: str, start: int, length: int) -> None:
    """A piece of the text is found where it stands, as whole letters with their combining marks."""
    piece = text[start : start + length].strip()
    if not piece or unicodedata.combining(piece[0]):
        return
    plain = search._without_accents(piece)
    found = [span.of(text) for span in find(text, Query(plain, fold_accents=True))]
    assert found
    bare = [search._without_accents(passage) for passage in found]
    assert {" ".join(passage.casefold().split()) for passage in bare} == {
        " ".join(plain.casefold().split())
    }
    assert all(not unicodedata.combining(passage[0]) for passage in found)


@given(st.text(alphabet="ab", max_size=30), st.text(alphabet="ab", max_size=3))
def test_occurrences_are_exact_and_do_not_overlap(text: str, quote: str) -> None:
    found = occurrences(text, quote)
    assert [span.of(text) for span in found] == [quote] * (text.count(quote) if quote else 0)
    assert all(before.end <= after.start for before, after in pairwise(found))


@pytest.mark.parametrize(
    ("text", "passage", "alone"),
    [
        ("in Russia.", "Russia", True), ("Russians", "Russia", False), ("Prussia", "russia", False),
        ("Russia’s", "Russia", True), ("caf\u00e9", "caf", False), ("cafe\u0301", "cafe", False),
        ("1990s", "1990", False), ("the bank", "the bank", True), ("東京都", "東京", False),
        ("a-b", "a", True), ("“so”", "“so”", True), ("x, y", ", ", True),
    ],
)  # fmt: skip
def test_a_passage_stands_alone_where_no_word_goes_on(text: str, passage: str, alone: bool) -> None:
    start = text.index(passage)
    assert stands_alone(text, Span(start, start + len(passage))) is alone
