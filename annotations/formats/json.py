"""The export, version 1: a whole study as JSON. Its records are defined in `schema`.

Each record is on one line, so that exports can be compared line by line.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any

import msgspec

from annotations.article import Article
from annotations.change import RECORD_TABLES, RecordTable
from annotations.formats.schema import (
    ARTICLE,
    FORMAT,
    HIGHLIGHT,
    LINK,
    TAG,
    VERSION,
    Generator,
)  # fmt: skip
from annotations.formats.version import OWN_VERSION
from annotations.highlight import Highlight
from annotations.record import Record
from annotations.study.snapshot import StudySnapshot
from annotations.study.spans import order
from annotations.study.state import State
from annotations.tag import Tag

CHUNK = 100
"""Highlights encoded at a time: few enough for those just made to be still in the CPU cache."""

_NEXT = b",\n"
"""The separator between two records."""

_encoder = msgspec.json.Encoder()
_article = attrgetter("article")


class _Names(dict[tuple[str, ...], tuple[str, ...]]):
    """Maps tag ids to tag names, looking up each combination once."""

    def __init__(self, tags: dict[str, Tag]) -> None:
        super().__init__()
        self._tags = tags

    def __missing__(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        names = self[ids] = tuple(self._tags[id].name for id in ids)
        return names


def pieces(state: State, *, exported: str, with_text: bool = True) -> Iterator[bytes]:
    """The export in pieces, so that it need not be held in memory; texts may be left out.

    `exported` is the time of the export. The pieces come from a snapshot of the study: edits made
    while they are generated are not included.
    """
    return _pieces(StudySnapshot.of(state), exported, with_text=with_text)


def _pieces(snapshot: StudySnapshot, exported: str, *, with_text: bool) -> Iterator[bytes]:
    head = {
        "format": FORMAT, "version": VERSION,
        "generator": Generator("diptych", OWN_VERSION), "exported": exported,
    }  # fmt: skip
    yield _encoder.encode(head)[:-1]
    for table in RECORD_TABLES:
        yield b',\n"' + table.encode() + b'": ['
        before = b"\n"
        for chunk in _chunks(snapshot, table, with_text=with_text):
            yield before + chunk
            before = _NEXT
        yield b"]" if before == b"\n" else b"\n]"
    yield b"}\n"


def records(state: State, table: RecordTable) -> bytes:
    """The records of one table as a JSON array, as the export has them, but in study order."""
    names = _Names(state.tags)
    exported = [_exported(record, names) for record in state.table(table).values()]
    return b"[\n" + _NEXT.join(map(_encoder.encode, exported)) + b"\n]\n" if exported else b"[]\n"


def _chunks(snapshot: StudySnapshot, table: RecordTable, *, with_text: bool) -> Iterator[bytes]:
    """The encoded records of a table in chunks, each with the separators inside it."""
    names = _Names(snapshot.tags)
    match table:
        case "articles":
            for article in snapshot.articles.values():
                yield _encoder.encode(_exported_article(article, names, with_text=with_text))
        case "tags":
            yield from map(
                _encoder.encode, (_exported(tag, names) for tag in snapshot.tags.values())
            )
        case "highlights":
            for neighbours in _by_article(snapshot.highlights.values()):
                yield from _in_order(neighbours, names)
        case "links":
            links = sorted(snapshot.links.values(), key=attrgetter("id"))
            yield from map(_encoder.encode, (_exported(link, names) for link in links))


def _by_article(highlights: Iterable[Highlight]) -> Iterator[list[Highlight]]:
    """The highlights of each article in study order; articles by id."""
    groups: dict[str, list[Highlight]] = defaultdict(list)
    for article, neighbours in groupby(highlights, key=_article):
        groups[article] += neighbours
    for article in sorted(groups):
        yield groups[article]


def _in_order(neighbours: list[Highlight], names: _Names) -> Iterator[bytes]:
    """The encoded highlights of one article by (start, end, id), in chunks.

    They are encoded in study order, which is mostly their order in memory: in sorted order, cache
    misses made this take three times as long.
    """
    lines: list[bytes] = []
    for start in range(0, len(neighbours), CHUNK):
        chunk = _exported_highlights(neighbours[start : start + CHUNK], names)
        lines += map(_encoder.encode, chunk)
    places = order(neighbours)
    for start in range(0, len(places), CHUNK):
        yield _NEXT.join([lines[place] for place in places[start : start + CHUNK]])


def _exported(record: Record, names: _Names) -> Any:
    match record:
        case Article():
            return _exported_article(record, names, with_text=True)
        case Highlight():
            return _exported_highlights([record], names)[0]
        case Tag():
            return TAG(**_fields(record))
        case _:
            return LINK(**_fields(record))


def _exported_article(article: Article, names: _Names, *, with_text: bool) -> Any:
    fields = _fields(article) | {"tags": names[article.tags], "length": len(article.text)}
    if not with_text:
        fields["text"] = msgspec.UNSET
    return ARTICLE(**fields)


def _exported_highlights(highlights: list[Highlight], names: _Names) -> list[Any]:
    # Positional arguments: there may be a hundred thousand, and this takes a third of the time.
    return [
        HIGHLIGHT(
            h.id, h.article, h.start, h.end, h.quote, h.prefix, h.suffix, names[h.tags],
            h.note, h.coder, h.created, h.modified,
        )
        for h in highlights
    ]  # fmt: skip


def _fields(record: Record) -> dict[str, Any]:
    fields = msgspec.structs.asdict(record)
    del fields["unknown"]
    return fields
