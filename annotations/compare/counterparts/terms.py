"""The terms by which passages are compared: stems of words, names, numbers and quotations.

How much each term weighs depends on the articles and is computed elsewhere.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from annotations.compare.counterparts.numerals import read_number, spelled
from annotations.compare.counterparts.places import PLACES
from annotations.compare.counterparts.stems import fold, stem
from annotations.compare.counterparts.vocabulary import COMMON_WORDS, FUNCTION_WORDS, KIN, TITLES

NUMBER = "#"
"""The prefix of the keys of numbers."""

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|\d+(?:[.,\u00a0\u202f]\d+)*[^\W\d_]*"  # 13,000  1990s  2.5bn
    r"|[^\W\d_][^\W_]*(?:['’](?!s\b)[^\W\d_]+)*"
)
_JOINED = re.compile(
    r"\b(co|re|de|pre|anti|non|counter|un|dis|over|under|sub|inter)-(?=\w)", re.IGNORECASE
)
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_QUOTATION = re.compile(r"“([^“”]+)(?:”|$)|\"([^\"]+)(?:\"|$)|«([^«»]+)»|„([^„“”]+)[“”]")
_AFTER_NAME = re.compile(r"(?<!\w)[^\W\d_a-z][^\W_]*[ -]$")
_AFTER_STOP = re.compile(r"(?:^|[.!?…:\n])[\s\"'“‘«(\[]*$")
_AFTER_TITLE = re.compile(r"\b(?:Mr|Ms|Mrs|Dr|St|Gen|Sen|Rep|Gov|Col|Sgt|Prof)\.\s*$")
_REACH = 40
_INITIALS = {"us": "america", "usa": "america", "uk": "britain", "eu": "europe", "un": "nations"}
_SHORTEST_QUOTATION = 4


class Term(NamedTuple):
    """One term of a passage: its key, and how it is written.

    `is_capital` is set where a capital is significant, not merely the beginning of a sentence;
    `follows_name` where the word before is capitalised too.
    """

    key: str
    is_capital: bool = False
    follows_name: bool = False


def terms(passage: str) -> list[Term]:
    """The terms of a passage in order, without function words and single letters."""
    found = tokens(passage)
    words = [word for _, word in found]
    result: list[Term] = []
    index = 0
    while index < len(found):
        number = read_number(words, index)
        if number is None:
            result.extend(_of_word(*found[index]))
            index += 1
        else:
            result.append(Term(NUMBER + spelled(number[0])))
            index += number[1]
    return result


def tokens(passage: str) -> list[tuple[re.Match[str], str]]:
    """The words and figures of a passage, each as its match and folded, without a possessive `'s`.

    The matches are in the passage without the hyphens of words such as `co-operation`, which are
    also written without them.
    """
    joined = _JOINED.sub(r"\1", passage)
    matches = _TOKEN.finditer(joined)
    return [(m, fold(m[0]).removesuffix("'s").removesuffix("’s")) for m in matches]


def quotations(passage: str) -> list[str]:
    """The quotations of a passage that have four words or more, folded and without punctuation."""
    quoted = (next(filter(None, match.groups())) for match in _QUOTATION.finditer(passage))
    plain = (plain_words(quotation) for quotation in quoted)
    return [words for words in plain if words.count(" ") + 1 >= _SHORTEST_QUOTATION]


def plain_words(passage: str) -> str:
    """The words of a passage, folded and separated by single spaces."""
    return " ".join(re.findall(r"[^\W_]+", fold(passage)))


def is_number(key: str) -> bool:
    """Whether a term is a number."""
    return key.startswith(NUMBER)


def value_of(key: str) -> float:
    """The value of a number's key."""
    return float(key.removeprefix(NUMBER))


def _of_word(match: re.Match[str], word: str) -> Iterator[Term]:
    passage, token = match.string, match[0]
    initials = word.replace(".", "")
    if "." in token or (token.isupper() and initials in _INITIALS):
        yield Term(stem(_INITIALS.get(initials, initials)), is_capital=True)
    elif _UNSPACED.search(token):
        # Chinese and Japanese have no spaces: overlapping pairs of characters stand for words.
        yield from (Term(token[i : i + 2]) for i in range(max(1, len(token) - 1)))
    elif word not in FUNCTION_WORDS and len(word) > 1:
        before = passage[max(0, match.start() - _REACH) : match.start()]
        follows_name = token[0].isupper() and bool(_AFTER_NAME.search(before))
        begins = bool(_AFTER_STOP.search(before)) and not _AFTER_TITLE.search(before)
        is_capital = token[0].isupper() and (follows_name or not begins)
        yield Term(stem(word), is_capital, follows_name)


def _groups(table: str) -> dict[str, frozenset[int]]:
    groups: dict[str, frozenset[int]] = {}
    for number, line in enumerate(table.splitlines()):
        for word in line.split():
            groups[stem(word)] = groups.get(stem(word), frozenset()) | {number}
    return groups


def _kin() -> dict[str, frozenset[str]]:
    groups = _groups(KIN + PLACES)
    members: dict[int, set[str]] = {}
    for key, numbers in groups.items():
        for number in numbers:
            members.setdefault(number, set()).add(key)
    return {
        key: frozenset().union(*(members[number] for number in numbers)) - {key}
        for key, numbers in groups.items()
    }


COMMON_KEYS = frozenset(stem(word) for word in COMMON_WORDS)
"""The keys of common words."""

NAMING_KEYS = frozenset(stem(word) for word in (*TITLES, *PLACES.split()))
"""The keys of titles and places, which count as names even when written without a capital."""

KIN_OF = _kin()
"""For the key of each word, the keys of the words that outlets use in its place."""
