"""A branch of the codebook: a tag with all below it, or a path that only has tags below it."""

from collections.abc import Iterable, Mapping
from functools import cache, partial
from typing import TYPE_CHECKING, Literal

import msgspec

from annotations.change import Change, Edit, Part
from annotations.errors import Refused
from annotations.record import Clock
from annotations.study.draft import Draft, Making
from annotations.study.edits import birth, deaths, step
from annotations.study.retagging import Retagging
from annotations.study.state import State
from annotations.tag import LONGEST, SEPARATOR, Tag, is_below, moved, tag_name

if TYPE_CHECKING:
    from annotations.study.codebook import Codebook


class Branch:
    """The tags named `path` or below it; they are renamed and deleted as one."""

    def __init__(self, book: "Codebook", path: str) -> None:
        self._book = book
        self.path = path

    @property
    def tags(self) -> list[Tag]:
        """The tag of this name, if there is one, and all below it, in study order."""
        return [tag for tag in self._book if is_below(tag.name, self.path)]

    @property
    def uses(self) -> int:
        """How many highlights carry one of these tags."""
        return self._book.state.count_uses(*(tag.id for tag in self.tags))

    def merges(self, name: str) -> dict[str, str]:
        """The tags that renaming the branch would merge: their ids, mapped to ids of those kept.

        Empty for a plain renaming. Raises `Refused` for an invalid name, or one too long for a tag
        below.
        """
        taken = {tag.name: tag.id for tag in self._book if not is_below(tag.name, self.path)}
        targets = self._renamed(tag_name(name))
        return {old: taken[target] for old, target in targets.items() if target in taken}

    def _renamed(self, name: str) -> dict[str, str]:
        """The names that the branch's tags would have, by id. Raises `Refused` for one too long."""
        names = {tag.id: moved(tag.name, self.path, name) for tag in self.tags}
        longest = max(map(len, names.values()), default=0)
        if longest > LONGEST:
            raise Refused(
                f"A tag below {self.path} would get a name of {longest} characters; "
                f"at most {LONGEST} are possible."
            )
        return names

    def renaming(self, name: str) -> Draft:
        """A draft that renames the branch. It merges tags where names are taken: say so first.

        A merge keeps the description of the tag merged into, if it has one. Raises `Refused` when
        a tag would end up below itself, or get too long a name.
        """
        path, name = self.path, tag_name(name)
        if name != path and is_below(name, path):
            raise Refused(f"{path} cannot be moved below itself.")
        label = self._renaming(name, self.merges(name))
        return Draft(self._book.study, label, partial(self._renamed_to, name))

    def _renamed_to(self, name: str) -> Making:
        book, merged, targets = self._book, self.merges(name), self._renamed(name)
        edits: list[Part] = [
            step("tags", old, msgspec.structs.replace(old, name=targets[old.id]))
            for old in self.tags
            if old.id not in merged
        ]
        edits += [_described(book.get(new), book.get(old)) for old, new in merged.items()]
        edits += yield from _replacement(book.state, merged, book.study.clock)
        return edits

    def removal(self) -> Draft:
        """A draft that deletes these tags and takes them off all highlights and articles."""
        return Draft(self._book.study, f"delete the tag {self.path}", self._removed)

    def _removed(self) -> Making:
        doomed: dict[str, str | None] = {tag.id: None for tag in self.tags}
        return (yield from _replacement(self._book.state, doomed, self._book.study.clock))

    @property
    def siblings(self) -> list[str]:
        """The names with the same parent as this one, itself included, in order.

        A name is ordered by the first tag of its branch in study order.
        """
        level = self.path.count(SEPARATOR) + 1
        parent = self.path.rpartition(SEPARATOR)[0]
        parts = (tag.name.split(SEPARATOR) for tag in self._book)
        names = (SEPARATOR.join(part[:level]) for part in parts if len(part) >= level)
        return list(dict.fromkeys(n for n in names if n.rpartition(SEPARATOR)[0] == parent))

    def shift(self, by: Literal[-1, 1]) -> Change:
        """Move the branch before its previous sibling (-1), or after its next one (1).

        Raises `Refused` when there is no such sibling.
        """
        siblings = self.siblings
        place = siblings.index(self.path)
        if not 0 <= place + by < len(siblings):
            end = "first" if by < 0 else "last"
            raise Refused(f"{self.path} is the {end} of its level already.")
        other = self._book.branch(siblings[place + by])
        later, earlier = (self, other) if by < 0 else (other, self)
        edits = self._put_before(later.tags, earlier.tags[0])
        way = "up" if by < 0 else "down"
        return self._book.commit(f"move the tag {self.path} {way}", edits)

    def _put_before(self, tags: list[Tag], first: Tag) -> list[Edit]:
        """The edits that move tags before `first` in the order of all tags."""
        order, going = self._book.state.tags, {tag.id for tag in tags}
        place = [id for id in order if id not in going].index(first.id)
        born = (birth("tags", tag) for tag in tags)
        return deaths("tags", going, order) + [
            msgspec.structs.replace(edit, at=place + nth) for nth, edit in enumerate(born)
        ]

    def _renaming(self, name: str, merged: dict[str, str]) -> str:
        tag = self._book.named(self.path)
        if tag is not None and tag.id in merged:
            return f"merge {self.path} into {name}"
        if merged:
            return f"rename {self.path} to {name}, merging what lies below"
        return f"rename {self.path} to {name}"


def _described(stays: Tag, goes: Tag) -> Edit:
    """The edit that gives a tag the description of one merged into it, unless it has its own."""
    words = stays.description or goes.description
    return step("tags", stays, msgspec.structs.replace(stays, description=words))


def _replacement(state: State, by: Mapping[str, str | None], clock: Clock) -> Making:
    """The edits that delete tags and replace them wherever they are set.

    `by` maps the id of each tag to delete to the id of its replacement, or to None.
    """
    swapped = cache(partial(_swapped, by=by))
    retagging = Retagging(state, clock())
    # Very many highlights have few kinds. These are copied, as edits may come between slices.
    kinds = [(tags, tuple(held)) for (_, tags, _), held in state.kinds_with(*by).items()]
    for tags, held in kinds:
        yield from retagging.put_alike(held, swapped(tags))
    edits = [
        step("articles", a, msgspec.structs.replace(a, tags=swapped(a.tags)))
        for a in state.articles.values()
        if not by.keys().isdisjoint(a.tags)
    ]
    return [retagging.sweep, *edits, *deaths("tags", by.keys(), state.tags)]


def _swapped(tags: Iterable[str], by: Mapping[str, str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(new for tag in tags if (new := by.get(tag, tag)) is not None))
