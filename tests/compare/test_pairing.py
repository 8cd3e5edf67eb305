"""Two articles side by side: what both of them say, and what only one says."""

from itertools import combinations

from annotations.compare.counterparts.index import Index
from annotations.compare.counterparts.pairing import Pair, Pairing, pairs
from annotations.span import Span
from annotations.structure import Structure
from tests.compare.stories import FERRY, PORT

ONE, OTHER = Index.of(FERRY.one), Index.of(FERRY.other)


def begins(index: Index, spans: object) -> list[str]:
    return [span.of(index.text)[:20] for span in spans]  # type: ignore[attr-defined]


def test_a_pair_is_found_whichever_article_is_asked() -> None:
    ahead, back = pairs(ONE, OTHER), pairs(OTHER, ONE)
    assert {(p.source, p.target) for p in ahead.pairs} == {(p.target, p.source) for p in back.pairs}
    assert ahead.only_source == back.only_target
    assert len(ahead.pairs) >= 6


def test_every_sentence_is_in_a_pair_or_told_in_one_article_only() -> None:
    result = pairs(ONE, OTHER)
    for index, paired, alone in (
        (ONE, [p.source for p in result.pairs], result.only_source),
        (OTHER, [p.target for p in result.pairs], result.only_target),
    ):
        for unit in index.units:
            is_paired = any(span.overlaps(unit.span) for span in paired)
            assert unit.is_heading or is_paired != (unit.span in alone)


def test_pairs_come_in_the_order_of_the_source() -> None:
    found = [pair.source.start for pair in pairs(ONE, OTHER).pairs]
    assert found == sorted(found)


def test_what_is_told_here_alone_is_what_no_other_article_tells() -> None:
    alone = begins(ONE, pairs(ONE, OTHER).only_source)
    assert "The sandbank moves w" in alone
    assert "It has run the cross" in alone
    assert "Thirteen people were" not in alone
    assert not any(text.startswith("Ferry with 214") for text in alone)


def test_an_article_about_something_else_tells_none_of_it() -> None:
    result = pairs(ONE, Index.of(PORT.one))
    assert len(result.only_source) == sum(not unit.is_heading for unit in ONE.units)
    assert result.pairs == ()


def test_articles_may_be_paired_step_by_step() -> None:
    pairing = Pairing(Index(Structure(FERRY.one)), Index(Structure(FERRY.other)))
    shares = list(pairing.slices())
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert len(shares) > 4
    assert pairing.result() == pairs(ONE, OTHER)


def test_an_article_without_sentences_shares_nothing() -> None:
    result = pairs(ONE, Index.of(""))
    assert result.pairs == ()
    assert result.only_target == ()
    assert len(result.only_source) == sum(not unit.is_heading for unit in ONE.units)


def test_pairs_turned_round_are_those_found_from_the_other_article() -> None:
    assert pairs(ONE, OTHER).turned() == pairs(OTHER, ONE)


def test_a_pair_tells_the_numbers_that_differ_from_either_side() -> None:
    said = "Support for the bridge fell to {} percent in October, the institute said."
    (pair,) = pairs(Index.of(said.format(48)), Index.of(said.format(28))).pairs
    assert pair.numbers == (("48",), ("28",))
    assert pair.turned().numbers == (("28",), ("48",))


def test_no_two_pairs_touch_one_another_in_both_articles() -> None:
    long = Index.of("\n\n".join([FERRY.one, PORT.one, FERRY.one]))
    found = pairs(long, OTHER).pairs
    assert len(found) >= 12
    for one, other in combinations(found, 2):
        assert not (one.source.overlaps(other.source) and one.target.overlaps(other.target))


def test_of_two_pairs_that_touch_the_surer_is_kept_wherever_blocks_of_the_text_end() -> None:
    surer = Pair(Span(1_000, 1_060), Span(0, 50), 0.9)
    later = Pair(Span(1_030, 1_080), Span(40, 70), 0.8)
    apart = Pair(Span(1_030, 1_080), Span(60, 70), 0.7)
    pairing = Pairing(ONE, OTHER)
    for pair in (surer, later, apart):
        pairing._keep(pair)
    assert pairing.result().pairs == (surer, apart)
