"""The few functions that change files do exactly what they say, each on its own."""

import errno
import fcntl
import os
from pathlib import Path

import pytest

from annotations.errors import DiptychError
from annotations.store import Store, disk


def open_descriptors() -> int:
    return len(os.listdir("/dev/fd"))


def test_a_new_file_is_empty_has_its_mode_and_is_not_handed_on(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    fd = disk.create(path, 0o640)
    assert path.read_bytes() == b""
    assert not os.get_inheritable(fd)
    disk.write(fd, b"new")
    disk.close(fd)
    path.unlink()
    disk.close(disk.create(path, 0o640))
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_disk_that_keeps_no_permissions_is_good_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(fd: int, mode: int) -> None:
        raise PermissionError(errno.EPERM, "no permissions here")

    monkeypatch.setattr(os, "fchmod", refuse)
    disk.close(disk.create(tmp_path / "file", 0o600))
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600


def test_a_reopened_file_is_written_from_where_one_says(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with pytest.raises(FileNotFoundError):
        disk.reopen(path, 0)
    path.write_bytes(b"one....")
    fd = disk.reopen(path, 3)
    assert not os.get_inheritable(fd)
    disk.write(fd, b" two")
    disk.truncate(fd, 4)
    disk.write(fd, b"three")
    disk.close(fd)
    assert path.read_bytes() == b"one three"


def test_room_that_is_reserved_is_zeros_and_the_next_bytes_go_where_they_would_have_gone(
    tmp_path: Path,
) -> None:
    fd = disk.create(tmp_path / "file", 0o600)
    disk.write(fd, b"one")
    disk.reserve(fd, 3, 5)
    assert (tmp_path / "file").read_bytes() == b"one" + bytes(5)
    disk.write(fd, b" two")
    disk.close(fd)
    assert (tmp_path / "file").read_bytes() == b"one two" + bytes(1)


def test_a_file_that_is_cut_goes_on_from_there(tmp_path: Path) -> None:
    fd = disk.create(tmp_path / "file", 0o600)
    disk.write(fd, b"0123456789")
    disk.truncate(fd, 4)
    disk.write(fd, b"x")
    disk.close(fd)
    assert (tmp_path / "file").read_bytes() == b"0123x"


def test_a_lock_is_seen_without_being_taken_and_who_looks_too_is_no_holder(tmp_path: Path) -> None:
    path = tmp_path / "file"
    assert not disk.is_locked(path)
    before = open_descriptors()
    with path.open("w") as file:
        for held, seen in ((fcntl.LOCK_EX, True), (fcntl.LOCK_UN, False), (fcntl.LOCK_SH, False)):
            fcntl.flock(file, held)
            assert disk.is_locked(path) == seen
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    assert open_descriptors() == before


def test_a_file_is_locked_by_one_alone_until_it_is_unlocked(tmp_path: Path) -> None:
    path = tmp_path / "file"
    before = open_descriptors()
    fd = disk.lock(path)
    assert fd is not None
    assert path.stat().st_mode & 0o111 == 0
    assert disk.is_locked(path)
    assert disk.lock(path) is None
    disk.unlock(fd)
    assert not disk.is_locked(path)
    again = disk.lock(path)
    assert again is not None
    disk.unlock(again)
    assert open_descriptors() == before


def test_a_file_that_lost_its_name_while_it_was_locked_is_no_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    before = open_descriptors()
    flock = disk.fcntl.flock

    def first_lose_the_name(fd: int, how: int) -> None:
        monkeypatch.undo()
        path.unlink()
        flock(fd, how)

    monkeypatch.setattr(disk.fcntl, "flock", first_lose_the_name)
    fd = disk.lock(path)
    assert fd is not None
    assert disk.is_at(fd, path)
    assert disk.lock(path) is None
    disk.unlock(fd)
    assert open_descriptors() == before


def test_a_link_is_not_locked_for_the_file_that_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "file").symlink_to(tmp_path / "other")
    with pytest.raises(OSError, match="symbolic links"):
        disk.lock(tmp_path / "file")
    assert not (tmp_path / "other").exists()


def test_all_is_written_though_the_system_takes_a_little_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: real(fd, data[:3]))
    fd = disk.create(tmp_path / "file", 0o600)
    disk.write(fd, b"0123456789")
    disk.write(fd, b"")
    disk.close(fd)
    assert (tmp_path / "file").read_bytes() == b"0123456789"


def test_what_emerges_is_synced_and_closed_and_what_does_not_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    monkeypatch.setattr(disk, "sync", synced.append)
    before = open_descriptors()
    with disk.emerging(tmp_path / "file", 0o600) as fd:
        disk.write(fd, b"x")
    assert synced == [fd]
    assert (tmp_path / "file").read_bytes() == b"x"
    with pytest.raises(KeyboardInterrupt), disk.emerging(tmp_path / "file", 0o600):
        raise KeyboardInterrupt
    assert synced == [fd]
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(disk, "remove", Path.rmdir)  # fails, because it is a file
    with pytest.raises(KeyboardInterrupt), disk.emerging(tmp_path / "file", 0o600):
        raise KeyboardInterrupt
    assert open_descriptors() == before


def test_a_file_is_known_by_what_it_is_and_not_by_its_name(tmp_path: Path) -> None:
    path, other = tmp_path / "file", tmp_path / "other"
    fd = disk.create(path, 0o600)
    assert disk.is_at(fd, path)
    disk.link(path, other)
    assert disk.is_at(fd, other)
    other.unlink()
    other.touch()
    assert not disk.is_at(fd, other)
    disk.replace(other, path)
    assert not disk.is_at(fd, path)
    assert not disk.is_at(fd, other)
    with pytest.raises(NotADirectoryError):
        disk.is_at(fd, path / "below")
    disk.close(fd)


def test_a_sync_reaches_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[tuple[str, int]] = []
    monkeypatch.setattr(os, "fsync", lambda fd: called.append(("all", fd)))
    monkeypatch.setattr(os, "fdatasync", lambda fd: called.append(("data", fd)), raising=False)
    monkeypatch.setattr(disk.sys, "platform", "linux")
    disk.sync(5)
    disk.sync_data(6)
    monkeypatch.setattr(disk.sys, "platform", "darwin")
    monkeypatch.setattr(disk.fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(disk.fcntl, "fcntl", lambda fd, what: called.append((str(what), fd)))
    disk.sync(7)
    disk.sync_data(8)
    assert called == [("all", 5), ("data", 6), ("51", 7), ("51", 8)]


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP, errno.EIO])
def test_a_folder_is_synced_where_that_can_be(
    code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = open_descriptors()
    synced: list[bool] = []
    monkeypatch.setattr(
        os, "fsync", lambda fd: synced.append(os.path.samestat(os.fstat(fd), tmp_path.stat()))
    )
    disk.sync_folder(tmp_path)
    assert synced == [True]
    (tmp_path / "file").touch()
    with pytest.raises(NotADirectoryError):
        disk.sync_folder(tmp_path / "file")

    def refuse(fd: int) -> None:
        raise OSError(code, "no")

    monkeypatch.setattr(os, "fsync", refuse)
    if code == errno.EIO:
        with pytest.raises(OSError, match="no"):
            disk.sync_folder(tmp_path)
    else:
        disk.sync_folder(tmp_path)
    assert open_descriptors() == before


def test_a_folder_is_made_with_those_above_it_and_each_name_is_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(disk, "sync_folder", synced.append)
    disk.make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
    assert synced == [tmp_path / "a", tmp_path]
    synced.clear()
    disk.make_folder(tmp_path / "a" / "b")
    disk.make_folder(tmp_path)
    assert synced == []


def test_what_is_not_there_needs_no_removing(tmp_path: Path) -> None:
    disk.remove(tmp_path / "none")
    (tmp_path / "file").touch()
    disk.remove(tmp_path / "file")
    assert list(tmp_path.iterdir()) == []


def test_where_files_cannot_be_locked_a_study_is_not_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store.open(path, coder="ana").close()

    def refuse(fd: int, how: int) -> None:
        raise OSError(errno.ENOSYS, "Function not implemented")

    monkeypatch.setattr(disk.fcntl, "flock", refuse)
    with pytest.raises(DiptychError, match=r"cannot be written: Function not implemented\.$"):
        Store.open(path, coder="ana")
    with Store.open(path, coder="ana", access="write or read") as store:
        assert store.read_only
