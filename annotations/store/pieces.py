"""Encodes a change for the journal: its JSON, in pieces that are made in slices.

Very many edits are encoded while other threads run, which need not wait for all of them.
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
    """Encode a change as the journal will hold it; `between` is called between two slices."""
    head = {name: getattr(change, name) for name in ("number", "label", "time", "coder")}
    pieces = [msgspec.json.encode(head)[:-1] + b',"edits":[']
    for nth, piece in enumerate(sliced(_sized(change.parts), SLICE, _together, _alone)):
        if nth:
            between()
        pieces.append(piece)
    return (*pieces, b"]}")


def _sized(parts: Iterable[Part]) -> Iterator[tuple[int, Edit]]:
    """All edits, ready for msgspec, each preceded by the code points of its article texts."""
    for part in parts:
        if not isinstance(part, Sweep):
            yield _text_length(part), part
            continue
        for id, old, new in part.moves():
            before, after = _sides(old, new)
            # `before` and `after` may be records instead of dicts of fields.
            edit = Edit(table=part.table, id=id, before=before, after=after)
            yield _text_length(edit), edit


def _together(edits: list[Edit]) -> bytes:
    return msgspec.json.encode(edits)[1:-1]


def _sides(old: Record | None, new: Record | None) -> tuple[Any, Any]:
    if old is None or new is None:
        return plain(old), plain(new)
    names = [n for n in old.__struct_fields__ if getattr(old, n) != getattr(new, n)]
    if isinstance(old, Highlight) and "unknown" not in names:
        # Highlights may be very many, and none of their fields is ever absent.
        return {n: getattr(old, n) for n in names}, {n: getattr(new, n) for n in names}
    return difference(old.to_fields(), new.to_fields())


def _text_length(edit: Edit) -> int:
    """Code points of article text that an edit adds or removes."""
    if edit.table != "articles":
        return 0
    return sum(len(text) for side in (edit.before, edit.after) if (text := _text(side)))


def _text(side: Any) -> str:
    text: str = side.text if isinstance(side, Article) else (side or {}).get("text", "")
    return text


def _alone(edit: Edit) -> Iterator[bytes]:
    """The pieces of one edit, a birth or a death, whose text alone would delay other threads."""
    sides: dict[str, Any] = {"before": edit.before, "after": edit.after}
    yield msgspec.json.encode({"table": edit.table, "id": edit.id})[:-1]
    for name, side in sides.items():
        yield b',"%s":' % name.encode()
        if _text(side):
            yield from in_pieces(side.to_fields() if isinstance(side, Article) else side)
        else:
            yield msgspec.json.encode(side)
    yield b"}" if edit.at is None else b',"at":%d}' % edit.at
