"""Closing a study for good: saved in place, saved whole in the refuge, or reported as lost."""

import errno
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from annotations.errors import NotSaved
from annotations.store import SaveStatus, Store
from annotations.store.closing import leave, sheltered
from annotations.store.place import Place
from tests.store.conftest import LONG, Held, add_article, mark, whole
from tests.store.faulty import Faulty

NOW = "2021-10-18T09:08:07.654Z"
NAME = "study-20211018T090807654Z.json"


@pytest.fixture
def refuge(tmp_path: Path) -> Path:
    return tmp_path / "state" / "unsaved"


@pytest.fixture
def store(path: Path, open_store: Callable[..., Store], refuge: Path) -> Store:
    """A study with a refuge and a saved edit."""
    store = open_store(clock=lambda: NOW)
    store.refuge = refuge
    add_article(store.study)
    assert store.flush()
    return store


def edit_in_vain(store: Store, edits: int = 1) -> bytes:
    """Make edits that can no longer be saved; return the study's contents."""
    store.path.parent.rename(store.path.parent.with_name("away"))
    for start in range(edits):
        mark(store.study, next(iter(store.study.articles)), start, start + 5)
    return whole(store.study)


def left(store: Store) -> str:
    """Leave a store within a time limit; return the message about edits not saved in place."""
    said: list[str] = []

    def leaving() -> None:
        try:
            leave(store)
        except NotSaved as error:
            said.append(str(error))

    thread = Thread(target=leaving, daemon=True)
    thread.start()
    thread.join(LONG)
    assert not thread.is_alive(), "leaving waits without end"
    assert store.read_only
    return "".join(said)


@pytest.mark.parametrize(("edits", "words"), [(1, "1 edit"), (2, "2 edits")])
def test_what_cannot_be_saved_goes_to_the_refuge_whole(
    store: Store, path: Path, refuge: Path, edits: int, words: str
) -> None:
    held = edit_in_vain(store, edits)
    file = refuge / NAME
    with pytest.raises(NotSaved) as caught:
        leave(store)
    assert str(caught.value) == (
        f"{words} could not be saved in {path}: the folder is gone. "
        f"The whole study is {file} now; to open it: diptych {file}"
    )
    assert store.read_only
    assert list(refuge.iterdir()) == [file]
    assert not path.parent.exists()
    with Store.open(file, coder="eva") as again:
        assert whole(again.study) == held


def test_a_name_with_spaces_is_quoted_for_the_shell(store: Store, tmp_path: Path) -> None:
    edit_in_vain(store)
    store.refuge = tmp_path / "the state"
    with pytest.raises(NotSaved, match=rf": diptych '{tmp_path}/the state/{NAME}'$"):
        leave(store)


def test_with_no_refuge_or_one_that_cannot_be_written_edits_are_said_to_be_lost(
    store: Store, path: Path, refuge: Path
) -> None:
    edit_in_vain(store)
    refuge.parent.touch()
    with pytest.raises(NotSaved) as caught:
        leave(store)
    assert str(caught.value) == (
        f"1 edit could not be saved in {path}: the folder is gone. Nothing could be saved "
        f"elsewhere either, so that is lost: {refuge / NAME} cannot be written: the folder is gone."
    )
    assert store.read_only


def test_without_a_refuge_what_was_saved_is_said_to_be_there(store: Store, path: Path) -> None:
    edit_in_vain(store)
    store.refuge = None
    with pytest.raises(NotSaved) as caught, store:
        pass
    assert str(caught.value) == (
        f"1 edit could not be saved in {path}: the folder is gone. What was saved before is there."
    )


def test_what_can_be_saved_in_its_place_goes_nowhere_else(
    store: Store, path: Path, refuge: Path
) -> None:
    leave(store)
    assert not refuge.exists()
    assert store.status == SaveStatus("read-only", "study.json is closed.")


def test_a_later_state_of_a_study_is_found_and_no_other_s(
    store: Store, path: Path, refuge: Path, tmp_path: Path
) -> None:
    assert sheltered(store) is None
    refuge.mkdir(parents=True)
    for odd, data in (
        ("z1", b"{"),
        ("z2", b"[]"),
        ("z3", b'{"study": {"1": {}}}'),
        ("z4", b"\xff"),
    ):
        (refuge / f"{odd}.json").write_bytes(data)
    (refuge / "z5.json").mkdir()
    with Store.open(refuge / "other-1.json", coder="eva"):
        assert sheltered(store) is None
    store.save_elsewhere(refuge / "study-1.json")
    assert sheltered(store) is None
    store.save_elsewhere(tmp_path / "here.json")
    assert sheltered(store) == refuge / "study-1.json"
    later = refuge / "study-2.json"
    later.write_bytes((refuge / "study-1.json").read_bytes())
    assert sheltered(store) == later
    store.refuge = None
    assert sheltered(store) is None
    store.close()


JOURNAL, STUDY, BACKUP, REFUGE = "study.json.journal*", "study.json", "study.json.bak*", "study-*"


@pytest.mark.parametrize(
    ("files", "kept"),
    [
        (JOURNAL, "in the refuge"),
        (STUDY, "in its place"),
        (BACKUP, "in its place"),
        (REFUGE, "in its place"),
        ("study.json*", "in the refuge"),
        ("study*", "nowhere"),
    ],
    ids=["journal", "study", "backup", "refuge", "all but the refuge", "all"],
)
def test_whichever_files_cannot_be_written_when_it_is_left_all_is_somewhere_or_said_to_be_lost(
    files: str, kept: str, faulty: Faulty, store: Store, path: Path, refuge: Path
) -> None:
    article = next(iter(store.study.articles))
    saved = whole(store.study)
    faulty.files, faulty.error = files, errno.ENOSPC
    for start in range(3):
        mark(store.study, article, start, start + 5)
        store.flush()
        # Like an idle reader: begin a checkpoint, without waiting for it, before the next edit.
        store.begin_checkpoint()
    held = whole(store.study)
    said = left(store)
    faulty.error = 0
    file = {"in its place": path, "in the refuge": refuge / NAME, "nowhere": path}[kept]
    assert ("could not be saved in" in said) == (kept != "in its place")
    assert (f"The whole study is {file} now" in said) == (kept == "in the refuge")
    assert ("so that is lost" in said) == (kept == "nowhere")
    with Store.open(file, coder="eva", access="read") as again:
        assert whole(again.study) == (saved if kept == "nowhere" else held)


def test_where_the_journal_was_taken_away_and_cannot_be_written_again_all_goes_to_the_refuge(
    faulty: Faulty, store: Store, path: Path, refuge: Path
) -> None:
    held = whole(store.study)
    path.with_name("study.json.journal").unlink()
    faulty.files, faulty.error = JOURNAL, errno.ENOSPC
    assert left(store).startswith(f"1 edit could not be saved in {path}: the disk is full.")
    with Store.open(refuge / NAME, coder="eva", access="read") as again:
        assert whole(again.study) == held


@pytest.mark.parametrize("edits", [0, 1])
def test_where_it_cannot_move_aside_from_another_s_file_all_goes_to_the_refuge(
    edits: int, faulty: Faulty, held: Held, store: Store, path: Path, refuge: Path
) -> None:
    held.begin(store)
    other = path.with_name("other")
    other.write_text('{"theirs": {}}')
    other.replace(path)
    faulty.files, faulty.error = "study.conflict-*", errno.ENOSPC
    for start in range(edits):
        mark(store.study, next(iter(store.study.articles)), start, start + 5)
    ours = whole(store.study)
    held.goes_on.set()
    assert f"The whole study is {refuge / NAME} now" in left(store)
    assert path.read_text() == '{"theirs": {}}'
    with Store.open(refuge / NAME, coder="eva", access="read") as again:
        assert whole(again.study) == ours


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_where_saving_itself_has_broken_down_nobody_waits_and_all_goes_to_the_refuge(
    store: Store, path: Path, refuge: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Place, "append", None)
        mark(store.study, next(iter(store.study.articles)))
        assert not store.flush(30)
    assert store.status.kind == "unsaved"
    assert store.status.why == "saving has broken down"
    held = whole(store.study)
    with pytest.raises(NotSaved, match=r"saving has broken down\. The whole study is"):
        leave(store)
    with Store.open(refuge / NAME, coder="eva", access="read") as again:
        assert whole(again.study) == held
    with Store.open(path, coder="eva") as old:
        assert len(old.study.highlights) == 0
