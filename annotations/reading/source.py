"""The result of reading a source, from which an article is made elsewhere."""

import msgspec


class Source(msgspec.Struct, frozen=True):
    """The text of a source, LF-only and without byte-order mark, and what is known of it."""

    text: str
    title: str
    media_type: str
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    """The day of publication as an ISO date, where the source tells it."""
