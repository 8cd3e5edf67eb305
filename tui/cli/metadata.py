"""Matches the rows of a metadata table with the files that are to be added."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from os.path import realpath
from pathlib import Path

import msgspec

from annotations.formats.csv_reading import (
    METADATA_COLUMNS,
    About,
    UnreadableTable,
    naming,
    read_metadata,
    unread_columns,
)
from tui.cli.paths import called
from tui.cli.saving import read_bytes
from tui.intake import NOTHING, Given
from tui.paths import NoSuchPath, path_named


class Match(msgspec.Struct, frozen=True):
    """What a table says about some files, by their real paths, and its rows that match none."""

    said: dict[Path, Given]
    unused: list[About]

    def given(self, path: Path) -> Given:
        """What the table says about the file at a path."""
        return self.said.get(_real(path), NOTHING)


class Metadata:
    """The rows of the table in a file. Their paths are relative to the folder that it is in.

    The paths of a table that comes through a pipe are relative to the current folder. Those of
    other tables are not, or a file of the same name could be taken for one that is missing. A bare
    name that leads nowhere stands for the one of the files to be added that has this name. `unread`
    are the columns that mean nothing here. Raises `UnreadableTable` for a file that is named twice,
    and for an impossible path.
    """

    def __init__(self, rows: Iterable[About], table: Path, unread: Sequence[str] = ()) -> None:
        self.unread = unread
        self._table = table
        self._rows: dict[Path, About] = {}
        folder = table.parent if table.is_file() else Path()
        for row in rows:
            with naming(called(table)):
                place = _place(row, folder)
            earlier = self._rows.setdefault(place, row)
            if earlier is not row:
                sentence = f"{row.path} is on line {earlier.line} already; leave one."
                raise UnreadableTable(sentence, row.line).of(called(table))

    @classmethod
    def read(cls, name: str) -> "Metadata":
        """The table in a file. Raises `NoSuchPath` or `UnreadableTable`."""
        table = read_bytes(name)
        with naming(called(Path(name))):
            unread = unread_columns(table, METADATA_COLUMNS)
            rows = read_metadata(table)
        return cls(rows, Path(name), unread)

    @property
    def files(self) -> list[Path]:
        """The files that the table names, in its order."""
        return list(self._rows)

    def match(self, files: Iterable[Path]) -> Match:
        """What the table says about these files.

        Raises `UnreadableTable` for a bare name that leads nowhere and that several files have.
        """
        named: dict[str, set[Path]] = defaultdict(set)
        for file in files:
            named[file.name].add(_real(file))
        places = set().union(*named.values())
        said: dict[Path, Given] = {}
        unused: list[About] = []
        for place, row in self._rows.items():
            meant = {place} & places
            if not meant and not place.exists():
                meant = named.get(row.path, set()) - self._rows.keys()
            if len(meant) > 1:
                raise UnreadableTable(
                    f"{len(meant):,} of the files are called {row.path}; write the path of the one "
                    "that is meant.",
                    row.line,
                ).of(called(self._table))
            given = Given(row.fields, row.tags, f"{called(self._table)}, line {row.line}")
            said |= dict.fromkeys(meant, given)
            if not meant:
                unused.append(row)
        return Match(said, unused)


def _place(row: About, folder: Path) -> Path:
    try:
        return _real(path_named(row.path, folder))
    except NoSuchPath as error:
        raise UnreadableTable(str(error), row.line) from error


def _real(path: Path) -> Path:
    """A path with its links resolved; a circular link resolves to itself."""
    return Path(realpath(path))
