"""The terms by which passages are compared: stems, names, numbers, quotations."""

import pytest

from annotations.compare.counterparts.index import Index
from annotations.compare.counterparts.numerals import read_number
from annotations.compare.counterparts.stems import fold, stem
from annotations.compare.counterparts.terms import KIN_OF, Term, quotations, terms
from annotations.compare.counterparts.verbs import BASES, IRREGULAR


def keys(passage: str) -> list[str]:
    return [term.key for term in terms(passage)]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("13,000", 13_000),
        ("13.000", 13_000),
        ("13\u00a0000", 13_000),
        ("13000", 13_000),
        ("thirteen thousand", 13_000),
        ("eight", 8),
        ("thirty four", 34),
        ("2.5 million", 2_500_000),
        ("2.5m", 2_500_000),
        ("3bn", 3_000_000_000),
        ("1990s", 1990),
        ("21st", 21),
        ("3,5", 3.5),
        ("two hundred thousand", 200_000),
    ],
)
def test_a_number_is_the_same_however_it_is_written(written: str, number: float) -> None:
    words = written.split(" ")
    assert read_number(words, 0) == (number, len(words))


@pytest.mark.parametrize("word", ["m", "bn", "one-armed", "1.2.3", "march", ""])
def test_other_words_are_no_numbers(word: str) -> None:
    assert read_number([word], 0) is None


def test_numbers_in_a_passage_meet_whether_in_words_or_figures() -> None:
    assert keys("Thirty-four of 13,000") == keys("34 of thirteen thousand") == ["#34", "#13000"]


@pytest.mark.parametrize(
    ("number", "alike"),
    [
        ("#4200", ["#4000", "#4500"]),
        ("#18000000", ["#19000000"]),
        ("#2014", []),
        ("#10", []),
        ("#62000", []),
    ],
)
def test_large_numbers_may_count_the_same_but_years_and_small_ones_may_not(
    number: str, alike: list[str]
) -> None:
    index = Index.of("4,000 or 4,500 in 2015 (11 of 25 for 19 million), and 4,200 or 50,000 since.")
    assert index.counting_alike(number) == alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("defence", "defense"),
        ("organisation", "organization"),
        ("behaviour", "behavior"),
        ("destabilising", "destabilizing"),
        ("Kőrösi", "korosi"),
        ("Russia", "Russian"),
        ("troops", "troop"),
        ("warned", "warning"),
        ("allies", "ally"),
        ("fell", "falling"),
        ("withdrew", "withdrawal"),
        ("stricken", "strikes"),
    ],
)
def test_forms_and_spellings_of_a_word_fall_together(one: str, other: str) -> None:
    assert stem(fold(one)) == stem(fold(other))


@pytest.mark.parametrize(
    ("one", "other"), [("poland", "policy"), ("police", "polite"), ("nation", "native")]
)
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_words_that_say_nothing_are_left_out() -> None:
    assert keys("It was said that he would have been there.") == []


def test_hyphens_and_possessives_make_no_difference() -> None:
    assert (
        keys("Russia's co-operation") == keys("Russia’s cooperation") == keys("Russia cooperation")
    )


def test_names_are_known_by_capitals_where_no_sentence_begins() -> None:
    found = terms("Yesterday Ana Ferreira met Mr. Okoro. Boats waited.")
    assert [term.key for term in found if term.is_capital] == [
        stem(word) for word in ("ana", "ferreira", "okoro")
    ]
    assert Term(stem("ferreira"), is_capital=True, follows_name=True) in found


def test_no_form_is_that_of_two_verbs_and_no_verb_a_form_of_another() -> None:
    forms = [form for line in IRREGULAR.split("\n") for form in line.split()]
    assert sorted(forms) == sorted(set(forms))
    assert not BASES.keys() & set(BASES.values())


def test_countries_meet_under_their_names() -> None:
    assert stem("warsaw") in KIN_OF[stem("polish")]
    assert keys("U.S.") == keys("the US") == keys("America")
    assert keys("us") == []


def test_text_without_spaces_is_compared_two_characters_at_a_time() -> None:
    assert set(keys("外交部长")) & set(keys("俄罗斯外交部")) == {"外交", "交部"}


def test_quotations_are_read_with_any_marks_and_short_ones_passed_over() -> None:
    passage = '“No permit makes poison lawful,” she said; "that is what we held". He said “no”.'
    assert quotations(passage) == ["no permit makes poison lawful", "that is what we held"]
    assert quotations("«Wir haben das nie gesagt»") == ["wir haben das nie gesagt"]
