"""The index of an article: its sentences, read in slices or at once."""

from annotations.compare.counterparts.index import Index
from annotations.span import Span
from annotations.structure import Structure

TEXT = (
    "A mission closes\n\n"
    "The embassy will stop its work in November, the minister said. The liaison office follows.\n\n"
    "PHOTO/LUMEN  -  The minister on the podium\n\n"
    "Competing interests\n\n"
    "Brussels took note of it.\n\n"
)


def told(index: Index) -> list[str]:
    return [unit.span.of(index.text) for unit in index.units if not unit.is_heading]


def test_it_holds_the_sentences_but_no_furniture() -> None:
    assert told(Index.of(TEXT)) == [
        "The embassy will stop its work in November, the minister said.",
        "The liaison office follows.",
        "Brussels took note of it.",
    ]


def test_headings_are_known() -> None:
    headings = [unit.span.of(TEXT) for unit in Index.of(TEXT).units if unit.is_heading]
    assert headings == ["A mission closes", "Competing interests"]


def test_slices_may_be_left_and_taken_up_again_and_come_to_the_same() -> None:
    text = TEXT * 200
    index = Index(Structure(text))
    shares = [next(index.slices()) for _ in range(3)]
    assert not index.is_built
    assert 0 < shares[0] < shares[1] < shares[2] < 1
    index.build()
    whole = Index.of(text)
    assert [unit.span for unit in index.units] == [unit.span for unit in whole.units]
    assert index.holding("brussel") == whole.holding("brussel") != []


def test_the_sentences_of_a_span_are_those_that_it_touches() -> None:
    index = Index.of(TEXT)
    start, end = TEXT.index("minister said"), TEXT.index("office")
    assert [unit.number for unit in index.units_within(Span(start, end))] == [1, 2]
    assert index.units_within(Span(0, 0)) == []


def test_an_empty_text_has_no_sentences() -> None:
    assert Index.of("").units == []
    assert Index.of(" \n\n").is_built
