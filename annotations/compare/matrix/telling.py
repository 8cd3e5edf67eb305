"""What the cells of a matrix can tell, and how figures and columns are named, wherever shown."""

from typing import Literal, get_args

from annotations.compare.matrix.columns import Column

Show = Literal["counts", "share", "quotes"]
SHOWN: tuple[Show, ...] = get_args(Show)
"""What cells tell: how many highlights, how much of the text they cover, or what they say."""


def label(column: Column, across: str) -> str:
    """A column's name, or in brackets that there is none."""
    return column.name or f"(no {across})"


def percent(share: float) -> str:
    """A share of a text, 0 to 1, as people write it: `0%`, `0.4%`, `12%`."""
    hundredths = 100 * share
    return f"{hundredths:.1f}%" if 0 < hundredths < 10 else f"{hundredths:.0f}%"
