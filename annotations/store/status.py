"""How safe the reader's edits are, in one word and one sentence, for screens to show."""

import errno
from typing import Literal

import msgspec

from annotations.errors import reason_of

Kind = Literal["saved", "saving", "unsaved", "read-only", "conflict"]

_TROUBLES = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EFBIG: "the file may not grow any larger",
    errno.EACCES: "the folder or file may not be written to",
    errno.EPERM: "the folder or file may not be written to",
    errno.EROFS: "the disk is read-only",
    errno.ENOENT: "the folder is gone",
    errno.ENOTDIR: "the folder is gone",
    errno.EIO: "the disk reports an error",
}


class SaveStatus(msgspec.Struct, frozen=True):
    """The state of saving: `message` is a plain sentence, empty when all is well.

    `pending` is the number of changes that would be lost if the machine stopped now, `why` the
    reason why they cannot be written.
    """

    kind: Kind
    message: str = ""
    pending: int = 0
    why: str = ""


def trouble(error: OSError) -> str:
    """The reason why writing failed, in plain words."""
    return _TROUBLES.get(error.errno or 0) or reason_of(error)


def unsaved(why: str, pending: int) -> str:
    """The sentence for edits that are not on the disk, or no longer safe there."""
    if not pending:
        return f"The study cannot be saved now: {why}. It is saved as soon as can be."
    kept = "kept in memory and saved as soon as can be."
    if pending == 1:
        return f"1 edit is not saved yet: {why}. It is {kept}"
    return f"{pending} edits are not saved yet: {why}. They are {kept}"
