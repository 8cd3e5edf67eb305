"""A repair applies the changes of the journals beside a file, as far as they are valid and fit."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from annotations.store import Store
from annotations.store.journal import Header, decode
from annotations.store.journal_writing import Journal
from annotations.store.pieces import encode_change
from annotations.store.rescue.repair import Repair, repaired
from annotations.study.integrity import problems
from tests.store.conftest import add_article, mark


def journal_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.journal")


def names(repair: Repair) -> list[str]:
    return [tag.name for tag in repair.state.tags.values()]


@pytest.fixture
def stopped(path: Path, open_store: Callable[..., Store]) -> Path:
    """A study that was stopped: one tag in its file, three more in its journal."""
    with open_store() as store:
        store.study.codebook.add("filed")
    store = open_store()
    for name in ("one", "two", "three"):
        store.study.codebook.add(name)
        store.flush()
    store.abandon()
    return path


def test_all_changes_are_made_and_counted(stopped: Path) -> None:
    repair = repaired(stopped)
    assert repair.told == ()
    assert names(repair) == ["filed", "one", "two", "three"]
    assert repair.state.info.folded == 4


def test_without_a_journal_the_file_alone_counts(stopped: Path) -> None:
    journal_of(stopped).unlink()
    repair = repaired(stopped)
    assert names(repair) == ["filed"]
    assert repair.state.info.folded == 1


def test_what_the_file_has_already_is_not_made_again(stopped: Path) -> None:
    tables = json.loads(stopped.read_bytes())
    tables["study"]["1"]["folded"] = 2
    stopped.write_text(json.dumps(tables))
    repair = repaired(stopped)
    assert names(repair) == ["filed", "two", "three"]
    assert repair.told == (
        "study.json.journal continues another state of the file; what fits is taken",
    )


def test_a_change_that_does_not_fit_is_told_and_those_after_it_are_made(stopped: Path) -> None:
    contents = decode(journal_of(stopped).read_bytes(), "journal")
    first, *others = contents.changes
    misfit = replace(first, edits=(replace(first.edits[0], before={"name": "x"}),))
    header = Header(study=contents.header.study, continues=contents.header.continues, after=1)
    journal_of(stopped).unlink()
    Journal.create(
        journal_of(stopped), header, 0o600, [encode_change(c) for c in (misfit, *others)]
    ).close()
    repair = repaired(stopped)
    assert names(repair) == ["filed", "two", "three"]
    assert repair.state.info.folded == 4
    (told,) = repair.told
    assert told.startswith("the journal's change 2 is left out: That cannot be done: ")


def test_of_a_damaged_journal_the_beginning_is_taken_and_the_next_one_too(stopped: Path) -> None:
    data = journal_of(stopped).read_bytes()
    lines = data.splitlines(keepends=True)
    following = stopped.with_name("study.json.journal.next")
    contents = decode(data, "journal")
    header = Header(study=contents.header.study, continues="0" * 64, after=3)
    Journal.create(following, header, 0o600, [encode_change(contents.changes[2])]).close()
    journal_of(stopped).write_bytes(b"".join([*lines[:2], lines[2][:-3] + b"x}\n", lines[3]]))
    repair = repaired(stopped)
    assert names(repair) == ["filed", "one", "three"]
    assert repair.told == (
        "study.json.journal is damaged at line 3: its checksum is wrong. "
        "What came after that is left out.",
        "study.json.journal.next continues another state of the file; what fits is taken",
    )
    journal_of(stopped).unlink()
    assert names(repaired(stopped)) == ["filed", "three"]
    journal_of(stopped).write_bytes(b"x")
    repair = repaired(stopped)
    assert names(repair) == ["filed", "three"]
    assert repair.told[0] == (
        "study.json.journal is damaged at line 1: the journal has no beginning."
    )


def test_a_damaged_backup_is_repaired_with_the_journals_of_its_study(
    stopped: Path, open_store: Callable[..., Store]
) -> None:
    with open_store() as store:
        store.checkpoint()
    store = open_store()
    mark(store.study, add_article(store.study), tag="last")
    store.flush()
    store.abandon()
    backup = stopped.with_name("study.json.bak")
    backup.write_bytes(backup.read_bytes().replace(b'"filed"', b'" filed"'))
    repair = repaired(backup)
    assert names(repair) == ["filed", "one", "two", "three", "last"]
    assert len(repair.state.highlights) == 1


def test_what_changes_left_dangling_is_mended_after_them(
    path: Path, open_store: Callable[..., Store]
) -> None:
    with open_store() as store:
        mark(store.study, add_article(store.study), tag="doomed")
    store = open_store()
    store.study.codebook.branch(next(iter(store.study.codebook)).name).removal().at_once()
    store.flush()
    store.abandon()
    data = journal_of(path).read_bytes()
    contents = decode(data, "journal")
    (change,) = contents.changes
    tags_alone = replace(change, edits=tuple(e for e in change.edits if e.table == "tags"))
    journal_of(path).unlink()
    Journal.create(journal_of(path), contents.header, 0o600, [encode_change(tags_alone)]).close()
    repair = repaired(path)
    assert list(problems(repair.state)) == []
    assert [highlight.tags for highlight in repair.state.highlights.values()] == [()]
    (told,) = repair.told
    assert told.endswith("is not there and was taken off")
