"""Tables for spreadsheets: highlights out, the codebook out and in, what is known of articles in.

A cell that a spreadsheet would run as a formula is written with an apostrophe before it, and read
back without. Rows are UTF-8 without a byte-order mark and end with CR LF, as RFC 4180 has them.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter

from annotations.errors import DiptychError, clause
from annotations.highlight import Highlight
from annotations.study.codebook_adoption import Entry, WrongEntry, judged
from annotations.study.state import State
from annotations.study.still import Still
from annotations.tag import Tag

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell begins with that spreadsheets take for a formula (OWASP, CSV injection).

Some read the wide forms of East Asian writing as the others.
"""

HIGHLIGHT_COLUMNS = (
    "article", "outlet", "event", "byline", "published", "status", "start", "end", "prefix",
    "quote", "suffix", "tag", "note", "coder", "created", "modified", "highlight_id", "article_id",
)  # fmt: skip

CODEBOOK_COLUMNS = ("tag", "description", "key", "color")

METADATA_COLUMNS = (
    "path", "title", "outlet", "event", "byline", "published", "status", "tags", "note",
)  # fmt: skip

LONGEST_CELL = 10_000_000
"""Code points; far beyond Python's own limit, which a long note would break."""


class UnreadableTable(DiptychError):
    """A CSV file that does not hold what it should; the sentence names the line."""


@dataclass(frozen=True)
class About:
    """What a table says of the article in one file: settable fields, and tags by name."""

    line: int
    path: str
    fields: Mapping[str, str]
    tags: tuple[str, ...]


def highlights_csv(state: State) -> Iterator[str]:
    """The highlights as rows, a row for each of a highlight's tags, or one if it has none.

    It is of the study as it is now: what is edited while the rows are made is not in it.
    """
    return _highlight_rows(Still.of(state))


def _highlight_rows(still: Still) -> Iterator[str]:
    yield csv_row(HIGHLIGHT_COLUMNS)
    held: dict[str, list[Highlight]] = defaultdict(list)
    for highlight in still.highlights.values():
        held[highlight.article].append(highlight)
    for article in still.articles.values():
        for h in sorted(held[article.id], key=attrgetter("start", "end", "id")):
            for tag in h.tags or (None,):
                yield csv_row([
                    article.title, article.outlet, article.event, article.byline,
                    article.published, article.status or "", h.start, h.end,
                    h.prefix, h.quote, h.suffix, still.tags[tag].name if tag else "", h.note,
                    h.coder, h.created, h.modified, h.id, article.id,
                ])  # fmt: skip


def codebook_csv(state: State) -> Iterator[str]:
    """The codebook as rows, in study order, as it is now."""
    return _codebook_rows(tuple(state.tags.values()))


def _codebook_rows(tags: Iterable[Tag]) -> Iterator[str]:
    yield csv_row(CODEBOOK_COLUMNS)
    for tag in tags:
        yield csv_row([tag.name, tag.description, tag.key or "", tag.color])


def csv_row(cells: Iterable[object]) -> str:
    """A row of a CSV file, in which no cell runs as a formula."""
    line = io.StringIO()
    csv.writer(line).writerow([_guarded(str(cell)) for cell in cells])
    return line.getvalue()


def _guarded(cell: str) -> str:
    # An apostrophe that was there already gets one more, so that reading takes the right one off.
    return f"'{cell}" if cell.lstrip("'").startswith(FORMULA) else cell


def _unguarded(cell: str) -> str:
    guarded = cell.startswith("'") and cell.lstrip("'").startswith(FORMULA)
    return cell[1:] if guarded else cell


def read_codebook(content: bytes) -> list[Entry]:
    """The lines of a codebook. Columns may stand in any order, and only `tag` is needed.

    A column that is missing, and an empty description, leave what tags have. Where at least one key
    is given, a line without one means a tag without a key; a colour left empty is what the tag has,
    or the usual one. Raises `UnreadableTable`.
    """
    rows = list(_rows(content, needed=("tag",), known=CODEBOOK_COLUMNS))
    has_keys = any(cells.get("key", "").strip() for _, cells in rows)
    entries = [_entry(cells, has_keys=has_keys) for _, cells in rows]
    try:
        judged(entries)
    except WrongEntry as error:
        line, _ = rows[error.place]
        raise UnreadableTable(f"Line {line}: {clause(error)}.") from error
    return entries


def _entry(cells: dict[str, str], *, has_keys: bool) -> Entry:
    color = cells.get("color", "").strip()
    return Entry(
        name=cells.get("tag", ""),
        description=cells.get("description") or None,
        key=cells.get("key", "").strip() if has_keys else None,
        # Spreadsheets and pickers of colours leave the sign out.
        color=(f"#{color}" if re.fullmatch("[0-9a-fA-F]{6}", color) else color) or None,
    )


def read_metadata(content: bytes) -> list[About]:
    """What is known of articles, by the files they are in. Empty cells say nothing.

    Tags are parted by semicolons. Raises `UnreadableTable`.
    """
    found = []
    for line, cells in _rows(content, needed=("path",), known=METADATA_COLUMNS):
        said = {name: cell.strip() for name, cell in cells.items() if cell.strip()}
        path = said.pop("path", "")
        if not path:
            raise UnreadableTable(f"Line {line}: the path is empty.")
        tags = tuple(tag.strip() for tag in said.pop("tags", "").split(";") if tag.strip())
        found.append(About(line, path, said, tags))
    return found


ALIASES = {"file": "path", "filename": "path", "date": "published", "colour": "color",
           "name": "tag", "source": "path"}  # fmt: skip
"""Other words for columns, which tables from elsewhere use; they count where these are missing."""


def _rows(
    content: bytes, *, needed: tuple[str, ...], known: tuple[str, ...]
) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows below the header with the numbers of their lines, empty ones left out."""
    lines = _numbered(_decoded(content))
    columns = _columns(lines, known)
    for name in needed:
        if name not in columns:
            raise UnreadableTable(
                f"Line 1: there is no column {name!r}; the columns are {', '.join(known)}."
            )
    for line, cells in lines:
        if len(cells) > len(columns) and any(cells[len(columns) :]):
            raise UnreadableTable(f"Line {line}: there are more cells than columns.")
        named = zip(columns, cells, strict=False)
        yield line, {name: _unguarded(cell) for name, cell in named if name in known}


def _columns(lines: Iterator[tuple[int, list[str]]], known: tuple[str, ...]) -> list[str]:
    """What the columns are called, by the first of the lines.

    Raises `UnreadableTable` where two that mean something here have one heading.
    """
    line, header = next(lines, (1, []))
    columns = [cell.strip().lower() for cell in header]
    for heading in columns:
        if columns.count(heading) > 1 and ALIASES.get(heading, heading) in known:
            raise UnreadableTable(f"Line {line}: two columns are called {heading!r}; leave one.")
    for place, cell in enumerate(columns):
        meant = ALIASES.get(cell)
        if cell not in known and meant in known and meant not in columns:
            columns[place] = meant
    return columns


def unread_columns(content: bytes, known: tuple[str, ...]) -> list[str]:
    """The columns of a table that mean nothing here, as a slip in a name may have it."""
    columns = _columns(_numbered(_decoded(content)), known)
    return [name for name in columns if name and name not in known]


def _numbered(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold something, each with the number of the line it begins on."""
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise UnreadableTable(f"Line {line}: this is no valid CSV ({error}).") from error
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, cells


def _delimiter(text: str) -> str:
    """What parts the cells of the header: a comma, or what spreadsheets of other tongues write."""
    header = text.partition("\n")[0]
    return max(",;\t", key=header.count)


def _decoded(content: bytes) -> str:
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableTable(
            "The table is not UTF-8; save it as “CSV UTF-8” and try again."
        ) from error
