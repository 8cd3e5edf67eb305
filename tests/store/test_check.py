"""A check reports what a study holds and everything wrong with it, and changes nothing."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from msgspec.structs import replace

from annotations.change import Change, Edit
from annotations.errors import DiptychError
from annotations.record import utc_now
from annotations.store import Store
from annotations.store.journal import Header
from annotations.store.journal_writing import Journal
from annotations.store.pieces import encode_change
from annotations.store.rescue.check import check
from tests.store.conftest import add_article, mark


def test_counts_what_file_and_journal_hold(path: Path, open_store: Callable[..., Store]) -> None:
    with open_store() as store:
        article = add_article(store.study)
        store.checkpoint()
        mark(store.study, article)
        mark(store.study, article, 4, 9)
        store.flush()
        before = {file.name: file.read_bytes() for file in path.parent.iterdir()}
        report = check(path)
        assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before
    assert report.counts == {"articles": 1, "tags": 1, "highlights": 2, "links": 0}
    assert report.journal_changes == 2
    assert report.problems == ()
    assert check(path).journal_changes == 0
    assert check(path.with_name("study.json.bak")).counts == report.counts


def test_tells_all_that_is_wrong(path: Path, open_store: Callable[..., Store]) -> None:
    with open_store() as store:
        article = add_article(store.study)
        one = mark(store.study, article)
        other = mark(store.study, article, 4, 9)
    file = json.loads(path.read_bytes())
    file["highlights"]["1"]["quote"] = "xyz"
    file["highlights"]["2"]["tags"] = ["gone"]
    path.write_text(json.dumps(file))
    problems = check(path).problems
    assert [problem.place for problem in problems] == [
        f"highlights {one}, quote",
        f"highlights {other}, tags",
    ]


def test_tells_where_a_file_or_journal_is_broken(
    path: Path, open_store: Callable[..., Store]
) -> None:
    store = open_store()
    add_article(store.study)
    store.flush()
    store.abandon()
    journal = path.with_name("study.json.journal")
    journal.write_bytes(journal.read_bytes().replace(b"mission", b"MISSION"))
    [problem] = check(path).problems
    assert "study.json.journal is damaged at line 2" in problem.sentence
    path.write_bytes(b"[]")
    report = check(path)
    assert (report.counts, report.journal_changes) == ({}, 0)
    [problem] = report.problems
    assert "study.json is damaged: it holds no tables" in problem.sentence


def test_a_study_that_is_not_there_is_no_damage(path: Path) -> None:
    with pytest.raises(DiptychError, match="There is no study") as caught:
        check(path)
    assert caught.value.exit_code == 1


def test_what_is_wrong_with_the_file_is_told_before_the_journal_is_tried(
    path: Path, open_store: Callable[..., Store]
) -> None:
    with open_store() as store:
        mark(store.study, add_article(store.study))
        tag = next(iter(store.study.codebook)).id
    file = json.loads(path.read_bytes())
    file["tags"] = {}
    path.write_text(json.dumps(file))
    gone = Edit(table="tags", id=tag, before={"name": "frame"}, after={"name": "x"})
    change = Change(number=4, label="x", time=utc_now(), coder="ana", edits=(gone,))
    header = Header(
        study=file["study"]["1"]["id"], continues=sha256(path.read_bytes()).hexdigest(),
        after=file["study"]["1"]["folded"],
    )  # fmt: skip
    numbered = replace(change, number=header.after + 1)
    journal = path.with_name("study.json.journal")
    Journal.create(journal, header, 0o600, [encode_change(numbered)]).close()
    report = check(path)
    assert [problem.sentence for problem in report.problems] == [f"there is no tag {tag}"]
    assert report.journal_changes == 1
    assert report.counts["highlights"] == 1
