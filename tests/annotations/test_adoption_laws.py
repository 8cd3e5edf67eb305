"""Two coders work on copies of a study, or separately on the same texts; their work is merged."""

import json
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from annotations.change import RECORD_TABLES, Change, Table
from annotations.errors import DiptychError
from annotations.formats.json_reading import decode
from annotations.link import ABSENT
from annotations.span import Span
from annotations.study import Study
from annotations.study.adoption import Adoption, Conflict, Offer
from annotations.study.integrity import problems
from annotations.study.reconciliation import Side
from annotations.study.state import State
from tests.adopting import adopt
from tests.exporting import encode
from tests.linking import linked

THEN = "2021-10-18T00:00:00Z"
TEXTS = ("one two three one", "other words", "a third text")
TITLES = ("One", "Two")
NAMES = ("a", "a/b", "b", "c", "c/b")

Step = tuple[str, int, int, str]
Records = dict[str, dict[str, dict[str, Any]]]


class Coder:
    """A coder working on a study; steps that the study refuses are skipped."""

    def __init__(self, name: str, copied: Study | None = None) -> None:
        numbers = count(1)
        self.study = Study(
            State.empty(id=name, created=THEN), coder=name,
            clock=lambda: f"2021-10-18T00:00:{next(numbers) % 60:02}Z",
            make_id=lambda: f"{name}{next(numbers)}",
        )  # fmt: skip
        self.written: list[Change] = []
        self.study.sinks.append(self.written.append)
        for table in RECORD_TABLES if copied else ():
            self.study.state.load(table, copied.state.table(table).values())

    def works(self, steps: list[Step]) -> "Coder":
        for kind, one, other, name in steps:
            try:
                WORK[kind](self.study, one, other, name)
            except DiptychError:
                continue
        return self

    def offers(self) -> Offer:
        return decode(encode(self.study.state, exported=THEN))


def pick(study: Study, table: Table, number: int) -> str:
    """The id of a record of a table, chosen by `number`; "none" if the table is empty."""
    ids = list(study.state.table(table))
    return ids[number % len(ids)] if ids else "none"


def add(study: Study, one: int, other: int, name: str) -> None:
    study.articles.add(
        TEXTS[one % len(TEXTS)], title=TITLES[other % len(TITLES)], source=f"{one % 4}",
        media_type="text/plain",
    )  # fmt: skip


def highlight(study: Study, one: int, other: int, name: str) -> None:
    tags = [name, NAMES[other % len(NAMES)]][: other % 3]
    start = other % 7
    study.highlights.make(pick(study, "articles", one), Span(start, start + 1 + one % 4), tags=tags)


def link(study: Study, one: int, other: int, name: str) -> None:
    linked(study, pick(study, "highlights", one), pick(study, "highlights", other), "adds")


def miss(study: Study, one: int, other: int, name: str) -> None:
    linked(study, pick(study, "highlights", one), pick(study, "articles", other), ABSENT)


def rename(study: Study, one: int, other: int, name: str) -> None:
    study.codebook.branch(study.codebook.get(pick(study, "tags", one)).name).renaming(
        name
    ).at_once()


WORK: dict[str, Callable[[Study, int, int, str], object]] = {
    "add": add,
    "highlight": highlight,
    "link": link,
    "miss": miss,
    "rename": rename,
    "set": lambda s, one, other, name: s.articles.set(
        pick(s, "articles", one), outlet=name, tags=[pick(s, "tags", other)]
    ),
    "title": lambda s, one, other, name: s.articles.set(pick(s, "articles", one), title=name),
    "drop": lambda s, one, other, name: s.articles.remove(pick(s, "articles", one)),
    "retag": lambda s, one, other, name: s.highlights.retag([pick(s, "highlights", one)], [name]),
    "note": lambda s, one, other, name: s.highlights.note(pick(s, "highlights", one), name),
    "respan": lambda s, one, other, name: s.highlights.respan(
        pick(s, "highlights", one), Span(other % 5, other % 5 + 2)
    ),
    "delete": lambda s, one, other, name: s.highlights.remove([pick(s, "highlights", one)]),
    "relate": lambda s, one, other, name: s.links.set(pick(s, "links", one), relation=name),
    "tag": lambda s, one, other, name: s.codebook.add(name),
    "untag": lambda s, one, other, name: s.codebook.branch(name).removal().at_once(),
    "key": lambda s, one, other, name: s.codebook.change(
        pick(s, "tags", one), key=("1", "2", "3", None)[other % 4]
    ),
    "describe": lambda s, one, other, name: s.codebook.change(
        pick(s, "tags", one), description=name
    ),
}

picks = st.integers(0, 11)
steps = st.lists(
    st.tuples(st.sampled_from(list(WORK)), picks, picks, st.sampled_from(NAMES)), max_size=14
)
BEGUN: list[Step] = [
    ("add", 0, 0, ""), ("add", 1, 1, ""), ("tag", 0, 0, "a"), ("tag", 0, 0, "a/b"),
    ("tag", 0, 0, "c"), ("highlight", 0, 2, "a"), ("highlight", 1, 1, "c"),
    ("highlight", 2, 4, "b"), ("link", 0, 1, ""), ("miss", 1, 0, ""),
]  # fmt: skip
ADDED: list[Step] = [("add", 0, 0, ""), ("add", 1, 1, ""), ("add", 2, 0, "")]


@st.composite
def grown(draw: st.DrawFn) -> tuple[Coder, Coder]:
    """Two coders whose studies are copies of the same study, edited further."""
    base = Coder("base").works(BEGUN + draw(steps))
    return tuple(Coder(name, base.study).works(draw(steps)) for name in ("ana", "ben"))  # type: ignore[return-value]


@st.composite
def apart(draw: st.DrawFn) -> tuple[Coder, Coder]:
    """Two coders who each added the same articles themselves."""
    return tuple(Coder(name).works(ADDED + draw(steps) + draw(steps)) for name in ("ana", "ben"))  # type: ignore[return-value]


def records(study: Study) -> Records:
    """All records of a study by kind and id, as exported: with the names of tags."""
    export = json.loads(encode(study.state, exported=THEN))
    return {table: {record["id"]: record for record in export[table]} for table in RECORD_TABLES}


def kept(study: Study) -> Records:
    """All records of a study by kind and id, as its file has them."""
    return {t: {r.id: r.to_fields() for r in study.state.table(t).values()} for t in RECORD_TABLES}


def others(records: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    return {id: record for id, record in records.items() if id not in known}


def taken(ana: Coder, offer: Offer, prefer: Side, *, same_articles: bool) -> Adoption | None:
    """Adopt an offer and return the result; None if it was refused, which must change nothing."""
    before = kept(ana.study)
    try:
        return adopt(ana.study, offer, prefer=prefer, same_articles=same_articles)
    except Conflict as conflict:
        event("refused")
        for sentence in conflict.conflicts:
            assert "has the title and text of" in sentence or "its own article" in sentence
        assert kept(ana.study) == before
        return None


def moved(record: dict[str, Any], homes: dict[str, str]) -> dict[str, Any]:
    """A highlight or link with its articles' ids replaced by those of this study."""
    ends = {"article", "target"} & record.keys()
    return {**record, **{end: homes.get(record[end], record[end]) for end in ends}}


def is_as_here(ana: Coder, theirs: Records, before: Records, names: Records) -> None:
    """Assert that none of our records changed and that all new records of theirs were added."""
    now, shown = kept(ana.study), records(ana.study)
    for table in RECORD_TABLES:
        assert {id: now[table][id] for id in before[table]} == before[table]
    here = {tag["name"] for tag in shown["tags"].values()}
    for tag in theirs["tags"].values():
        assert tag["name"] in here or tag["id"] in before["tags"]
    said = {
        tag["name"]: {tag["name"], names["tags"].get(tag["id"], tag)["name"]}
        for tag in theirs["tags"].values()
    }
    for table in ("articles", "highlights", "links"):
        for id, record in others(theirs[table], before[table]).items():
            new = shown[table][id]
            assert {**record, "tags": 0} == {**new, "tags": 0}
            tags = zip(record.get("tags", ()), new.get("tags", ()), strict=True)
            assert all(there in said[name] for name, there in tags)


def is_as_there(ana: Coder, theirs: Records, before: Records, names: Records) -> None:
    """Assert that records of both are as in the file and those that only we have are unchanged."""
    now, shown = kept(ana.study), records(ana.study)
    tags = {tag["name"]: {**tag, "id": ""} for tag in shown["tags"].values()}
    met = {tag["name"] for tag in theirs["tags"].values()}
    unmet = {tag["color"] for tag in names["tags"].values() if tag["name"] not in met}
    for tag in theirs["tags"].values():
        here = tags[tag["name"]]
        assert {**here, "color": 0} == {**tag, "id": "", "color": 0}
        assert here["color"] == tag["color"] or tag["color"] in unmet
    for table in ("articles", "highlights", "links"):
        assert {id: shown[table][id] for id in theirs[table]} == theirs[table]
        assert others(now[table], theirs[table]) == others(before[table], theirs[table])
    for id, tag in others(before["tags"], theirs["tags"]).items():
        if tag["name"] not in met:
            assert {**now["tags"][id], "key": 0} == {**tag, "key": 0}


def colors_tell_apart(ana: Coder, names: Records) -> None:
    """Assert that no added tag has the colour of an existing one while free colours remain."""
    was = {tag["color"] for tag in names["tags"].values()}
    for tag in ana.study.codebook:
        if tag.id not in names["tags"]:
            assert tag.color not in was


def is_sound(ana: Coder, agrees: Callable[[Study], None]) -> None:
    assert list(problems(ana.study.state)) == []
    agrees(ana.study)


def taken_again_is_nothing(ana: Coder, offer: Offer, prefer: Side, *, same_articles: bool) -> None:
    now, last = kept(ana.study), ana.study.last
    again = adopt(ana.study, offer, prefer=prefer, same_articles=same_articles)
    assert not any(again.added.values())
    assert again.keyless == ()
    assert prefer == "ours" or not any(again.differing.values())
    assert (kept(ana.study), ana.study.last) == (now, last)


def turned_round_is_the_study_before(ana: Coder, before: Records) -> None:
    ana.study.commit("back", ana.written[-1].inverse())
    now = kept(ana.study)
    assert now == before
    assert [list(now[table]) for table in RECORD_TABLES] == [
        list(before[table]) for table in RECORD_TABLES
    ]


@settings(suppress_health_check=list(HealthCheck), max_examples=200)
@pytest.mark.parametrize("prefer", ["ours", "theirs"])
@pytest.mark.parametrize("same_articles", [False, True])
@given(data=st.data())
def test_whatever_two_coders_did_it_comes_together_as_they_say(
    data: st.DataObject, prefer: Side, same_articles: bool, agrees: Callable[[Study], None]
) -> None:
    ana, ben = data.draw(grown() | apart())
    before, names, offer, theirs = (
        kept(ana.study),
        records(ana.study),
        ben.offers(),
        records(ben.study),
    )
    last = ana.study.last
    adoption = taken(ana, offer, prefer, same_articles=same_articles)
    if adoption is None:
        return
    for table, number in adoption.differing.items():
        event(f"differing {table}: {number > 0}")
    event(f"joined: {len(adoption.joined) > 0}; keyless: {len(adoption.keyless) > 0}")
    homes = {there.id: here.id for there, here in adoption.joined}
    theirs["articles"] = others(theirs["articles"], homes)
    for table in ("highlights", "links"):
        theirs[table] = {id: moved(one, homes) for id, one in theirs[table].items()}
    if prefer == "ours":
        is_as_here(ana, theirs, before, names)
    else:
        is_as_there(ana, theirs, before, names)
    if prefer == "ours":
        colors_tell_apart(ana, names)
    is_sound(ana, agrees)
    taken_again_is_nothing(ana, offer, prefer, same_articles=same_articles)
    if ana.study.last > last:
        turned_round_is_the_study_before(ana, before)
