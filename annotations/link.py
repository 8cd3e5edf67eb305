"""The link: a typed relation between two highlights, or from a highlight to a whole article."""

from typing import Annotated

import msgspec

from annotations.record import Id, Record, Time

ABSENT = "absent from"
"""The one relation whose target is an article: the passage is told here and not there."""

RELATIONS = ("same claim", "contradicts", "supports", "adds", "reframes", ABSENT)
"""The relations a study begins with; it may have its own."""


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
        """The id of what stands at the other end than this one."""
        return self.target if self.source == end else self.source
