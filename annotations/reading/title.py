"""The title of a text that states none: its first line if a headline, else its source's name."""

import re
import unicodedata
from itertools import pairwise
from pathlib import PurePath

from annotations.furniture import is_furniture
from annotations.paragraphs import is_full, wrapped_width
from annotations.stops import FULL_STOPS, PAUSES, UNMARKED

_LONGEST = 160
_HEAD = 20_000
_NO_HEADLINE_END = tuple(FULL_STOPS + PAUSES)
_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.)+$|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|Mr|Mrs|Dr|St|No|vs)\.$")
_UNSPACED = re.compile(f"[{UNMARKED}]")
_ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$|^\S+@\S+$", re.IGNORECASE)
_BYLINE = re.compile(r"^(?:by|von|par|por|di|door)\s+\S+(?:\s+\S+){0,4}$", re.IGNORECASE)
_NAMED = re.compile(r"^(?:By|Von|Par|Por|Di|Door)\s+[^\W\d_a-z]|^[^a-z]+$")
_TIME = re.compile(r"(?:[01]?\d|2[0-3])[:.][0-5]\d\b")
_MARKDOWN = re.compile(r"^#{1,6}\s+|\s+#+$")


def title_of(text: str, name: str) -> str:
    """The first line of `text` if it looks like a headline, else the stem of `name`.

    A headline has two words or more (or six letters of a script without spaces), at most 160 code
    points, does not end as a sentence or a clause does, is no address, byline, caption, credit or
    navigation ("Skip to main content"), and stands alone: a blank line follows it, or a byline, or
    the entries of a ticker, or a line half as long again, or nothing. Where the text is
    hard-wrapped, it may take several lines. In a name, hyphens and underscores count as spaces.
    """
    rows = [row.strip() for row in text[:_HEAD].lstrip().split("\n")]
    taken = _rows_of_first_line(rows, wrapped_width(text))
    line = _tidy(_MARKDOWN.sub("", " ".join(rows[:taken])))
    following = rows[taken:]
    if _stands_alone(line, following) and _is_headline(line, [row for row in following if row][:5]):
        return line
    stem = _tidy(PurePath(name).stem.replace("-", " ").replace("_", " "))
    return stem or name


def _rows_of_first_line(rows: list[str], width: int | None) -> int:
    """How many rows the first line takes: it goes on while rows are full and no byline follows."""
    if width is None:
        return 1
    taken = 1
    for row, after in pairwise(rows):
        if not after or not is_full(row, after, width) or _is_byline(after):
            break
        taken += 1
    return taken


def _stands_alone(line: str, following: list[str]) -> bool:
    after = following[0] if following else ""
    follows = _is_byline(after) or _begins_ticker(following) or len(after) * 2 > len(line) * 3
    return not after or follows


def _begins_ticker(rows: list[str]) -> bool:
    """Whether rows are timed ticker entries; a single one may continue a sentence (at / 8.30)."""
    times = [bool(_TIME.match(row)) for row in rows[:6]]
    return times[:1] == [True] and sum(times) > 1


def _is_byline(row: str) -> bool:
    """Whether a row below a headline is a byline and not the continuation of a sentence."""
    return bool(_BYLINE.match(row) and _NAMED.match(row))


def _is_headline(line: str, following: list[str]) -> bool:
    if len(line) > _LONGEST or not _has_two_words(line):
        return False
    if line.endswith(_NO_HEADLINE_END) and not _ABBREVIATED.search(line):
        return False
    if _ADDRESS.match(line) or _BYLINE.match(line):
        return False
    return not is_furniture(line, [], following)


def _has_two_words(line: str) -> bool:
    words = [word for word in line.split() if any(map(str.isalpha, word))]
    wide = sum(unicodedata.east_asian_width(character) == "W" for character in line)
    return len(words) >= 2 or wide + len(_UNSPACED.findall(line)) >= 6


def _tidy(line: str) -> str:
    return " ".join(line.split())
