"""The keys and colours of tags that come from another study, where this study's may be in the way.

Which tags are the same is decided elsewhere.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from annotations.study.reconciliation import Side
from annotations.study.state import State
from annotations.tag import PALETTE, Tag, TagKey

Holders = dict[str, set[str]]
"""The ids of the tags that have each key, or each colour."""


class KeysAndColors:
    """The keys and colours that `offered` tags get in a study.

    `own` has the study's own tags that match offered ones, by the ids of the latter. A key is a
    convenience of one study, and so is a palette colour, which nobody need have chosen. A new tag
    whose key is taken gets none; one whose palette colour is taken gets the next free one. A tag
    that the study has keeps its own key or colour, without this being a difference, where another
    tag here has the offered one, or another offered tag has its own. If `theirs` is preferred, the
    offered keys and colours are taken over, but not a palette colour of a tag that only the study
    has.
    """

    def __init__(
        self, state: State, offered: Sequence[Tag], own: Mapping[str, Tag], prefer: Side | None
    ) -> None:
        ours = list(state.tags.values())
        known = {tag.id for tag in own.values()}
        self._ours = ours
        self._own = own
        self._yields = prefer == "theirs"
        self._keys_here = {} if self._yields else _holders(ours, "key")
        self._keys_there = {} if self._yields else _holders(offered, "key")
        here = [tag for tag in ours if not self._yields or tag.id not in known]
        self._colors_here = _holders(here, "color")
        self._colors_there = {} if self._yields else _holders(offered, "color")
        self._claimed = {key: next(iter(ids)) for key, ids in self._keys_here.items()}
        seen = {tag.color for tag in (*ours, *offered)}
        self._fresh = [color for color in PALETTE if color not in seen]

    def given(self, tag: Tag, id: str) -> Tag:
        """An offered tag under its id in the study, with the key and colour that it gets there."""
        own = self._own.get(tag.id)
        key, color = self._key(tag, own, id), self._color(tag, own)
        return msgspec.structs.replace(tag, id=id, key=key, color=color)

    def losers(self, met: Iterable[str]) -> list[Tag]:
        """The study's tags that lose their key to an offered one; those `met` (ids) are left out.

        `met` are the ids, in the study, of the offered tags.
        """
        others = set(met)
        return [
            tag
            for tag in self._ours
            if tag.key and tag.id not in others and self._claimed.get(tag.key, tag.id) != tag.id
        ]

    def _key(self, tag: Tag, own: Tag | None, id: str) -> TagKey | None:
        if own and (
            _others(self._keys_here, tag.key, own) or _others(self._keys_there, own.key, tag)
        ):
            return own.key
        return tag.key if tag.key and self._claimed.setdefault(tag.key, id) == id else None

    def _color(self, tag: Tag, own: Tag | None) -> str:
        if tag.color not in PALETTE:
            return tag.color
        is_taken = _others(self._colors_here, tag.color, own)
        if own:
            is_taken = is_taken or _others(self._colors_there, own.color, tag)
            return own.color if is_taken else tag.color
        return self._fresh.pop(0) if is_taken and self._fresh else tag.color


def _holders(tags: Iterable[Tag], sign: Literal["key", "color"]) -> Holders:
    holders: Holders = {}
    for tag in tags:
        if has := getattr(tag, sign):
            holders.setdefault(has, set()).add(tag.id)
    return holders


def _others(holders: Holders, sign: str | None, tag: Tag | None) -> bool:
    """Whether a tag other than this one has a key or colour; False for an unset key."""
    return bool(holders.get(sign or "", set()) - {tag.id if tag else ""})
