"""Remembers, outside the study, which file we wrote or read strictly last: once is enough."""

from hashlib import sha256
from pathlib import Path


class Fingerprints:
    """SHA-256 sums by study, in files of the user's state folder; without one it knows nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = None if folder is None else folder / "fingerprints"

    def knows(self, study: Path, digest: str) -> bool:
        """Whether `digest` is the sum of the very file that this study was."""
        if self._folder is None:
            return False
        try:
            return self._file(self._folder, study).read_bytes() == digest.encode()
        except OSError:
            return False

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
