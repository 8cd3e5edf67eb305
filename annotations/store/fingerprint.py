"""Remembers, outside the study, which file diptych last wrote or read strictly.

Such a file need not be read strictly again.
"""

from pathlib import Path
from threading import Thread
from zlib import crc32

import msgspec

from annotations.store.watch import Identity

LONG = 1_000_000
"""Bytes from which computing a checksum takes longer than starting a thread."""


class Sum:
    """The CRC-32 of bytes, computed on a thread for `LONG` bytes or more: it releases the GIL."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._sum = 0
        self._thread = Thread(target=self._reckon, name="study sum", daemon=True)
        if len(data) >= LONG:
            self._thread.start()

    def _reckon(self) -> None:
        self._sum = crc32(self._data)

    def wait(self) -> int:
        """Wait for the checksum and return it."""
        if self._thread.ident:
            self._thread.join()
        else:
            self._reckon()
        return self._sum


class Fingerprint(msgspec.Struct, frozen=True):
    """What identifies a file known to be sound, and its SHA-256, which is slow to compute.

    No other program can give its own file this `identity`; `checksum` detects bytes that changed by
    themselves, as on a failing disk.
    """

    identity: Identity
    checksum: int
    sha256: str


class Fingerprints:
    """Fingerprints by study, in files of the state folder; without a folder, none are kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = None if folder is None else folder / "fingerprints"

    def known(self, study: Path) -> Fingerprint | None:
        """The fingerprint remembered for this study, or None."""
        if self._folder is None:
            return None
        try:
            data = self._file(self._folder, study).read_bytes()
            return msgspec.json.decode(data, type=Fingerprint)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None

    def remember(self, study: Path, fingerprint: Fingerprint) -> None:
        """Store the fingerprint of a sound file; a failure only makes the next reading slower."""
        if self._folder is None:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file(self._folder, study).write_bytes(msgspec.json.encode(fingerprint))
        except OSError:
            return

    def _file(self, folder: Path, study: Path) -> Path:
        # Two studies with the same name here would only overwrite each other's fingerprint.
        return folder / f"{crc32(bytes(study.resolve())):08x}"
