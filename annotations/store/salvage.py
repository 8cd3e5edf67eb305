"""Reads what can be read of a broken study file: its records one by one, wherever it breaks off.

It judges no record and mends none.
"""

import codecs
import json
import re
from typing import Any, NoReturn

import msgspec

from annotations.change import TABLES, Fields, Table

_HEADS = {table: re.compile(rf'"{table}"\s*:\s*\{{') for table in TABLES}
_ROW = re.compile(r'\s*,?\s*"((?:[^"\\]|\\.)*)"\s*:\s*')
_END = re.compile(r"\s*,?\s*\}")
_NEXT_ROW = re.compile(r',\s*"[0-9]+"\s*:\s*\{')


class Salvage(msgspec.Struct, frozen=True):
    """The records that were found, by table, and a sentence for each thing that is lost."""

    rows: dict[Table, list[Fields]]
    losses: list[str]


def salvage(data: bytes) -> Salvage:
    """All records in the bytes of a study file that are JSON objects.

    In JSON a quotation mark within a string is written with a backslash before it, so that no text
    of an article can be taken for the beginning of a table.
    """
    losses: list[str] = []
    if data.startswith(codecs.BOM_UTF8):
        losses.append("the file began with a byte-order mark")
    text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
    if "\ufffd" in text and not _is_utf8(data):
        losses.append("bytes that are not UTF-8 became U+FFFD")
    heads = {table: found for table, head in _HEADS.items() if (found := head.search(text))}
    starts = sorted(found.start() for found in heads.values())
    rows: dict[Table, list[Fields]] = {table: [] for table in TABLES}
    for table, found in heads.items():
        end = next((start for start in starts if start > found.start()), len(text))
        rows[table] = _rows(text, found.end(), end, table, losses)
    losses += [f"the table {table} is missing" for table in TABLES if table not in heads]
    return Salvage(rows, losses)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _rows(text: str, at: int, end: int, table: Table, losses: list[str]) -> list[Fields]:
    """The records of one table, which lies between two places of the text."""
    found: list[Fields] = []
    decoder = json.JSONDecoder(parse_constant=_no_number, strict=False)
    while at < end and not _END.match(text, at):
        row = _ROW.match(text, at)
        try:
            if row is None:
                raise ValueError
            record, behind = decoder.raw_decode(text, row.end())
            if not isinstance(record, dict) or behind > end:
                raise ValueError
            found.append(_whole(record))
            at = behind
        except (ValueError, RecursionError):
            name = f"row {row.group(1)}" if row else f"what follows row {len(found)}"
            losses.append(f"{table}, {name}: it cannot be read and is left out")
            following = _NEXT_ROW.search(text, at + 1, end)
            at = following.start() if following else end
    return found


def _no_number(constant: str) -> NoReturn:
    raise ValueError(constant)


def _whole(record: dict[str, Any]) -> dict[str, Any]:
    """The record, if all of its text is whole characters; `ValueError` otherwise."""
    try:
        msgspec.json.encode(record)
    except (UnicodeEncodeError, OverflowError, msgspec.EncodeError) as error:
        raise ValueError(str(error)) from error
    return record
