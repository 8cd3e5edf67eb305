"""A study file changed by another program is left alone; our study continues beside it."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB

from annotations.store import SaveStatus, Store, attempts
from annotations.store import watch as watch_module
from annotations.store.paths import Paths
from annotations.store.watch import Identity, Watch, sha256_of
from tests.store.conftest import Held, add_article, mark, until, whole

Outsider = Callable[[Path], None]


def swap(path: Path) -> None:
    other = path.with_name("other")
    other.write_text('{"theirs": {}}')
    other.replace(path)


def edit(path: Path) -> None:
    with TinyDB(path) as db:
        db.table("theirs").insert({"a": 1})


def alter_quietly(path: Path) -> None:
    """Replace the file by one of different bytes but the same length and time."""
    before = path.stat()
    other = path.with_name("other")
    other.write_bytes(path.read_bytes().replace(b"highlights", b"HIGHLIGHTS"))
    other.replace(path)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def alter_in_place(path: Path) -> None:
    """Change the file's bytes in place, keeping its length and time."""
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"highlights", b"HIGHLIGHTS"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


OUTSIDERS: dict[str, Outsider] = {
    "swapped": swap,
    "edited by TinyDB": edit,
    "truncated": lambda path: os.truncate(path, 10),
    "emptied": lambda path: os.truncate(path, 0),
    "altered quietly": alter_quietly,
    "altered in place": alter_in_place,
    "deleted": Path.unlink,
}


@pytest.fixture(params=OUTSIDERS)
def outsider(request: pytest.FixtureRequest) -> Outsider:
    return OUTSIDERS[request.param]


def bytes_of(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def conflict_of(path: Path) -> Path:
    """The only file in which a study continues beside another program's file."""
    found = [p for p in path.parent.iterdir() if ".conflict-" in p.name and p.suffix == ".json"]
    assert len(found) == 1
    return found[0]


def test_the_next_edit_moves_the_study_aside_with_everything(
    outsider: Outsider, path: Path, open_store: Callable[..., Store]
) -> None:
    store = open_store()
    article = add_article(store.study)
    store.checkpoint()
    mark(store.study, article)
    store.flush()
    outsider(path)
    theirs = bytes_of(path)
    mark(store.study, article, 4, 11)
    assert store.flush()
    assert store.status.kind == "conflict"
    assert store.path == conflict_of(path)
    assert store.path.name in store.status.message
    mark(store.study, article, 5, 12)
    ours = whole(store.study)
    assert store.flush()
    store.close()
    assert bytes_of(path) == theirs
    assert not path.with_name("study.json.journal").exists()
    assert not list(path.parent.glob("*.lock"))
    with Store.open(conflict_of(path), coder="ana") as again:
        assert whole(again.study) == ours


def test_a_checkpoint_moves_the_study_aside_too(
    outsider: Outsider, path: Path, open_store: Callable[..., Store]
) -> None:
    store = open_store()
    mark(store.study, add_article(store.study))
    store.flush()
    ours = whole(store.study)
    outsider(path)
    theirs = bytes_of(path)
    store.close()
    assert bytes_of(path) == theirs
    with Store.open(conflict_of(path), coder="ana") as again:
        assert whole(again.study) == ours


def test_the_lock_moves_along(path: Path, open_store: Callable[..., Store]) -> None:
    store = open_store()
    add_article(store.study)
    store.flush()
    swap(path)
    store.study.codebook.add("more")
    store.flush()
    assert {file.name for file in path.parent.glob("*.lock")} == {store.path.name + ".lock"}
    store.close()


def test_the_backup_of_the_file_that_was_left_still_leads_to_what_was_saved(
    path: Path, open_store: Callable[..., Store]
) -> None:
    with open_store() as store:
        mark(store.study, add_article(store.study))
    with open_store() as store:
        store.study.codebook.add("more")
        ours = whole(store.study)
    swap(path)
    with Store.open(path.with_name("study.json.bak"), coder="ana", access="read") as backup:
        assert whole(backup.study) == ours


def test_a_touched_file_is_still_ours(path: Path, open_store: Callable[..., Store]) -> None:
    with open_store() as store:
        add_article(store.study)
        store.checkpoint()
        os.utime(path)
        copy = path.with_name("copy")
        copy.write_bytes(path.read_bytes())
        copy.replace(path)
        store.study.codebook.add("more")
        assert store.flush()
        assert store.status == SaveStatus("saved")
    assert json.loads(path.read_bytes())["tags"]["1"]["name"] == "more"


def test_a_change_with_nothing_of_ours_to_save_is_simply_left(
    outsider: Outsider, path: Path, open_store: Callable[..., Store]
) -> None:
    store = open_store()
    add_article(store.study)
    store.checkpoint()
    outsider(path)
    theirs = bytes_of(path)
    store.close()
    assert bytes_of(path) == theirs
    assert not [file for file in path.parent.iterdir() if "conflict" in file.name]


def test_a_second_conflict_of_the_same_moment_takes_the_next_free_name(
    path: Path, open_store: Callable[..., Store]
) -> None:
    names: list[str] = []
    for _ in range(3):
        with open_store(clock=lambda: "2021-10-18T09:08:07.654Z") as store:
            add_article(store.study)
            store.checkpoint()
            swap(path)
            store.study.codebook.add("more")
            assert store.flush()
            names.append(store.path.name)
            assert store.status.message == (
                "Another program has changed study.json; it was left as it is, and your study, "
                f"with all your edits, goes on as {store.path.name}."
            )
        for file in (path, *path.parent.glob("study.json.bak*")):
            file.unlink()
    assert names == [
        f"study.conflict-20211018T090807654Z{again}.json" for again in ("", "-2", "-3")
    ]


def test_what_was_edited_while_a_checkpoint_was_written_moves_aside_with_it(
    path: Path, open_store: Callable[..., Store], held: Held
) -> None:
    store = open_store()
    article = add_article(store.study)
    held.begin(store)
    mark(store.study, article)
    assert store.flush()
    swap(path)
    theirs = bytes_of(path)
    held.goes_on.set()
    until(lambda: store.path != path, "the study has moved aside")
    store.abandon()
    assert bytes_of(path) == theirs
    folded = json.loads(conflict_of(path).read_bytes())["study"]["1"]["folded"]
    journal = Paths(conflict_of(path)).journal.read_text()
    assert f'"batch":{folded + 1},"change":{{"number":{folded + 1},' in journal
    with Store.open(conflict_of(path), coder="ana") as again:
        assert whole(again.study) == whole(store.study)
        assert len(again.study.highlights) == 1


def test_a_file_that_is_gone_is_said_to_be(path: Path, open_store: Callable[..., Store]) -> None:
    with open_store() as store:
        path.unlink()
        store.study.codebook.add("more")
        assert store.flush()
        assert store.status == SaveStatus(
            "conflict",
            "Another program has removed study.json; your study, with all your edits, goes on as "
            f"{store.path.name}.",
        )


def test_a_file_with_other_marks_and_the_same_bytes_is_looked_at_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(b"ours")
    watch = Watch(path, sha256_of(path), Identity.of(path))
    read: list[Path] = []
    monkeypatch.setattr(watch_module, "sha256_of", lambda p: (read.append(p), sha256_of(p))[1])
    assert not watch.is_changed()
    assert read == []
    os.utime(path, ns=(1, 1))
    assert not watch.is_changed()
    assert not watch.is_changed()
    assert read == [path]
    path.write_bytes(b"theirs")
    assert watch.is_changed()
    assert watch.is_changed()
    path.unlink()
    assert watch.is_changed()


def test_a_study_that_moved_aside_gives_back_all_that_it_held_open(
    path: Path, open_store: Callable[..., Store]
) -> None:
    open_store().close()
    before = len(os.listdir("/dev/fd"))
    store = open_store()
    swap(path)
    store.study.codebook.add("more")
    assert store.flush()
    store.close()
    assert len(os.listdir("/dev/fd")) == before


def test_where_it_cannot_move_aside_yet_it_says_who_is_in_the_way(
    path: Path, open_store: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "FIRST_PAUSE", 0.01)
    store = open_store(clock=lambda: "2021-10-18T09:08:07.654Z")
    swap(path)
    lock = path.with_name("study.conflict-20211018T090807654Z.json.lock")
    lock.write_text('{"pid":7,"name":"diptych","host":"elsewhere","since":"2021-10-18T09:08:07Z"}')
    store.study.codebook.add("more")
    assert not store.flush()
    assert "1 edit is not saved yet: diptych (process 7 on elsewhere" in store.status.message
    lock.unlink()
    assert any(store.flush(5) for _ in range(5))
    assert store.status.kind == "conflict"
    store.close()


@pytest.mark.parametrize("name", ["study", "study.json", "study.json.bak"])
def test_what_a_conflict_keeps_beside_itself_is_no_conflict(path: Path, name: str) -> None:
    paths = Paths(path.with_name(name))
    conflicts = [paths.conflict(f"2021101{day}T090807654Z", 1) for day in (1, 2)]
    for conflict in conflicts:
        for file in (conflict, *Paths(conflict).replaced, Paths(conflict).lock):
            file.touch()
        Paths(conflict).temporary(conflict).touch()
    assert paths.conflicts == conflicts
