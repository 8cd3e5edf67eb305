"""A light stemmer for English: it unites forms of a word, and British and American spellings.

Stems are for comparing, not for display: they are seldom words. Words of other languages mostly
pass through unchanged.
"""

import unicodedata
from functools import lru_cache

from annotations.compare.counterparts.verbs import BASES

_SUFFIXES = (
    "isations", "izations", "isation", "ization", "ations", "ements", "ement", "ation", "ments",
    "ities", "ingly", "ising", "izing", "ised", "ized", "ises", "izes", "ment", "ions", "ings",
    "ists", "ance", "ence", "ants", "ents", "able", "ible", "ness", "edly", "ally", "ian", "ians",
    "ise", "ize", "ing", "ion", "ist", "ity", "ers", "ors", "ies", "ied", "ive", "ous", "ant",
    "ent", "ful", "ed", "es", "er", "or", "ly", "al", "ic", "s",
)  # fmt: skip
_LONGEST_FIRST = sorted(_SUFFIXES, key=len, reverse=True)
_SHORTEST_STEM = 4
_ROUNDS = 2


def fold(word: str) -> str:
    """`word` in lower case, without accents."""
    lowered = word.casefold()
    if lowered.isascii():
        return lowered
    parted = unicodedata.normalize("NFD", lowered)
    marks = {ord(c): None for c in set(parted) if unicodedata.combining(c)}
    return parted.translate(marks) if marks else parted


@lru_cache(maxsize=32_768)
def stem(word: str) -> str:
    """The stem of a folded word: endings removed, but no shorter than four letters.

    A word of four letters may lose a final `s`; shorter ones stay as they are.
    """
    word = BASES.get(word, word)
    if not word.isascii() or len(word) < _SHORTEST_STEM:
        return word
    if len(word) == _SHORTEST_STEM:
        return _of_four(word)
    found = word.replace("our", "or").replace("yse", "yze").replace("ence", "ense")
    for _ in range(_ROUNDS):
        shorter = _without_ending(found)
        if shorter == found:
            break
        found = shorter
    while len(found) > _SHORTEST_STEM and found[-1] in "aeiouy":
        found = found[:-1]
    if len(found) > _SHORTEST_STEM and found[-1] == found[-2] and found[-1] not in "sz":
        found = found[:-1]
    return found


def _of_four(word: str) -> str:
    if word.endswith("y"):
        return word[:-1] + "i"
    return word[:-1] if word.endswith("s") and word[-2] not in "su" else word


def _without_ending(word: str) -> str:
    for suffix in _LONGEST_FIRST:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
            if suffix == "s" and word[-2] in "su":
                return word
            return word[: -len(suffix)]
    return word
