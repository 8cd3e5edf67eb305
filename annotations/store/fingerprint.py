"""Remembers, outside the study, which file we wrote or read strictly last: once is enough."""

from pathlib import Path
from threading import Thread
from zlib import crc32

import msgspec

from annotations.store.watch import Identity

LONG = 1_000_000
"""Bytes whose sum takes longer than a thread takes to begin."""


class Sum:
    """The CRC-32 of bytes, of many beside other work: summing leaves the interpreter free."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._sum = 0
        self._thread = Thread(target=self._reckon, name="study sum", daemon=True)
        if len(data) >= LONG:
            self._thread.start()

    def _reckon(self) -> None:
        self._sum = crc32(self._data)

    def wait(self) -> int:
        """The sum, once it is there."""
        if self._thread.ident:
            self._thread.join()
        else:
            self._reckon()
        return self._sum


class Fingerprint(msgspec.Struct, frozen=True):
    """By what a file that is in order is known again, and its SHA-256, which is long to reckon.

    No other program can give its own file the `identity`; the checksum is for bytes that changed by
    themselves, as they do on a disk that fails.
    """

    identity: Identity
    checksum: int
    sha256: str


class Fingerprints:
    """Fingerprints by study, in files of the user's state folder; without one it knows nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = None if folder is None else folder / "fingerprints"

    def known(self, study: Path) -> Fingerprint | None:
        """That of the file that this study was; None where it is not known."""
        if self._folder is None:
            return None
        try:
            data = self._file(self._folder, study).read_bytes()
            return msgspec.json.decode(data, type=Fingerprint)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None

    def remember(self, study: Path, fingerprint: Fingerprint) -> None:
        """Note that of a file that is in order; where that fails, only time is lost."""
        if self._folder is None:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file(self._folder, study).write_bytes(msgspec.json.encode(fingerprint))
        except OSError:
            return

    def _file(self, folder: Path, study: Path) -> Path:
        # Two studies of one name here would only make each other forgotten.
        return folder / f"{crc32(bytes(study.resolve())):08x}"
