"""What lies at a path that somebody gave, and how it is written down as an article's source.

Reading what lies there is `annotations.reading`'s.
"""

import codecs
import os
import re
import stat
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from annotations.address import nothing_at
from annotations.errors import DiptychError, reason_of
from annotations.own import BEGINNING, may_be_study, own_kind

PathKind = Literal["folder", "study", "export", "file"]

LONGEST_NAME = 40
"""Code points of a name that a sentence about it quotes."""


class NoSuchPath(DiptychError):
    """A path that leads nowhere."""


class Sifted(NamedTuple):
    """The files that may be articles, and those that cannot be."""

    files: list[Path]
    left_out: list[Path]


class _Sniffed(msgspec.Struct):
    """As much of a JSON file as tells whose it is; all else is passed over unread."""

    study: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    format: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET


def path_named(name: str, folder: Path = Path()) -> Path:
    """The path that a name stands for, seen from `folder`; `~` and `~user` are written out.

    Raises `NoSuchPath` for what can be no path here, or may not be looked at.
    """
    try:
        path = folder / Path(name).expanduser()
        path.exists()
    except (RuntimeError, ValueError, OSError) as error:
        shown = name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"
        why = reason_of(error).rstrip(".")
        raise NoSuchPath(f"{shown} cannot be used as a path: {why}.") from error
    return path


def path_typed(typed: str) -> Path:
    """The path that was typed or dropped in: quotes and backslashes of a shell come off.

    Raises `NoSuchPath` as `path_named` does.
    """
    bare = typed.strip()
    if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "'\"":
        bare = bare[1:-1]
    path = path_named(bare)
    return path if path.exists() else path_named(bare.replace("\\ ", " "))


def kind_of(path: Path) -> PathKind:
    """What lies at a path: a folder, a study, an export of one, or any other file.

    Raises `NoSuchPath` when nothing does. Only an ordinary file is opened: a pipe may never answer.
    """
    if not path.exists():
        raise NoSuchPath(nothing_at(path))
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        return "folder"
    if not stat.S_ISREG(mode):
        return "file"
    with path.open("rb") as file:
        beginning = file.read(BEGINNING)
        if own := own_kind(beginning):
            return own
        beginning = beginning.removeprefix(codecs.BOM_UTF8).lstrip()
        if not beginning.startswith(b"{"):
            return "file"
        # Other programs may have put the tables in another order.
        content = beginning + file.read()
    try:
        sniffed = msgspec.json.decode(content, type=_Sniffed)
    except (msgspec.DecodeError, RecursionError):
        return "file"
    if sniffed.study is not msgspec.UNSET:
        return "study"
    if isinstance(sniffed.format, msgspec.Raw) and bytes(sniffed.format) == b'"diptych"':
        return "export"
    return "file"


def is_begun(study: Path) -> bool:
    """Whether a study is there, or has been, so that none may be begun under its name."""
    if study.exists():
        return True
    # What opens no study does without.
    from annotations.store.paths import Paths, real

    return bool(Paths(real(study)).left)


def is_foreign(study: Path) -> bool:
    """Whether a file was never a study, by how it begins, and as nothing of one is beside it."""
    from annotations.store.backup import is_backup
    from annotations.store.paths import Paths, real

    path = real(study)
    with path.open("rb") as file:
        beginning = file.read(BEGINNING)
    return not (may_be_study(beginning) or is_backup(path) or Paths(path).left != [path])


def files_at(path: Path) -> Sifted:
    """The file at a path, or those below the folder there."""
    return _sifted(path) if path.is_dir() else Sifted([path], [])


def _sifted(folder: Path) -> Sifted:
    """The files in a folder and its folders, by name and number; linked folders once each.

    Hidden ones count for nothing. Studies, exports and tables are no articles. A folder that cannot
    be looked into comes itself, at last: whoever reads it is told why.
    """
    found = Sifted([], [])
    closed: list[Path] = []
    root = os.path.realpath(folder)
    seen = {root}
    walk = os.walk(folder, onerror=lambda e: closed.append(Path(e.filename)), followlinks=True)
    for place, folders, names in walk:
        shown = sorted((f for f in folders if not f.startswith(".")), key=_by_number)
        folders[:] = (
            f
            for f in shown
            if not _is_double(Path(place, f), root) and _is_new(Path(place, f), seen)
        )
        for name in sorted(names, key=_by_number):
            if not name.startswith("."):
                path = Path(place, name)
                (found.files if _may_be_article(path) else found.left_out).append(path)
    found.files.extend(closed)
    return found


def _is_double(folder: Path, root: str) -> bool:
    """Whether a folder is a link to one that is met below `root` under its own name."""
    if not folder.is_symlink():
        return False
    real = Path(os.path.realpath(folder))
    return real.is_relative_to(root) and not any(
        part.startswith(".") for part in real.relative_to(root).parts
    )


def _is_new(folder: Path, seen: set[str]) -> bool:
    """Whether a folder was not seen before, by whatever name; now it has been."""
    place = os.path.realpath(folder)
    is_new = place not in seen
    seen.add(place)
    return is_new


def _by_number(name: str) -> list[tuple[int, str]]:
    """Sorts names as people do: `2.txt` before `10.txt`."""
    parts = re.findall(r"[0-9]+|[^0-9]+", name)
    return [(int(part), "") if part[0] in "0123456789" else (-1, part) for part in parts]


def _may_be_article(path: Path) -> bool:
    """Whether a file is worth reading. One that cannot be read is reported when it is."""
    # What reads no folder does without.
    from annotations.reading.kinds import TABLES
    from annotations.store.paths import OWN

    if path.suffix.lower() in TABLES or path.suffix in OWN:
        return False
    try:
        return path.suffix != ".json" or kind_of(path) == "file"
    except (OSError, NoSuchPath):
        return True


def source_of(path: Path) -> str:
    """The path as an article's `source`: from the home folder `~`, else from the root.

    The same file has the same source from whichever folder it is added.
    """
    whole, home = path.resolve(), Path.home().resolve()
    if whole.is_relative_to(home):
        written = f"~/{whole.relative_to(home).as_posix()}"
    else:
        written = whole.as_posix()
    return writable(written)


def writable(name: str) -> str:
    """A name as a study can hold it: bytes of file names that are no UTF-8 become U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
