"""The title of a text that tells none: its first line if that is a headline, else its name."""

import re
import unicodedata
from pathlib import PurePath

from annotations.furniture import is_furniture

_LONGEST = 160
_NO_HEADLINE_END = tuple(".,;:…。、，：")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.)+$|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|Mr|Mrs|Dr|St|No|vs)\.$")
_ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$|^\S+@\S+$", re.IGNORECASE)
_BYLINE = re.compile(r"^(?:by|von|par|por|di|door)\s+\S+(?:\s+\S+){0,4}$", re.IGNORECASE)
_MARKDOWN = re.compile(r"^#{1,6}\s+|\s+#+$")


def title_of(text: str, name: str) -> str:
    """The first line of `text` if it looks like a headline, else the stem of `name`.

    A headline has two words or more (or six letters of a script without spaces), at most 160 code
    points, does not end as a sentence or a clause does, is no address, byline, caption, credit or
    navigation ("Skip to main content"), and stands alone: a blank line follows it, or a line half
    as long again, or nothing. In a name, hyphens and underscores count as spaces.
    """
    head = text[:20_000].lstrip().split("\n")
    line = _tidy(_MARKDOWN.sub("", head[0].strip()))
    following = [other.strip() for other in head[1:]]
    stands_alone = not following or not following[0] or len(following[0]) * 2 > len(line) * 3
    if stands_alone and _is_headline(line, [other for other in following if other][:5]):
        return line
    stem = _tidy(PurePath(name).stem.replace("-", " ").replace("_", " "))
    return stem or name


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
    return len(words) >= 2 or wide >= 6


def _tidy(line: str) -> str:
    return " ".join(line.split())
