"""Saves what can be saved of a damaged study to a new file; the old file is never modified."""

from hashlib import sha256
from pathlib import Path

import msgspec

from annotations.change import TABLES, Change, Fields, Table
from annotations.errors import DiptychError, Refused, StudyDamaged, reason_of
from annotations.record import Clock, IdMaker, new_id, utc_now
from annotations.store.backup import is_backup, original
from annotations.store.checkpoint import Snapshot
from annotations.store.finding import read_bytes
from annotations.store.journal import read_sound
from annotations.store.paths import Paths, real
from annotations.store.rescue.salvage import salvage
from annotations.store.storage import StudyStorage
from annotations.study.mending import Mender
from annotations.study.records import VERSION
from annotations.study.state import State


class BeyondRepair(StudyDamaged):
    """The file holds no recognizable record."""


class Repair(msgspec.Struct, frozen=True):
    """The state recovered from a damaged study, and a sentence for each thing lost or changed."""

    state: State
    told: tuple[str, ...]


def repaired(path: Path, *, clock: Clock = utc_now, make_id: IdMaker = new_id) -> Repair:
    """Recover what can be saved of the study at `path` and its journals, without writing anything.

    Raises `BeyondRepair` when no record is found, `DiptychError` when there is no such file or a
    newer diptych wrote it.
    """
    paths = Paths(real(path))
    data = read_bytes(paths.study)
    found = salvage(data)
    if not any(found.rows.values()):
        raise BeyondRepair(_beyond(paths))
    if any(_is_newer(fields) for fields in found.rows["study"]):
        raise DiptychError(f"{paths.study.name} was written by a newer diptych, which can mend it.")
    told = list(found.losses)
    mender = Mender(clock(), make_id)
    state = mender.mend(found.rows)
    _catch_up(state, paths, sha256(data).hexdigest(), told)
    state = mender.mend(_rows(state))
    state.surplus = found.surplus
    return Repair(state, (*told, *mender.told))


def write_repaired(repair: Repair, target: Path) -> None:
    """Write a repaired study to a new file, durably.

    Raises `DiptychError` when the file or one kept beside it exists already, or writing fails.
    """
    paths, state = Paths(real(target)), repair.state
    if taken := paths.left:
        raise DiptychError(f"{taken[0]} is there already; name a new file for what is saved.")
    try:
        StudyStorage(paths.study).write(Snapshot.of(state, state.info.folded).tables)
    except OSError as error:
        raise DiptychError(f"{target} could not be written: {reason_of(error)}.") from error


def _beyond(paths: Paths) -> str:
    there = f"open {paths.backup}" if paths.backup.exists() else "bring back a copy of your own"
    return f"{paths.study.name} holds nothing that can be saved; {there} to read what was before."


def _is_newer(fields: Fields) -> bool:
    version = fields.get("version")
    return isinstance(version, int) and version > VERSION


def _catch_up(state: State, paths: Paths, digest: str, told: list[str]) -> None:
    """Apply, in order, the journals' changes that fit, without checking that the records agree.

    Each change left out, and each damage, is added to `told`.
    """
    for change in _changes(paths, digest, told):
        if change.number <= state.info.folded:
            continue
        try:
            state.apply(change.parts)
        except Refused as error:
            told.append(f"the journal's change {change.number} is left out: {error}")
        state.info = msgspec.structs.replace(state.info, folded=change.number)


def _changes(paths: Paths, digest: str, told: list[str]) -> list[Change]:
    """The changes in the journals beside the file, as far as these are sound."""
    study = original(paths.study)
    kept = (study.backup_journal,) if is_backup(paths.study) else ()
    changes: list[Change] = []
    for journal in (*kept, study.journal, study.next_journal):
        try:
            contents = read_sound(journal)
        except StudyDamaged as damage:
            told.append(str(damage))
            continue
        if contents is None:
            continue
        if contents.damage:
            told.append(f"{contents.damage} What came after that is left out.")
        if contents.header.continues != digest:
            told.append(f"{journal.name} continues another state of the file; what fits is taken")
        changes += contents.changes
    return changes


def _rows(state: State) -> dict[Table, list[Fields]]:
    return {t: [record.to_fields() for record in state.table(t).values()] for t in TABLES}
