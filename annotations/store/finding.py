"""Finds and reads a study: its file, and the later changes in its journal. It modifies nothing."""

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import msgspec

from annotations.change import TABLES, Change
from annotations.errors import DiptychError, Refused, StudyDamaged, StudyGone, reason_of
from annotations.store.backup import advising
from annotations.store.checkpoint import journal_of
from annotations.store.file import decode, decode_own, is_plain
from annotations.store.fingerprint import Fingerprint, Fingerprints, Sum
from annotations.store.journal import Contents
from annotations.store.paths import Paths
from annotations.store.watch import Identity
from annotations.study.state import State
from annotations.study.study import Study

T = TypeVar("T")

ATTEMPTS = 20
PAUSE = 0.05
"""Seconds between attempts to read file and journal while a writer is replacing them."""


class Found(msgspec.Struct, frozen=True):
    """A study on the disk: the file's records, and the journal that continues the file."""

    paths: Paths
    state: State
    sha256: str
    identity: Identity | None
    journal: Contents | None

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes that the file lacks."""
        held = () if self.journal is None else self.journal.changes
        return pending(held, self.state.info.folded)


def pending(changes: Iterable[Change], folded: int) -> tuple[Change, ...]:
    """The changes of a journal that a file with the changes up to `folded` lacks."""
    return tuple(change for change in changes if change.number > folded)


def find(paths: Paths, fingerprints: Fingerprints) -> Found:
    """Read the study as it is now. No process may be writing it.

    Raises `StudyDamaged` saying what is wrong and what to do, `DiptychError` when the file cannot
    be read or a newer diptych wrote it.
    """
    identity = Identity.of(paths.study)
    data = read_bytes(paths.study)
    with advising(paths):
        state, digest = _decoded(data, paths.study, identity, fingerprints)
        return Found(paths, state, digest, identity, journal_of(paths, digest))


def _decoded(
    data: bytes, study: Path, identity: Identity | None, fingerprints: Fingerprints
) -> tuple[State, str]:
    """The study in the bytes of its file, and their SHA-256.

    A file that matches its known identity is read the fast way while its checksum is computed; the
    result only counts if the checksum matches, too. Every other file is read strictly.
    """
    summing = Sum(data)
    known = fingerprints.known(study)
    if known is not None and known.identity == identity:
        state = decode_own(data)
        if state is not None and summing.wait() == known.checksum:
            return state, known.sha256
    # Imported lazily: it takes a hundredth of the time to the first frame, and is rarely needed.
    from hashlib import sha256

    digest = sha256(data).hexdigest()
    state = decode(data, study.name)
    tables = (state.table(table).values() for table in TABLES)
    if identity is not None and is_plain(tables, state.surplus):
        fingerprints.remember(study, Fingerprint(identity, summing.wait(), digest))
    return state, digest


def find_held(paths: Paths, fingerprints: Fingerprints) -> Found:
    """Like `find`, while another process may be writing: file and journal are of one moment."""
    return steady(paths, lambda: find(paths, fingerprints))


def steady(paths: Paths, look: Callable[[], T]) -> T:
    """Call `look` until the study file is not replaced during the call, and return the result.

    A `StudyDamaged` from `look` is raised only if the journals have not changed either. Raises
    `DiptychError` after `ATTEMPTS` attempts.
    """
    for _ in range(ATTEMPTS):
        before = _moment(paths)
        try:
            seen = look()
        except StudyDamaged:
            if _moment(paths) == before:
                raise
        else:
            if _moment(paths)[0] == before[0]:
                return seen
        time.sleep(PAUSE)
    raise DiptychError(f"{paths.study} is being written all the time; try again later.")


def _moment(paths: Paths) -> list[Identity | None]:
    return [Identity.of(path) for path in (paths.study, paths.journal, paths.next_journal)]


def read_bytes(path: Path) -> bytes:
    """The bytes of a study file; raise `DiptychError` when they cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise missing(Paths(path)) from None
    except IsADirectoryError:
        raise DiptychError(f"{path} is a folder, not a study.") from None
    except OSError as error:
        raise DiptychError(f"{path} cannot be read: {reason_of(error)}.") from None


def missing(paths: Paths) -> DiptychError:
    """The error for a study that does not exist.

    A study that once existed must not be created anew: that would replace its backup. Which program
    left files with the study's names is unknown, so the text does not claim that it existed.
    """
    left = [file.name for file in paths.left]
    if not left:
        return DiptychError(f"There is no study {paths.study}.")
    *others, last = left
    what, them = (f"{', '.join(others)} and {last} are", "them") if others else (f"{last} is", "it")
    copies = [str(copy) for copy in (*paths.conflicts[-1:], paths.backup) if copy.exists()]
    ways = ["bring the file back"]
    if copies:
        ways.append(f"open {' or '.join(copies)} to read what was saved")
    ways.append(f"or move {them} away to begin a new study")
    there = f"{what} there, as if there had been one"
    return StudyGone(f"There is no study {paths.study}, but {there}; {', '.join(ways)}.")


def replay(study: Study, changes: tuple[Change, ...], name: str) -> None:
    """Apply changes to a study; raise `StudyDamaged` when a change does not fit it."""
    for change in changes:
        try:
            study.replay(change)
        except Refused as error:
            raise StudyDamaged(
                f"{name} is damaged: its change {change.number} does not fit the study: {error}"
            ) from error
