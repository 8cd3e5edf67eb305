"""What a metadata table says of files, found for each file as it is added."""

from collections.abc import Iterator
from pathlib import Path

from annotations.formats.csv import About, read_metadata
from tui.cli.saving import read_bytes
from tui.intake import Given


class Metadata:
    """The rows of one table. Their paths are seen from the table's folder, else from here.

    A bare name also stands for the one file of that name, wherever it is.
    """

    def __init__(self, rows: list[About], folder: Path) -> None:
        self._rows = {_place(row.path, folder): row for row in rows}
        self._names = {row.path: row for row in rows if Path(row.path).name == row.path}
        self._unused = {row.line: row for row in rows}

    @classmethod
    def read(cls, name: str) -> "Metadata":
        """The table in a file. Raises `NoSuchPath` or `UnreadableTable`."""
        return cls(read_metadata(read_bytes(name)), Path(name).parent)

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
    beside = (folder / path).expanduser()
    return (beside if beside.exists() else Path(path).expanduser()).resolve()
