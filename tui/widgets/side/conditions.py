"""The conditions in what a reader types to filter a list: `field:value` tokens and free words.

A value in quotes may hold spaces, and a quote where that is doubled. Case and accents do not
matter. A hyphen before a token turns it round. All of them must hold. Pure. Which fields there are,
and what they mean, is for each list's own filter.
"""

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec

from annotations.article import Article
from tui.widgets.folding import folded

Entry = TypeVar("Entry")


class Condition(msgspec.Struct, frozen=True):
    """One token: the field it asks about (empty for the text), what for, and how it was quoted.

    Where it is `turned`, what it asks for must not be so.
    """

    field: str
    value: str
    quoted: str = ""
    turned: bool = False

    def is_in(self, text: str) -> bool:
        """Whether a text holds the value; white space is one space where the value holds some."""
        return self.value in folded(" ".join(text.split()) if " " in self.value else text)


def quoted(value: str) -> str:
    """What to type for a value whatever it holds."""
    return '"' + value.replace('"', '""') + '"'


def parsed(typed: str, fields: Sequence[str]) -> list[Condition]:
    """The conditions in what was typed, their values folded.

    A word and a colon that are none of `fields` are part of what is looked for. A hyphen alone says
    nothing yet.
    """
    token = re.compile(rf'(-(?=\S))?(?:({"|".join(fields)}):)?(?:"((?:[^"]|"")*)"?|(\S+))')
    found = []
    for match in token.finditer(typed):
        hyphen, field, between, bare = match.groups()
        turned = bool(hyphen)
        if bare and bare.endswith(":") and bare[:-1] in fields:
            found.append(Condition(bare[:-1], "", turned=turned))
        elif bare != "-":
            value = bare or (between or "").replace('""', '"')
            quoted = value if between else ""
            found.append(Condition(field or "", folded(value), quoted, turned))
    return found


def all_hold(
    conditions: Sequence[Condition], test_of: Callable[[Condition], Callable[[Entry], bool]]
) -> Callable[[Entry], bool]:
    """Whether a record is as all conditions ask; `test_of` says of one what it looks at."""
    tests = [
        _turned(test_of(condition)) if condition.turned else test_of(condition)
        for condition in conditions
    ]
    if len(tests) < 2:
        # What is asked of 100,000 records one by one takes as long as the rest of listing them.
        return tests[0] if tests else lambda record: True
    return lambda record: all(test(record) for test in tests)


def is_called(condition: Condition, article: Article) -> bool:
    """Whether an article's title, outlet or event holds what is asked for."""
    return any(map(condition.is_in, (article.title, article.outlet, article.event)))


def _turned(test: Callable[[Entry], bool]) -> Callable[[Entry], bool]:
    return lambda record: not test(record)
