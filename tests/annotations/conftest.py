"""Studies whose clock and ids are counters, so that what they write is predictable."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import msgspec
import pytest

from annotations.article import Article, digest
from annotations.change import Change
from annotations.highlight import Highlight
from annotations.link import ABSENT, Link
from annotations.span import Span
from annotations.study import Study
from annotations.study.adoption import Conflict, Offer
from annotations.study.branch import Branch
from annotations.study.state import State
from annotations.tag import Tag
from tests.adopting import adopt

TEXT = "The mission closes.\n\n“Nobody was helped,” an analyst said in Besançon.\n"

ROWS_TEXT = "one two one three one, and so the text goes on beyond what is kept around a passage"

Rows = dict[str, list[dict[str, Any]]]

Whole = Callable[[Study], bytes]


@pytest.fixture
def new_study() -> Callable[[], Study]:
    """Makes empty studies: ids are r1, r2, …; the clock advances a second at every reading."""

    def make() -> Study:
        ids, seconds = count(1), count(1)

        def clock() -> str:
            now = datetime(2021, 10, 18, tzinfo=UTC) + timedelta(seconds=next(seconds))
            return now.isoformat().replace("+00:00", "Z")

        state = State.empty(id="s", created="2021-10-18T00:00:00Z")
        return Study(state, coder="ana", clock=clock, make_id=lambda: f"r{next(ids)}")

    return make


def refused(study: Study, offer: Offer, whole: Whole, **wishes: Any) -> tuple[str, ...]:
    """The reasons why an offer is refused; asserts that the study is unchanged."""
    before = whole(study)
    with pytest.raises(Conflict) as caught:
        adopt(study, offer, **wishes)
    assert whole(study) == before
    return caught.value.conflicts


def branch(study: Study, tag: str) -> Branch:
    """The branch of the codebook at a tag, given by id."""
    return study.codebook.branch(study.codebook.get(tag).name)


@pytest.fixture
def study(new_study: Callable[[], Study]) -> Study:
    return new_study()


@pytest.fixture
def written(study: Study) -> list[Change]:
    """The list to which every further change of the study is appended."""
    changes: list[Change] = []
    study.sinks.append(changes.append)
    return changes


@pytest.fixture
def put(study: Study) -> Callable[..., Article]:
    """Adds an article to the study."""

    def add(text: str = TEXT, title: str = "A title", source: str = "", **more: str) -> Article:
        source = source or f"news/{len(study.articles)}.txt"
        added = study.articles.add(
            text, title=title, source=source, media_type="text/plain", **more
        )
        assert added.new
        return added.article

    return add


@pytest.fixture
def article(put: Callable[..., Article]) -> Article:
    return put()


@pytest.fixture
def whole() -> Callable[[Study], bytes]:
    """Encodes all that a study holds: articles and tags in study order, the rest by id."""

    def of(study: Study) -> bytes:
        state = study.state
        tables: dict[str, list[dict[str, Any]]] = {
            "articles": [article.to_fields() for article in state.articles.values()],
            "tags": [tag.to_fields() for tag in state.tags.values()],
            "highlights": [h.to_fields() for _, h in sorted(state.highlights.items())],
            "links": [link.to_fields() for _, link in sorted(state.links.items())],
        }
        return msgspec.json.encode(tables)

    return of


@pytest.fixture
def rows() -> Rows:
    """The records of a valid study, as its file has them."""
    then = "2021-10-18T00:00:00Z"
    times = {"created": then, "modified": then}
    mark = {"article": "a", "tags": ["t"], "note": "n", "coder": "ana", **times}
    around = {"prefix": "", "suffix": ROWS_TEXT[3:35]}
    return {
        "study": [{"id": "s", "created": then, "folded": 7, "format": "diptych", "version": 1}],
        "articles": [
            {"id": "a", "title": "A title", "source": "a.txt", "media_type": "text/html",
             "sha256": digest(ROWS_TEXT), "text": ROWS_TEXT, "added": then, "tags": ["t"]},
            {"id": "b", "title": "B", "source": "b.txt", "media_type": "text/plain",
             "sha256": digest("other"), "text": "other", "added": then},
        ],
        "tags": [{"id": "t", "name": "t", "key": "1", "color": "#e69f00", "description": "d"}],
        "highlights": [
            {"id": "h", "start": 0, "end": 3, "quote": "one", **around, **mark},
            {"id": "i", "start": 4, "end": 7, "quote": "two", "prefix": "one ",
             "suffix": ROWS_TEXT[7:39], **mark},
        ],
        "links": [{"id": "l", "source": "h", "target": "i", "relation": "adds", "note": "n",
                   "coder": "ana", **times}],
    }  # fmt: skip


@pytest.fixture
def agrees() -> Callable[[Study], None]:
    """Asserts that a study's records and indexes are consistent."""

    def check(study: Study) -> None:
        highlights_say_what_their_articles_say(study)
        nothing_dangles_and_nothing_is_double(study)
        indexes_answer_as_a_scan_does(study)

    return check


def highlights_say_what_their_articles_say(study: Study) -> None:
    for one in study.highlights:
        text = study.articles.get(one.article).text
        assert one.quote == text[one.start : one.end] != ""
        assert text[: one.start].endswith(one.prefix)
        assert text[one.end :].startswith(one.suffix)


def nothing_dangles_and_nothing_is_double(study: Study) -> None:
    state = study.state
    names = [tag.name for tag in state.tags.values()]
    keys = [tag.key for tag in state.tags.values() if tag.key]
    assert len(set(names)) == len(names)
    assert len(set(keys)) == len(keys)
    tagged = [h.tags for h in study.highlights] + [a.tags for a in study.articles]
    for ids in tagged:
        assert len(set(ids)) == len(ids)
        assert state.tags.keys() >= set(ids)
    for link in state.links.values():
        ends = state.articles if link.relation == ABSENT else state.highlights
        assert link.source in state.highlights
        assert link.target in ends


def uses_of(state: State, tag: str) -> list[Highlight]:
    """The highlights that carry a tag, in arbitrary order."""
    return [one for held in state.kinds_with(tag).values() for one in held]


def place(highlight: Highlight) -> tuple[int, int, str]:
    return highlight.start, highlight.end, highlight.id


def indexes_answer_as_a_scan_does(study: Study) -> None:
    state = study.state
    marks = sorted(state.highlights.values(), key=place)
    for id in state.articles:
        of = [h for h in marks if h.article == id]
        assert state.highlights_of(id) == of
        for asked in (Span(1023, 1024), Span(1024, 2048), Span(2, 2)):
            last = max(asked.end, asked.start + 1)
            touching = [h for h in of if h.start < last and asked.start < h.end]
            assert state.touching(id, asked) == touching
    for id in state.tags:
        assert sorted(uses_of(state, id), key=place) == [h for h in marks if id in h.tags]
    for end in (*state.articles, *state.highlights):
        of_end = {link.id for link in state.links.values() if end in (link.source, link.target)}
        assert {link.id for link in state.links_of(end)} == of_end
    for one in state.articles.values():
        assert one in state.from_source(one.source)
        assert {a.id for a in state.with_text(one.sha256)} == {
            a.id for a in state.articles.values() if a.text == one.text
        }


@pytest.fixture
def offer(rows: Rows) -> Offer:
    """An offer of another study's records: two articles, a tag, two highlights, a link."""
    return Offer(
        articles=tuple(map(Article.from_fields, rows["articles"])),
        tags=tuple(map(Tag.from_fields, rows["tags"])),
        highlights=tuple(map(Highlight.from_fields, rows["highlights"])),
        links=tuple(map(Link.from_fields, rows["links"])),
    )
