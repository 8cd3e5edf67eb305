"""Which highlights the filter lets through."""

import pytest

from annotations.span import Span
from annotations.study.study import Study
from tests.screens.dialog_host import TEXT, a_study
from tui.widgets.side.filters import (
    HIGHLIGHT_FIELDS,
    Condition,
    exactly,
    highlight_filter,
    parsed,
)

MAY = (TEXT.index("May"), TEXT.index("May") + 3)


@pytest.fixture
def study() -> Study:
    study = a_study("frame/conflict", "subframe", "actor/port authority")
    article = next(iter(study.articles))
    study.highlights.make(article.id, Span(4, 9), tags=["frame/conflict"])
    study.highlights.make(article.id, Span(10, 27), tags=["subframe"], note="Compare MAY")
    study.coder = "Béla"
    study.highlights.make(article.id, Span(*MAY), tags=["actor/port authority"])
    study.highlights.make(article.id, Span(45, 52))
    return study


def passages(study: Study, typed: str) -> list[str]:
    keep = highlight_filter(typed, study)
    return [highlight.quote for highlight in study.highlights if keep(highlight)]


EVERY = [TEXT[4:9], TEXT[10:27], TEXT[slice(*MAY)], TEXT[45:52]]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", EVERY),
        ("   ", EVERY),
        ("FERRY", EVERY[:1]),
        ("may", [EVERY[1], EVERY[2]]),
        ("CONFLICT", EVERY[:1]),
        ("frame", EVERY[:2]),
        ("authority may", [EVERY[2]]),
        ("tag:frame", EVERY[:1]),
        ("tag:CON", EVERY[:1]),
        ('tag:"port', []),
        ('tag:"actor/port authority"', [EVERY[2]]),
        ('tag:"actor"', [EVERY[2]]),
        ("tag:", EVERY[:3]),
        ("note:", [EVERY[1]]),
        ("note:compare", [EVERY[1]]),
        ("note:ferry", []),
        ("coder:béla", EVERY[2:]),
        ("coder:béla tag:actor", [EVERY[2]]),
        ('"stop sailing"', [EVERY[1]]),
        ("stop nothing", []),
        ("-may", [EVERY[0], EVERY[3]]),
        ("may -note:", [EVERY[2]]),
        ("-tag:", EVERY[3:]),
        ("-tag:frame -coder:béla", [EVERY[1]]),
        ('-"stop sailing" tag:', [EVERY[0], EVERY[2]]),
        ("ferry -", EVERY[:1]),
        ("article:stops tag:subframe", [EVERY[1]]),
        ("-article:ferry", []),
    ],
)
def test_a_filter_lets_through(study: Study, typed: str, found: list[str]) -> None:
    assert passages(study, typed) == found


def test_a_tag_chosen_from_the_list_is_found_to_the_letter(study: Study) -> None:
    assert passages(study, exactly("frame")) == EVERY[:1]
    assert passages(study, exactly("fram")) == []


@pytest.mark.parametrize("name", ['the "deal"', '"', '""', 'a"b', 'x" tag:"y', "it's", 'end"/part'])
def test_a_tag_chosen_from_the_list_is_found_whatever_its_name_holds(name: str) -> None:
    study = a_study(name, "other")
    article = next(iter(study.articles))
    for tag, span in ((name, Span(4, 9)), (f"{name}/below", Span(10, 14)), ("other", Span(0, 3))):
        study.highlights.make(article.id, span, tags=[tag])
    assert passages(study, exactly(name)) == [TEXT[4:9], TEXT[10:14]]


@pytest.mark.parametrize(
    "typed", ["zurich", "ZÜRICH", "note:grun", "coder:bela", "tag:cafe", '"in zurich"']
)
def test_neither_case_nor_accents_matter(typed: str) -> None:
    study = a_study()
    added = study.articles.add("He was in\nZürich.", title="t", source="s", media_type="text/plain")
    study.coder = "Béla"
    study.highlights.make(added.article.id, Span(0, 16), tags=["Café"], note="Grün")
    assert len(passages(study, typed)) == 1


@pytest.mark.parametrize("typed", ["article:calls", "article:ledg", 'article:"STRAIT 2024"'])
def test_an_article_is_asked_for_by_its_title_outlet_or_event(typed: str) -> None:
    study = a_study()
    more = {"source": "s", "media_type": "text/plain"}
    added = study.articles.add("One.", title="A call calls", outlet="The Ledger", **more)
    study.articles.set(added.article.id, event="strait 2024")
    for article in list(study.articles):
        study.highlights.make(article.id, Span(0, 3))
    assert passages(study, typed) == ["One"]
    assert passages(study, f"-{typed}") == ["The"]


def test_a_hyphen_in_quotes_or_within_a_word_is_one() -> None:
    study = a_study()
    added = study.articles.add("a-b -c d", title="t", source="s", media_type="text/plain")
    for start, end in ((0, 3), (4, 6), (7, 8)):
        study.highlights.make(added.article.id, Span(start, end))
    assert passages(study, '"-c"') == ["-c"]
    assert passages(study, "a-b") == ["a-b"]


def test_a_tag_itself_is_another_than_one_that_reads_alike() -> None:
    study = a_study()
    added = study.articles.add("One two.", title="t", source="s", media_type="text/plain")
    study.highlights.make(added.article.id, Span(0, 3), tags=["péché"])
    study.highlights.make(added.article.id, Span(4, 7), tags=["pêche"])
    assert passages(study, exactly("péché")) == ["One"]
    assert len(passages(study, exactly("peche"))) == 2


def test_a_quote_that_is_still_being_typed_counts_as_closed() -> None:
    assert parsed('tag:"a b', HIGHLIGHT_FIELDS) == [Condition("tag", "a b", quoted="a b")]
    assert parsed('tag:"a ""b""', HIGHLIGHT_FIELDS) == [Condition("tag", 'a "b"', quoted='a "b"')]


def test_a_phrase_is_found_across_the_end_of_a_line() -> None:
    study = a_study()
    added = study.articles.add("one\n two", title="t", source="s", media_type="text/plain")
    study.highlights.make(added.article.id, Span(0, 8))
    assert passages(study, '"one two"') == ["one\n two"]
