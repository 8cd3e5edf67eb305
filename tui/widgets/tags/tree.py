"""The codebook as a tree of rows, with tags below those whose names are their parents. Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import takewhile

import msgspec
from msgspec.structs import replace

from annotations.compare.matrix.outline import Outline
from annotations.tag import SEPARATOR, Tag, is_below
from tui.widgets.folding import holds


class Twig(msgspec.Struct, frozen=True):
    """A row of the tree: a tag, or a name that is only the parent of tags.

    `depth` is its depth in the tree, `label` the last part of its `name`.
    """

    name: str
    tag: Tag | None
    depth: int
    label: str
    below: int
    """How many tags lie below it, at any depth, shown or not."""
    is_folded: bool
    is_found: bool = True
    """Whether the row itself matches the search; if not, a row below it does."""

    @property
    def key(self) -> str:
        """The key of the row, which stays the same if its tag is renamed."""
        return self.tag.id if self.tag else self.name


def tree(tags: Iterable[Tag], folds: Collection[str], wanted: str = "") -> list[Twig]:
    """The rows in order of the tree, without those below a row whose key is in `folds`.

    Tags with the same parent are together, at the place of the first of them in study order. With
    `wanted`, only rows that contain its words in name or description, and all their parents,
    unfolded.
    """
    known = {tag.name: tag for tag in tags}
    names = Outline(known.values()).names
    asked = wanted.strip()
    twigs = [twig for twig, shown in _twigs(names, known, () if asked else folds) if shown]
    if not asked:
        return twigs
    found = {name for name in names if holds(_told(name, known.get(name)), asked)}
    return [
        replace(twig, is_found=twig.name in found)
        for twig in twigs
        if any(is_below(hit, twig.name) for hit in found)
    ]


def _run(names: list[str], nth: int) -> Iterator[str]:
    """The names below the nth, which directly follow it."""
    later = (names[n] for n in range(nth + 1, len(names)))
    return takewhile(lambda other: is_below(other, names[nth]), later)


def _told(name: str, tag: Tag | None) -> str:
    return f"{name} {tag.description}" if tag else name


def _twigs(
    names: list[str], known: Mapping[str, Tag], folds: Collection[str]
) -> Iterator[tuple[Twig, bool]]:
    """Each row, with whether no row above it in the tree is folded."""
    above: list[Twig] = []
    for nth, name in enumerate(names):
        while above and not is_below(name, above[-1].name):
            above.pop()
        below = sum(other in known for other in _run(names, nth))
        tag = known.get(name)
        hidden = any(one.is_folded for one in above)
        is_folded = bool(below) and (tag.id if tag else name) in folds
        twig = Twig(name, tag, len(above), name.rpartition(SEPARATOR)[2], below, is_folded)
        yield twig, not hidden
        above.append(twig)
