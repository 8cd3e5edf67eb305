"""Every inconsistency is reported by table, id and field; consistent records are not mentioned."""

from collections.abc import Callable

import pytest

from annotations.article import digest
from annotations.study.integrity import problems
from annotations.study.records import RECORDS, StudyInfo
from annotations.study.state import State
from tests.annotations.conftest import ROWS_TEXT as TEXT
from tests.annotations.conftest import Rows


def problems_of(rows: Rows) -> list[str]:
    """All problems of a study with these records."""
    state = State(StudyInfo.from_fields(rows["study"][0]))
    for table, kind in RECORDS.items():
        if table != "study":
            state.load(table, (kind.from_fields(fields) for fields in rows[table]))
    return [str(problem) for problem in problems(state)]


def altered(table: str, nth: int = 0, **fields: object) -> Callable[[Rows], object]:
    return lambda rows: rows[table][nth].update(fields)


def with_text(text: str) -> Callable[[Rows], object]:
    return altered("articles", 1, text=text, sha256=digest(text))


ODD: dict[str, Callable[[Rows], object]] = {
    "articles b, text: the text holds a carriage return": with_text("a\rb"),
    "articles b, text: the text begins with a byte-order mark": with_text("\ufeffab"),
    "articles b, sha256: the text has another SHA-256": altered("articles", 1, text="x"),
    "articles b, tags: there is no tag gone": altered("articles", 1, tags=["t", "gone"]),
    "tags u, name: the tag t has this name too": lambda rows: rows["tags"].append(
        {**rows["tags"][0], "id": "u", "key": None}
    ),
    "tags u, key: the tag t has this key too": lambda rows: rows["tags"].append(
        {**rows["tags"][0], "id": "u", "name": "u"}
    ),
    "highlights h, tags: there is no tag gone": altered("highlights", tags=["t", "gone"]),
    "highlights h, article: there is no article gone": altered("highlights", article="gone"),
    "highlights h, end: the text ends at 83, before 84": altered(
        "highlights", start=80, end=84, quote="agex"
    ),
    "highlights h, quote: it is not what the text says there": altered("highlights", quote="two"),
    "highlights i, prefix: the text around it differs": altered("highlights", 1, prefix="One "),
    "highlights i, suffix: the text around it differs": altered("highlights", 1, suffix="x"),
    "links l, source: there is no highlight gone": altered("links", source="gone"),
    "links l, target: there is no highlight a": altered("links", target="a"),
    "links l, target: there is no article i": altered("links", relation="absent from"),
    "links l, target: a passage cannot be linked to itself": altered("links", target="h"),
}


def test_what_an_older_version_took_in_still_opens(rows: Rows) -> None:
    altered("links", relation="absent from", target="a")(rows)
    assert problems_of(rows) == []


def test_a_study_that_holds_together_has_no_problems(rows: Rows) -> None:
    around = {"prefix": TEXT[48:80], "suffix": ""}
    rows["highlights"].append(
        {**rows["highlights"][0], "id": "end", "start": 80, "end": 83, "quote": "age", **around}
    )
    around = {"prefix": TEXT[8:40], "suffix": TEXT[43:75]}
    rows["highlights"].append(
        {**rows["highlights"][0], "id": "m", "start": 40, "end": 43, "quote": TEXT[40:43], **around}
    )
    rows["links"].append({**rows["links"][0], "id": "m", "target": "b", "relation": "absent from"})
    assert problems_of(rows) == []


@pytest.mark.parametrize("problem", ODD)
def test_what_is_wrong_is_named(rows: Rows, problem: str) -> None:
    ODD[problem](rows)
    assert problems_of(rows) == [problem]


def test_the_quote_at_the_very_end_is_looked_at_before_the_end(rows: Rows) -> None:
    altered("highlights", start=80, end=83, quote="xyz")(rows)
    assert problems_of(rows) == ["highlights h, quote: it is not what the text says there"]


def test_all_problems_are_told_in_the_order_of_the_study(rows: Rows) -> None:
    for spoil in list(ODD.values())[2:4]:
        spoil(rows)
    altered("highlights", 1, tags=["gone", "lost"], prefix="")(rows)
    altered("links", source="gone", target="gone")(rows)
    assert problems_of(rows) == [
        "articles b, sha256: the text has another SHA-256",
        "articles b, tags: there is no tag gone",
        "highlights i, prefix: the text around it differs",
        "highlights i, tags: there is no tag gone",
        "highlights i, tags: there is no tag lost",
        "links l, source: there is no highlight gone",
        "links l, target: there is no highlight gone",
    ]
