"""Finds out what is at a path that the user gave, and writes the path as an article's source.

`annotations.reading` reads the content.
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
from annotations.own_files import BEGINNING, may_be_study, own_kind

PathKind = Literal["folder", "study", "export", "file"]

LONGEST_NAME = 40
"""The most code points of a name that an error message quotes."""


class NoSuchPath(DiptychError):
    """A path that leads nowhere, or cannot be used."""


class Sifted(NamedTuple):
    """The files that may be articles, and those that cannot be."""

    files: list[Path]
    left_out: list[Path]


class _Sniffed(msgspec.Struct):
    """The fields of a JSON file that reveal its kind; all others are skipped."""

    study: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    format: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET


def path_named(name: str, folder: Path = Path()) -> Path:
    """The path that a name stands for, relative to `folder`; `~` and `~user` are expanded.

    Raises `NoSuchPath` for a name that cannot be a path here, or may not be accessed.
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
    """The path that was typed or dropped in, without a shell's quotes and backslashes.

    So does what file managers make of one that is copied, file:///home/ana/one%20two.txt.

    Raises `NoSuchPath` as `path_named` does.
    """
    bare = typed.strip()
    if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "'\"":
        bare = bare[1:-1]
    if bare.startswith("file:///"):
        # Hardly any path is written so.
        from urllib.parse import unquote

        bare = unquote(bare.removeprefix("file://"))
    path = path_named(bare)
    return path if path.exists() else path_named(bare.replace("\\ ", " "))


def kind_of(path: Path) -> PathKind:
    """What is at a path: a folder, a study, an export of one, or any other file.

    Raises `NoSuchPath` if nothing is. Only a regular file is opened: a pipe may block forever.
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
    """Whether a study, or what is left of one, is there, so that its name is taken."""
    if study.exists():
        return True
    # Imported late: only needed when a study is opened.
    from annotations.store.paths import Paths, real

    return bool(Paths(real(study)).left)


def is_foreign(study: Path) -> bool:
    """Whether a file was never a study, judging by its beginning and the files beside it."""
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
    """The files in a folder and its subfolders, in natural order; linked folders once each.

    Hidden files are ignored. Studies, exports and tables are left out, as they are no articles. A
    folder that cannot be listed is itself added at the end: reading it reports why.
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
    """Whether a folder is a link to one that is found below `root` under its own name."""
    if not folder.is_symlink():
        return False
    real = Path(os.path.realpath(folder))
    return real.is_relative_to(root) and not any(
        part.startswith(".") for part in real.relative_to(root).parts
    )


def _is_new(folder: Path, seen: set[str]) -> bool:
    """Record a folder as seen; return whether it had not been seen before, under any name."""
    place = os.path.realpath(folder)
    is_new = place not in seen
    seen.add(place)
    return is_new


def _by_number(name: str) -> list[tuple[int, str]]:
    """A key that sorts names in natural order: `2.txt` before `10.txt`."""
    parts = re.findall(r"[0-9]+|[^0-9]+", name)
    return [(int(part), "") if part[0] in "0123456789" else (-1, part) for part in parts]


def _may_be_article(path: Path) -> bool:
    """Whether a file may be an article. One that cannot be read counts: reading it reports why."""
    # Imported late: only needed when a folder is read.
    from annotations.reading.kinds import TABLES
    from annotations.store.paths import OWN

    if path.suffix.lower() in TABLES or path.suffix in OWN:
        return False
    try:
        return path.suffix != ".json" or kind_of(path) == "file"
    except (OSError, NoSuchPath):
        return True


def source_of(path: Path) -> str:
    """The path as an article's `source`: relative to the home folder `~`, else absolute.

    A file has the same source whichever folder it is added from.
    """
    # Unlike a path's own resolving it takes a link that leads round in a circle for what it is.
    whole, home = Path(os.path.realpath(path)), Path.home().resolve()
    if whole.is_relative_to(home):
        written = f"~/{whole.relative_to(home).as_posix()}"
    else:
        written = whole.as_posix()
    return writable(written)


def writable(name: str) -> str:
    """A file name that a study can hold: bytes that are not UTF-8 become U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
