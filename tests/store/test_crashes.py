"""A kill or power loss at any disk call damages nothing and loses no saved edit."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotations.errors import StudyDamaged
from annotations.store import Store
from annotations.store.checkpoint import Snapshot
from tests.store.conftest import add_article, mark, whole
from tests.store.disk_model import DiskModel, Image


class Record:
    """What a study held after each of its changes, and which of them were reported saved."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.states = {store.study.last: whole(store.study)}
        self.acknowledged = store.study.last

    def step(self) -> None:
        """Record the state after a change, and wait until it is saved."""
        study = self.store.study
        self.states[study.last] = whole(study)
        assert self.store.flush(10)
        self.acknowledged = study.last


def edit_and_fold(record: Record) -> None:
    """A reader's session: edits, a checkpoint with edits during it, an undo, closing."""
    store, study = record.store, record.store.study
    article = add_article(study)
    record.step()
    first = mark(study, article)
    record.step()
    slow_fold(store, lambda: (mark(study, article, 4, 11), record.step()))
    study.highlights.note(first, "a\nnote")
    record.step()
    study.undo()
    record.step()
    store.begin_checkpoint()
    study.codebook.add("another")
    record.step()
    store.checkpoint()
    study.highlights.remove([first])
    record.step()
    store.close()


def slow_fold(store: Store, meanwhile: Callable[[], object]) -> None:
    """Make a checkpoint, calling `meanwhile` during it."""
    assert store._saving
    writer = store._saving._writer
    done = []

    def between() -> None:
        if not done:
            done.append(meanwhile())

    writer.fold(Snapshot.of(store.study.state, store.study.last), between)
    writer.wait_for_fold()


def trace(path: Path) -> tuple[DiskModel, Record]:
    """Record a session on a study that already had one."""
    with Store.open(path, coder="ana") as store:
        mark(store.study, add_article(store.study, "An older text."))
    store = Store.open(path, coder="ana")
    record = Record(store)
    model = DiskModel(path.parent, lambda: record.acknowledged)
    with pytest.MonkeyPatch.context() as patch:
        model.install(patch)
        edit_and_fold(record)
    return model, record


def lay(image: Image, folder: Path, name: str) -> Path:
    """Write a folder's image to the real disk."""
    for file in folder.iterdir():
        file.unlink()
    for file_name, data in image.items():
        (folder / file_name).write_bytes(data)
    return folder / name


def faults(model: DiskModel, record: Record, folder: Path, name: str) -> Iterator[str]:
    """The moments at which a stop would damage the study or lose a saved edit."""
    for moment, least, image in model.images:
        path = lay(image, folder, name)
        try:
            with Store.open(path, coder="ana") as store:
                last, state = store.study.last, whole(store.study)
                before = len(store.study.codebook)
                store.study.codebook.add("after the crash")
            with Store.open(path, coder="ana", access="read") as store:
                kept = len(store.study.codebook) == before + 1
        except StudyDamaged as error:
            yield f"{moment}: {error}"
            continue
        if last < least or record.states[last] != state or not kept:
            yield f"{moment}: {last} of {least}"


def test_a_stop_at_any_call_leaves_every_saved_edit(path: Path, tmp_path: Path) -> None:
    model, record = trace(path)
    assert len(model.images) > 100
    assert {"link", "replace", "sync_folder", "sync_data", "remove"} <= set(model.calls)
    folder = tmp_path / "after"
    folder.mkdir()
    assert list(faults(model, record, folder, path.name)) == []


@pytest.mark.parametrize("forgotten", ["sync", "sync_data", "sync_folder"])
def test_a_store_that_forgets_to_sync_would_be_caught(
    forgotten: str, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DiskModel, f"_{forgotten}", lambda *args: None)
    model, record = trace(path)
    folder = tmp_path / "after"
    folder.mkdir()
    assert any(faults(model, record, folder, path.name))


def test_a_stop_after_the_study_went_elsewhere_finds_it_there(path: Path, tmp_path: Path) -> None:
    other = path.with_name("other.json")
    with Store.open(path, coder="ana") as store, pytest.MonkeyPatch.context() as patch:
        mark(store.study, add_article(store.study))
        store.flush()
        moved: list[Record] = []
        model = DiskModel(path.parent, lambda: moved[0].acknowledged if moved else -1)
        model.install(patch)
        store.save_elsewhere(other)
        record = Record(store)
        moved.append(record)
        store.study.codebook.add("more")
        record.step()
    folder = tmp_path / "after"
    folder.mkdir()
    model.images = [image for image in model.images if image[1] >= 0]
    assert list(faults(model, record, folder, other.name)) == []


def test_the_backup_and_its_journal_give_back_every_saved_edit(path: Path, tmp_path: Path) -> None:
    model, record = trace(path)
    folder = tmp_path / "after"
    folder.mkdir()
    seen = 0
    in_order = [image for image in model.images if "reordered" not in image[0]]
    for _, least, image in in_order[:: max(1, len(in_order) // 150)]:
        lay({**image, path.name: b"{damaged"}, folder, path.name)
        backup = folder / f"{path.name}.bak"
        if not backup.exists():
            continue
        with Store.open(backup, coder="ana", access="read") as store:
            assert store.study.last >= least
            assert record.states[store.study.last] == whole(store.study)
        seen += 1
    assert seen > 50
