"""An interrupted checkpoint leaves at most one valid journal, and never loses edits."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from annotations.errors import StudyDamaged
from annotations.store import SaveStatus, Store, disk, saving
from annotations.store.checkpoint import Snapshot, Swap, journal_of, settle
from annotations.store.encoding import encoded
from annotations.store.journal import Fold, Header
from annotations.store.journal_writing import Journal
from annotations.store.paths import Paths
from annotations.store.pieces import encode_change
from annotations.store.storage import StudyStorage
from tests.store.conftest import Held, add_article, at_rest, mark, whole


@pytest.fixture
def stopped(path: Path, open_store: Callable[..., Store], monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The contents of a study stopped after replacing its file, before removing its journal."""
    store = open_store()
    mark(store.study, add_article(store.study))
    store.flush()
    journal = Paths(path).journal
    real = disk.remove
    with monkeypatch.context() as patch:
        patch.setattr(disk, "remove", lambda gone: None if gone == journal else real(gone))
        store.close()
    assert at_rest(path) == {journal.name}
    return whole(store.study)


def digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def test_a_journal_that_is_in_the_file_already_is_passed_over_and_removed(
    stopped: bytes, path: Path, open_store: Callable[..., Store]
) -> None:
    assert journal_of(Paths(path), digest(path)) is None
    with open_store(access="read") as reader:
        assert whole(reader.study) == stopped
    with open_store() as store:
        assert whole(store.study) == stopped
        assert at_rest(path) == {"study.json.lock"}


def test_a_journal_that_went_into_another_file_is_not_passed_over(
    stopped: bytes, path: Path
) -> None:
    with pytest.raises(StudyDamaged, match=r"another file than this study\.json"):
        journal_of(Paths(path), "0" * 64)


def test_a_journal_with_edits_after_its_fold_is_not_passed_over(stopped: bytes, path: Path) -> None:
    paths = Paths(path)
    contents = journal_of(paths, digest(paths.backup))
    assert contents is not None
    last = len(contents.changes)
    paths.journal.unlink()
    journal = Journal.create(
        paths.journal, contents.header, 0o600, [encode_change(c) for c in contents.changes]
    )
    journal.note(Fold(last - 1, digest(path)))
    journal.close()
    with pytest.raises(StudyDamaged) as caught:
        journal_of(paths, digest(path))
    assert str(caught.value) == (
        "study.json.journal continues another file than this study.json, which another program "
        f"has changed or put here. To go on without its {last} edits, move the journal away."
    )


def test_edits_made_while_a_checkpoint_is_written_are_in_the_journal_that_follows(
    path: Path, open_store: Callable[..., Store], held: Held
) -> None:
    store = open_store()
    article = add_article(store.study)
    held.begin(store)
    mark(store.study, article)
    mark(store.study, article, 4, 9)
    assert store.flush()
    held.goes_on.set()
    store._saving._writer.wait_for_fold()  # type: ignore[union-attr]
    assert at_rest(path) == {"study.json.journal", "study.json.lock"}
    store.abandon()
    with open_store(access="read") as reader:
        assert reader.study.state.info.folded == 1
        assert whole(reader.study) == whole(store.study)


def test_who_waits_has_a_turn_after_each_piece_that_is_written_or_looked_through(
    open_store: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    rests: list[None] = []
    monkeypatch.setattr(saving, "rest", lambda: rests.append(None))
    store = open_store()
    mark(store.study, add_article(store.study))
    assert store.flush()
    snapshot = Snapshot.of(store.study.state, store.study.last)
    store.begin_checkpoint()
    store._saving._writer.wait_for_fold()  # type: ignore[union-attr]
    looked_through = [records for records in snapshot.records.values() if records]
    assert len(rests) == len(list(encoded(snapshot.tables))) + len(looked_through)
    store.close()


def test_a_journal_that_a_crash_left_goes_on_as_it_is(
    path: Path, open_store: Callable[..., Store]
) -> None:
    store = open_store()
    mark(store.study, add_article(store.study))
    assert store.flush()
    store.abandon()
    journal = Paths(path).journal
    left = journal.stat().st_ino
    with open_store() as again:
        assert again.recovered == 2
        assert again.status == SaveStatus("saved")
        assert again.flush()
        assert journal.stat().st_ino == left


def test_what_was_prepared_is_withdrawn_though_a_part_of_it_cannot_be(
    path: Path, open_store: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store().close()
    paths = Paths(path)
    with open_store(access="read") as store:
        snapshot = Snapshot.of(store.study.state, 0)
    swap = Swap(paths, snapshot, StudyStorage(path).prepare(snapshot.tables))
    paths.next_journal.touch()
    real = disk.remove

    def remove(gone: Path) -> None:
        if gone == swap.prepared.path:
            raise OSError("no")
        real(gone)

    monkeypatch.setattr(disk, "remove", remove)
    swap.withdraw()
    assert at_rest(path) == {swap.prepared.path.name}


def test_opening_brings_what_a_crash_left_into_order(path: Path, tmp_path: Path) -> None:
    paths = Paths(path)
    Store.open(path, coder="ana").close()
    header: dict[str, Any] = {"study": "s", "after": 0}
    following = Header(continues=digest(path), **header)
    Journal.create(paths.next_journal, following, 0o600).close()
    Journal.create(paths.journal, Header(continues="0" * 64, **header), 0o600).close()
    for target in paths.replaced:
        paths.temporary(target).touch()
    contents = journal_of(paths, digest(path))
    assert contents is not None
    journal = settle(paths, digest(path), contents)
    assert journal is not None
    journal.close()
    assert at_rest(path) == {"study.json.journal"}
    assert journal_of(paths, digest(path)) == contents
    journal = settle(paths, digest(path), contents)
    assert journal is not None
    journal.close()
    assert at_rest(path) == {"study.json.journal"}
    assert settle(paths, digest(path), None) is None
    assert at_rest(path) == set()
