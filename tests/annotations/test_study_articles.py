"""Articles: added, named, edited, grouped by event, removed with everything attached to them."""

from collections.abc import Callable
from typing import Any

import pytest

from annotations.article import Article, digest
from annotations.change import Change
from annotations.errors import Refused, UnknownRecord
from annotations.link import ABSENT
from annotations.span import Span
from annotations.study import Study
from tests.linking import linked

Put = Callable[..., Article]
Whole = Callable[[Study], bytes]


def test_an_article_keeps_its_text_its_source_and_when_it_came(study: Study, put: Put) -> None:
    article = put("One.\n\nTwo — “é”.\n", title="One", source="news/one.txt", outlet="The Ledger")
    assert study.articles.get(article.id) == article
    assert article.text == "One.\n\nTwo — “é”.\n"
    assert article.sha256 == digest(article.text)
    assert (article.source, article.outlet) == ("news/one.txt", "The Ledger")
    assert article.added.endswith("Z")


def test_the_digest_is_of_the_utf_8_bytes() -> None:
    assert digest("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"


def test_the_same_text_from_the_same_source_is_the_article_there_is(
    study: Study, put: Put, written: list[Change]
) -> None:
    article = put("Text.", source="a.txt")
    again = study.articles.add("Text.", title="Other", source="a.txt", media_type="text/html")
    assert again.article == article
    assert not again.new
    assert again.remark == ""
    assert len(study.articles) == len(written) == 1


def test_the_same_text_from_another_source_is_a_new_article_and_says_so(
    study: Study, put: Put
) -> None:
    first = put("Text.", source="a.txt")
    added = study.articles.add("Text.", title="T", source="b.txt", media_type="text/plain")
    assert added.new
    assert added.article.id != first.id
    assert first.id in added.remark
    assert "a.txt" in added.remark


def test_a_changed_text_from_the_same_source_is_a_new_article_and_says_so(
    study: Study, put: Put
) -> None:
    first = put("Text.", source="a.txt")
    added = study.articles.add("Text!", title="T", source="a.txt", media_type="text/plain")
    assert added.new
    assert first.id in added.remark
    assert "changed" in added.remark
    assert study.articles.get(first.id).text == "Text."


def test_a_first_text_has_no_remark(study: Study) -> None:
    added = study.articles.add("T", title="T", source="a", media_type="text/plain")
    assert added.remark == ""


@pytest.mark.parametrize("text", ["", " \n\t", "a\r\nb", "a\rb", "\ufefftext", "a\udcffb"])
def test_a_text_that_is_empty_or_cannot_be_kept_is_refused(study: Study, text: str) -> None:
    with pytest.raises(Refused):
        study.articles.add(text, title="T", source="a", media_type="text/plain")
    assert len(study.articles) == 0


@pytest.mark.parametrize("field", ["tags", "sha256", "id", "added", "newer"])
def test_adding_takes_no_field_that_is_not_the_readers_text(study: Study, field: str) -> None:
    with pytest.raises(Refused):
        study.articles.add("T", title="T", source="a", media_type="m", **{field: "x"})
    assert len(study.articles) == 0


def test_a_title_is_one_line_and_never_empty(put: Put) -> None:
    assert put("One.", title=" Envoys\n go   home ").title == "Envoys go home"
    assert put("Two.", title=" \n").title == "untitled"


def test_adding_an_article_is_written_down_but_not_undone(
    study: Study, put: Put, written: list[Change]
) -> None:
    article = put()
    assert [edit.table for edit in written[0].edits] == ["articles"]
    assert study.undo() is None
    assert list(study.articles) == [article]


def test_an_article_goes_by_its_id_the_beginning_of_it_or_its_title(study: Study) -> None:
    names = iter(["abc1", "abd2", "title"])
    study.make_id = lambda: next(names)
    added = [
        study.articles.add(text, title=title, source=text, media_type="m").article
        for text, title in [("1", "First"), ("2", "ab"), ("3", "Third")]
    ]
    assert study.articles.named("abc1") == added[0]
    assert study.articles.named("abc") == added[0]
    assert study.articles.named("First") == added[0]
    assert study.articles.named("ab") == added[1]
    assert study.articles.named("Third") == added[2]


def test_a_whole_id_wins_over_longer_ones_and_over_titles(study: Study) -> None:
    names = iter(["a1", "a12", "a2"])
    study.make_id = lambda: next(names)
    for text, title in [("1", "One"), ("2", "Two"), ("3", "a1")]:
        study.articles.add(text, title=title, source=text, media_type="m")
    assert study.articles.named("a1").title == "One"


def test_a_name_that_several_articles_go_by_lists_their_ids(study: Study, put: Put) -> None:
    one, two = put("1", title="Same"), put("2", title="Same")
    for name in ("Same", "r"):
        with pytest.raises(UnknownRecord) as caught:
            study.articles.named(name)
        assert one.id in str(caught.value)
        assert two.id in str(caught.value)


@pytest.mark.parametrize("name", ["", "nothing", "a title"])
def test_a_name_that_no_article_goes_by_is_unknown(
    study: Study, article: Article, name: str
) -> None:
    with pytest.raises(UnknownRecord, match=r"There is no article"):
        study.articles.named(name)


def test_what_can_be_set_is_set_as_one_change_and_undone(
    study: Study, article: Article, whole: Whole
) -> None:
    tag = study.codebook.add("event/mission")
    before = whole(study)
    change = study.articles.set(
        article.id, title="New", outlet="The Ledger", event="nato", byline="A. Writer",
        published="2021-10-18", status="doing", tags=[tag.id, tag.id], note="\nRead\nagain\n",
    )  # fmt: skip
    now = study.articles.get(article.id)
    assert len(change.edits) == 1
    assert (now.title, now.outlet, now.event, now.byline) == (
        "New",
        "The Ledger",
        "nato",
        "A. Writer",
    )
    assert (now.published, now.status, now.tags) == ("2021-10-18", "doing", (tag.id,))
    assert now.note == "Read\nagain"
    study.articles.set(article.id, note="\n  X\tindented\nX X\n\n")
    assert study.articles.get(article.id).note == "  X\tindented\nX X"
    study.undo()
    study.undo()
    assert whole(study) == before


@pytest.mark.parametrize("field", ["outlet", "event", "byline", "published", "status", "note"])
@pytest.mark.parametrize("empty", ["", None])
def test_an_empty_value_unsets_a_field(study: Study, put: Put, field: str, empty: Any) -> None:
    values = {"published": "2021", "status": "todo"}
    article = put("Text.", **{field: values.get(field, "something")})
    assert field in article.to_fields()
    study.articles.set(article.id, **{field: empty})
    assert field not in study.articles.get(article.id).to_fields()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", " "),
        ("status", "perhaps"),
        ("published", "18 October"),
        ("published", "2021-13"),
        ("published", "2021-02-30"),
        ("published", "2021-10-18T25:00"),
        ("text", "new"),
        ("source", "elsewhere"),
        ("newer", "x"),
    ],
)
def test_a_field_or_value_that_cannot_be_set_is_refused(
    study: Study, article: Article, whole: Whole, field: str, value: str
) -> None:
    before = whole(study)
    with pytest.raises(Refused):
        study.articles.set(article.id, outlet="The Ledger", **{field: value})
    assert whole(study) == before
    assert study.history.to_undo is None


@pytest.mark.parametrize(
    "date", ["2021", "2021-10", "2021-10-18", "2021-10-18T09:30", "2021-10-18T09:30:00+02:00"]
)
def test_a_date_may_be_as_coarse_as_it_is_known(study: Study, article: Article, date: str) -> None:
    study.articles.set(article.id, published=date)
    assert study.articles.get(article.id).published == date


def test_an_article_takes_only_tags_of_the_codebook(study: Study, article: Article) -> None:
    with pytest.raises(UnknownRecord, match="There is no tag 'nine'"):
        study.articles.set(article.id, tags=["nine"])


def test_setting_several_articles_is_one_change_or_none(
    study: Study, put: Put, written: list[Change]
) -> None:
    one, two = put("1"), put("2")
    change = study.articles.set_all([one.id, two.id, one.id], event="nato")
    assert [edit.id for edit in change.edits] == [one.id, two.id]
    with pytest.raises(UnknownRecord):
        study.articles.set_all([one.id, "gone"], event="other")
    assert [a.event for a in study.articles] == ["nato", "nato"]
    assert written[-1] == change


def test_events_group_articles_in_the_order_they_came(study: Study, put: Put) -> None:
    one, two, three = put("1", event="nato"), put("2"), put("3", event="nato")
    assert list(study.articles.events().items()) == [("nato", [one, three]), ("", [two])]


def test_removing_an_article_takes_its_highlights_and_the_links_to_either_and_no_more(
    study: Study, put: Put, whole: Whole
) -> None:
    gone, stays, third = put("1 one"), put("2 two"), put("3 three")
    inside = study.highlights.make(gone.id, Span(0, 1), tags=["frame"])
    other = study.highlights.make(gone.id, Span(2, 5))
    here = study.highlights.make(stays.id, Span(0, 1), tags=["frame"])
    there = study.highlights.make(third.id, Span(0, 1))
    linked(study, inside.id, here.id, "contradicts")
    linked(study, here.id, other.id, "adds")
    linked(study, inside.id, other.id, "same claim")
    linked(study, here.id, gone.id, ABSENT)
    kept = linked(study, here.id, there.id, "supports")
    before = whole(study)

    change = study.articles.remove(gone.id)

    assert [a.id for a in study.articles] == [stays.id, third.id]
    assert set(study.highlights) == {here, there}
    assert list(study.links) == [kept]
    assert study.state.highlights_of(gone.id) == []
    assert study.codebook.branch("frame").uses == 1
    assert len(change.edits) == 1 + 2 + 4
    study.undo()
    assert whole(study) == before
    assert study.links.of(gone.id)[0].target == gone.id


def test_an_article_taken_back_returns_to_its_place_though_others_came_meanwhile(
    study: Study, put: Put
) -> None:
    one, two, three = put("1"), put("2"), put("3")
    study.articles.remove(two.id)
    study.articles.remove(one.id)
    four = put("4")
    study.undo()
    assert list(study.articles) == [one, three, four]
    study.undo()
    assert list(study.articles) == [one, two, three, four]
    study.redo()
    study.redo()
    assert list(study.articles) == [three, four]


def test_removing_several_articles_is_one_change_and_each_returns_to_its_place(
    study: Study, put: Put, whole: Whole, written: list[Change]
) -> None:
    one, two, three, four = put("1"), put("2"), put("3"), put("4")
    marks = [study.highlights.make(a.id, Span(0, 1)) for a in (one, two, four)]
    linked(study, marks[0].id, marks[2].id, "adds")
    linked(study, marks[0].id, marks[1].id, "adds")
    before, count = whole(study), len(written)
    study.articles.removal([one.id, three.id, four.id, one.id]).at_once()
    assert list(study.articles) == [two]
    assert list(study.highlights) == [marks[1]]
    assert len(written) == count + 1
    study.undo()
    assert whole(study) == before
    with pytest.raises(UnknownRecord):
        study.articles.removal([one.id, "gone"]).at_once()
    assert whole(study) == before


def test_new_tags_on_articles_come_with_them_and_go_with_them(
    study: Study, put: Put, whole: Whole, written: list[Change]
) -> None:
    one, two = put("1"), put("2")
    study.codebook.add("old")
    before, count = whole(study), len(written)
    study.articles.retag([one.id, two.id], ["new", "old", "new"])
    for article in study.articles:
        assert study.codebook.names(article.tags) == ("new", "old")
    assert len(written) == count + 1
    study.undo()
    assert whole(study) == before
    study.redo()
    assert study.articles.retag([one.id], []).label == "take tags off"
    assert [len(a.tags) for a in study.articles] == [0, 2]


def test_an_article_that_is_not_there_cannot_be_removed(study: Study) -> None:
    with pytest.raises(UnknownRecord, match="There is no article 'x' in this study"):
        study.articles.remove("x")


def test_an_article_that_is_gone_is_no_longer_found_by_its_text_or_source(study: Study) -> None:
    given = {"title": "t", "media_type": "m"}
    one = study.articles.add("One.", source="a.txt", **given).article
    study.articles.remove(one.id)
    assert study.articles.add("One.", source="b.txt", **given).remark == ""
    assert study.articles.add("Two.", source="a.txt", **given).remark == ""
