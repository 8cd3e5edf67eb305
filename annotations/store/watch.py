"""Notices when another program has changed the study file. What is done then is the writer's."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

import msgspec


class Identity(msgspec.Struct, frozen=True):
    """What tells a file from another, or from itself before it was written to, without reading.

    Programs can put the time of modification back; the time of change is the system's own.
    """

    device: int
    inode: int
    size: int
    modified: int
    changed: int

    @classmethod
    def of(cls, path: Path) -> "Identity | None":
        """The identity of the file at `path`, or None when there is none to be seen."""
        try:
            found = path.stat()
        except OSError:
            return None
        return cls(
            found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
        )  # fmt: skip


class Watch:
    """Whether a file is still the one that we read or wrote last. Any thread may ask."""

    def __init__(self, path: Path, sha256: str, identity: Identity | None) -> None:
        self.path = path
        self._sha256 = sha256
        self._identity = identity
        self._lock = Lock()

    def is_changed(self) -> bool:
        """Whether the file is gone, or holds other bytes than ours."""
        with self._lock:
            found = Identity.of(self.path)
            if found == self._identity:
                return False
            if found is None or sha256_of(self.path) != self._sha256:
                return True
            self._identity = found
            return False

    @contextmanager
    def replacing(self, sha256: str) -> Iterator[None]:
        """Around the moment at which we put a file with this SHA-256 in its place ourselves."""
        with self._lock:
            yield
            self._identity = Identity.of(self.path)
            self._sha256 = sha256

    @property
    def sha256(self) -> str:
        """The SHA-256 of the file as we know it."""
        return self._sha256


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal; empty when it cannot be read."""
    # Few files are changed from outside, and hashing is long to load.
    from hashlib import file_digest

    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
