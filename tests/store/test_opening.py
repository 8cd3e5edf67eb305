"""The exact reasons why a study cannot be opened or created; failing leaves nothing behind."""

import os
from collections.abc import Callable
from errno import ENAMETOOLONG
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from annotations.change import Change, Edit
from annotations.errors import DiptychError, StudyDamaged, StudyGone
from annotations.store import SaveStatus, Store, finding
from annotations.store.journal import Header
from annotations.store.journal_writing import Journal
from annotations.store.paths import Paths
from annotations.store.pieces import encode_change
from tests.store.conftest import add_article, at_rest, whole


@pytest.fixture
def made(path: Path, open_store: Callable[..., Store]) -> bytes:
    """The contents of a study that was closed."""
    with open_store() as store:
        add_article(store.study)
        return whole(store.study)


def refusal(open_it: Callable[[], Any]) -> str:
    with pytest.raises(DiptychError) as caught:
        open_it()
    return str(caught.value)


def test_one_that_is_not_there_is_made_to_be_written_and_missed_to_be_read(
    path: Path, open_store: Callable[..., Store]
) -> None:
    assert refusal(lambda: open_store(access="read")) == f"There is no study {path}."
    assert not path.exists()
    ids = iter(["study"])
    below = path.parent / "a" / "b" / "s.json"
    clock = lambda: "2024-05-01T10:00:00Z"  # noqa: E731 - a clock of its own
    with Store.open(
        below, coder="ana", access="write or read", clock=clock, make_id=lambda: next(ids)
    ) as store:
        assert store.path == below
        assert (store.study.coder, store.study.last) == ("ana", 0)
        info = store.study.state.info
        assert (info.id, info.created, info.folded) == ("study", "2024-05-01T10:00:00Z", 0)
    assert at_rest(below) == set()


def test_a_folder_is_no_study(path: Path, open_store: Callable[..., Store]) -> None:
    path.mkdir()
    for access in ("write", "read", "write or read"):
        assert refusal(lambda: open_store(access=access)) == f"{path} is a folder, not a study."  # noqa: B023
    assert at_rest(path) == set()


MARKED = "is marked read-only; take the mark off (chmod u+w), or change a copy"


def test_a_file_that_is_marked_read_only_is_read(
    made: bytes, path: Path, open_store: Callable[..., Store]
) -> None:
    path.chmod(0o444)
    marked = f"{path} {MARKED}."
    assert refusal(open_store) == marked
    with open_store(access="write or read") as store:
        assert whole(store.study) == made
        assert store.status == SaveStatus("read-only", f"Read-only: {marked}")
        assert store.holder == ""
        assert refusal(lambda: store.study.codebook.add("x")) == store.status.message
    for mode in (0o200, 0o020, 0o002):
        path.chmod(mode | 0o444)
        with open_store() as store:
            assert not store.read_only


@pytest.mark.parametrize("mode", [0o444, 0o644])
@pytest.mark.parametrize(
    ("of_disk", "why"),
    [(True, "the disk is read-only"), (False, "the folder or file may not be written to")],
)
def test_a_file_that_cannot_be_written_is_called_marked_only_where_it_is(
    made: bytes, path: Path, open_store: Callable[..., Store], monkeypatch: pytest.MonkeyPatch,
    mode: int, of_disk: bool, why: str,
) -> None:  # fmt: skip
    path.chmod(mode)
    with monkeypatch.context() as patch:
        patch.setattr("os.access", lambda *_: False)
        patch.setattr("annotations.store.disk.is_read_only", lambda _: of_disk)
        said = refusal(open_store)
        with open_store(access="write or read") as store:
            assert whole(store.study) == made
    is_marked = mode == 0o444 and not of_disk
    assert said == f"{path} {MARKED if is_marked else f'cannot be written: {why}'}."


def test_a_folder_that_cannot_be_made_is_told(path: Path) -> None:
    path.touch()
    below = path / "below" / "s.json"
    said = f"{below} cannot be written: the folder is gone."
    for access in ("write", "write or read"):
        assert refusal(lambda: Store.open(below, coder="ana", access=access)) == said  # type: ignore[arg-type]  # noqa: B023
    assert refusal(lambda: Store.open(below, coder="ana", access="read")) == (
        f"{below} cannot be read: Not a directory."
    )


def test_a_file_that_is_gone_while_its_journal_is_there_is_not_begun_anew(
    path: Path, open_store: Callable[..., Store]
) -> None:
    Paths(path).journal.write_bytes(b"x")
    for access in ("write", "read", "write or read"):
        assert refusal(lambda: open_store(access=access)) == (  # noqa: B023
            f"There is no study {path}, but study.json.journal is there, as if there had been one; "
            "bring the file back, or move it away to begin a new study."
        )
    assert at_rest(path) == {"study.json.journal"}


def test_a_file_that_is_gone_while_its_backup_is_there_is_not_begun_anew(
    made: bytes, path: Path, open_store: Callable[..., Store]
) -> None:
    path.unlink()
    left = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    gone = f"There is no study {path}, but study.json.bak and study.json.bak.journal are there, as"
    ways = f"bring the file back, open {path}.bak to read what was saved, or move them away to"
    for access in ("write", "read", "write or read"):
        with pytest.raises(StudyGone) as caught:
            open_store(access=access)
        assert str(caught.value) == f"{gone} if there had been one; {ways} begin a new study."
    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == left
    aside = path.with_name("study.conflict-20240501T100000Z.json")
    aside.write_bytes(b"x")
    assert f", open {aside} or {path}.bak to read" in refusal(open_store)
    aside.unlink()
    for file in path.parent.iterdir():
        file.rename(path.parent.with_name(file.name))
    open_store().close()


def test_a_study_that_is_gone_is_brought_back_from_its_backup_and_no_other_takes_its_place(
    made: bytes, path: Path, open_store: Callable[..., Store], tmp_path: Path
) -> None:
    path.unlink()
    backup = Paths(path).backup
    with Store.open(tmp_path / "other.json", coder="ana") as other:
        said = refusal(lambda: other.save_elsewhere(path))
    assert said == f"{backup} exists already; give another name."
    with Store.open(backup, coder="ana", access="read") as store:
        store.save_elsewhere(path)
        store.study.codebook.add("more")
        held = whole(store.study)
    with open_store(access="read") as again:
        assert whole(again.study) == held
    with Store.open(backup, coder="ana", access="read") as again:
        assert whole(again.study) == held


@pytest.mark.parametrize("taken", ["new.json", "new.json.journal", "new.json.bak"])
def test_a_study_does_not_go_on_where_something_is(
    made: bytes, path: Path, open_store: Callable[..., Store], taken: str
) -> None:
    with open_store() as store:
        (path.parent / taken).write_bytes(b"theirs")
        new = path.parent / "new.json"
        assert refusal(lambda: store.save_elsewhere(new)) == (
            f"{path.parent / taken} exists already; give another name."
        )
        assert store.path == path
        assert not store.read_only
    assert (path.parent / taken).read_bytes() == b"theirs"
    assert at_rest(path) == {taken}


def test_a_study_does_not_go_on_under_a_name_that_no_disk_takes(
    made: bytes, path: Path, open_store: Callable[..., Store]
) -> None:
    new = path.with_name(f"{'x' * 300}.json")
    with open_store() as store:
        assert refusal(lambda: store.save_elsewhere(new)) == (
            f"{new} cannot be written: {os.strerror(ENAMETOOLONG)}."
        )
        assert store.path == path
        assert store.status == SaveStatus("saved")


def test_saved_elsewhere_it_goes_on_there_with_all_its_edits_and_links_are_followed(
    made: bytes, path: Path, open_store: Callable[..., Store], tmp_path: Path
) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "real").mkdir()
    with open_store() as store:
        store.study.codebook.add("more")
        held = whole(store.study)
        store.save_elsewhere(tmp_path / "link" / "new.json")
        assert store.path == tmp_path / "real" / "new.json"
        assert store.status == SaveStatus("saved")
        assert not Paths(path).lock.exists()
    with Store.open(tmp_path / "real" / "new.json", coder="eva") as again:
        assert whole(again.study) == held


def test_a_study_that_is_written_all_the_time_is_not_read_for_ever(
    made: bytes, path: Path, open_store: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    rests: list[float] = []

    def rest(seconds: float) -> None:
        rests.append(seconds)
        path.touch()

    monkeypatch.setattr(finding.time, "sleep", rest)
    real = finding.read_bytes

    def read_bytes(asked: Path) -> bytes:
        data = real(asked)
        other = path.with_name("other")
        other.write_bytes(data)
        other.replace(path)
        return data

    monkeypatch.setattr(finding, "read_bytes", read_bytes)
    assert refusal(lambda: open_store(access="read")) == (
        f"{path} is being written all the time; try again later."
    )
    assert rests == [finding.PAUSE] * finding.ATTEMPTS


def test_damage_that_stands_still_is_believed_at_once_and_what_to_do_is_told(
    made: bytes, path: Path, open_store: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding.time, "sleep", pytest.fail)
    path.write_bytes(b"{}")
    for access in ("read", "write"):
        with pytest.raises(StudyDamaged) as caught:
            open_store(access=access)
        assert str(caught.value) == (
            "study.json is damaged: the table study does not hold one record. Nothing was altered; "
            f"open {path}.bak to read what was saved before."
        )


def test_a_closed_study_is_for_reading_only(
    made: bytes, path: Path, open_store: Callable[..., Store]
) -> None:
    store = open_store()
    store.close()
    assert store.path == path
    assert store.status == SaveStatus("read-only", "study.json is closed.")
    assert refusal(lambda: store.study.codebook.add("x")) == "study.json is closed."
    assert store.flush()
    store.begin_checkpoint()
    store.checkpoint()
    store.close()
    assert at_rest(path) == set()


def test_a_study_that_is_there_goes_on_with_the_coder_clock_and_ids_it_is_given(
    made: bytes, path: Path, open_store: Callable[..., Store]
) -> None:
    now = "2024-05-01T10:00:00Z"
    with Store.open(path, coder="eva", clock=lambda: now, make_id=lambda: "an-id") as store:
        tag = store.study.codebook.add("new")
        store.study.codebook.change(tag.id, key="5")
        assert tag.id == "an-id"
        change = store.study.history.to_undo
        assert change is not None
        assert (change.coder, change.time) == ("eva", now)


def test_a_change_that_does_not_fit_is_named_with_its_journal(
    made: bytes, path: Path, open_store: Callable[..., Store]
) -> None:
    with open_store(access="read") as store:
        info = store.study.state.info
    edit = Edit(table="tags", id="gone", before={"name": "a"}, after={"name": "b"})
    number = info.folded + 1
    change = Change(number=number, label="x", time=info.created, coder="ana", edits=(edit,))
    digest = sha256(path.read_bytes()).hexdigest()
    header = Header(study=info.id, continues=digest, after=info.folded)
    Journal.create(Paths(path).journal, header, 0o600, [encode_change(change)]).close()
    assert refusal(open_store) == (
        f"study.json.journal is damaged: its change {number} does not fit the study: That cannot "
        "be done: the record gone of tags is missing. Nothing was altered; "
        f"open {path}.bak to read what was saved before."
    )


def test_of_a_journal_what_the_file_holds_is_passed_over() -> None:
    changes = tuple(
        Change(number=n, label="x", time="2024-05-01T10:00:00Z", coder="ana", edits=())
        for n in range(1, 6)
    )
    assert [change.number for change in finding.pending(changes, 3)] == [4, 5]
    assert finding.pending(changes, 5) == finding.pending((), 0) == ()
