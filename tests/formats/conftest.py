"""A study for exports, and what its export holds."""

import json
from typing import Any

import pytest

from annotations.link import ABSENT
from annotations.span import Span
from annotations.study import Study
from annotations.study.state import State
from tests.exporting import encode
from tests.linking import linked

NOW = "2026-01-02T03:04:05.000Z"
TEXT = "The embassy will close.\nNobody was told \N{FLAG IN HOLE}, say \u201csources\u201d."


def empty(coder: str = "ben") -> Study:
    return Study(State.empty(id="other", created=NOW), coder=coder)


@pytest.fixture
def study() -> Study:
    """Two articles, nested tags, a plain highlight, notes and both kinds of link.

    Ids descend, so that the order by id differs from the order of creation.
    """
    falling = iter(range(99, 0, -1))
    study = Study(
        State.empty(id="study", created=NOW), coder="ana", make_id=lambda: f"r{next(falling)}"
    )
    one = study.articles.add(
        TEXT, title="A mission closes", source="~/a.txt", media_type="text/plain"
    )
    two = study.articles.add(
        "Envoys go home.", title="Home", source="~/b.txt", media_type="text/plain",
        outlet="The Ledger", published="2021-10",
    )  # fmt: skip
    first = study.highlights.make(one.article.id, Span(4, 11), tags=["frame/conflict", "actor"])
    second = study.highlights.make(two.article.id, Span(0, 6), note="why\nenvoys?")
    study.highlights.make(one.article.id, Span(0, 3), tags=["actor"])
    linked(study, first.id, second.id, "contradicts")
    linked(study, first.id, two.article.id, ABSENT)
    study.articles.set(two.article.id, tags=[study.codebook.add("read twice").id], status="done")
    return study


def exported(study: Study, **options: Any) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(encode(study.state, exported=NOW, **options))
    return content
