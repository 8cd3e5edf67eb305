"""The rows of the matrix: a codebook's tags, nested, and rows for untagged and all highlights."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import ClassVar

from annotations.tag import SEPARATOR, Tag, above, is_below

Place = tuple[str, bool]
"""A row's name, and whether only its own highlights are meant, without those of its descendants."""


class Outline:
    """The rows for the `chosen` tags and their descendants, or for all tags if none is chosen.

    Parent names that are not tags themselves have rows too. Children come below their parents;
    otherwise rows keep the order of the tags.
    """

    UNTAGGED: ClassVar[str] = SEPARATOR
    """The name of the row for untagged highlights; no tag can have this name."""

    ALL: ClassVar[str] = SEPARATOR * 2
    """The name of the row for all highlights; no tag can have this name."""

    def __init__(self, tags: Iterable[Tag], chosen: Collection[str] = ()) -> None:
        self._chosen = chosen
        shown = [tag for tag in tags if self._admits(tag.name)]
        self.ids = {tag.name: tag.id for tag in shown}
        self._lines = {tag.id: self._upwards(tag.name) for tag in shown}
        self._children = _children(self._lines.values())
        self.names = list(self._walk())
        self._places: dict[tuple[str, ...], tuple[Place, ...]] = {}

    def places_of(self, tags: tuple[str, ...]) -> tuple[Place, ...]:
        """The rows in which a highlight with these tag ids counts, each once.

        After them come the own-only places of those of its tags that have rows below them.
        """
        places = self._places.get(tags)
        if places is None:
            places = self._places[tags] = tuple(self._reckoned(tags))
        return places

    def tags_in(self, place: Place) -> set[tuple[str, ...]]:
        """The combinations of tag ids, of those given to `places_of`, that count at `place`."""
        return {tags for tags, places in self._places.items() if place in places}

    def has_below(self, name: str) -> bool:
        """Whether a row has others below it."""
        return name in self._children

    def shown(self, name: str) -> str:
        """A row's name for display: empty for the untagged and all rows."""
        return "" if name in {self.UNTAGGED, self.ALL} else name

    def depth(self, name: str) -> int:
        """The number of a row's ancestor rows."""
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
        """A name and its ancestors that have rows, nearest first."""
        return [name, *filter(self._admits, above(name))]

    def _walk(self) -> Iterable[str]:
        waiting = list(reversed(self._children.get("", {})))
        while waiting:
            name = waiting.pop()
            yield name
            waiting.extend(reversed(self._children.get(name, {})))


def _children(lines: Iterable[Sequence[str]]) -> dict[str, dict[str, None]]:
    """The direct children of each name, in order; top-level names are under the empty name."""
    children: dict[str, dict[str, None]] = defaultdict(dict)
    for line in lines:
        for name, parent in zip(line, (*line[1:], ""), strict=True):
            children[parent][name] = None
    return dict(children)
