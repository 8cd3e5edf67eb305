"""Reads what can be read of a broken study file, record by record, past the broken places.

It neither validates nor mends records.
"""

import codecs
import json
import re
from typing import Any

import msgspec

from annotations.change import TABLES, Fields, Table
from annotations.store.file import finite, no_constant

_HEADS = {table: re.compile(rf'"{table}"\s*:\s*\{{') for table in TABLES}
_NAME = re.compile(r'\s*,?\s*"((?:[^"\\]|\\.)*)"\s*:\s*')
_END = re.compile(r"\s*,?\s*\}")
_ON = re.compile(
    r',\s*"[0-9]+"\s*:\s*\{'  # the next row, or the end of a table that an unknown table follows
    r'|\}(?=\s*,\s*"[^"\\]*[^"\\0-9][^"\\]*"\s*:\s*\{\s*(?:"[0-9]+"\s*:|\}))'
)


class Salvage(msgspec.Struct, frozen=True):
    """The records that were found, by table, and a sentence for each loss.

    `surplus` holds the tables that this version does not know, by name, with their rows unchanged.
    """

    rows: dict[Table, list[Fields]]
    surplus: dict[str, dict[str, Any]]
    losses: list[str]


def salvage(data: bytes) -> Salvage:
    """All records in a study file's bytes that are JSON objects, and all rows of unknown tables.

    JSON escapes a quotation mark within a string with a backslash, so that no text of an article
    can be taken for the beginning of a table.
    """
    losses: list[str] = []
    if data.startswith(codecs.BOM_UTF8):
        losses.append("the file began with a byte-order mark")
    text = data.decode(errors="replace")
    if "\ufffd" in text and not _is_utf8(data):
        losses.append("bytes that are not UTF-8 became U+FFFD")
    heads = {table: found for table, head in _HEADS.items() if (found := head.search(text))}
    starts = [*sorted(found.start() for found in heads.values()), len(text)]
    scan = _Scan(text, losses)
    rows: dict[Table, list[Fields]] = {table: [] for table in TABLES}
    scan.unknown_tables(text.find("{") + 1, starts[0])
    for table, found in heads.items():
        end = next(start for start in starts if start > found.start())
        read, behind = scan.rows(table, found.end(), end)
        for name, record in read:
            if isinstance(record, dict):
                rows[table].append(record)
            else:
                scan.lose(f"{table}, row {name}")
        scan.unknown_tables(behind, end)
    losses += [f"the table {table} is missing" for table in TABLES if table not in heads]
    return Salvage(rows, scan.surplus, losses)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


class _Scan:
    """Scans the text of a file, skipping and reporting the parts that it cannot read."""

    def __init__(self, text: str, losses: list[str]) -> None:
        self.surplus: dict[str, dict[str, Any]] = {}
        self._text = text
        self._losses = losses
        self._decoder = json.JSONDecoder(
            parse_float=finite, parse_constant=no_constant, strict=False
        )

    def lose(self, what: str) -> None:
        """Report a loss."""
        self._losses.append(f"{what}: it cannot be read and is left out")

    def rows(self, table: str, at: int, end: int) -> tuple[list[tuple[str, Any]], int]:
        """The rows of a table from `at`, all before `end`, and the offset where the table ends."""
        found: list[tuple[str, Any]] = []
        while at < end:
            if closing := _END.match(self._text, at):
                return found, closing.end()
            name = _NAME.match(self._text, at)
            try:
                if name is None:
                    raise ValueError
                row, behind = self._value(name.end(), end)
                found.append((_decoded(name), row))
                at = behind
            except (ValueError, RecursionError):
                self.lose(f"{table}, {f'row {name[1]}' if name else f'after row {len(found)}'}")
                following = _ON.search(self._text, at + 1, end)
                at = following.start() if following else end
        return found, end

    def unknown_tables(self, at: int, end: int) -> None:
        """Add to `surplus` the tables that begin at `at` and end before `end`."""
        while name := _NAME.match(self._text, at, end):
            try:
                if self._text.startswith("{", name.end()):
                    table = _decoded(name)
                    rows, at = self.rows(table, name.end() + 1, end)
                    self._keep(table, rows)
                else:
                    self.lose(name[1])
                    _, at = self._value(name.end(), end)
            except (ValueError, RecursionError):
                return

    def _keep(self, table: str, rows: list[tuple[str, Any]]) -> None:
        kept = self.surplus.setdefault(table, {})
        for name, row in rows:
            if name in kept:
                self._losses.append(f"{table}, row {name}: it was there twice; the first is kept")
            else:
                kept[name] = row

    def _value(self, at: int, end: int) -> tuple[Any, int]:
        """The JSON value at `at`, which must end by `end`, and the offset where it ends.

        Raises `ValueError` when there is none, or when its text holds a lone surrogate.
        """
        value, behind = self._decoder.raw_decode(self._text, at)
        if behind > end:
            raise ValueError
        msgspec.json.encode(value)
        return value, behind


def _decoded(name: re.Match[str]) -> str:
    """The decoded name; raise `ValueError` when it is not valid JSON, or holds a lone surrogate."""
    decoded: str = json.loads(f'"{name[1]}"', strict=False)
    decoded.encode()
    return decoded
