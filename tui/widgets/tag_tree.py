"""The codebook as a tree of rows: tags under those whose names theirs go on from. Shows nothing."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from annotations.compare.outline import Outline
from annotations.tag import SEPARATOR, Tag, is_below
from tui.widgets.tag_match import folded


@dataclass(frozen=True)
class Twig:
    """A row of the tree: a tag, how deep it lies, and its name as told from the tag above it."""

    tag: Tag
    depth: int
    label: str
    below: int
    """How many tags lie below it, at any depth."""
    is_folded: bool


def tree(tags: Iterable[Tag], folds: Collection[str], wanted: str = "") -> list[Twig]:
    """The tags in order of the tree, without those below a tag whose id is in `folds`.

    Tags with one beginning stand together, where the first of them stands in study order. With
    `wanted`, only tags that hold it in name or description, and all tags above these, unfolded.
    """
    ordered = _ordered(tags)
    asked = folded(wanted.strip())
    if asked:
        found = [tag.name for tag in ordered if asked in folded(f"{tag.name} {tag.description}")]
        ordered = [tag for tag in ordered if any(is_below(name, tag.name) for name in found)]
    twigs = list(_twigs(ordered, () if asked else folds))
    return [twig for twig, shown in twigs if shown]


def _ordered(tags: Iterable[Tag]) -> list[Tag]:
    named = {tag.name: tag for tag in tags}
    return [named[name] for name in Outline(named.values()).names if name in named]


def _twigs(ordered: list[Tag], folds: Collection[str]) -> Iterator[tuple[Twig, bool]]:
    """Each tag's row, with whether no tag above it is folded."""
    above: list[Tag] = []
    for nth, tag in enumerate(ordered):
        while above and not is_below(tag.name, above[-1].name):
            above.pop()
        start = len(above[-1].name) + len(SEPARATOR) if above else 0
        below = 0
        while nth + below + 1 < len(ordered) and is_below(ordered[nth + below + 1].name, tag.name):
            below += 1
        hidden = any(one.id in folds for one in above)
        is_folded = bool(below) and tag.id in folds
        yield Twig(tag, len(above), tag.name[start:], below, is_folded), not hidden
        above.append(tag)
