"""The exact wording of a study's messages: change labels and reasons for refusals."""

from collections.abc import Callable

import pytest

from annotations.article import Article
from annotations.change import Change
from annotations.errors import DiptychError
from annotations.link import ABSENT
from annotations.span import Span
from annotations.study import Study
from annotations.study.highlights import Wanted
from tests.annotations.conftest import branch
from tests.linking import linked

Put = Callable[..., Article]


def test_a_change_is_called_by_what_was_done(study: Study, put: Put, written: list[Change]) -> None:
    one, two, three = put(title="One"), put(title="Two"), put(title="Three")
    plain = study.highlights.make(one.id, Span(0, 3))
    first = study.highlights.make(one.id, Span(4, 8), tags=["frame", "actor", "frame"])
    second = study.highlights.make(two.id, Span(0, 3))
    study.highlights.make_all([Wanted(two.id, Span(4, 9))], "as named")
    study.highlights.marking([Wanted(two.id, Span(0, 3), ("frame",))], "everywhere").at_once()
    study.highlights.retag([plain.id], ["actor", "frame"])
    study.highlights.retag([plain.id], [])
    study.highlights.toggle(plain.id, "actor")
    study.highlights.toggle(plain.id, "actor")
    study.highlights.note(plain.id, "x")
    study.highlights.respan(plain.id, Span(0, 8))
    link = linked(study, first.id, second.id, " adds  to ")
    study.links.set(link.id, note="x")
    study.links.remove(link.id)
    tag = study.codebook.add("place/north")
    study.codebook.add("place")
    study.codebook.add("land/north")
    study.codebook.change(tag.id, key="9", color="#010203")
    place = study.codebook.named("place")
    assert place
    branch(study, place.id).renaming("land").at_once()
    land = study.codebook.named("land")
    assert land
    branch(study, land.id).renaming("actor").at_once()
    branch(study, study.codebook.add("x").id).renaming("y").at_once()
    study.articles.set(one.id, event="e", note="n")
    study.articles.retag([one.id], ["frame", "y"])
    study.articles.retag([one.id], [])
    branch(study, study.codebook.add("y").id).removal().at_once()
    study.highlights.remove([plain.id])
    study.highlights.remove([first.id, second.id])
    study.articles.remove(one.id)
    study.articles.removal([three.id, two.id]).at_once()
    assert [change.label for change in written] == [
        "add One",
        "add Two",
        "add Three",
        "highlight",
        "highlight frame, actor",
        "highlight",
        "as named",
        "everywhere",
        "tag actor, frame",
        "take tags off",
        "tag actor",
        "untag actor",
        "note",
        "move the edges of a highlight",
        "link adds to",
        "edit a link",
        "delete a link",
        "make the tag place/north",
        "make the tag place",
        "make the tag land/north",
        "change key, colour of place/north",
        "rename place to land, merging what lies below",
        "merge land into actor",
        "make the tag x",
        "rename x to y",
        "set event, note",
        "tag frame, y",
        "take tags off",
        "delete the tag y",
        "delete a highlight",
        "delete 2 highlights",
        "remove One",
        "remove 2 articles",
    ]


def edit(study: Study, article: Article, what: str) -> None:
    """Attempt an impossible edit."""
    mark = study.highlights.make(article.id, Span(0, 3), tags=["frame"])
    other = study.highlights.make(article.id, Span(4, 8))
    tag = mark.tags[0]
    match what:
        case "a highlight of nothing":
            study.highlights.make(article.id, Span(4, 4))
        case "a highlight past the end":
            study.highlights.make(article.id, Span(4, 400))
        case "edges past the end":
            study.highlights.respan(mark.id, Span(4, 400))
        case "an unknown highlight":
            study.highlights.note("gone", "x")
        case "an unknown tag":
            study.codebook.get("gone")
        case "an unknown tag for an article":
            study.articles.set(article.id, tags=["gone"])
        case "an unknown link":
            study.links.remove("gone")
        case "an unknown article":
            study.articles.remove("gone")
        case "a link to no highlight":
            linked(study, mark.id, "gone", "adds")
        case "a link of no relation":
            linked(study, mark.id, other.id, " ")
        case "a link to itself":
            linked(study, mark.id, mark.id, "adds")
        case "a link to an article":
            linked(study, mark.id, article.id, "adds")
        case "absent from a passage":
            linked(study, mark.id, other.id, ABSENT)
        case "absent from its own article":
            linked(study, mark.id, article.id, ABSENT)
        case "a tag below itself":
            branch(study, tag).renaming("frame/war").at_once()
        case "a key that is none":
            study.codebook.change(tag, key="11")
        case "a colour that is none":
            study.codebook.change(tag, color="red")
        case "a field a tag has not":
            study.codebook.change(tag, name="x")
        case "a field an article has not":
            study.articles.set(article.id, text="x")
        case "no title":
            study.articles.set(article.id, title=" ")
        case "a status that is none":
            study.articles.set(article.id, status="done soon")
        case "a date that is none":
            study.articles.set(article.id, published="soon")
        case "no text":
            study.articles.add(" \n", title="t", source="s", media_type="m")
        case "a carriage return":
            study.articles.add("a\rb", title="t", source="s", media_type="m")
        case "half a character":
            study.articles.add("a\ud800b", title="t", source="s", media_type="m")
        case "half a character in a note":
            study.highlights.note(mark.id, "a\ud800b")


REFUSALS = {
    "a highlight of nothing": "There is no passage from 4 to 4.",
    "a highlight past the end": "There is no passage from 4 to 400.",
    "edges past the end": "A highlight needs at least one character of the text.",
    "an unknown highlight": "There is no highlight 'gone' in this study.",
    "an unknown tag": "There is no tag 'gone' in this study.",
    "an unknown tag for an article": "There is no tag 'gone' in this study.",
    "an unknown link": "There is no link 'gone' in this study.",
    "an unknown article": "There is no article 'gone' in this study.",
    "a link to no highlight": "There is no highlight 'gone' in this study.",
    "a link of no relation": "A link needs a relation.",
    "a link to itself": "A passage cannot be linked to itself.",
    "a link to an article": "Only 'absent from' ends at a whole article; link to a passage of it.",
    "absent from a passage": "A passage is 'absent from' a whole article; link it to one.",
    "absent from its own article": "A passage cannot be 'absent from' its own article.",
    "a tag below itself": "frame cannot be moved below itself.",
    "a key that is none": "A tag's key is one of 1 2 3 4 5 6 7 8 9 0, not '11'.",
    "a colour that is none": (
        "A tag's colour is written like #e69f00, or a name like orange, not 'red'."
    ),
    "a field a tag has not": "A tag's name cannot be changed so.",
    "a field an article has not": "An article's text cannot be set.",
    "no title": "An article needs a title.",
    "a status that is none": "A status is one of todo, doing, done, not 'done soon'.",
    "a date that is none": "'soon' is no date; a date is written like 2021-10-18.",
    "no text": "An article without text cannot be added.",
    "a carriage return": "A text is kept with line feeds alone and without a byte-order mark.",
    "half a character": "That text holds stray surrogates, which no file can hold.",
    "half a character in a note": "That holds stray surrogates, which no file can hold.",
}


@pytest.mark.parametrize("what", REFUSALS)
def test_a_refusal_says_what_cannot_be_and_changes_nothing(
    study: Study, article: Article, what: str, whole: Callable[[Study], bytes]
) -> None:
    states: list[bytes] = []
    study.sinks.append(lambda _: states.append(whole(study)))
    with pytest.raises(DiptychError) as caught:
        edit(study, article, what)
    assert str(caught.value) == REFUSALS[what]
    assert whole(study) == states[-1]


def test_several_articles_of_one_name_are_listed(study: Study, put: Put) -> None:
    one, two = put("One.", title="same"), put("Two.", title="same")
    with pytest.raises(DiptychError) as caught:
        study.articles.named("same")
    ids = f"{one.id}, {two.id}"
    assert str(caught.value) == f"2 articles go by 'same'; name one by its id: {ids}."


def test_a_remark_says_what_else_there_is(study: Study, put: Put) -> None:
    one = put("One.", source="a.txt")
    again = study.articles.add("One.", title="t", source="b.txt", media_type="m")
    assert again.remark == f"The same text is in the study as {one.id}, from a.txt."
    newer = study.articles.add("Two.", title="t", source="a.txt", media_type="m")
    assert newer.remark == f"The text of this source has changed since {one.id} was added."


def test_of_several_articles_of_one_name_the_outlets_are_told(study: Study, put: Put) -> None:
    one, two = put("One.", title="same"), put("Two.", title="same")
    study.articles.set(two.id, outlet="The Herald")
    with pytest.raises(DiptychError, match=rf"{one.id}, {two.id} \(The Herald\)\.$"):
        study.articles.named("same")


@pytest.mark.parametrize("part", ["a mission closes", "A Mission", " closes its"])
def test_of_a_part_of_a_title_the_whole_is_told(study: Study, put: Put, part: str) -> None:
    put("One.", title="A mission closes its doors")
    with pytest.raises(DiptychError) as caught:
        study.articles.named(part)
    told = f"There is no article {part!r} in this study; 'A mission closes its doors' is there."
    assert str(caught.value) == told
    with pytest.raises(DiptychError, match=r"^There is no article '' in this study\.$"):
        study.articles.named("")
