"""Recognises diptych's own files, a study or an export of one, by their first bytes.

A damaged file is recognised too, so that opening it reports what is wrong with it.
"""

import codecs
import re
from typing import Literal

Own = Literal["study", "export"]

BEGINNING = 64
"""First bytes of a file that are enough to recognise it."""

# Stray bytes, such as a byte-order mark, may come first.
_STUDY = re.compile(rb'[^\[]{0,4}?\s*\{?\s*"study"\s*:\s*\{\s*"[0-9]', re.DOTALL)
_EXPORT = re.compile(rb'.{0,4}?\s*\{?\s*"format"\s*:\s*"diptych"', re.DOTALL)


def own_kind(beginning: bytes) -> Own | None:
    """The kind of diptych's file that begins with these bytes; None if it is not diptych's."""
    if _STUDY.match(beginning):
        return "study"
    return "export" if _EXPORT.match(beginning) else None


def may_be_study(beginning: bytes) -> bool:
    """Whether a file that begins with these bytes may be a study, perhaps a damaged one.

    A machine that crashes may leave NULs in place of what was written. An empty file does not
    count.
    """
    text = beginning.removeprefix(codecs.BOM_UTF8).lstrip(b" \t\r\n\0")
    is_blank = bool(beginning) and not text
    return is_blank or text.startswith(b"{") or own_kind(beginning) == "study"
