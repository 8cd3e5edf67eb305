"""Reads what can be read of a broken study file: its records one by one, wherever it breaks off.

It judges no record and mends none.
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
    r',\s*"[0-9]+"\s*:\s*\{'  # the next row, or the end of the table before an unknown one
    r'|\}(?=\s*,\s*"[^"\\]*[^"\\0-9][^"\\]*"\s*:\s*\{\s*(?:"[0-9]+"\s*:|\}))'
)


class Salvage(msgspec.Struct, frozen=True):
    """The records that were found, by table, and a sentence for each thing that is lost.

    `surplus` holds the tables that this version does not know, by name: their rows as they came.
    """

    rows: dict[Table, list[Fields]]
    surplus: dict[str, dict[str, Any]]
    losses: list[str]


def salvage(data: bytes) -> Salvage:
    """All records in the bytes of a study file that are JSON objects, and all unknown rows.

    In JSON a quotation mark within a string is written with a backslash before it, so that no text
    of an article can be taken for the beginning of a table.
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
    """Goes through the text of a file; what it cannot read it passes over and tells."""

    def __init__(self, text: str, losses: list[str]) -> None:
        self.surplus: dict[str, dict[str, Any]] = {}
        self._text = text
        self._losses = losses
        self._decoder = json.JSONDecoder(
            parse_float=finite, parse_constant=no_constant, strict=False
        )

    def lose(self, what: str) -> None:
        """Tell that something is lost."""
        self._losses.append(f"{what}: it cannot be read and is left out")

    def rows(self, table: str, at: int, end: int) -> tuple[list[tuple[str, Any]], int]:
        """The rows of a table, whose first is at `at` and all before `end`; where it ends."""
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
        """Take in the tables that begin at `at` and end before `end`."""
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
        """What JSON has at a place, all of it before `end`, and where that ends.

        `ValueError` when it is none, or not all of its text is whole characters.
        """
        value, behind = self._decoder.raw_decode(self._text, at)
        if behind > end:
            raise ValueError
        msgspec.json.encode(value)
        return value, behind


def _decoded(name: re.Match[str]) -> str:
    """A name as JSON means it; `ValueError` when it is none."""
    decoded: str = json.loads(f'"{name[1]}"', strict=False)
    decoded.encode()
    return decoded
