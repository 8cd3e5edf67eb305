"""The article: an immutable text, and what a reader may set about it later."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Annotated, Literal, get_args

import msgspec

from annotations.record import Id, Record, Time

Status = Literal["todo", "doing", "done"]
STATUSES: tuple[Status, ...] = get_args(Status)

Sha256 = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$")]

SETTABLE = ("title", "outlet", "event", "byline", "published", "status", "tags", "note")
"""The fields a reader may change; all others are fixed when the article is added."""


DIGESTED = 1 << 18
"""Code points of a text that are digested per slice: a millisecond's work at most."""


class Digest:
    """The SHA-256 of a text's UTF-8 bytes, computed in slices.

    `slices` raises `UnicodeEncodeError` where the text holds stray surrogates.
    """

    def __init__(self, text: str) -> None:
        # Imported here: a study has its digests already, so opening one needs none.
        from hashlib import sha256

        self._text = text
        self._sum = sha256()

    def slices(self) -> Iterator[None]:
        """Compute the digest, yielding between slices; a short text takes only one."""
        for at in range(0, len(self._text), DIGESTED):
            if at:
                yield
            self._sum.update(self._text[at : at + DIGESTED].encode())

    def result(self) -> str:
        """The digest in lower-case hexadecimal, once all slices are done."""
        return self._sum.hexdigest()


def digest(text: str) -> str:
    """The SHA-256 of the text's UTF-8 bytes, in lower-case hexadecimal.

    Other threads can run meanwhile. Raises `UnicodeEncodeError` for stray surrogates.
    """
    digesting = Digest(text)
    for _ in digesting.slices():
        pass
    return digesting.result()


class Article(Record, frozen=True, kw_only=True):
    """A text and its provenance. `text` is LF-only and holds no byte-order mark."""

    title: Annotated[str, msgspec.Meta(min_length=1)]
    source: str
    media_type: str
    sha256: Sha256
    text: str
    added: Time
    outlet: str = ""
    event: str = ""
    byline: str = ""
    published: str = ""
    status: Status | None = None
    tags: tuple[Id, ...] = ()
    note: str = ""

    @property
    def known_as(self) -> str:
        """Its name beside other articles on the same event: its outlet, else its title."""
        return self.outlet or self.title


def names_apart(articles: Iterable[Article]) -> dict[str, str]:
    """Names that tell articles apart, by the articles' ids.

    A name is the outlet or, where another article has the same, the title; where that is shared
    too, both.
    """
    several = list({article.id: article for article in articles}.values())
    names = Counter(article.known_as for article in several)
    titles = Counter(article.title for article in several)
    return {
        one.id: one.known_as if names[one.known_as] == 1
        else one.title if titles[one.title] == 1
        else ", ".join(dict.fromkeys((one.known_as, one.title)))
        for one in several
    }  # fmt: skip
