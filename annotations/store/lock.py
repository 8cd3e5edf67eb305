"""One writer at a time: a lock file beside the study, which names the process that holds it.

The operating system provides the lock and releases it when its process dies, however that happens.
It may not work between machines, so a lock file left by another machine is never taken over.
"""

import os
import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from annotations.errors import StudyBusy
from annotations.store import disk


class Holder(msgspec.Struct, frozen=True):
    """The process that holds a study: `pid` on the machine `host`, since the time `since`."""

    pid: int
    name: str
    host: str
    since: str

    @classmethod
    def here(cls, since: str) -> "Holder":
        """This process."""
        name = Path(sys.argv[0] or "python").name.replace("__main__.py", "diptych")
        return cls(pid=os.getpid(), name=name, host=platform.node(), since=since)

    @property
    def is_elsewhere(self) -> bool:
        """Whether the process is on another machine."""
        return self.host != platform.node()

    def __str__(self) -> str:
        return f"{self.name} (process {self.pid} on {self.host})"


class StudyLock:
    """The lock of one study, held from `acquire` to `release`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._fd: int | None = None

    def acquire(self, now: str) -> None:
        """Take the lock, and write its holder to the lock file.

        Raises `StudyBusy` naming the holder when another process has the lock or another machine
        left its file; `OSError` when no lock file can be written here.
        """
        fd = disk.lock(self.path)
        if fd is None:
            raise StudyBusy(_busy(self.path, read_holder(self.path)))
        found = read_holder(self.path)
        if found is not None and found.is_elsewhere:
            disk.unlock(fd)
            raise StudyBusy(
                f"{found} has {_study(self.path)} open since {found.since[:16]}Z. If it no longer "
                f"runs, delete {self.path}."
            )
        self._fd = fd
        try:
            self.path.write_bytes(msgspec.json.encode(Holder.here(now)))
        except OSError:
            self.release()
            raise

    @contextmanager
    def taken(self, now: str) -> Iterator[None]:
        """Take the lock and keep it; release it only if the `with` body raises."""
        self.acquire(now)
        try:
            yield
        except BaseException:
            self.release()
            raise

    def release(self) -> None:
        """Release the lock and remove its file.

        If the file cannot be removed, as in a folder that is no longer writable, empty it if
        possible, so that it names no holder. In any case it blocks no process on this machine.
        """
        if self._fd is None:
            return
        # Removed while still locked: a process that has just opened it sees that its name is gone.
        try:
            self.path.unlink(missing_ok=True)
        except OSError:
            with suppress(OSError):
                self.path.write_bytes(b"")
        self.disown()

    def disown(self) -> None:
        """Close the lock file without removing it.

        In a forked child process, the parent still holds the lock.
        """
        if self._fd is not None:
            disk.unlock(self._fd)
            self._fd = None


def read_holder(path: Path) -> Holder | None:
    """The lock's holder according to the lock file; None if there is no file or it names none."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Holder)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None


def is_held(path: Path) -> bool:
    """Whether `StudyLock.acquire` would find the lock held, or left by another machine.

    Raises `OSError` when that cannot be determined.
    """
    holder = read_holder(path)
    return (holder is not None and holder.is_elsewhere) or disk.is_locked(path)


def _study(lock: Path) -> str:
    return lock.name.removesuffix(".lock")


def _busy(lock: Path, holder: Holder | None) -> str:
    who = "Another process" if holder is None else str(holder)
    return f"{who} has {_study(lock)} open; try again when it is closed there."
