"""Search in a text: literal or by regular expression, with smart case and smart accents.

Pure: the caller decides which texts are searched, and when a search is given up.
"""

import re
import unicodedata
import warnings
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, zip_longest

import msgspec

from annotations.errors import DiptychError
from annotations.span import Span

_WINDOW = 1 << 18
_FOLDED_WINDOW = 1 << 15
_LONGEST_SPACE = 64
_LONGEST_PATTERN = 2_000
_BROKEN = "-\n"
_INDENT = rf"[^\S\n]{{0,{_LONGEST_SPACE // 2}}}"
_QUOTES = {"'": "['‘’‚‛ʼ＇]", '"': '["“”„‟«»＂]'}
_UNDECOMPOSED = dict(zip("øØłŁđĐħĦŧŦı", "oOlLdDhHtTi", strict=True))
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_UNMARKED = "(?![\u0300-\u036f])"
_NON_ASCII = re.compile(r"[^\x00-\x7f]+")


class BadPattern(DiptychError):
    """The pattern is not a valid regular expression, or is too long."""


class Query(msgspec.Struct, frozen=True):
    r"""A pattern to search for, and how it is matched.

    - Case counts only if `pattern` has an upper-case letter (in a regular expression, one that is
      not part of an escape such as `\S`).
    - In a literal pattern white space stands for 1 to 64 characters of white space, line feeds
      included, and the straight quotes ' and " stand for the curly ones and guillemets too.
    - A word in a literal pattern is also found where a hyphen breaks it at the end of a line, even
      if the hyphen is typed in the pattern.
    - A letter in a literal pattern finds the same letter whether its marks are precomposed or
      combining (Unicode's canonical equivalence).
    - `fold_accents` ignores the marks of letters, unless `pattern` has some: `e` also finds é, but
      `é` does not find e. Without it, letters with and without a combining mark differ.
    - `regex` takes `pattern` as a regular expression of Python's `re`, in which ^ and $ match at
      lines. A pathological one takes exponential time; stopping it is up to the caller.

    A pattern of more than 2,000 code points is refused.
    """

    pattern: str
    regex: bool = False
    fold_accents: bool = False

    @property
    def heeds_case(self) -> bool:
        """Whether case counts: whether the pattern has an upper-case letter."""
        shown = _ESCAPED.sub("", self.pattern) if self.regex else self.pattern
        return any(map(str.isupper, shown))

    @property
    def heeds_accents(self) -> bool:
        """Whether marks count: whether the pattern has a letter with one."""
        return _without_accents(self.pattern) != self.pattern

    @property
    def folds(self) -> bool:
        """Whether marks are ignored."""
        return self.fold_accents and not self.heeds_accents


class _Matcher(msgspec.Struct, frozen=True):
    """A compiled query; `lowered` matches an all-ASCII text in lower case, if the query allows."""

    pattern: re.Pattern[str]
    lowered: re.Pattern[str] | None
    folds: bool
    reach: int | None
    """The longest match in code points, None where it is not known."""


def find(text: str, query: Query) -> Iterator[Span]:
    """Yield the matches of `query`, in order, none empty or overlapping.

    Raises `BadPattern` at once, before the first match is asked for.
    """
    if not query.pattern:
        return iter(())
    return filter(None, _matches(text, query, _matcher(query, broken=False).reach))


def find_in_steps(text: str, query: Query) -> Iterator[Span | None]:
    """As `find`, but also yield None after each stretch of the text, where a caller may pause.

    For a regular expression, the whole text is one stretch.
    """
    if not query.pattern:
        return iter(())
    return _matches(text, query, _matcher(query, broken=False).reach)


def occurrences(text: str, quote: str) -> list[Span]:
    """The exact occurrences of `quote` in `text`, in order, none overlapping."""
    found: list[Span] = []
    place = text.find(quote) if quote else -1
    while place >= 0:
        found.append(Span(place, place + len(quote)))
        place = text.find(quote, place + len(quote))
    return found


def stands_alone(text: str, span: Span) -> bool:
    """Whether both edges of a passage are at word boundaries, unlike “Russia” in “Russian”."""
    return not (_is_within_word(text, span.start) or _is_within_word(text, span.end))


def _is_within_word(text: str, offset: int) -> bool:
    """Whether letters, digits or their marks meet at an offset."""
    if not 0 < offset < len(text):
        return False
    return all(c.isalnum() or unicodedata.combining(c) for c in text[offset - 1 : offset + 1])


def _matches(text: str, query: Query, reach: int | None) -> Iterator[Span | None]:
    """Search window after window, so that the first match of a long text comes soon.

    Yield None after each window. Each window is longer than its step by the longest match. A
    regular expression, which may look any distance around, gets the whole text as one window.
    """
    if reach is None:
        yield from _matches_in(text, query)
        yield None
        return
    start, longest = 0, _FOLDED_WINDOW if query.folds else _WINDOW
    while start < len(text):
        step = min(longest, len(text) - start)
        resume = start + step
        for match in _matches_in(text[start : resume + reach], query):
            if match.start >= step:
                break
            yield Span(start + match.start, start + match.end)
            resume = max(resume, start + match.end)
        start = resume
        yield None


def _matches_in(window: str, query: Query) -> Iterator[Span]:
    """The matches in one window, as offsets in the window.

    Lowering ASCII is several times faster than matching without case; for other text it is slower.
    Looking for broken words is slower too, so it is done only where a line ends in a hyphen.
    """
    matcher = _matcher(query, broken=not query.regex and _BROKEN in window)
    searched, pattern = window, matcher.pattern
    if matcher.folds and not window.isascii():
        searched = _without_accents(window)
    if matcher.lowered is not None and searched.isascii():
        searched, pattern = searched.lower(), matcher.lowered
    places: list[int] | None = None
    for match in pattern.finditer(searched):
        if match.end() == match.start():
            continue
        if len(searched) == len(window):
            yield Span(match.start(), match.end())
            continue
        # Computed at the first match, as most windows have none.
        places = places or [*_unmarked(window), len(window)]
        yield Span(places[match.start()], places[match.end()])


def _unmarked(window: str) -> Iterator[int]:
    """The offsets of the code points that are not bare marks."""
    return (place for place, kept in enumerate(window) if _UNACCENTED[ord(kept)])


@lru_cache(maxsize=32)
def _matcher(query: Query, *, broken: bool) -> _Matcher:
    if len(query.pattern) > _LONGEST_PATTERN:
        raise BadPattern(
            f"That is too long to search for: {_LONGEST_PATTERN:,} characters at most."
        )
    pattern = query.pattern
    ignore_case = not query.heeds_case
    expression = pattern if query.regex else _literal(pattern, broken=broken) + _UNMARKED
    flags = re.MULTILINE | (re.IGNORECASE if ignore_case else 0)
    plain = ignore_case and not query.regex and pattern.isascii()
    return _Matcher(
        pattern=_compiled(expression, flags),
        lowered=_compiled(expression, 0) if plain else None,
        folds=query.folds,
        reach=None if query.regex else _LONGEST_SPACE * (len(pattern) + 1),
    )


def _literal(pattern: str, *, broken: bool) -> str:
    """The expression for a literal pattern, its white space and straight quotes widened.

    With `broken` its words may be broken at the ends of lines, by its own hyphens or by others.
    """
    pieces = re.split(r"(\s+|['\"])", pattern)
    space = rf"\s{{1,{_LONGEST_SPACE}}}"
    return "".join(
        space if piece.isspace() else _QUOTES.get(piece) or _as_written(piece, broken=broken)
        for piece in pieces
    )


def _as_written(piece: str, *, broken: bool) -> str:
    """The expression for letters whose marks are precomposed (NFC) or combining (NFD)."""
    if piece.isascii() and not broken:
        return re.escape(piece)
    composed = unicodedata.normalize("NFC", piece)
    ends = map(_line_end, composed, composed[1:]) if broken else ()
    either = "".join(chain(*zip_longest(map(_either, composed), ends, fillvalue="")))
    # A few characters change in both forms: the angstrom sign becomes a letter.
    return either if composed == piece else f"(?:{either}|{re.escape(piece)})"


def _line_end(before: str, after: str) -> str:
    """The expression for an optional line end at a hyphen between two characters."""
    if before == "-":
        return rf"(?:\n{_INDENT})?"
    return rf"(?:{_BROKEN}{_INDENT})?" if before.isalpha() and after.isalpha() else ""


def _either(character: str) -> str:
    parts = unicodedata.normalize("NFD", character)
    whole = re.escape(character)
    return whole if parts == character else f"(?:{whole}|{re.escape(parts)})"


def _compiled(expression: str, flags: int) -> re.Pattern[str]:
    try:
        with warnings.catch_warnings():
            # Python warns of syntax that may change; a reader typing a pattern need not know.
            warnings.simplefilter("ignore")
            return re.compile(expression, flags)
    except (re.error, OverflowError, RecursionError) as error:
        raise BadPattern(f"No regular expression: {error}; mend or escape it.") from None


class _Unaccented(dict[int, str]):
    """Maps each code point to itself without accents: one code point, or none for a bare mark.

    Marks are separated by Unicode's canonical decomposition, strokes that it keeps by a table of a
    few letters. Code points that decompose into anything else (Hangul) stay whole.
    """

    def __missing__(self, point: int) -> str:
        character = chr(point)
        bases = [
            part
            for part in unicodedata.normalize("NFD", character)
            if unicodedata.category(part) != "Mn"
        ]
        kept = bases[0] if len(bases) == 1 else character if bases else ""
        self[point] = _UNDECOMPOSED.get(kept, kept)
        return self[point]


_UNACCENTED = _Unaccented()


def _without_accents(text: str) -> str:
    return _NON_ASCII.sub(lambda run: run[0].translate(_UNACCENTED), text)
