"""Every system call that modifies a study's files, and everything that is POSIX-only.

It makes no decisions. The rest of the store goes through these few functions, so that a test can
record them or make any one of them fail. Only the lock's holder and the fingerprints are written
elsewhere, as no work is lost with them. All functions raise `OSError`.
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
    """Create an empty file, or empty an existing one, and return a descriptor for writing.

    `mode` is the permissions of the file it will replace; None if it replaces none.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    if mode is None:
        return os.open(path, flags, NEW_FILE_MODE)
    fd = os.open(path, flags, mode)
    # The umask applies only to new files. Some file systems keep no permissions at all.
    with suppress(OSError):
        os.fchmod(fd, mode)
    return fd


@contextmanager
def emerging(path: Path, mode: int | None) -> Iterator[int]:
    """Create a file for the caller to fill; on exit its contents are durable, its name not yet.

    On an error the file is removed, for a partial file may be what fills the disk.
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
    """Open an existing file for writing from byte `start` on, and return the descriptor."""
    fd = os.open(path, os.O_WRONLY)
    os.lseek(fd, start, os.SEEK_SET)
    return fd


def close(fd: int) -> None:
    """Close a descriptor."""
    os.close(fd)


def is_at(fd: int, path: Path) -> bool:
    """Whether `path` names the file that the descriptor has open."""
    try:
        return os.path.samestat(os.fstat(fd), path.stat())
    except FileNotFoundError:
        return False


def lock(path: Path) -> int | None:
    """Lock a file until `unlock` and return its descriptor; None if another process holds it.

    The file is created if it does not exist. The lock (flock) is released when its process ends,
    however that happens.
    """
    while True:
        fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, NEW_FILE_MODE)
        is_ours = False
        try:
            is_free = _flock(fd, fcntl.LOCK_EX)
            # The last holder may have removed the file meanwhile; others would lock a new one.
            is_ours = is_free and is_at(fd, path)
        finally:
            if not is_ours:
                os.close(fd)
        if is_ours:
            return fd
        if not is_free:
            return None


def unlock(fd: int) -> None:
    """Release a lock by its descriptor. The file stays locked if a parent process has it too."""
    os.close(fd)


def is_locked(path: Path) -> bool:
    """Whether a process holds a lock on the file; False if the file does not exist."""
    try:
        fd = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        # Shared, and released at once with the descriptor, so such checks never block each other.
        return not _flock(fd, fcntl.LOCK_SH)
    finally:
        os.close(fd)


def _flock(fd: int, kind: int) -> bool:
    """Try to lock without blocking; return whether that succeeded."""
    try:
        fcntl.flock(fd, kind | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # some file systems raise the latter
        return False
    return True


def write(fd: int, data: bytes) -> None:
    """Write all of `data` at the descriptor's position; an error may leave a part of it written."""
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


def reserve(fd: int, start: int, count: int) -> None:
    """Fill `count` bytes from `start` on with zeros, without moving the descriptor's position.

    Later writes over the zeros need no new space, and a journaling file system need not record a
    new file length for them: they reach the disk sooner.
    """
    os.pwrite(fd, bytes(count), start)


def truncate(fd: int, length: int) -> None:
    """Truncate a file to `length` bytes and move the descriptor's position there."""
    os.ftruncate(fd, length)
    os.lseek(fd, length, os.SEEK_SET)


def sync(fd: int) -> None:
    """Return when the file's bytes and length are on the disk itself, past the disk's own cache."""
    if sys.platform == "darwin":
        fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
    else:
        os.fsync(fd)


def sync_data(fd: int) -> None:
    """Like `sync`, but without metadata that reading does not need, such as times."""
    if sys.platform == "darwin":
        fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
    else:
        os.fdatasync(fd)


def sync_folder(folder: Path) -> None:
    """Return when the folder's entries, both added and removed names, are on the disk."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(fd)
    except OSError as error:
        # Some network file systems do not support this at all; nothing more can be done there.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(fd)


def replace(source: Path, target: Path) -> None:
    """Atomically rename `source` to `target`, replacing any file of that name."""
    os.replace(source, target)


def link(source: Path, target: Path) -> None:
    """Hard-link a file to a second name, which must be free. Some file systems refuse."""
    os.link(source, target)


def remove(path: Path) -> None:
    """Remove a file if it exists."""
    path.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """Create a folder and its missing parents, durably."""
    missing = [f for f in (folder, *folder.parents) if not f.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for made in missing:
        sync_folder(made.parent)


def is_read_only(path: Path) -> bool:
    """Whether the file's disk is mounted read-only, whatever the file's mode."""
    return bool(os.statvfs(path).f_flag & os.ST_RDONLY)


def in_forked_children(call: Callable[[], None]) -> None:
    """Register `call` to run first in every child process forked from now on."""
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=call)


def mode_of(path: Path) -> int | None:
    """The permissions of a file, for a file that will replace it; None if it cannot be read."""
    try:
        return S_IMODE(path.stat().st_mode)
    except OSError:
        return None
