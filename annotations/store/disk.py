"""Every system call that alters what a study is kept in, and all that only POSIX has.

It decides nothing. The rest of the store goes through these few functions, so that a test can
record them, or make any one of them fail; only who holds a lock, and the sum of a file that is in
order, are written where they belong, as nothing is lost with them. All raise `OSError`.
"""

import errno
import fcntl
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_IMODE

NEW_FILE_MODE = 0o666
"""The permissions of a new file, before the umask."""


def create(path: Path, mode: int | None) -> int:
    """A descriptor of a new, empty file for writing; one that is there already is emptied.

    `mode` are the permissions of the file that it stands in for; None where it is the first.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    if mode is None:
        return os.open(path, flags, NEW_FILE_MODE)
    fd = os.open(path, flags, mode)
    # The umask is for what is new. Some file systems keep no permissions at all.
    with suppress(OSError):
        os.fchmod(fd, mode)
    return fd


@contextmanager
def emerging(path: Path, mode: int | None) -> Iterator[int]:
    """A new file to be filled; durable at the end, though its name is not yet.

    Where it cannot be filled it is removed, for a part of it may be what fills the disk.
    """
    fd = create(path, mode)
    try:
        yield fd
        sync(fd)
    except BaseException:
        with suppress(OSError):
            remove(path)
        raise
    finally:
        close(fd)


def reopen(path: Path, start: int) -> int:
    """A descriptor of a file that is there, for writing from the byte `start` on."""
    fd = os.open(path, os.O_WRONLY)
    os.lseek(fd, start, os.SEEK_SET)
    return fd


def close(fd: int) -> None:
    """Give a descriptor back."""
    os.close(fd)


def is_at(fd: int, path: Path) -> bool:
    """Whether `path` is a name of the file that a descriptor is open on."""
    try:
        return os.path.samestat(os.fstat(fd), path.stat())
    except FileNotFoundError:
        return False


def lock(path: Path) -> int | None:
    """A descriptor of a file that is locked until `unlock`; None if somebody else has it.

    The file is made if it is not there. The lock (flock) goes with its process, however that ends.
    """
    while True:
        fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, NEW_FILE_MODE)
        is_ours = False
        try:
            is_free = _flock(fd, fcntl.LOCK_EX)
            # Who had it may have taken the name away meanwhile: others would lock another file.
            is_ours = is_free and is_at(fd, path)
        finally:
            if not is_ours:
                os.close(fd)
        if is_ours:
            return fd
        if not is_free:
            return None


def unlock(fd: int) -> None:
    """Give back what `lock` gave. The file stays locked where a parent process has it too."""
    os.close(fd)


def is_locked(path: Path) -> bool:
    """Whether somebody holds a lock on a file; a file that is not there has none."""
    try:
        fd = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        # Shared, and given back at once with the descriptor: who else only looks is not in the way.
        return not _flock(fd, fcntl.LOCK_SH)
    finally:
        os.close(fd)


def _flock(fd: int, kind: int) -> bool:
    """Whether a lock could be had now."""
    try:
        fcntl.flock(fd, kind | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # some file systems call it the latter
        return False
    return True


def write(fd: int, data: bytes) -> None:
    """Write all of `data` where the descriptor stands; an error may leave a part of it behind."""
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


def reserve(fd: int, start: int, count: int) -> None:
    """Fill `count` bytes from `start` on with zeros; the descriptor stands where it stood.

    What is written over them later needs no new room, and a file system that keeps a journal of
    its own need not note there how long the file has become: it is on the disk sooner.
    """
    os.pwrite(fd, bytes(count), start)


def truncate(fd: int, length: int) -> None:
    """Cut a file to `length` bytes and go on from there."""
    os.ftruncate(fd, length)
    os.lseek(fd, length, os.SEEK_SET)


def sync(fd: int) -> None:
    """Return when the file's bytes and length are on the disk itself, past its own cache."""
    if sys.platform == "darwin":
        fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
    else:
        os.fsync(fd)


def sync_data(fd: int) -> None:
    """As `sync`, without what is not needed to read the bytes again, such as times."""
    if sys.platform == "darwin":
        fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
    else:
        os.fdatasync(fd)


def sync_folder(folder: Path) -> None:
    """Return when the folder's entries, new names and gone ones, are on the disk."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(fd)
    except OSError as error:
        # Some network file systems cannot do this at all; no more can be had of them.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(fd)


def replace(source: Path, target: Path) -> None:
    """Give `source` the name `target`, at one stroke; what had that name is gone."""
    os.replace(source, target)


def link(source: Path, target: Path) -> None:
    """Give a file a second name, which must be free. Some file systems refuse."""
    os.link(source, target)


def remove(path: Path) -> None:
    """Take a name away, if it is there."""
    path.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, durably, where they are missing."""
    missing = [f for f in (folder, *folder.parents) if not f.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for made in missing:
        sync_folder(made.parent)


def is_read_only(path: Path) -> bool:
    """Whether the disk that a file is on takes no writing at all, whatever the file's mode."""
    return bool(os.statvfs(path).f_flag & os.ST_RDONLY)


def in_forked_children(call: Callable[[], None]) -> None:
    """Have `call` made first thing in every process that is forked off from now on."""
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=call)


def mode_of(path: Path) -> int | None:
    """The permissions of a file, for those that stand in for it; None without it."""
    try:
        return S_IMODE(path.stat().st_mode)
    except OSError:
        return None
