"""What was open and where, for the next start: kept in the state folder, not in the study."""

from pathlib import Path
from typing import Literal
from zlib import crc32

import msgspec

Way = Literal["off", "proportion", "counterparts"]
"""How the panes scroll together."""

STEM = 40
"""Letters of a study's name in its session's file name: file systems allow 255 bytes or more."""


class PanePlace(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a pane was: its article, the caret, and the first code point shown.

    `away` is whether the text was scrolled away from the caret.
    """

    article: str
    caret: int = 0
    top: int = 0
    away: bool = False


class Session(msgspec.Struct, frozen=True, omit_defaults=True):
    """The panes from left to right, which of them had the focus, and how they were viewed.

    `only_by` is the coder whose highlights were the only ones shown. `side` names the list that the
    side bar showed. `read` holds the places in articles that are in no pane now. `importing` holds
    the files of imports that were not finished.
    """

    panes: tuple[PanePlace, ...] = ()
    focused: int = 0
    zoomed: bool = False
    together: Way = "off"
    told_alone: bool = False
    only_by: str = ""
    side: str = ""
    recent_tags: tuple[str, ...] = ()
    read: dict[str, PanePlace] = {}
    importing: tuple[str, ...] = ()


def session_file(folder: Path, study: Path) -> Path:
    """The file of a study's session; its name distinguishes studies of the same name."""
    place = crc32(bytes(study.resolve()))
    return folder / "sessions" / f"{study.stem[:STEM]}-{place:08x}.json"


def theme_file(folder: Path) -> Path:
    """The file that remembers the theme chosen last, for all studies."""
    return folder / "theme"


def load_theme(file: Path) -> str:
    """The theme chosen last; empty for none."""
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def save_theme(file: Path, theme: str) -> None:
    """Remember a theme; if the folder cannot be written, the old one stays."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{theme}\n", encoding="utf-8")
    except OSError:
        return


def load(file: Path) -> Session:
    """The session in a file; an empty one when there is none that can be read.

    A session is a convenience: one that is lost or damaged is not worth a message.
    """
    try:
        return msgspec.json.decode(file.read_bytes(), type=Session)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return Session()


def save(file: Path, session: Session) -> None:
    """Write a session; if the folder cannot be written, the old one stays."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_suffix(".new")
        fresh.write_bytes(msgspec.json.encode(session))
        fresh.replace(file)
    except OSError:
        return
