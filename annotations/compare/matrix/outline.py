"""The rows of a comparison: the names of a codebook's tags, nested, and those of no tag."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import ClassVar

from annotations.tag import SEPARATOR, Tag, above, is_below

Place = tuple[str, bool]
"""A row's name, and whether it is what the row has itself that is meant, not all below it."""


class Outline:
    """The rows for tags of these names and their descendants; for all tags where none is named.

    Parts of names that are no tags have rows too. Children come below their parents, otherwise in
    the order of the tags.
    """

    UNTAGGED: ClassVar[str] = SEPARATOR
    """The row of what has no tag; no tag can be called so."""

    ALL: ClassVar[str] = SEPARATOR * 2
    """The row of everything."""

    def __init__(self, tags: Iterable[Tag], chosen: Collection[str] = ()) -> None:
        self._chosen = chosen
        shown = [tag for tag in tags if self._admits(tag.name)]
        self.ids = {tag.name: tag.id for tag in shown}
        self._lines = {tag.id: self._upwards(tag.name) for tag in shown}
        self._children = _children(self._lines.values())
        self.names = list(self._walk())
        self._places: dict[tuple[str, ...], tuple[Place, ...]] = {}

    def places_of(self, tags: tuple[str, ...]) -> tuple[Place, ...]:
        """The rows that a highlight with tags of these ids stands in, each once.

        Behind them come its tags' own, of those that have others below.
        """
        places = self._places.get(tags)
        if places is None:
            places = self._places[tags] = tuple(self._reckoned(tags))
        return places

    def tags_in(self, place: Place) -> set[tuple[str, ...]]:
        """The tags, by their ids, with which highlights stand in a row, of all asked about yet."""
        return {tags for tags, places in self._places.items() if place in places}

    def has_below(self, name: str) -> bool:
        """Whether a row has others below it."""
        return name in self._children

    def shown(self, name: str) -> str:
        """A row's name as a reader knows it: that of a tag, or nothing."""
        return "" if name in {self.UNTAGGED, self.ALL} else name

    def depth(self, name: str) -> int:
        """How many rows stand above a row."""
        return len(self._upwards(name)) - 1 if self.shown(name) else 0

    def _reckoned(self, tags: tuple[str, ...]) -> Iterator[Place]:
        lines = [self._lines[tag] for tag in tags if tag in self._lines]
        names = dict.fromkeys(name for line in lines for name in line)
        if not tags and not self._chosen:
            names[self.UNTAGGED] = None
        if names or not self._chosen:
            names[self.ALL] = None
        yield from ((name, False) for name in names)
        own = dict.fromkeys(line[0] for line in lines if self.has_below(line[0]))
        yield from ((name, True) for name in own)

    def _admits(self, name: str) -> bool:
        return not self._chosen or any(is_below(name, chosen) for chosen in self._chosen)

    def _upwards(self, name: str) -> list[str]:
        """A name and those above it that have a row, the nearest first."""
        return [name, *filter(self._admits, above(name))]

    def _walk(self) -> Iterable[str]:
        waiting = list(reversed(self._children.get("", {})))
        while waiting:
            name = waiting.pop()
            yield name
            waiting.extend(reversed(self._children.get(name, {})))


def _children(lines: Iterable[Sequence[str]]) -> dict[str, dict[str, None]]:
    """The names directly below each, and below nothing, in the order they come."""
    children: dict[str, dict[str, None]] = defaultdict(dict)
    for line in lines:
        for name, parent in zip(line, (*line[1:], ""), strict=True):
            children[parent][name] = None
    return dict(children)
