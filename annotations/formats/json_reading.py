"""An export that comes in: the JSON of a study, read record by record into what may be adopted."""

import codecs
from collections.abc import Iterator
from typing import Any, Generic, TypeVar

import msgspec

from annotations.article import Article
from annotations.change import RecordTable
from annotations.errors import DiptychError, Refused, clause
from annotations.formats.schema import (
    ARTICLE,
    EXPORT,
    FORMAT,
    HIGHLIGHT,
    LINK,
    PARTS,
    TAG,
    VERSION,
)  # fmt: skip
from annotations.highlight import Highlight
from annotations.link import Link
from annotations.own import BEGINNING, own_kind
from annotations.record import Record
from annotations.study.adoption import Offer
from annotations.tag import Tag

NO_EXPORT = (
    "This is no export of diptych; the JSON that diptych export writes can be imported, and "
    "nothing else, no table either."
)

R = TypeVar("R", bound=Record)


class UnreadableExport(DiptychError):
    """A file that is no export of diptych, or a damaged one; the sentence names the place."""


class _Head(msgspec.Struct):
    """As much of a file as tells what it is."""

    format: Any = None
    version: Any = None
    study: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET


def decode(content: bytes) -> Offer:
    """What an export holds, as records of a study that may adopt them.

    Raises `UnreadableExport`, which names the place, when it is none or is damaged.
    """
    decoding = Decoding(content)
    for _ in decoding.slices():
        pass
    return decoding.result()


class Decoding:
    """An export on its way to an offer. `slices` does the work, a record at a time."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._offer = Offer()

    def result(self) -> Offer:
        """What the export holds, once all slices are done."""
        return self._offer

    def slices(self) -> Iterator[None]:
        """Read the export. Raises `UnreadableExport`, which names the place."""
        try:
            yield from self._read(_decoded(self._content, PARTS))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise UnreadableExport(_trouble(self._content, error)) from error

    def _read(self, parts: Any) -> Iterator[None]:
        tags = list(map(msgspec.json.Decoder(TAG).decode, parts.tags))
        named = {tag.name: tag.id for tag in tags}
        if len(named) < len(tags):
            raise UnreadableExport("The export is damaged: it holds two tags of one name.")
        articles = _Table("articles", Article, ARTICLE, named)
        book = _Table("tags", Tag, TAG, named)
        highlights = _Table("highlights", Highlight, HIGHLIGHT, named)
        links = _Table("links", Link, LINK, named)
        yield from articles.read(parts.articles)
        yield from book.read(parts.tags)
        yield from highlights.read(parts.highlights)
        yield from links.read(parts.links)
        self._offer = Offer(
            articles.records, frozenset(articles.textless), book.records, highlights.records,
            links.records,
        )  # fmt: skip


class _Table(Generic[R]):
    """One table of an export, whose records name tags by `named` (ids by name)."""

    def __init__(
        self, name: RecordTable, record: type[R], exported: Any, named: dict[str, str]
    ) -> None:
        self._name = name
        self._record = record
        self._decoder = msgspec.json.Decoder(exported)
        self._named = named
        self._made: dict[str, R] = {}
        self.textless: set[str] = set()

    @property
    def records(self) -> tuple[R, ...]:
        """The records of a study, in the export's order."""
        return tuple(self._made.values())

    def read(self, raws: list[msgspec.Raw]) -> Iterator[None]:
        """Make records of a study of those of the export, one by one."""
        for place, raw in enumerate(raws):
            exported = self._decoder.decode(raw)
            try:
                self._made[exported.id] = self._record(**self._taken_in(exported))
            except (ValueError, Refused) as error:
                raise UnreadableExport(
                    f"The export is damaged at {self._name}[{place}]: {error}."
                ) from error
            yield
        if len(self._made) < len(raws):
            raise UnreadableExport(f"The export is damaged: two of its {self._name} have one id.")

    def _taken_in(self, exported: msgspec.Struct) -> dict[str, Any]:
        """The fields of a record, of one whose own were found valid one by one."""
        fields = msgspec.structs.asdict(exported)
        fields.pop("length", None)
        if fields.get("text") is msgspec.UNSET:
            fields["text"] = ""
            self.textless.add(fields["id"])
        if "tags" in fields:
            unknown = [name for name in fields["tags"] if name not in self._named]
            if unknown:
                raise ValueError(f"its tag {unknown[0]!r} is not among the tags")
            fields["tags"] = tuple(self._named[name] for name in fields["tags"])
        return fields


def _decoded(content: bytes, kind: Any) -> Any:
    return msgspec.json.decode(content.removeprefix(codecs.BOM_UTF8), type=kind)


def _trouble(content: bytes, error: Exception) -> str:
    """Why a file cannot be read as an export, in one sentence."""
    try:
        # What is wrong with one part alone has no place in the whole.
        _decoded(content, EXPORT)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as whole:
        error = whole
    try:
        head = _decoded(content, _Head)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        is_ours = own_kind(content[:BEGINNING]) == "export"
        return _damage(error) if is_ours else NO_EXPORT
    if head.study is not msgspec.UNSET:
        return "This is a study, not an export; open it with diptych, or export it first."
    if head.format == FORMAT and isinstance(head.version, int) and head.version != VERSION:
        if head.version > VERSION:
            return f"The export has version {head.version}; a newer diptych is needed to read it."
        return f"The export is damaged at version: there is no version {head.version}."
    return _damage(error) if head.format == FORMAT else NO_EXPORT


def _damage(error: Exception) -> str:
    """What is wrong with an export, and where, in one sentence."""
    reason, _, place = _plainly(error).partition(" - at ")
    at = f" at {place.strip('`').removeprefix('$').removeprefix('.')}" if place else ""
    return f"The export is damaged{at}: {reason}."


def _plainly(error: Exception) -> str:
    """What keeps bytes from being JSON, as the end of a sentence."""
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8 throughout"
    return "it breaks off" if "truncated" in str(error) else clause(error)
