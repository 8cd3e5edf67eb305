"""Like `test_troubles`, on real disks and folders that refuse: full, or not writable."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest

from annotations.errors import DiptychError
from annotations.store import SaveStatus, Store, attempts
from annotations.store.rescue.check import check
from tests.store.conftest import add_article, at_rest, mark, whole


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 kB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    if mount is None or not sys.platform.startswith("linux"):
        pytest.skip("there is no tmpfs to mount here")
    done = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=256k", "diptych-test", str(folder)],
        capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_disk_that_takes_no_writing_is_called_so(small_disk: Path) -> None:
    path = small_disk / "study.json"
    with Store.open(path, coder="ana") as store:
        add_article(store.study)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    for study in (path, small_disk / "new.json"):
        with pytest.raises(DiptychError, match="cannot be written: the disk is read-only"):
            Store.open(study, coder="ana")


def test_a_disk_that_fills_up_keeps_what_was_saved_and_takes_the_rest_when_there_is_room(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "FIRST_PAUSE", 0.01)
    path = small_disk / "study.json"
    ballast = small_disk / "ballast"
    store = Store.open(path, coder="ana")
    article = add_article(store.study, "x " * 20_000)
    store.checkpoint()
    ballast.write_bytes(bytes(160_000))
    held = whole(store.study)
    while store.flush():
        held = whole(store.study)
        mark(store.study, article)
    assert store.status.kind == "unsaved"
    assert store.status.why == "the disk is full"
    assert check(path).problems == ()
    with Store.open(path, coder="eva", access="read") as reader:
        assert whole(reader.study) == held
    ballast.unlink()
    assert any(store.flush(5) for _ in range(5))
    assert store.status == SaveStatus("saved")
    held = whole(store.study)
    store.close()
    with Store.open(path, coder="eva", access="read") as reader:
        assert whole(reader.study) == held
    assert at_rest(path) == set()


def test_a_disk_without_room_for_the_folded_file_keeps_the_journal(small_disk: Path) -> None:
    path = small_disk / "study.json"
    with Store.open(path, coder="ana") as store:
        add_article(store.study, "x " * 20_000)
    old = path.read_bytes()
    (small_disk / "ballast").write_bytes(bytes(130_000))
    with Store.open(path, coder="ana") as store:
        store.study.codebook.add("more")
        held = whole(store.study)
    assert path.read_bytes() == old
    assert at_rest(path) == {"study.json.journal", "ballast"}
    with Store.open(path, coder="eva", access="read") as reader:
        assert whole(reader.study) == held


FORBIDDEN = """
import os, pwd, sys
from pathlib import Path
from tempfile import TemporaryDirectory
from annotations.errors import DiptychError
from annotations.store import Store, attempts

# Once as the one who runs this: another may not read Python's own modules.
with TemporaryDirectory() as folder, Store.open(Path(folder) / "s.json", coder="ana") as first:
    first.study.codebook.add("first")
if os.geteuid() == 0:  # who may write anywhere
    nobody = pwd.getpwnam("nobody")
    os.setgid(nobody.pw_gid)
    os.setuid(nobody.pw_uid)
attempts.FIRST_PAUSE = 0.01
path = Path(sys.argv[1])
store = Store.open(path, coder="ana")
store.study.codebook.add("before")
store.checkpoint()
old = path.read_bytes()
path.parent.chmod(0o555)
store.study.codebook.add("meanwhile")
assert not store.flush()
print(store.status.message)
assert path.read_bytes() == old
path.parent.chmod(0o755)
assert any(store.flush(5) for _ in range(5))
store.close()
path.parent.chmod(0o555)
with Store.open(path, coder="ana", access="write or read") as reader:
    print(reader.status.message)
    assert len(reader.study.codebook) == 2
try:
    Store.open(path, coder="ana")
except DiptychError as error:
    print(error)
path.parent.chmod(0o755)
path.chmod(0o000)
try:
    Store.open(path, coder="ana", access="read")
except DiptychError as error:
    print(error)
path.chmod(0o644)
"""


def test_a_permission_that_is_lost_stops_saving_until_it_is_back() -> None:
    folder = Path(mkdtemp(prefix="diptych-test-"))
    try:
        folder.chmod(0o755)
        if os.geteuid() == 0:
            shutil.chown(folder, "nobody")
        path = folder / "study.json"
        done = subprocess.run(
            [sys.executable, "-c", FORBIDDEN, str(path)], capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, done.stderr
        lost, reading, refused, unread = done.stdout.splitlines()
        assert lost == (
            "1 edit is not saved yet: the folder or file may not be written to. It is kept in "
            "memory and saved as soon as can be."
        )
        cannot = f"{path} cannot be written: the folder or file may not be written to."
        assert reading == f"Read-only: {cannot}"
        assert refused == cannot
        assert unread == f"{path} cannot be read: Permission denied."
        with Store.open(path, coder="eva", access="read") as store:
            assert [tag.name for tag in store.study.codebook] == ["before", "meanwhile"]
        assert at_rest(path) == set()
    finally:
        shutil.rmtree(folder)
