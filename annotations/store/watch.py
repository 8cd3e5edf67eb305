"""Notices when another program has changed the study file. The writer decides what to do then."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

import msgspec


class Identity(msgspec.Struct, frozen=True):
    """Tells a file from other files and from its own earlier contents, without reading it.

    Programs can reset the modification time; only the system sets the change time.
    """

    device: int
    inode: int
    size: int
    modified: int
    changed: int

    @classmethod
    def of(cls, path: Path) -> "Identity | None":
        """The identity of the file at `path`, or None when there is none or it is inaccessible."""
        try:
            found = path.stat()
        except OSError:
            return None
        return cls(
            found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
        )  # fmt: skip


class Watch:
    """Tracks whether a file is still the one that we last read or wrote; thread-safe."""

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
        """Enclose our own replacement of the file by one with this SHA-256."""
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
    # Imported lazily: few files are changed from outside, and hashlib is slow to import.
    from hashlib import file_digest

    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
