"""The repository of tags: the codebook of a study."""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from annotations.change import Change, Edit
from annotations.errors import Refused
from annotations.study.edits import birth, step
from annotations.study.repository import Repository
from annotations.tag import KEYS, PALETTE, Tag, tag_name

if TYPE_CHECKING:
    from annotations.study.branch import Branch

COLOR = r"#[0-9a-f]{6}"


class Codebook(Repository[Tag]):
    """The tags of a study, in study order."""

    table = "tags"

    def named(self, name: str) -> Tag | None:
        """The tag of this name, which must be in its normal form."""
        return next((tag for tag in self if tag.name == name), None)

    def keyed(self, key: str) -> Tag | None:
        """The tag that a key sets."""
        return next((tag for tag in self if tag.key == key), None)

    def branch(self, path: str) -> "Branch":
        """The tag of this name, if there is one, and all tags below it."""
        from annotations.study.branch import Branch

        return Branch(self, path)

    def names(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The names of tags given by id."""
        return tuple(self.state.tags[id].name for id in ids)

    def ensure(
        self, names: Iterable[str], *, colors: Mapping[str, str] | None = None
    ) -> tuple[dict[str, str], list[Edit]]:
        """Ids of tags by the names given, with the births of tags that do not exist yet.

        A new tag gets its colour from `colors`, else one of the palette that no tag and no name in
        `colors` has, as long as there are any. The caller commits the edits, together with what
        needs them.
        """
        wanted = {typed: tag_name(typed) for typed in names}
        known = {tag.name: tag.id for tag in self}
        unknown = [name for name in dict.fromkeys(wanted.values()) if name not in known]
        born = self._born(unknown, colors or {}) if unknown else []
        known |= {tag.name: tag.id for tag in born}
        ids = {typed: known[name] for typed, name in wanted.items()}
        return ids, [birth("tags", tag) for tag in born]

    def _born(self, names: list[str], colors: Mapping[str, str]) -> list[Tag]:
        """New tags of these names, with the next free keys, and colours as `ensure` says."""
        taken, seen = {tag.key for tag in self}, {tag.color for tag in self} | set(colors.values())
        keys = [key for key in KEYS if key not in taken]
        fresh = [color for color in PALETTE if color not in seen]
        born: list[Tag] = []
        for number, name in enumerate(names, len(self)):
            color = colors.get(name) or (fresh.pop(0) if fresh else PALETTE[number % len(PALETTE)])
            born.append(self._new(name, key=keys.pop(0) if keys else None, color=color))
        return born

    def _new(self, name: str, *, key: str | None, color: str) -> Tag:
        return Tag.from_fields(
            {
                "id": self.study.make_id(),
                "name": name,
                "key": key,
                "color": color,
                "description": "",
            }
        )

    def add(self, name: str) -> Tag:
        """The tag of this name, made if there is none, with the next free key and a colour."""
        ids, edits = self.ensure([name])
        self.commit(f"make the tag {tag_name(name)}", edits)
        return self.get(ids[name])

    def change(self, id: str, **fields: Any) -> Change:
        """Set a tag's `key`, `color` or `description`. A key is taken from the tag that has it.

        Raises `Refused` for an invalid key or colour, and for any other field.
        """
        tag = self.get(id)
        new = msgspec.structs.replace(tag, **checked(fields))
        edits: list[Edit] = []
        holder = self.keyed(new.key) if new.key else None
        if holder is not None and holder.id != id:
            edits.append(step("tags", holder, msgspec.structs.replace(holder, key=None)))
        edits.append(step("tags", tag, new))
        said = ", ".join("colour" if name == "color" else name for name in fields)
        return self.commit(f"change {said} of {tag.name}", edits)


def checked(fields: dict[str, Any]) -> dict[str, Any]:
    """Values for a tag's `key`, `color` and `description`, checked and normalised.

    Raises `Refused` for an invalid key or colour, and for any other field.
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
                    raise Refused(
                        "A tag's colour is written like #e69f00, or a name like orange, not "
                        f"{value!r}."
                    )
            case "description":
                fit[name] = value or ""
            case _:
                raise Refused(f"A tag's {name} cannot be changed so.")
    return fit
