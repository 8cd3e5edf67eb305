"""The tables of a study, each with the struct that declares its records."""

from typing import Literal

from annotations.article import Article
from annotations.change import Table
from annotations.highlight import Highlight
from annotations.link import Link
from annotations.record import Offset, Record, Time
from annotations.tag import Tag

VERSION: Literal[1] = 1
"""The version of the study file that this diptych writes."""


class StudyInfo(Record, frozen=True, kw_only=True):
    """A study's record of itself. `folded` is the number of the last change in the file."""

    created: Time
    folded: Offset
    format: Literal["diptych"]
    version: Literal[1]


RECORDS: dict[Table, type[Record]] = {
    "study": StudyInfo,
    "articles": Article,
    "tags": Tag,
    "highlights": Highlight,
    "links": Link,
}
"""The struct that declares each table's records."""
