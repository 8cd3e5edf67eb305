"""What a metadata table says of files, found for each file as it is added."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from annotations.formats.csv import METADATA_COLUMNS, About, read_metadata, unread_columns
from tui.cli.saving import read_bytes
from tui.intake import Given
from tui.paths import path_named


class Metadata:
    """The rows of one table. Their paths are seen from the table's folder, else from here.

    A bare name also stands for the one file of that name, wherever it is. `unread` are the columns
    that mean nothing here.
    """

    def __init__(self, rows: list[About], folder: Path, unread: Sequence[str] = ()) -> None:
        self.unread = unread
        self._rows = {_place(row.path, folder): row for row in rows}
        self._names = {row.path: row for row in rows if Path(row.path).name == row.path}
        self._unused = {row.line: row for row in rows}

    @classmethod
    def read(cls, name: str) -> "Metadata":
        """The table in a file. Raises `NoSuchPath` or `UnreadableTable`."""
        table = read_bytes(name)
        unread = unread_columns(table, METADATA_COLUMNS)
        return cls(read_metadata(table), Path(name).parent, unread)

    @property
    def files(self) -> list[Path]:
        """The files that the table names, in its order."""
        return list(self._rows)

    def given(self, path: Path) -> Given:
        """What the table says of a file."""
        row = self._rows.get(path.resolve()) or self._names.get(path.name)
        if row is None:
            return Given()
        self._unused.pop(row.line, None)
        return Given(row.fields, row.tags)

    def unused(self) -> Iterator[About]:
        """The rows whose file was not asked for."""
        return iter(self._unused.values())


def _place(path: str, folder: Path) -> Path:
    beside = path_named(str(folder / path))
    return (beside if beside.exists() else path_named(path)).resolve()
