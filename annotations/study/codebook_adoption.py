"""Importing a codebook, all or nothing.

This module knows nothing of files and formats.
"""

from collections.abc import Iterable
from typing import Any

import msgspec

from annotations.change import Change
from annotations.errors import Refused
from annotations.study.codebook import checked
from annotations.study.edits import birth, step
from annotations.study.study import Study
from annotations.tag import Tag, tag_name


class Entry(msgspec.Struct, frozen=True):
    """A line of a codebook; None keeps what a tag has, or gives a new tag the default."""

    name: str
    description: str | None = None
    key: str | None = None
    color: str | None = None


class WrongEntry(Refused):
    """An invalid line of a codebook, or one that contradicts an earlier one.

    `place` counts lines from zero.
    """

    def __init__(self, sentence: str, place: int) -> None:
        super().__init__(sentence)
        self.place = place


def judged(entries: Iterable[Entry]) -> dict[str, dict[str, Any]]:
    """The fields that a codebook sets of each tag, by the tag's name.

    Raises `WrongEntry` for an invalid name, key or colour, and for the second of two lines with the
    same name or key.
    """
    named: dict[str, dict[str, Any]] = {}
    keys: dict[str, str] = {}
    for place, entry in enumerate(entries):
        try:
            name, said = tag_name(entry.name), _said(entry)
        except Refused as error:
            raise WrongEntry(str(error), place) from error
        if name in named:
            raise WrongEntry(f"The codebook has the tag {name} twice.", place)
        if entry.key and entry.key in keys:
            sentence = f"The codebook gives the key {entry.key} to {keys[entry.key]} and {name}."
            raise WrongEntry(sentence, place)
        if entry.key:
            keys[entry.key] = name
        named[name] = said
    return named


def _said(entry: Entry) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if entry.description is not None:
        said["description"] = entry.description
    if entry.key is not None:
        said["key"] = entry.key or None
    if entry.color is not None:
        said["color"] = entry.color
    return checked(said)


def adopt_codebook(study: Study, entries: Iterable[Entry]) -> Change:
    """Make the missing tags of a codebook, and set its fields of the existing ones, as one change.

    A key is taken from another tag that has it. Raises `WrongEntry` as `judged` does.
    """
    named = judged(entries)
    colors = {name: said["color"] for name, said in named.items() if "color" in said}
    ids, births = study.codebook.ensure(named, colors=colors)
    tags: dict[str, Tag] = dict(study.state.tags)
    for edit in births:
        tags[edit.id] = Tag.from_fields(edit.after or {})
    claimed = {said["key"]: ids[name] for name, said in named.items() if said.get("key")}
    for id, tag in tags.items():
        if tag.key and claimed.get(tag.key, id) != id:
            tags[id] = msgspec.structs.replace(tag, key=None)
    for name, said in named.items():
        tags[ids[name]] = msgspec.structs.replace(tags[ids[name]], **said)
    edits = [
        step("tags", study.state.tags[id], tag) if id in study.state.tags else birth("tags", tag)
        for id, tag in tags.items()
    ]
    return study.commit("import a codebook", edits)


def keyless_by(study: Study, change: Change) -> list[str]:
    """The names of the tags that lost their key in a change, in study order."""
    lost = {
        edit.id
        for edit in change.edits
        if edit.table == "tags" and edit.before and edit.after is not None
        if edit.before.get("key") and not edit.after.get("key", edit.before["key"])
    }
    return [tag.name for tag in study.codebook if tag.id in lost]
