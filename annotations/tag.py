"""The tag: a label for passages, whose name is a path. The codebook says which tags there are."""

import unicodedata
from typing import Annotated, Literal

import msgspec

from annotations.errors import Refused
from annotations.record import Record

SEPARATOR = "/"

LONGEST = 500
"""Code points of the longest name of a tag."""

TagKey = Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"]
KEYS: tuple[TagKey, ...] = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "0")

PALETTE = (
    "#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7",
    "#8da0cb", "#a6761d", "#66a61e",
    "#ee6677", "#44aa99", "#aa3377", "#ddcc77", "#66ccee", "#882255", "#999933", "#4477aa",
    "#bbbbbb", "#228833",
)  # fmt: skip
"""Okabe and Ito's colour-blind-safe colours except black (jfly.uni-koeln.de/color), then others.

The second ten are for the tags after the tenth: after Paul Tol's qualitative schemes."""


class Tag(Record, frozen=True, kw_only=True):
    """A label with the key that sets it, its colour and what it is for."""

    name: Annotated[str, msgspec.Meta(min_length=1)]
    key: TagKey | None
    color: Annotated[str, msgspec.Meta(pattern=r"^#[0-9a-f]{6}$")]
    description: str

    def __post_init__(self) -> None:
        try:
            normal = tag_name(self.name)
        except Refused as error:
            raise ValueError(str(error)) from error
        if self.name != normal:
            raise ValueError(f"the tag name {self.name!r} is not in its normal form")


def tag_name(typed: str) -> str:
    """The normal form of a tag's name as somebody typed it: NFC, single spaces, no empty part.

    Raises `Refused` when nothing is left, a part of the path is empty, or the name is longer than
    500 code points.
    """
    normal = unicodedata.normalize("NFC", typed)
    if len(normal) > LONGEST:
        raise Refused(f"A tag's name has at most {LONGEST} characters; this one has {len(normal)}.")
    parts = [" ".join(part.split()) for part in normal.split(SEPARATOR)]
    if not any(parts):
        raise Refused("A tag needs a name.")
    if not all(parts):
        raise Refused(f"Write it like frame/conflict: a part of the tag name {typed!r} is empty.")
    return SEPARATOR.join(parts)


def is_below(name: str, ancestor: str) -> bool:
    """Whether `name` is `ancestor` itself or one of its descendants."""
    return name == ancestor or name.startswith(ancestor + SEPARATOR)


def above(name: str) -> list[str]:
    """The names that `name` lies below, the nearest first."""
    parts = name.split(SEPARATOR)
    return [SEPARATOR.join(parts[:count]) for count in range(len(parts) - 1, 0, -1)]


def moved(name: str, old: str, new: str) -> str:
    """`name`, which is `old` or below it, after `old` became `new`."""
    return new + name[len(old) :]
