"""A TinyDB storage that writes the whole state in one atomic, durable stroke, encoded in slices.

`TinyDB(path, storage=StudyStorage)` is safe for anybody's edits. A checkpoint uses the slow half of
a write, `prepare`, beside the reader. Journals and backups are not its affair, nor is judging what
it reads. It is imported where something is written: TinyDB takes a command a fortieth of its time.
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
    """The state of a TinyDB in a JSON file that is whole at every moment, old or new.

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
        # A study is read by `file`; what asks here is TinyDB.
        import json

        tables: dict[str, dict[str, Any]] = json.loads(data)
        return tables

    def write(self, data: Mapping[str, Rows]) -> None:
        """Put a new state in place; `OSError` when it cannot be, and then the old one stands."""
        disk.replace(self.prepare(data).path, self.path)
        disk.sync_folder(self.path.parent)

    def prepare(self, data: Mapping[str, Rows]) -> Prepared:
        """Write a new state beside the file, durably; nothing else is touched yet."""
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
