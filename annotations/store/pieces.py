"""A change as the journal will hold it: its JSON, in pieces that are made in slices.

Very many edits are encoded beside those who go on, who need not wait for all of them.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from annotations.article import Article
from annotations.change import Change, Edit, Part, Sweep, difference
from annotations.highlight import Highlight
from annotations.record import Record
from annotations.store.encoding import in_pieces, plain, sliced

SLICE = 250
"""Edits encoded at a time: about a millisecond, which is how long another thread may wait."""

Pieces = tuple[bytes, ...]
"""The JSON of a change, cut anywhere."""


def encode_change(change: Change, between: Callable[[], None] = lambda: None) -> Pieces:
    """A change as the journal will hold it; `between` is called between two slices."""
    head = {name: getattr(change, name) for name in ("number", "label", "time", "coder")}
    pieces = [msgspec.json.encode(head)[:-1] + b',"edits":[']
    for nth, piece in enumerate(sliced(_sized(change.parts), SLICE, _together, _alone)):
        if nth:
            between()
        pieces.append(piece)
    return (*pieces, b"]}")


def _sized(parts: Iterable[Part]) -> Iterator[tuple[int, Edit]]:
    """All edits as msgspec encodes them, each with the length of the texts in it."""
    for part in parts:
        if not isinstance(part, Sweep):
            yield _text_length(part), part
            continue
        for id, old, new in part.moves():
            before, after = _sides(old, new)
            # It may hold records for fields.
            edit = Edit(table=part.table, id=id, before=before, after=after)
            yield _text_length(edit), edit


def _together(edits: list[Edit]) -> bytes:
    return msgspec.json.encode(edits)[1:-1]


def _sides(old: Record | None, new: Record | None) -> tuple[Any, Any]:
    if old is None or new is None:
        return plain(old), plain(new)
    names = [n for n in old.__struct_fields__ if getattr(old, n) != getattr(new, n)]
    if isinstance(old, Highlight) and "unknown" not in names:
        # Of these there are very many, and none of their fields is ever absent.
        return {n: getattr(old, n) for n in names}, {n: getattr(new, n) for n in names}
    return difference(old.to_fields(), new.to_fields())


def _text_length(edit: Edit) -> int:
    """Code points of the text of an article that an edit brings or takes away."""
    if edit.table != "articles":
        return 0
    return sum(len(text) for side in (edit.before, edit.after) if (text := _text(side)))


def _text(side: Any) -> str:
    text: str = side.text if isinstance(side, Article) else (side or {}).get("text", "")
    return text


def _alone(edit: Edit) -> Iterator[bytes]:
    """An edit whose text alone would hold other threads up: a birth, or a death."""
    sides: dict[str, Any] = {"before": edit.before, "after": edit.after}
    yield msgspec.json.encode({"table": edit.table, "id": edit.id})[:-1]
    for name, side in sides.items():
        yield b',"%s":' % name.encode()
        if _text(side):
            yield from in_pieces(side.to_fields() if isinstance(side, Article) else side)
        else:
            yield msgspec.json.encode(side)
    yield b"}" if edit.at is None else b',"at":%d}' % edit.at
