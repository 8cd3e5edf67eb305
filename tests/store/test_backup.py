"""The backup is a complete study; with its journal it leads to all saved edits."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB

from annotations.errors import DiptychError, Refused, StudyDamaged, StudyGone
from annotations.store import Store
from annotations.store.rescue.check import check
from tests.store.conftest import add_article, mark, whole


def backup_of(path: Path) -> Path:
    return path.with_name("study.json.bak")


@pytest.fixture
def held(path: Path, open_store: Callable[..., Store]) -> bytes:
    """The contents of a study that was stopped after two checkpoints and another edit."""
    with open_store() as store:
        article = add_article(store.study)
    store = open_store()
    mark(store.study, article)
    store.checkpoint()
    mark(store.study, article, 4, 9)
    store.checkpoint()
    mark(store.study, article, 5, 9)
    store.flush()
    store.abandon()
    return whole(store.study)


def test_leads_to_every_saved_edit_when_the_file_is_damaged_or_gone(
    held: bytes, path: Path, open_store: Callable[..., Store]
) -> None:
    path.write_bytes(b"{")
    with pytest.raises(StudyDamaged) as caught:
        open_store()
    assert str(backup_of(path)) in str(caught.value)
    for _ in range(2):
        with Store.open(backup_of(path), coder="ana", access="read") as backup:
            assert whole(backup.study) == held
        path.unlink(missing_ok=True)


def test_is_for_reading_and_becomes_a_study_elsewhere(
    held: bytes, path: Path, tmp_path: Path
) -> None:
    with pytest.raises(DiptychError, match="is a backup"):
        Store.open(backup_of(path), coder="ana")
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    with Store.open(backup_of(path), coder="ana", access="write or read") as store:
        assert store.read_only
        assert store.status.message == (
            "study.json.bak is a backup, for reading only; save it under another name."
        )
        with pytest.raises(Refused, match="is a backup"):
            store.study.codebook.add("new")
        store.save_elsewhere(tmp_path / "again.json")
        assert not store.read_only
        store.study.codebook.add("new")
    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before
    with Store.open(tmp_path / "again.json", coder="ana") as store:
        assert store.study.codebook.named("new")
        store.study.undo()
        store.study.codebook.add("new")
        store.study.codebook.branch("new").removal().at_once()
        assert whole(store.study) == held


def test_of_a_damaged_journal_what_comes_before_the_damage_is_there_and_it_says_so(
    held: bytes, path: Path, open_store: Callable[..., Store]
) -> None:
    journal = path.with_name("study.json.journal")
    journal.write_bytes(journal.read_bytes().rstrip(b"\0")[:-3] + b"x}\n")
    with pytest.raises(StudyDamaged, match="journal is damaged at line 2"):
        open_store()
    with Store.open(backup_of(path), coder="ana", access="read") as backup:
        assert len(backup.study.highlights) == 2
        assert backup.status.message == (
            "study.json.bak is a backup, for reading only; save it under another name. "
            "study.json.journal is damaged at line 2: its checksum is wrong. "
            "What came after that is missing."
        )


def spoil_beginning(journal: Path) -> None:
    journal.write_bytes(b"x" + journal.read_bytes()[1:])


def test_a_journal_without_its_beginning_leaves_the_backup_all_that_was_folded_in(
    held: bytes, path: Path, open_store: Callable[..., Store]
) -> None:
    spoil_beginning(path.with_name("study.json.journal"))
    with pytest.raises(StudyDamaged, match=r"line 1: .* open .*study\.json\.bak to read"):
        open_store()
    with Store.open(backup_of(path), coder="ana", access="read") as backup:
        assert len(backup.study.highlights) == 2
        assert backup.status.message == (
            "study.json.bak is a backup, for reading only; save it under another name. "
            "study.json.journal is damaged at line 1: the journal has no beginning. "
            "What came after that is missing."
        )
    [problem] = check(backup_of(path)).problems
    assert "study.json.journal is damaged at line 1" in problem.sentence
    assert check(backup_of(path)).counts["highlights"] == 2


def test_without_the_beginning_of_its_own_journal_the_backup_is_read_alone(
    held: bytes, path: Path
) -> None:
    for name in ("study.json.bak.journal", "study.json.journal"):
        spoil_beginning(path.with_name(name))
        with Store.open(backup_of(path), coder="ana", access="read") as backup:
            assert len(backup.study.highlights) == 1
            assert "study.json.bak.journal is damaged at line 1: " in backup.status.message


def test_a_spoiled_journal_of_an_older_backup_is_not_missed(held: bytes, path: Path) -> None:
    # The state after a crash between the two renames: the study's own journal continues the backup.
    backup_of(path).write_bytes(path.read_bytes())
    spoil_beginning(path.with_name("study.json.bak.journal"))
    with Store.open(backup_of(path), coder="ana", access="read") as backup:
        assert whole(backup.study) == held
        assert "damaged" not in backup.status.message
    assert check(backup_of(path)).problems == ()


def test_a_missing_study_with_a_journal_is_not_begun_anew(
    held: bytes, path: Path, open_store: Callable[..., Store]
) -> None:
    path.unlink()
    with pytest.raises(
        StudyGone, match=r"no study .*study.json, but study.json.journal, study.json\."
    ):
        open_store()
    assert not path.exists()


def test_has_bytes_of_its_own_after_a_crash_that_left_it_a_second_name(
    path: Path, open_store: Callable[..., Store]
) -> None:
    with open_store() as store:
        mark(store.study, add_article(store.study))
        held = whole(store.study)
    backup_of(path).unlink()
    backup_of(path).hardlink_to(path)
    open_store().close()
    with TinyDB(path) as db:
        db.drop_tables()
    with Store.open(backup_of(path), coder="ana", access="read") as backup:
        assert whole(backup.study) == held


def test_where_there_is_none_that_is_said(path: Path, open_store: Callable[..., Store]) -> None:
    path.write_bytes(b"")
    with pytest.raises(StudyDamaged) as caught:
        open_store()
    assert str(caught.value) == (
        "study.json is damaged: it is empty. Nothing was altered; there is no backup of it. "
        f"To save what can be saved: diptych --study {path} check --repair --output NEW.json"
    )


def test_of_one_that_is_damaged_itself_it_is_said_what_can_be_done(held: bytes, path: Path) -> None:
    backup_of(path).write_bytes(b"{}")
    with pytest.raises(StudyDamaged) as caught:
        Store.open(backup_of(path), coder="ana", access="read")
    assert f"diptych --study {backup_of(path)} check --repair" in str(caught.value)


def test_without_any_journal_the_backup_is_read_as_it_is(held: bytes, path: Path) -> None:
    for journal in path.parent.glob("*.journal"):
        journal.unlink()
    with Store.open(backup_of(path), coder="ana", access="read") as backup:
        assert len(backup.study.highlights) == 1
        assert backup.status.message == (
            "study.json.bak is a backup, for reading only; save it under another name."
        )
