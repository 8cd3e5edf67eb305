"""The index of one article: its sentences, their terms, and which sentences hold a term.

It is built once, in slices where the article is long, and knows nothing of other articles.
"""

from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from annotations.compare.counterparts.numerals import counted_alike
from annotations.compare.counterparts.terms import Term, is_number, quotations, terms, value_of
from annotations.span import Span
from annotations.stops import CLOSING, STOPS
from annotations.structure import Structure

SLICE = 1_000
"""Approximate code points read per step of building: one or two milliseconds."""

HEAD = 4
"""Initial letters that two terms must have in common to be considered forms of one word."""

Bag = Mapping[str, float]
"""The terms of a passage, each with the share of its weight that counts there."""

_LEAD = 3
"""Sentences of a lead, not counting headings."""

_FIRST_TERMS = 4_000
"""Number of first terms among which names are looked for: a millisecond or two."""

_BEFORE_NAME = 0.35
_NUMBERS_BESIDE = 4
_SHORT_HEADING = 8
_LONGEST_HEADLINE = 25


class Unit:
    """One sentence of an article, with the terms and quotations it is compared by.

    `is_apart` means that furniture lies between it and the sentence before.
    """

    __slots__ = ("bag", "is_apart", "is_heading", "number", "quotations", "span")

    def __init__(
        self, number: int, span: Span, passage: str, *, is_heading: bool, is_apart: bool
    ) -> None:
        self.number = number
        self.span = span
        self.is_heading = is_heading
        self.is_apart = is_apart
        self.bag: Bag = bag_of(terms(passage))
        self.quotations = quotations(passage)


class Index:
    """The sentences of an article, without those of its furniture, and their terms.

    `build` reads to the end. `slices` reads step by step; it may be abandoned, and a later call
    resumes. Until it is exhausted, only what has been read is known. Offsets are code points of
    `text`.
    """

    def __init__(self, structure: Structure) -> None:
        self.structure = structure
        self.text = structure.text
        self.units: list[Unit] = []
        self.paragraphs: list[Span] = []
        self.is_built = False
        self._postings: dict[str, list[int]] = {}
        self._capitals: Counter[str] = Counter()
        self._heads: dict[str, list[str]] = defaultdict(list)
        self._numbers: list[tuple[float, str]] = []
        self._starts: list[int] = []
        self._is_behind_furniture = False

    @classmethod
    def of(cls, text: str) -> "Index":
        """The whole index of a text, at once."""
        return cls(Structure(text)).build()

    def build(self) -> "Index":
        """Read the rest of the article; return this index."""
        for _ in self.slices():
            pass
        return self

    def slices(self) -> Iterator[float]:
        """Read the article step by step, yielding after each the share that has been read."""
        since = self.paragraphs[-1].end if self.paragraphs else 0
        while (paragraph := self._unread()) is not None:
            self._add(paragraph)
            if paragraph.end - since >= SLICE:
                since = paragraph.end
                yield since / len(self.text)
        self.is_built = True
        yield 1.0

    def units_within(self, span: Span) -> list[Unit]:
        """The sentences that share a code point with `span`."""
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        last = bisect_left(self._starts, span.end)
        return [unit for unit in self.units[first:last] if unit.span.overlaps(span)]

    def lead(self) -> range:
        """The numbers of the sentences that tell what the article is about: its first few."""
        body = (unit.number for unit in self.units if not unit.is_heading)
        numbers = list(islice(body, _LEAD))
        return range(numbers[0], numbers[-1] + 1) if numbers else range(0)

    def holding(self, key: str) -> list[int]:
        """The numbers of the sentences that hold a term, in order."""
        return self._postings.get(key, [])

    def is_name(self, key: str) -> bool:
        """Whether a term is mostly capitalised, not counting capitals that begin a sentence."""
        return 2 * self._capitals[key] > len(self.holding(key))

    def names(self) -> Iterator[str]:
        """The names among the article's first few thousand terms."""
        return filter(self.is_name, islice(self._postings, _FIRST_TERMS))

    def alike(self, key: str) -> list[str]:
        """The article's terms that have their first `HEAD` letters in common with `key`."""
        return self._heads.get(key[:HEAD], [])

    def counting_alike(self, key: str) -> list[str]:
        """The article's other numbers that may report the same count as `key`.

        If there are very many, only those nearest to it.
        """
        value = value_of(key)
        bounds = counted_alike(value)
        if bounds is None:
            return []
        place = bisect_left(self._numbers, (value, key))
        beside = self._numbers[max(place - _NUMBERS_BESIDE, 0) : place + _NUMBERS_BESIDE + 1]
        least, greatest = bounds
        return [other for number, other in beside if least <= number <= greatest and other != key]

    def _unread(self) -> Span | None:
        if self.paragraphs:
            return self.structure.next_paragraph(self.paragraphs[-1].start)
        return self.structure.paragraph_at(0) or None

    def _add(self, paragraph: Span) -> None:
        self.paragraphs.append(paragraph)
        if self.structure.is_furniture(paragraph):
            self._is_behind_furniture = True
            return
        is_heading = _is_heading(paragraph.of(self.text), is_first=not self.units)
        for sentence in self.structure.sentences(paragraph):
            passage = sentence.of(self.text)
            unit = Unit(
                len(self.units),
                sentence,
                passage,
                is_heading=is_heading,
                is_apart=self._is_behind_furniture,
            )
            self._is_behind_furniture = False
            self.units.append(unit)
            self._starts.append(sentence.start)
            self._capitals.update({term.key for term in terms(passage) if term.is_capital})
            for key in unit.bag:
                if key not in self._postings:
                    self._note(key)
                self._postings[key].append(unit.number)

    def _note(self, key: str) -> None:
        """Register a new term."""
        self._postings[key] = []
        if not is_number(key):
            self._heads[key[:HEAD]].append(key)
        elif counted_alike(value_of(key)):
            insort(self._numbers, (value_of(key), key))


def bag_of(found: list[Term]) -> Bag:
    """The terms of a passage, each with the share of its weight that counts.

    Of several names in a row, as in `Foreign Minister Ana Ferreira`, the last counts in full: the
    others accompany it and add little.
    """
    bag: dict[str, float] = {}
    for place, term in enumerate(found):
        is_followed = place + 1 < len(found) and found[place + 1].follows_name
        share = _BEFORE_NAME if term.is_capital and is_followed else 1.0
        bag[term.key] = max(bag.get(term.key, 0.0), share)
    return bag


def joined(bags: Iterable[Bag]) -> Bag:
    """The terms of several passages together."""
    result: dict[str, float] = {}
    for bag in bags:
        for key, share in bag.items():
            result[key] = max(result.get(key, 0.0), share)
    return result


def _is_heading(paragraph: str, *, is_first: bool) -> bool:
    """Whether a paragraph is a headline or a section heading: short, and not ending with a stop."""
    if paragraph.rstrip(f"{CLOSING} ")[-1:] in STOPS:
        return False
    return len(paragraph.split()) < (_LONGEST_HEADLINE if is_first else _SHORT_HEADING)
