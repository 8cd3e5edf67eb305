"""The desk for tags: the codebook of a study."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from annotations.change import Change, Edit
from annotations.errors import Refused
from annotations.study.desk import Desk, unknown
from annotations.study.edits import birth, step
from annotations.study.replacing import replacement
from annotations.tag import KEYS, PALETTE, Tag, is_below, moved, tag_name

COLOR = r"#[0-9a-f]{6}"


class Entry(msgspec.Struct, frozen=True):
    """A line of a codebook from elsewhere; None leaves what a tag has, or takes what is usual."""

    name: str
    description: str | None = None
    key: str | None = None
    color: str | None = None


class Codebook(Desk):
    """The tags of a study, in study order."""

    def __iter__(self) -> Iterator[Tag]:
        return iter(self.state.tags.values())

    def __len__(self) -> int:
        return len(self.state.tags)

    def get(self, id: str) -> Tag:  # noqa: A002 - the record's own word
        """The tag with this id; `UnknownRecord` when there is none."""
        tag = self.state.tags.get(id)
        if tag is None:
            raise unknown("tag", id)
        return tag

    def named(self, name: str) -> Tag | None:
        """The tag of this name, which must be in its normal form."""
        return next((tag for tag in self if tag.name == name), None)

    def keyed(self, key: str) -> Tag | None:
        """The tag that a key sets."""
        return next((tag for tag in self if tag.key == key), None)

    def below(self, tag: Tag) -> list[Tag]:
        """The tag itself and its descendants, in study order."""
        return self.under(tag.name)

    def under(self, path: str) -> list[Tag]:
        """The tag of a name, if there is one, and all whose names go on from it."""
        return [tag for tag in self if is_below(tag.name, path)]

    def names(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The names of tags given by id."""
        return tuple(self.state.tags[id].name for id in ids)  # noqa: A001

    def ensure(self, names: Iterable[str]) -> tuple[dict[str, str], list[Edit]]:
        """Ids for tags by the names given, with the births of those not there yet.

        The edits are for the caller to commit together with what needs them.
        """
        known = {tag.name: tag.id for tag in self}
        ids: dict[str, str] = {}
        edits: list[Edit] = []
        taken = {tag.key for tag in self}
        keys = [key for key in KEYS if key not in taken]
        for typed in names:
            name = tag_name(typed)
            if name not in known:
                tag = self._new(name, key=keys.pop(0) if keys else None, nth=len(known))
                known[name] = tag.id
                edits.append(birth("tags", tag))
            ids[typed] = known[name]
        return ids, edits

    def _new(self, name: str, *, key: str | None, nth: int) -> Tag:
        return Tag.from_fields(
            {
                "id": self.study.make_id(),
                "name": name,
                "key": key,
                "color": PALETTE[nth % len(PALETTE)],
                "description": "",
            }
        )

    def add(self, name: str) -> Tag:
        """The tag of this name, made if there is none, with the next free key and a colour."""
        ids, edits = self.ensure([name])
        self.commit(f"make the tag {tag_name(name)}", edits)
        return self.get(ids[name])

    def rename(self, id: str, name: str) -> Change:  # noqa: A002 - the record's own word
        """Rename a tag, and its descendants with it. A name that is taken is a merge: say so first.

        Of two descriptions that of the tag merged into stays. Raises `Refused` when a tag would
        come to lie below itself.
        """
        return self.move(self.get(id).name, name)

    def move(self, path: str, name: str) -> Change:
        """As `rename`, for a name that may be no tag itself but only the beginning of others."""
        name = tag_name(name)
        if name != path and is_below(name, path):
            raise Refused(f"{path} cannot be moved below itself.")
        merged = self.merging(path, name)
        edits = [
            step("tags", old, msgspec.structs.replace(old, name=moved(old.name, path, name)))
            for old in self.under(path)
            if old.id not in merged
        ]
        edits += [self._described(self.get(new), self.get(old)) for old, new in merged.items()]
        edits += replacement(self.state, merged, self.study.clock)
        tag = self.named(path)
        return self.commit(
            _renaming(path, name, merged, tag is not None and tag.id in merged), edits
        )

    def merges(self, id: str, name: str) -> dict[str, str]:  # noqa: A002 - the record's own word
        """What renaming a tag so would merge: ids of it and its descendants, and of the tags there.

        Empty for a plain renaming. Raises `Refused` for a name that is none.
        """
        return self.merging(self.get(id).name, name)

    def merging(self, path: str, name: str) -> dict[str, str]:
        """As `merges`, for what `move` would merge."""
        name = tag_name(name)
        taken = {other.name: other.id for other in self if not is_below(other.name, path)}
        targets = {old.id: moved(old.name, path, name) for old in self.under(path)}
        return {old: taken[target] for old, target in targets.items() if target in taken}

    def _described(self, stays: Tag, goes: Tag) -> Edit:
        """A tag takes over what another was for, unless it says itself what it is for."""
        words = stays.description or goes.description
        return step("tags", stays, msgspec.structs.replace(stays, description=words))

    def change(self, id: str, **fields: Any) -> Change:  # noqa: A002 - the record's own word
        """Set a tag's `key`, `color` or `description`. A key that another tag has moves over.

        Raises `Refused` for a key or colour that is none, and for any other field.
        """
        tag = self.get(id)
        new = msgspec.structs.replace(tag, **checked(fields))
        edits: list[Edit] = []
        holder = self.keyed(new.key) if new.key else None
        if holder is not None and holder.id != id:
            edits.append(step("tags", holder, msgspec.structs.replace(holder, key=None)))
        edits.append(step("tags", tag, new))
        return self.commit(f"change {', '.join(fields)} of {tag.name}", edits)

    def uses(self, tag: Tag) -> int:
        """How many highlights carry the tag itself or one below it."""
        return self.state.count_uses(*(below.id for below in self.below(tag)))

    def remove(self, id: str) -> Change:  # noqa: A002 - the record's own word
        """Delete a tag and its descendants, and take them off all highlights and articles."""
        return self.remove_under(self.get(id).name)

    def remove_under(self, path: str) -> Change:
        """As `remove`, for a name that may be no tag itself but only the beginning of others."""
        doomed: dict[str, str | None] = {tag.id: None for tag in self.under(path)}
        edits = replacement(self.state, doomed, self.study.clock)
        return self.commit(f"delete the tag {path}", edits)


def checked(fields: dict[str, Any]) -> dict[str, Any]:
    """A tag's `key`, `color` and `description` as it may have them.

    Raises `Refused` for a key or colour that is none, and for any other field.
    """
    fit = dict(fields)
    for name, value in fields.items():
        match name:
            case "key":
                if value is not None and value not in KEYS:
                    raise Refused(f"A tag's key is one of {' '.join(KEYS)}, not {value!r}.")
            case "color":
                fit[name] = str(value).lower()
                if not re.fullmatch(COLOR, fit[name]):
                    raise Refused(f"A tag's colour is written like #e69f00, not {value!r}.")
            case "description":
                fit[name] = value or ""
            case _:
                raise Refused(f"A tag's {name} cannot be changed so.")
    return fit


def _renaming(path: str, name: str, merged: dict[str, str], itself: bool) -> str:
    if itself:
        return f"merge {path} into {name}"
    if merged:
        return f"rename {path} to {name}, merging what lies below"
    return f"rename {path} to {name}"
