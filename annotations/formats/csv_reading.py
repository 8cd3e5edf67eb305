"""Reading of tables: a codebook, and metadata of articles.

They are read as spreadsheets of any language write them, and without the apostrophe that keeps a
cell from running as a formula.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import msgspec

from annotations.errors import DiptychError, clause
from annotations.formats.csv import CODEBOOK_COLUMNS, FORMULA
from annotations.own_files import BEGINNING, Own, own_kind
from annotations.study.codebook_adoption import Entry, WrongEntry, judged

METADATA_COLUMNS = (
    "path", "title", "outlet", "event", "byline", "published", "status", "tags", "note",
)  # fmt: skip

LONGEST_CELL = 10_000_000
"""Maximum code points of a cell; far above Python's default, which a long note would exceed."""


class UnreadableTable(DiptychError):
    """A CSV file that does not hold what it should; the message names the line, if there is one.

    If there is a `line`, `sentence` must begin with neither a capital nor a name.
    """

    def __init__(self, sentence: str, line: int | None = None) -> None:
        super().__init__(sentence if line is None else f"Line {line}: {sentence}")
        self._sentence = sentence
        self._line = line

    def of(self, table: str) -> "UnreadableTable":
        """The same error, with the table named as well."""
        where = table if self._line is None else f"{table}, line {self._line}"
        return UnreadableTable(f"{where}: {self._sentence}")


@contextmanager
def naming(table: str) -> Iterator[None]:
    """Add the name of the table to an `UnreadableTable` that is raised in this context."""
    try:
        yield
    except UnreadableTable as error:
        raise error.of(table) from error


class About(msgspec.Struct, frozen=True):
    """What a table says about the article in one file: settable fields, and tags by name."""

    line: int
    path: str
    fields: Mapping[str, str]
    tags: tuple[str, ...]


def read_codebook(content: bytes, color: Callable[[str], str] = str) -> list[Entry]:
    """The entries of a codebook. Columns may be in any order, and only `tag` is required.

    A missing column or an empty description leaves what a tag has. If at least one key is given, a
    line without a key means a tag without one. An empty colour leaves what a tag has, or the
    default for a new one. `color` converts a colour in another notation to one that a tag may have.
    Raises `UnreadableTable`.
    """
    rows = list(_rows(content, needed=("tag",), known=CODEBOOK_COLUMNS))
    has_keys = any(cells.get("key", "").strip() for _, cells in rows)
    entries = [_entry(cells, color, has_keys=has_keys) for _, cells in rows]
    try:
        judged(entries)
    except WrongEntry as error:
        line, _ = rows[error.place]
        raise UnreadableTable(f"{clause(error)}.", line) from error
    return entries


def _entry(cells: dict[str, str], color: Callable[[str], str], *, has_keys: bool) -> Entry:
    written = cells.get("color", "").strip()
    if re.fullmatch("[0-9a-fA-F]{6}", written):
        # Spreadsheets and colour pickers leave the `#` out.
        written = f"#{written}"
    return Entry(
        name=cells.get("tag", ""),
        description=cells.get("description") or None,
        key=cells.get("key", "").strip() if has_keys else None,
        color=color(written) if written else None,
    )


def read_metadata(content: bytes) -> list[About]:
    """The metadata of articles, by the files they are in; empty cells are ignored.

    Tags are separated by semicolons. Raises `UnreadableTable`.
    """
    found = []
    for line, cells in _rows(content, needed=("path",), known=METADATA_COLUMNS):
        said = {name: cell.strip() for name, cell in cells.items() if cell.strip()}
        path = said.pop("path", "")
        if not path:
            raise UnreadableTable("the path is empty.", line)
        tags = tuple(tag.strip() for tag in said.pop("tags", "").split(";") if tag.strip())
        found.append(About(line, path, said, tags))
    return found


ALIASES = {"file": "path", "filename": "path", "date": "published", "colour": "color",
           "name": "tag", "source": "path"}  # fmt: skip
"""Column names that other tools' tables use; they count where the usual ones are missing."""


def _rows(
    content: bytes, *, needed: tuple[str, ...], known: tuple[str, ...]
) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows below the header that are not empty, with their line numbers."""
    lines = _numbered(_decoded(content))
    columns = _columns(lines, known, needed)
    for line, cells in lines:
        if len(cells) > len(columns) and any(cells[len(columns) :]):
            raise UnreadableTable("there are more cells than columns.", line)
        named = zip(columns, cells, strict=False)
        yield line, {name: _unguarded(cell) for name, cell in named if name in known}


def _unguarded(cell: str) -> str:
    guarded = cell.startswith("'") and cell.lstrip("'").startswith(FORMULA)
    return cell[1:] if guarded else cell


def _columns(
    lines: Iterator[tuple[int, list[str]]], known: tuple[str, ...], needed: tuple[str, ...] = ()
) -> list[str]:
    """The names of the columns, from the first line, with `ALIASES` replaced.

    Raises `UnreadableTable` if two columns that would be read have the same heading, or one that is
    needed is missing.
    """
    line, header = next(lines, (1, []))
    columns = [cell.strip().lower() for cell in header]
    for heading in columns:
        if columns.count(heading) > 1 and ALIASES.get(heading, heading) in known:
            raise UnreadableTable(f"two columns are called {heading!r}; leave one.", line)
    for place, cell in enumerate(columns):
        meant = ALIASES.get(cell)
        if cell not in known and meant in known and meant not in columns:
            columns[place] = meant
    for name in needed:
        if name not in columns:
            read = ", ".join(known)
            raise UnreadableTable(
                f"there is no column {name!r}; those that are read are {read}.", line
            )
    return columns


def unread_columns(content: bytes, known: tuple[str, ...]) -> list[str]:
    """The columns of a table that are not read, for instance because their name is misspelt."""
    columns = _columns(_numbered(_decoded(content)), known)
    return [name for name in columns if name and name not in known]


def _numbered(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, each with the number of the line it begins on."""
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise UnreadableTable(f"this is no valid CSV ({error}).", line) from error
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, cells


def _delimiter(text: str) -> str:
    """The delimiter in the header: a comma, or what spreadsheets in other languages write."""
    header = next((line for line in io.StringIO(text) if line.strip()), "")
    return max(",;\t", key=header.count)


NO_TABLE: dict[Own, str] = {
    "export": (
        "This is an export of diptych, no table; use diptych import, or the reader's import: its "
        "codebook comes with it."
    ),
    "study": "This is a study, no table; diptych codebook export writes its codebook as one.",
}
"""The error message for each kind of diptych's own files, which are not tables."""


def _decoded(content: bytes) -> str:
    if own := own_kind(content[:BEGINNING]):
        raise UnreadableTable(NO_TABLE[own])
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableTable(
            "The table is not UTF-8; save it as “CSV UTF-8” and try again."
        ) from error
