"""Closes a study for good: saved in place, else whole in a refuge, else with a plain error."""

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

import msgspec

from annotations.errors import DiptychError, NotSaved
from annotations.interrupts import held_back
from annotations.store.status import SaveStatus

if TYPE_CHECKING:
    from annotations.store.store import Store


def leave(store: "Store") -> None:
    """Close a store; if it cannot be saved in place, save it whole in its `refuge`.

    In that case raises `NotSaved`, naming the file in the refuge or saying that there is none. The
    store is closed in any case.
    """
    with held_back():
        try:
            store.close()
        except DiptychError:
            place, status = store.path, store.status
            if not store.flush(0):
                raise NotSaved(f"{_unsaved(place, status)} {_sheltered(store)}") from None
        finally:
            store.abandon()


def _unsaved(place: Path, status: SaveStatus) -> str:
    match status.pending:
        case 0:
            what = "The study"
        case 1:
            what = "1 edit"
        case _:
            what = f"{status.pending} edits"
    return f"{what} could not be saved in {place}: {status.why}."


def _sheltered(store: "Store") -> str:
    """Save the whole study in the refuge, and return a sentence that says what became of it."""
    if store.refuge is None:
        return "What was saved before is there."
    try:
        moment = "".join(filter(str.isalnum, store.study.clock()))
        file = store.refuge / f"{store.path.stem}-{moment}.json"
        store.save_elsewhere(file)
    except DiptychError as error:
        return f"Nothing could be saved elsewhere either, so that is lost: {error}"
    return f"The whole study is {file} now; to open it: diptych {quote(str(file))}"


class _Identified(msgspec.Struct):
    """The part of a file that identifies its study; decoding skips the rest."""

    study: dict[str, dict[str, Any]]


def sheltered(store: "Store") -> Path | None:
    """The file in the refuge with a later state of this study, if there is one.

    Of several, the last by name; the names end in the time of saving.
    """
    own = store.study.state.info.id
    for file in sorted(store.refuge.glob("*.json"), reverse=True) if store.refuge else ():
        try:
            found = msgspec.json.decode(file.read_bytes(), type=_Identified)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            continue
        if file != store.path and own in (info.get("id") for info in found.study.values()):
            return file
    return None
