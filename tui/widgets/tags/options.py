"""The options of a tag picker, and which of them are marked. No user interface."""

from collections.abc import Iterable, Sequence

import msgspec

from annotations.errors import Refused
from annotations.tag import Tag, tag_name
from tui.widgets.marks import Marks
from tui.widgets.tags.match import Known, ranked


class TagMarks(Marks):
    """The marked tags, by name; at first those `chosen`."""

    def __init__(self, chosen: Sequence[str]) -> None:
        super().__init__(chosen)
        self._came = tuple(chosen)

    @property
    def tags(self) -> tuple[str, ...]:
        """The marked names: those kept, in their original order, then those added."""
        kept = [name for name in self._came if name in self]
        return (*kept, *(name for name in self if name not in self._came))

    @property
    def changed(self) -> bool:
        """Whether the marked tags differ from the original ones."""
        return self.tags != self._came


class Option(msgspec.Struct, frozen=True):
    """A tag by name; `tag` is None if the codebook has none of this name."""

    name: str
    tag: Tag | None


class Offer:
    """The tags of a codebook, as they were on creation: recent ones first, then study order."""

    def __init__(self, tags: Iterable[Tag], recents: Sequence[str]) -> None:
        self._known = [Known.of(tag) for tag in tags]
        self._tags = {one.tag.name: one.tag for one in self._known}
        self._recents = recents

    def options(self, query: str, marks: TagMarks) -> list[Option]:
        """The tags that match `query` or are similar, and last a new tag of that name to be made.

        Without a query: marked tags that are not made yet, the recent ones, and all others.
        """
        if not query:
            unmade = (name for name in marks.tags if name not in self._tags)
            recents = (name for name in self._recents if name in self._tags)
            names = dict.fromkeys([*unmade, *recents, *self._tags])
            return [Option(name, self._tags.get(name)) for name in names]
        meant, alike = ranked(self._known, query)
        found = [Option(tag.name, tag) for tag in (*meant, *alike)]
        return [*found, *self._unmade(query)]

    def first(self, query: str) -> int:
        """The option that the cursor begins on: the first match, else the new tag, if any."""
        meant, alike = ranked(self._known, query)
        return 0 if meant or not self._unmade(query) else len(alike)

    def _unmade(self, query: str) -> list[Option]:
        try:
            name = tag_name(query)
        except Refused:
            return []
        return [] if name in self._tags else [Option(name, None)]
