"""The desk for tags: the codebook of a study."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from annotations.change import Change, Edit
from annotations.errors import Refused
from annotations.study.desk import Desk, unknown
from annotations.study.edits import birth, death, step
from annotations.tag import KEYS, PALETTE, Tag, is_below, moved, tag_name


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
        return [other for other in self if is_below(other.name, tag.name)]

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
        keys = [key for key in KEYS if self.keyed(key) is None]
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
        self.commit(f"make the tag {name}", edits)
        return self.get(ids[name])

    def rename(self, id: str, name: str) -> Change:  # noqa: A002 - the record's own word
        """Rename a tag, and its descendants with it. A name that is taken is a merge: say so first.

        Raises `Refused` when a tag would come to lie below itself.
        """
        tag = self.get(id)
        name = tag_name(name)
        if name != tag.name and is_below(name, tag.name):
            raise Refused(f"{tag.name} cannot be moved below itself.")
        edits: list[Edit] = []
        taken = {other.name: other for other in self if not is_below(other.name, tag.name)}
        merged: dict[str, str] = {}
        for old in self.below(tag):
            other = taken.get(moved(old.name, tag.name, name))
            if other is None:
                new = msgspec.structs.replace(old, name=moved(old.name, tag.name, name))
                edits.append(step("tags", old, new))
            else:
                merged[old.id] = other.id
        edits += self._replaced(merged)
        edits += [
            death("tags", self.get(old), self.state.tags)
            for old in _from_last(merged, self.state.tags)
        ]
        return self.commit(f"{'merge' if id in merged else 'rename'} {tag.name} to {name}", edits)

    def change(self, id: str, **fields: Any) -> Change:  # noqa: A002 - the record's own word
        """Set a tag's `key`, `color` or `description`. A key that another tag has moves over.

        Raises `Refused` for a key or colour that is none.
        """
        tag = self.get(id)
        edits: list[Edit] = []
        key = fields.get("key")
        holder = self.keyed(key) if key else None
        if holder is not None and holder.id != id:
            edits.append(step("tags", holder, msgspec.structs.replace(holder, key=None)))
        try:
            new = Tag.from_fields({**tag.to_fields(), **fields})
        except msgspec.ValidationError as error:
            raise Refused(f"The tag {tag.name} cannot be changed so: {error}.") from error
        edits.append(step("tags", tag, new))
        return self.commit(f"change {', '.join(fields)} of {tag.name}", edits)

    def uses(self, tag: Tag) -> int:
        """How many highlights carry the tag itself or one below it."""
        return len({h.id for below in self.below(tag) for h in self.state.uses_of(below.id)})

    def remove(self, id: str) -> Change:  # noqa: A002 - the record's own word
        """Delete a tag and its descendants, and take them off all highlights and articles."""
        tag = self.get(id)
        doomed: dict[str, str | None] = {below.id: None for below in self.below(tag)}
        edits = self._replaced(doomed)
        edits += [
            death("tags", self.get(old), self.state.tags)
            for old in _from_last(doomed, self.state.tags)
        ]
        return self.commit(f"delete the tag {tag.name}", edits)

    def _replaced(self, by: dict[str, Any]) -> list[Edit]:
        """The edits that put other tags, or none, in the place of tags wherever they are set."""
        highlights = {h.id: h for old in by for h in self.state.uses_of(old)}
        edits = [
            step("highlights", h, msgspec.structs.replace(h, tags=_swapped(h.tags, by)))
            for h in highlights.values()
        ]
        for article in self.state.articles.values():
            new = msgspec.structs.replace(article, tags=_swapped(article.tags, by))
            if new != article:
                edits.append(step("articles", article, new))
        return edits


def _swapped(tags: tuple[str, ...], by: dict[str, Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(new for tag in tags if (new := by.get(tag, tag)) is not None))


def _from_last(ids: Iterable[str], table: dict[str, Tag]) -> list[str]:
    """The ids from the table's last to its first, so that each knows its place when it goes."""
    wanted = set(ids)
    return [id for id in reversed(list(table)) if id in wanted]  # noqa: A001
