"""One writer at a time: a lock file beside the study, which says which process holds it.

The lock itself is the system's: it goes when its process dies, however that happens. Between
machines it may not hold, so a lock file that another machine left is never taken over here.
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
        """This very process."""
        name = Path(sys.argv[0] or "python").name.replace("__main__.py", "diptych")
        return cls(pid=os.getpid(), name=name, host=platform.node(), since=since)

    @property
    def is_elsewhere(self) -> bool:
        """Whether that is another machine's."""
        return self.host != platform.node()

    def __str__(self) -> str:
        return f"{self.name} (process {self.pid} on {self.host})"


class StudyLock:
    """The lock of one study, held from `acquire` to `release`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._fd: int | None = None

    def acquire(self, now: str) -> None:
        """Take the lock, and write down who has it.

        Raises `StudyBusy` naming the holder when another process has it, or another machine left
        it; `OSError` when there can be no lock file here.
        """
        fd = disk.lock(self.path)
        if fd is None:
            raise StudyBusy(_busy(self.path, read_holder(self.path)))
        found = read_holder(self.path)
        if found is not None and found.is_elsewhere:
            disk.unlock(fd)
            raise StudyBusy(
                f"{found} has {_study(self.path)} open since {found.since[:16]}Z. If that is not "
                f"running any more, delete {self.path}."
            )
        self._fd = fd
        try:
            self.path.write_bytes(msgspec.json.encode(Holder.here(now)))
        except OSError:
            self.release()
            raise

    @contextmanager
    def taken(self, now: str) -> Iterator[None]:
        """Take the lock to keep it; it is given back only where what follows fails."""
        self.acquire(now)
        try:
            yield
        except BaseException:
            self.release()
            raise

    def release(self) -> None:
        """Give the lock back; at rest there is no lock file.

        Where it cannot be taken away, as in a folder that cannot be written any more, it names
        nobody if that can be had: it holds nothing up on this machine, in any case.
        """
        if self._fd is None:
            return
        # Removed while it is still held: who opens it in between finds it has no name any more.
        try:
            self.path.unlink(missing_ok=True)
        except OSError:
            with suppress(OSError):
                self.path.write_bytes(b"")
        self.disown()

    def disown(self) -> None:
        """Let go of the lock file as it is.

        A process that this one was forked off holds the lock still.
        """
        if self._fd is not None:
            disk.unlock(self._fd)
            self._fd = None


def read_holder(path: Path) -> Holder | None:
    """Who the lock file says holds the lock; None when there is none, or it does not say."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Holder)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None


def is_held(path: Path) -> bool:
    """Whether `StudyLock.acquire` would find the lock with somebody, or left by another machine.

    Raises `OSError` where that cannot be told.
    """
    holder = read_holder(path)
    return (holder is not None and holder.is_elsewhere) or disk.is_locked(path)


def _study(lock: Path) -> str:
    return lock.name.removesuffix(".lock")


def _busy(lock: Path, holder: Holder | None) -> str:
    who = "Another process" if holder is None else str(holder)
    return f"{who} has {_study(lock)} open; try again when it is closed there."
