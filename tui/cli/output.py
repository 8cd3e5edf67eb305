"""The output of the command line: data on standard output, messages on standard error.

Everything that comes from a file is made inert here before it reaches a terminal.
"""

import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from tui.counted import counted
from tui.terminal.clean import clean, clean_line

GAP = 2
"""Cells between two columns."""

NARROW = 10
"""The fewest cells of a column on a terminal, however narrow: enough for a date."""


def say(sentence: str) -> None:
    """Write a message to standard error."""
    sys.stderr.write(f"{clean_line(sentence)}\n")


def say_unread(columns: Sequence[str]) -> None:
    """Say which columns of a table were ignored, if any."""
    if columns:
        say(f"Not read: {counted(len(columns), 'column')} of the table, {', '.join(columns)}.")


def complain(sentence: str) -> None:
    """Write an error message to standard error."""
    say(f"diptych: {sentence}")


def put_line(line: str) -> None:
    """Write a line of data to standard output."""
    sys.stdout.write(f"{clean_line(line)}\n")


def put_json(pieces: Iterable[bytes]) -> None:
    """Write JSON to standard output; on a terminal, with JSON escapes for unsafe characters."""
    for piece in pieces:
        _put(_escaped(piece.decode()).encode() if sys.stdout.isatty() else piece)


def put_table(rows: Iterable[bytes]) -> None:
    """Write the rows of a CSV table to standard output, cleaned if that is a terminal."""
    for row in rows:
        _put(_shown(row.decode()).encode() if sys.stdout.isatty() else row)


def _shown(row: str) -> str:
    return clean(row.replace("\r\n", "\n"), keep="\n")


def _put(data: bytes) -> None:
    # Bypass the text layer: data is UTF-8 with its own line ends, whatever the locale.
    sys.stdout.flush()
    rest = memoryview(data)
    while rest:  # an unbuffered stream (PYTHONUNBUFFERED) may take less than it is given
        rest = rest[sys.stdout.buffer.write(rest) :]


def _escaped(text: str) -> str:
    """JSON with an escape for each character that is not safe to send to a terminal."""
    shown = clean(text, keep="\n")
    if shown == text:
        return text
    import json

    return "".join(
        one if one == instead else json.dumps(one)[1:-1]
        for one, instead in zip(text, shown, strict=True)
    )


def put_columns(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write rows in columns as wide as their widest cell; on a terminal, headed and cut to fit."""
    if sys.stdout.isatty():
        # Imported late: only a terminal has a width, and this imports the compression modules.
        import shutil

        shown = [head] if head else []
        rows = _fitted([*shown, *rows], shutil.get_terminal_size().columns)
    for line in aligned(rows):
        sys.stdout.write(f"{line}\n")


def _fitted(rows: Sequence[Sequence[str]], room: int) -> list[list[str]]:
    """Rows whose columns fit into `room` cells: the widest are cut, but never below `NARROW`."""
    cleaned = [[clean_line(cell) for cell in row] for row in rows]
    widths = [max(map(cells, column)) for column in zip(*cleaned, strict=True)]
    room -= GAP * (len(widths) - 1)
    widest = max(widths, default=0)
    while widest > NARROW and sum(min(width, widest) for width in widths) > room:
        widest -= 1
    return [[_cut(cell, widest) for cell in row] for row in cleaned]


def _cut(cell: str, widest: int) -> str:
    """A cleaned cell of a row, cut to `widest` terminal cells with an ellipsis."""
    if cells(cell) <= widest:
        return cell
    begins = cell[:widest]
    while cells(begins) >= widest:
        begins = begins[:-1]
    return f"{begins.rstrip()}…"


def aligned(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Rows, all of the same length, as cleaned lines in columns as wide as their widest cell."""
    cleaned = [[clean_line(cell) for cell in row] for row in rows]
    widths = [max(map(cells, column)) for column in zip(*cleaned, strict=True)]
    for row in cleaned:
        padded = (
            cell + " " * (width - cells(cell)) for cell, width in zip(row, widths, strict=True)
        )
        yield (" " * GAP).join(padded).rstrip()


def cells(text: str) -> int:
    """How many cells a cleaned text takes, near enough to align columns by."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.category(character) in {"Mn", "Me", "Cf"}
        else 2 if unicodedata.east_asian_width(character) in {"W", "F"}
        else 1
        for character in text
    )  # fmt: skip


def shortened(text: str, length: int = 60) -> str:
    """The text on one line, cut to `length` code points with an ellipsis."""
    # Imported late: commands that show records have imported it already, others do not need it.
    from annotations.highlight import excerpt

    return excerpt(text, length)
