"""Remembers, outside the study, which file we wrote or read strictly last: once is enough."""

from hashlib import sha256
from pathlib import Path
from threading import Thread

LONG = 1_000_000
"""Bytes whose sum takes longer than a thread takes to begin."""


class Sum:
    """The SHA-256 of bytes, of many beside other work: hashing leaves the interpreter free."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._digest = ""
        self._thread = Thread(target=self._reckon, name="study sum", daemon=True)
        if len(data) >= LONG:
            self._thread.start()

    def _reckon(self) -> None:
        self._digest = sha256(self._data).hexdigest()

    def wait(self) -> str:
        """The sum in hexadecimal, once it is there."""
        if self._thread.ident:
            self._thread.join()
        return self._digest or sha256(self._data).hexdigest()


class Fingerprints:
    """SHA-256 sums by study, in files of the user's state folder; without one it knows nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = None if folder is None else folder / "fingerprints"

    def known(self, study: Path) -> str:
        """The sum of the file that this study was; empty where that is not known."""
        if self._folder is None:
            return ""
        try:
            return self._file(self._folder, study).read_bytes().decode("utf-8", "replace")
        except OSError:
            return ""

    def remember(self, study: Path, digest: str) -> None:
        """Note the sum of a file that is in order; where that fails, only time is lost."""
        if self._folder is None:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file(self._folder, study).write_bytes(digest.encode())
        except OSError:
            return

    def _file(self, folder: Path, study: Path) -> Path:
        return folder / sha256(bytes(study.resolve())).hexdigest()
