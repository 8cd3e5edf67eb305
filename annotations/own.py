"""Whether bytes are diptych's own, a study or an export of one, by how they begin.

A damaged file of diptych's is its own still: whoever opens it is to hear what is wrong with it.
"""

import codecs
import re
from typing import Literal

Own = Literal["study", "export"]

BEGINNING = 64
"""Bytes of a file that tell whether it is diptych's own."""

# Bytes that do not belong there, such as a byte-order mark, may stand before.
_STUDY = re.compile(rb'[^\[]{0,4}?\s*\{?\s*"study"\s*:\s*\{\s*"[0-9]', re.DOTALL)
_EXPORT = re.compile(rb'.{0,4}?\s*\{?\s*"format"\s*:\s*"diptych"', re.DOTALL)


def own_kind(beginning: bytes) -> Own | None:
    """What a file is that begins as diptych writes it; None for one that does not."""
    if _STUDY.match(beginning):
        return "study"
    return "export" if _EXPORT.match(beginning) else None


def may_be_study(beginning: bytes) -> bool:
    """Whether a file that begins so may be a study, if a damaged one.

    A machine that stops may leave NULs where it was to write; an empty file tells nothing.
    """
    text = beginning.removeprefix(codecs.BOM_UTF8).lstrip(b" \t\r\n\0")
    is_blank = bool(beginning) and not text
    return is_blank or text.startswith(b"{") or own_kind(beginning) == "study"
