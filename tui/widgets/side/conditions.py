"""The conditions in what a reader types to filter a list: `field:value` tokens and free words.

A value in quotes may hold spaces, and a quote where that is doubled. Case and accents do not
matter. Pure. Which fields there are, and what they mean, is for each list's own filter.
"""

import re
from collections.abc import Sequence

import msgspec

from tui.widgets.folding import folded


class Condition(msgspec.Struct, frozen=True):
    """One token: the field it asks about (empty for the text), what for, and how it was quoted."""

    field: str
    value: str
    quoted: str = ""

    def is_in(self, text: str) -> bool:
        """Whether a text holds the value; white space is one space where the value holds some."""
        return self.value in folded(" ".join(text.split()) if " " in self.value else text)


def quoted(value: str) -> str:
    """What to type for a value whatever it holds."""
    return '"' + value.replace('"', '""') + '"'


def parsed(typed: str, fields: Sequence[str]) -> list[Condition]:
    """The conditions in what was typed, their values folded.

    A word and a colon that are none of `fields` are part of what is looked for.
    """
    token = re.compile(rf'(?:({"|".join(fields)}):)?(?:"((?:[^"]|"")*)"?|(\S+))')
    found = []
    for match in token.finditer(typed):
        field, between, bare = match.groups()
        if bare and bare.endswith(":") and bare[:-1] in fields:
            found.append(Condition(bare[:-1], ""))
        else:
            value = bare or (between or "").replace('""', '"')
            found.append(Condition(field or "", folded(value), value if between else ""))
    return found
