"""A TinyDB storage that writes the whole state atomically and durably, encoded in slices.

`TinyDB(path, storage=StudyStorage)` is safe for edits by any caller. A checkpoint runs `prepare`,
the slow half of a write, in the background. The storage handles no journals or backups, and does
not validate what it reads. It is imported only where something is written, as importing TinyDB
takes a fortieth of a command's time.
"""

from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any
from zlib import crc32

from tinydb.storages import Storage

from annotations.store import disk
from annotations.store.encoding import Prepared, Rows, encoded
from annotations.store.paths import Paths


class StudyStorage(Storage):
    """The state of a TinyDB in a JSON file that is complete at every moment, old or new.

    `between` is called between two slices; a caller with a screen passes `rest`.
    """

    def __init__(self, path: str | Path, between: Callable[[], None] | None = None) -> None:
        super().__init__()
        self.path = Path(path)
        self._between = between

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The tables of the file, or None while there is no file."""
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return None
        # Imported lazily: only TinyDB calls this; studies are read by `annotations.store.file`.
        import json

        tables: dict[str, dict[str, Any]] = json.loads(data)
        return tables

    def write(self, data: Mapping[str, Rows]) -> None:
        """Write a new state and put it in place; after an `OSError` the old state remains."""
        disk.replace(self.prepare(data).path, self.path)
        disk.sync_folder(self.path.parent)

    def prepare(self, data: Mapping[str, Rows]) -> Prepared:
        """Write a new state to a temporary file, durably, and touch nothing else."""
        path = Paths(self.path).temporary(self.path)
        hashed, checksum = sha256(), 0
        with disk.emerging(path, disk.mode_of(self.path)) as fd:
            for piece in encoded(data):
                disk.write(fd, piece)
                hashed.update(piece)
                checksum = crc32(piece, checksum)
                if self._between is not None:
                    self._between()
        return Prepared(path, hashed.hexdigest(), checksum)
