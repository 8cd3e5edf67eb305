"""A study is available once opened, saved while edited, and complete when closed."""

from collections.abc import Callable
from pathlib import Path
from shutil import copy

import pytest

from annotations.errors import DiptychError, Refused, StudyBusy
from annotations.store import SaveStatus, Store
from annotations.store.watch import Identity
from tests.store.conftest import add_article, at_rest, mark, whole
from tests.store.disk_model import DiskModel
from tests.unsettled import Unsettled


def test_a_new_study_is_made_with_the_folders_above_it(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "study.json"
    with Store.open(path, coder="ana") as store:
        assert store.path == path
        assert not store.read_only
        assert store.status == SaveStatus("saved")
        assert store.study.coder == "ana"
    assert at_rest(path) == set()
    assert b'"format":"diptych"' in path.read_bytes()


def test_a_new_study_outlives_lost_power(path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        made: list[Store] = []
        model = DiskModel(path.parent, lambda: len(made))
        model.install(patch)
        made.append(Store.open(path, coder="ana"))
        model._take("made")
    made[0].close()
    images = [image for _, made_by_then, image in model.images if made_by_then]
    assert images
    assert all(path.name in image for image in images)


def test_nothing_is_made_by_reading(tmp_path: Path) -> None:
    path = tmp_path / "a" / "study.json"
    with pytest.raises(DiptychError, match="There is no study"):
        Store.open(path, coder="ana", access="read")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_study(tmp_path: Path) -> None:
    with pytest.raises(DiptychError, match="is a folder, not a study"):
        Store.open(tmp_path, coder="ana")


def test_an_edit_is_on_the_disk_before_it_is_called_saved(
    path: Path, open_store: Callable[..., Store]
) -> None:
    with open_store() as store:
        told: list[SaveStatus] = []
        store.on_status = told.append
        add_article(store.study)
        assert store.flush()
        with open_store(access="read") as reader:
            assert whole(reader.study) == whole(store.study)
        store.checkpoint()
        assert at_rest(path) == {"study.json.lock"}
    assert [status.kind for status in told] == ["saving", "saved"]
    assert told[0].pending == 1


def test_edits_go_on_during_a_checkpoint_and_after_it(
    path: Path, open_store: Callable[..., Store]
) -> None:
    with open_store() as store:
        article = add_article(store.study)
        for start in range(60):
            mark(store.study, article, start, start + 4)
            if start % 3 == 0:
                assert store.flush()
                store.begin_checkpoint()
        ours = whole(store.study)
    assert at_rest(path) == set()
    with open_store() as store:
        assert whole(store.study) == ours
        assert store.study.last == 61


def test_a_study_that_was_only_read_is_not_written(
    path: Path, open_store: Callable[..., Store]
) -> None:
    with open_store() as store:
        add_article(store.study)
    before = Identity.of(path)
    with open_store() as store:
        store.begin_checkpoint()
        store.checkpoint()
    assert Identity.of(path) == before


def test_half_a_character_is_refused_and_leaves_no_trace(open_store: Callable[..., Store]) -> None:
    with open_store() as store:
        article = add_article(store.study)
        before, last = whole(store.study), store.study.last
        with pytest.raises(Refused, match="no file can hold"):
            store.study.articles.set(article.id, note="\ud800")
        assert (whole(store.study), store.study.last) == (before, last)
        store.study.articles.set(article.id, note="whole")
        assert store.flush()


def test_after_closing_nothing_is_edited_and_closing_again_does_no_harm(
    open_store: Callable[..., Store],
) -> None:
    store = open_store()
    store.close()
    with pytest.raises(Refused, match="is closed"):
        store.study.codebook.add("new")
    store.close()
    store.abandon()
    open_store().close()


def test_a_store_that_is_open_is_open_once(open_store: Callable[..., Store]) -> None:
    with open_store(), pytest.raises(StudyBusy):
        open_store()


def test_numbers_of_changes_go_on_from_session_to_session(
    open_store: Callable[..., Store],
) -> None:
    for session in range(3):
        with open_store() as store:
            assert store.study.last == 2 * session
            mark(store.study, add_article(store.study, f"Text {session}"))


def test_edits_that_were_in_the_journal_only_are_counted(path: Path, tmp_path: Path) -> None:
    broken_off = tmp_path / "broken-off.json"
    with Store.open(path, coder="ana") as store:
        assert store.recovered == 0
        add_article(store.study)
        store.study.codebook.add("frame")
        store.flush()
        for end in ("", ".journal"):
            copy(f"{path}{end}", f"{broken_off}{end}")
    for recovered in (2, 0):
        with Store.open(broken_off, coder="ana") as store:
            assert store.recovered == recovered
            assert len(store.study.codebook) == 1


@pytest.mark.parametrize("ending", ["closed", "killed"])
def test_tags_keep_the_order_that_they_were_put_in(
    path: Path, tmp_path: Path, open_store: Callable[..., Store], ending: str
) -> None:
    with open_store() as store:
        for name in ("frame/war", "frame/law", "actor", "tone"):
            store.study.codebook.add(name)
        store.checkpoint()
        store.study.codebook.branch("actor").shift(-1)
        assert store.flush()
        if ending == "killed":
            folder = tmp_path / "killed"
            folder.mkdir()
            for file in path.parent.glob(f"{path.name}*"):
                copy(file, folder)
    left = path if ending == "closed" else tmp_path / "killed" / path.name
    with Store.open(left, coder="ana") as again:
        assert [tag.name for tag in again.study.codebook] == [
            "actor", "frame/war", "frame/law", "tone",
        ]  # fmt: skip


@pytest.mark.parametrize("way", ["close", "save_elsewhere"])
def test_what_is_still_being_made_of_a_study_is_in_it_before_it_is_left(
    open_store: Callable[..., Store], path: Path, way: str
) -> None:
    store = open_store()
    study = store.study
    article = add_article(study)
    mark(study, article)

    def end() -> None:
        study.unsettled = None
        study.codebook.add("made in time")

    study.unsettled = Unsettled(end)
    if way == "close":
        store.close()
    else:
        store.save_elsewhere(path.with_name("other.json"))
        assert study.codebook.named("made in time") is not None
        store.close()
        path = path.with_name("other.json")
    with Store.open(path, coder="ana", access="read") as again:
        assert again.study.codebook.named("made in time") is not None
