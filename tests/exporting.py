"""Encode an export in one call, for the tests; the program writes it piece by piece."""

from annotations.formats.json import pieces
from annotations.study.state import State


def encode(state: State, *, exported: str, with_text: bool = True) -> bytes:
    """The export of a study, with `exported` as its time; texts may be left out."""
    return b"".join(pieces(state, exported=exported, with_text=with_text))
