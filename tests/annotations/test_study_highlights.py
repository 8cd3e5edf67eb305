"""Highlights: made, tagged, noted, re-spanned, deleted."""

from collections.abc import Callable, Iterable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.article import Article
from annotations.change import Change
from annotations.errors import Refused, UnknownRecord
from annotations.highlight import CONTEXT, Highlight
from annotations.span import Span
from annotations.study import Study
from annotations.study.highlights import Wanted
from tests.linking import linked

Put = Callable[..., Article]
Whole = Callable[[Study], bytes]


def marked(study: Study, wanted: Iterable[Wanted], label: str) -> int:
    """Tag passages; return how many of them were changed."""
    return study.highlights.marking(wanted, label).at_once().counts["highlights"]


def names(study: Study, id: str) -> tuple[str, ...]:
    return study.codebook.names(study.highlights.get(id).tags)


def anchored(study: Study, highlight: Highlight) -> bool:
    """Whether a highlight's prefix, quote and suffix agree with the article's text."""
    text, start, end = study.articles.get(highlight.article).text, highlight.start, highlight.end
    return (highlight.prefix, highlight.quote, highlight.suffix) == (
        text[max(0, start - CONTEXT) : start],
        text[start:end],
        text[end : end + CONTEXT],
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet="ab \né“👩\u200d\u0301", min_size=1), data=st.data())
def test_a_quote_is_the_text_it_covers_and_stays_so_when_the_edges_move(
    new_study: Callable[[], Study], text: str, data: st.DataObject
) -> None:
    study = new_study()
    article = study.articles.add("x" + text, title="T", source="s", media_type="m").article
    edges = st.lists(st.integers(0, len(text) + 1), min_size=2, max_size=2, unique=True).map(sorted)
    highlight = study.highlights.make(article.id, Span(*data.draw(edges)))
    assert anchored(study, highlight)
    span = Span(*data.draw(edges))
    moved = study.highlights.respan(highlight.id, span)
    assert study.highlights.get(highlight.id).span == span
    assert anchored(study, study.highlights.get(highlight.id))
    if moved.edits:
        study.undo()
    assert study.highlights.get(highlight.id) == highlight


def test_a_quote_is_never_trimmed(study: Study, put: Put) -> None:
    article = put(" a \n b ")
    assert study.highlights.make(article.id, Span(0, 7)).quote == " a \n b "


def test_a_highlight_remembers_its_coder_its_tags_in_order_and_its_note(
    study: Study, article: Article
) -> None:
    made = study.highlights.make(article.id, Span(4, 11), tags=["b", "a", " b "], note="two\nlines")
    assert names(study, made.id) == ("b", "a")
    assert (made.coder, made.note, made.article) == ("ana", "two\nlines", article.id)
    assert made.created == made.modified
    assert study.highlights.get(made.id) == made


def test_tags_that_are_not_there_are_made_with_the_highlight_and_go_with_it(
    study: Study, article: Article, whole: Whole, written: list[Change]
) -> None:
    before = whole(study)
    study.highlights.make(article.id, Span(0, 3), tags=["frame/conflict", "actor"])
    assert [tag.name for tag in study.codebook] == ["frame/conflict", "actor"]
    assert len(written) == 1
    study.undo()
    assert whole(study) == before
    new_tags = [Wanted(article.id, Span(at, at + 4), ("new", "newer")) for at in (0, 27)]
    assert marked(study, new_tags, "and tags that are new") == 2


@pytest.mark.parametrize(("start", "end"), [(3, 3), (0, 10_000), (5_000, 5_001)])
def test_a_highlight_is_not_empty_and_does_not_leave_the_text(
    study: Study, article: Article, start: int, end: int
) -> None:
    with pytest.raises(Refused):
        study.highlights.make(article.id, Span(start, end), tags=["new"])
    assert len(study.highlights) == len(study.codebook) == 0
    made = study.highlights.make(article.id, Span(0, len(article.text)))
    with pytest.raises(Refused):
        study.highlights.respan(made.id, Span(start, end))
    assert study.highlights.get(made.id) == made


def test_many_highlights_are_one_change_or_none(
    study: Study, article: Article, written: list[Change]
) -> None:
    wanted = [Wanted(article.id, Span(n, n + 2), ("frame",), f"{n}") for n in range(5)]
    made = study.highlights.make_all(wanted, "tag every occurrence")
    assert [h.note for h in made] == ["0", "1", "2", "3", "4"]
    assert [change.label for change in written] == ["tag every occurrence"]
    with pytest.raises(UnknownRecord):
        study.highlights.make_all([Wanted(article.id, Span(0, 1)), Wanted("gone", Span(0, 1))])
    assert len(study.highlights) == 5
    study.undo()
    assert len(study.highlights) == len(study.codebook) == 0


def test_no_highlights_are_no_change(study: Study, written: list[Change]) -> None:
    assert study.highlights.make_all([]) == []
    assert written == []


def test_tagging_every_occurrence_adds_to_the_coders_own_highlights_and_makes_the_others(
    study: Study, put: Put, whole: Whole, written: list[Change]
) -> None:
    article = put("NATO and NATO and NATO and NATO")
    mine = study.highlights.make(article.id, Span(0, 4), tags=["actor"])
    done = study.highlights.make(article.id, Span(9, 13), tags=["actor", "frame"])
    study.coder = "ben"
    bens = study.highlights.make(article.id, Span(18, 22))
    study.coder = "ana"
    before, count = whole(study), len(written)
    wanted = [Wanted(article.id, Span(at, at + 4), ("frame",)) for at in (0, 9, 18, 27, 0)]
    assert marked(study, wanted, "tag every NATO") == 3
    assert len(written) == count + 1
    assert names(study, mine.id) == ("actor", "frame")
    assert study.highlights.get(done.id) == done
    assert study.highlights.get(bens.id) == bens
    new = [h for h in study.highlights if h not in (done, bens) and h.id != mine.id]
    assert sorted(h.start for h in new) == [18, 27]
    assert marked(study, wanted, "again") == 0
    assert len(written) == count + 1
    study.undo()
    assert whole(study) == before


def test_a_highlight_that_many_marks_reach_has_the_tags_of_all_and_tells_when(
    study: Study, put: Put
) -> None:
    article = put("NATO and NATO")
    mine = study.highlights.make(article.id, Span(0, 4), tags=["actor"])
    done = study.highlights.make(article.id, Span(9, 13), tags=["frame"])
    wanted = [Wanted(article.id, Span(0, 4), (tag,)) for tag in ("frame", "tone", "frame")]
    wanted.append(Wanted(article.id, Span(9, 13), ("frame",)))
    assert study.highlights.marking(wanted, "tag every NATO").at_once().counts["highlights"] == 1
    assert names(study, mine.id) == ("actor", "frame", "tone")
    now = study.highlights.get(mine.id)
    assert (now.created, now.modified > mine.modified) == (mine.created, True)
    assert study.highlights.get(done.id) == done


def test_tags_are_put_on_many_highlights_and_others_taken_off_as_one_change(
    study: Study, article: Article, whole: Whole, written: list[Change]
) -> None:
    both = study.highlights.make(article.id, Span(0, 3), tags=["open", "frame"])
    done = study.highlights.make(article.id, Span(0, 4), tags=["true"])
    before, count = whole(study), len(written)
    asked = [both.id, done.id, both.id]
    change = study.highlights.exchanging(asked, ["true"], ["open", "nobody's"], "both").at_once()
    assert (change.label, change.counts["highlights"]) == ("both", 1)
    assert len(written) == count + 1
    assert names(study, both.id) == ("frame", "true")
    assert study.highlights.get(both.id).modified > both.modified
    assert study.highlights.get(done.id) == done
    study.undo()
    assert whole(study) == before
    study.highlights.exchanging([done.id, "gone"], ["new"], ["true"], "done").at_once()
    assert names(study, done.id) == ("new",)


def test_a_tag_comes_off_where_it_is_and_taking_the_last_leaves_a_plain_highlight(
    study: Study, article: Article
) -> None:
    made = study.highlights.make(article.id, Span(0, 3), tags=["frame", "actor"])
    study.highlights.toggle(made.id, "frame")
    assert names(study, made.id) == ("actor",)
    study.highlights.toggle(made.id, "actor")
    assert names(study, made.id) == ()
    study.highlights.toggle(made.id, " frame ")
    assert names(study, made.id) == ("frame",)


def test_retagging_gives_exactly_the_tags_asked_for(
    study: Study, article: Article, written: list[Change]
) -> None:
    one = study.highlights.make(article.id, Span(0, 3), tags=["frame"])
    two = study.highlights.make(article.id, Span(1, 4))
    study.highlights.retag([one.id, two.id, one.id], ["new", "frame", "new "])
    assert names(study, one.id) == names(study, two.id) == ("new", "frame")
    assert len(written) == 3
    study.highlights.retag([one.id], [])
    assert names(study, one.id) == ()


def test_a_time_of_modification_moves_only_when_something_changed(
    study: Study, article: Article, written: list[Change]
) -> None:
    made = study.highlights.make(article.id, Span(4, 11), tags=["frame"], note="a note")
    idle = [
        study.highlights.note(made.id, "a note"),
        study.highlights.retag([made.id], ["frame"]),
        study.highlights.respan(made.id, Span(4, 11)),
    ]
    assert study.highlights.get(made.id) == made
    assert [change.edits for change in idle] == [(), (), ()]
    assert len(written) == 1
    seen = [made.modified]
    study.highlights.note(made.id, "another")
    seen.append(study.highlights.get(made.id).modified)
    study.highlights.toggle(made.id, "actor")
    seen.append(study.highlights.get(made.id).modified)
    study.highlights.respan(made.id, Span(4, 12))
    seen.append(study.highlights.get(made.id).modified)
    assert all(earlier < later for earlier, later in pairwise(seen))
    assert study.highlights.get(made.id).created == made.created


def test_an_edit_of_a_note_holds_the_note_and_the_time_alone(
    study: Study, article: Article
) -> None:
    made = study.highlights.make(article.id, Span(4, 11))
    (edit,) = study.highlights.note(made.id, "new").edits
    assert edit.before == {"note": "", "modified": made.modified}
    assert edit.after is not None
    assert edit.after.keys() == {"note", "modified"}


def test_deleting_highlights_takes_their_links_along_and_brings_them_back(
    study: Study, put: Put, whole: Whole
) -> None:
    one, two = put("one"), put("two")
    a, b = study.highlights.make(one.id, Span(0, 1)), study.highlights.make(two.id, Span(0, 1))
    c = study.highlights.make(two.id, Span(1, 2))
    linked(study, a.id, b.id, "adds")
    linked(study, c.id, a.id, "adds")
    kept = linked(study, b.id, c.id, "adds")
    before = whole(study)
    change = study.highlights.remove([a.id, a.id])
    assert list(study.links) == [kept]
    assert set(study.highlights) == {b, c}
    assert len(change.edits) == 3
    study.undo()
    assert whole(study) == before
    study.highlights.remove([b.id, a.id, c.id])
    assert len(study.links) == len(study.highlights) == 0
    study.undo()
    assert whole(study) == before


def test_what_covers_an_offset_comes_shortest_first(study: Study, article: Article) -> None:
    long = study.highlights.make(article.id, Span(0, 20))
    short = study.highlights.make(article.id, Span(4, 8))
    middle = study.highlights.make(article.id, Span(2, 9))
    study.highlights.make(article.id, Span(8, 12))
    assert study.highlights.under(article.id, 7) == [short, middle, long]
    assert study.highlights.under(article.id, 20) == []


def test_near_a_place_is_what_covers_it_else_the_next_else_the_last(study: Study, put: Put) -> None:
    article = put("One two three four")
    assert study.highlights.near(article.id, 0) is None
    long, short, last = (
        study.highlights.make(article.id, Span(*edges)) for edges in ((4, 10), (5, 7), (12, 14))
    )
    near = [study.highlights.near(article.id, offset) for offset in (0, 4, 6, 11, 13, 17)]
    assert near == [long, long, short, last, last, last]


def test_of_highlights_as_long_as_one_another_the_one_that_begins_last_comes_first(
    study: Study, article: Article
) -> None:
    ids = iter(["b", "a", "c"])
    study.make_id = lambda: next(ids)
    for start in (4, 4, 6):
        study.highlights.make(article.id, Span(start, start + 4))
    assert [h.id for h in study.highlights.under(article.id, 7)] == ["c", "a", "b"]


def test_the_highlight_equal_to_a_span_is_the_coders_own(study: Study, article: Article) -> None:
    bens = study.highlights.make(article.id, Span(4, 8))
    study.highlights.make(article.id, Span(4, 9))
    assert study.highlights.own_at(article.id, Span(4, 8)) == bens
    study.coder = "ben"
    assert study.highlights.own_at(article.id, Span(4, 8)) is None
    assert study.highlights.own_at(article.id, Span(5, 8)) is None


def test_an_unknown_highlight_is_said_to_be_unknown(study: Study) -> None:
    with pytest.raises(UnknownRecord, match="There is no highlight 'x' in this study"):
        study.highlights.remove(["x"])
