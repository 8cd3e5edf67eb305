"""What a reader types to filter highlights, and which highlights it lets through. Pure.

`tag:frame` asks for a tag with a part that begins so, `tag:"frame/conflict"` for that very tag or
one below it, `coder:ana` for the coder, `note:` for any note and `note:word` for one that holds the
word; all else must be in the passage or the note. Case does not matter; all conditions must hold.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from annotations.highlight import Highlight
from annotations.study import Study
from annotations.tag import SEPARATOR, is_below

_TOKEN = re.compile(r'(?:(tag|coder|note):)?(?:"([^"]*)"?|(\S+))')

Keep = Callable[[Highlight], bool]


@dataclass(frozen=True)
class Condition:
    """One token: the field it asks about (empty for the text), what for, and whether quoted."""

    field: str
    value: str
    quoted: bool = False


def parsed(typed: str) -> list[Condition]:
    """The conditions in what was typed, their values case-folded."""
    found = []
    for match in _TOKEN.finditer(typed):
        field, quoted, bare = match.groups()
        if bare in {"tag:", "coder:", "note:"}:
            found.append(Condition(bare.rstrip(":"), ""))
        else:
            value = (bare or quoted or "").casefold()
            found.append(Condition(field or "", value, quoted=bool(quoted)))
    return found


def exactly(tag: str) -> str:
    """What to type for a tag and those below it."""
    return f'tag:"{tag}"'


def compiled(typed: str, study: Study) -> Keep:
    """Whether a highlight fits what was typed, by the codebook as it is now."""
    tests = [_test(condition, study) for condition in parsed(typed)]
    return lambda highlight: all(test(highlight) for test in tests)


def _test(condition: Condition, study: Study) -> Keep:
    value = condition.value
    match condition.field:
        case "tag":
            wanted = {tag.id for tag in study.codebook if _fits(tag.name.casefold(), condition)}
            return lambda highlight: not wanted.isdisjoint(highlight.tags)
        case "coder":
            return lambda highlight: value in highlight.coder.casefold()
        case "note":
            return lambda highlight: bool(highlight.note) and value in highlight.note.casefold()
        case _:
            spaced = " " in value
            return lambda highlight: (
                value in _shaped(highlight.quote, spaced)
                or value in _shaped(highlight.note, spaced)
            )


def _shaped(text: str, spaced: bool) -> str:
    """`text` to look in; white space counts as one space only where the value holds some."""
    return (" ".join(text.split()) if spaced else text).casefold()


def _fits(name: str, condition: Condition) -> bool:
    if condition.quoted:
        return is_below(name, condition.value)
    return (SEPARATOR + name).find(SEPARATOR + condition.value) >= 0
