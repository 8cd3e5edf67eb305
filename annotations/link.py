"""The link: a typed relation between two highlights, or from a highlight to a whole article."""

from typing import Annotated

import msgspec

from annotations.record import Id, Record, Time

ABSENT = "absent from"
"""The one relation whose target is an article: the passage is told here and not there."""

RELATIONS = ("same claim", "contradicts", "supports", "adds", "reframes", ABSENT)
"""The relations a study begins with; it may have its own."""

MUTUAL = frozenset({"same claim", "contradicts"})
"""The relations that hold in both directions."""

MUTUALLY = "↔"


class Link(Record, frozen=True, kw_only=True):
    """A relation from one highlight (`source`) to another, or to an article (`target`)."""

    source: Id
    target: Id
    relation: Annotated[str, msgspec.Meta(min_length=1)]
    note: str
    coder: str
    created: Time
    modified: Time

    def other_end(self, end: str) -> str:
        """The id of the record at the other end."""
        return self.target if self.source == end else self.source

    def told_from(self, end: str, other: str) -> str:
        """The link in words, as seen from one of its ends; `other` is the other end's name."""
        if self.sign_from(end) == self.sign:
            return f"{self.sign} {self.relation} {other}".rstrip()
        return f"← {other} {self.relation} this"

    def sign_from(self, end: str) -> str:
        """The arrow as seen from one of its ends."""
        return self.sign if end == self.source or self.sign == MUTUALLY else "←"

    @property
    def sign(self) -> str:
        """The arrow from its source to its target; two-headed if the relation holds both ways."""
        return MUTUALLY if self.relation in MUTUAL else "→"
