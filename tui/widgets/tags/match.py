"""Ranks the tags that a query may mean, the likeliest first. No user interface."""

from collections.abc import Sequence

import msgspec

from annotations.tag import SEPARATOR, Tag
from tui.widgets.folding import folded

ALIKE_FROM = 70
"""The least score, of 100, of rapidfuzz's `partial_ratio` for a name to count as similar."""
EXTRA = 2
"""How many code points longer than a name a query may be to count as a misspelling of it."""
SHORT = 2
"""Queries of up to this many code points get no guesses: everything is similar to them."""


class Known(msgspec.Struct, frozen=True):
    """A tag with its name and description, folded once for many searches."""

    tag: Tag
    name: str
    description: str

    @classmethod
    def of(cls, tag: Tag) -> "Known":
        """Fold a tag's name and description."""
        return cls(tag, folded(tag.name), folded(tag.description))


def ranked(known: Sequence[Known], query: str) -> tuple[list[Tag], list[Tag]]:
    """The tags that match `query`, the likeliest first, and those it may be a misspelling of.

    Matches rank in this order: the whole name, its beginning, the beginning of a word in it, any
    part of it, the beginnings of its words in any order, the description, the name with letters
    left out. Misspellings rank by similarity. Tags that match equally well keep their order.
    """
    wanted = folded(" ".join(query.split()))
    if not wanted:
        return [one.tag for one in known], []
    tiers: list[list[Tag]] = [[] for _ in range(7)]
    rest: list[Known] = []
    for one in known:
        tier = _tier(one, wanted)
        if tier is None:
            rest.append(one)
        else:
            tiers[tier].append(one.tag)
    return [tag for tier in tiers for tag in tier], _alike(rest, wanted)


def _tier(one: Known, wanted: str) -> int | None:
    if one.name == wanted:
        return 0
    if one.name.startswith(wanted):
        return 1
    place = one.name.find(wanted)
    if place > 0:
        return 2 if _begins_word(wanted, one.name) else 3
    if all(_begins_word(word, one.name) for word in wanted.split()):
        return 4
    if wanted in one.description:
        return 5
    if len(wanted) > SHORT and _left_out(wanted, one.name):
        return 6
    return None


def _begins_word(wanted: str, name: str) -> bool:
    return any(i == 0 or name[i - 1] in SEPARATOR + " -_" for i in _places(name, wanted))


def _places(text: str, wanted: str) -> list[int]:
    places = []
    place = text.find(wanted)
    while place >= 0:
        places.append(place)
        place = text.find(wanted, place + 1)
    return places


def _left_out(wanted: str, name: str) -> bool:
    """Whether `wanted` is `name` with letters left out: `frcon` for `frame/conflict`."""
    letters = iter(name)
    return all(letter in letters for letter in wanted)


def _alike(rest: Sequence[Known], wanted: str) -> list[Tag]:
    """The tags whose names are similar to the query, the most similar first."""
    rest = [one for one in rest if len(one.name) + EXTRA >= len(wanted)]
    if len(wanted) <= SHORT or not rest:
        return []
    from rapidfuzz import fuzz, process

    names = [one.name for one in rest]
    found = process.extract(
        wanted, names, scorer=fuzz.partial_ratio, score_cutoff=ALIKE_FROM, limit=None
    )
    return [rest[index].tag for _, _, index in found]
