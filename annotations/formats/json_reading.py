"""Reads an export, the JSON of a study, record by record into an offer that may be adopted."""

import re
from collections.abc import Iterator
from typing import Any, Generic, TypeVar

import msgspec

from annotations.article import Article
from annotations.change import RecordTable
from annotations.errors import DiptychError, Refused, clause
from annotations.formats.json_parts import Cutting, Malformed, Part
from annotations.formats.schema import (
    ARTICLE,
    EXPORT,
    FORMAT,
    HIGHLIGHT,
    LINK,
    TAG,
    VERSION,
    strict,
)  # fmt: skip
from annotations.highlight import Highlight
from annotations.link import Link
from annotations.own_files import BEGINNING, own_kind
from annotations.record import Record
from annotations.study.adoption import Offer
from annotations.tag import Tag

NO_EXPORT = (
    "This is no export of diptych; the JSON that diptych export writes can be imported, and "
    "nothing else, no table either."
)

LONG = 4_096
"""Maximum bytes of a value outside the records that is decoded whole."""

FIELDS = {field.name for field in msgspec.structs.fields(EXPORT)}

WRONG = (Malformed, msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What decoding raises for bytes that are not JSON, or not the JSON of an export."""

R = TypeVar("R", bound=Record)


class UnreadableExport(DiptychError):
    """A file that is not an export of diptych, or a damaged one; the message names the place."""


def decode(content: bytes) -> Offer:
    """The contents of an export, as records that a study may adopt.

    Raises `UnreadableExport`, which names the place, if `content` is not an export or is damaged.
    """
    decoding = Decoding(content)
    for _ in decoding.slices():
        pass
    return decoding.result()


class Decoding:
    """Decodes an export into an offer; `slices` does the work, a record at a time."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._head = _Head()
        self._articles = _Table("articles", Article, ARTICLE)
        self._tags = _Table("tags", Tag, TAG)
        self._highlights = _Table("highlights", Highlight, HIGHLIGHT)
        self._links = _Table("links", Link, LINK)
        self._tables: dict[str, _Table[Any]] = {
            "articles": self._articles, "tags": self._tags,
            "highlights": self._highlights, "links": self._links,
        }  # fmt: skip
        self._offer = Offer()

    def __len__(self) -> int:
        """How many records have been read."""
        return sum(map(len, self._tables.values()))

    def result(self) -> Offer:
        """The offer, once `slices` is exhausted."""
        return self._offer

    def slices(self) -> Iterator[None]:
        """Read the export, yielding between records.

        Raises `UnreadableExport`, which names the place, as early as possible.
        """
        yield from self._read()
        named = {tag.name: tag.id for tag in self._tags.exported}
        if len(named) < len(self._tags):
            raise UnreadableExport("The export is damaged: it holds two tags of one name.")
        for table in self._tables.values():
            yield from table.take_in(named)
        self._offer = Offer(
            self._articles.records, frozenset(self._articles.textless), self._tags.records,
            self._highlights.records, self._links.records, tuple(self._unread()),
        )  # fmt: skip

    def _unread(self) -> Iterator[str]:
        """The fields, of the export and of its records, that this version does not know."""
        yield from self._head.unread
        for table in self._tables.values():
            yield from table.unread

    def _read(self) -> Iterator[None]:
        """Read all records into their tables.

        An error in a record is raised once the file is known to be an export of this version.
        """
        cutting, trouble = Cutting(self._content, self._tables), None
        try:
            for part in cutting.parts():
                if part is not None and part.place is None:
                    self._head.take(part.name, _value(self._content, part))
                elif part is not None and trouble is None:
                    trouble = self._tables[part.name].take(part, self._content)
                if trouble and self._head.is_known:
                    raise trouble
                yield
        except WRONG as error:
            if self._head.is_ours or own_kind(self._content[:BEGINNING]) == "export":
                raise trouble or _damaged(cutting.place, error) from error
            raise UnreadableExport(NO_EXPORT) from error
        self._head.check(trouble)


class _Head:
    """The fields of a file other than its records, as they are read."""

    def __init__(self) -> None:
        self._values: dict[str, Any] = {}
        self.unread: dict[str, None] = {}

    @property
    def is_ours(self) -> bool:
        """Whether a field read so far says that the file is an export of diptych."""
        return "format" in self._values

    @property
    def is_known(self) -> bool:
        """Whether the fields read so far say that the file is an export of this version."""
        return self.is_ours and "version" in self._values

    def take(self, name: str, value: Any) -> None:
        """Store the value of a field. Raises `UnreadableExport` if no export can have it."""
        if name == "study":
            raise UnreadableExport(
                "This is a study, not an export; open it with diptych, or export it first."
            )
        if name == "format" and value != FORMAT:
            raise UnreadableExport(NO_EXPORT)
        if name in self._values:
            raise UnreadableExport(f"The export is damaged: it holds {name} twice.")
        if name in FIELDS:
            self._values[name] = value
        else:
            self.unread[name] = None
        if self.is_known:
            self._check_version(self._values["version"])

    def _check_version(self, version: Any) -> None:
        if isinstance(version, int) and version > VERSION:
            raise UnreadableExport(
                f"The export was written by a newer diptych (export version {version}; this one "
                f"reads {VERSION}); install that diptych to import it."
            )
        if isinstance(version, int) and version < VERSION:
            raise UnreadableExport(
                f"The export is damaged at version: there is no version {version}."
            )

    def check(self, trouble: UnreadableExport | None) -> None:
        """Check the fields once all is read, and raise `trouble`, an error in a record, if any."""
        if not self.is_ours:
            raise UnreadableExport(NO_EXPORT)
        if trouble:
            raise trouble
        try:
            msgspec.convert(self._values, EXPORT)
        except msgspec.ValidationError as error:
            raise _damaged("", error) from error


class _Table(Generic[R]):
    """One table of an export: its records as exported, then converted to a study's records."""

    def __init__(self, name: RecordTable, record: type[R], exported: Any) -> None:
        self._name = name
        self._record = record
        self._decoder = msgspec.json.Decoder(exported)
        self._strict = msgspec.json.Decoder(strict(exported))
        self._known = exported.__struct_fields__
        self._made: dict[str, R] = {}
        self.exported: list[Any] = []
        self.textless: set[str] = set()
        self.unread: dict[str, None] = {}

    def __len__(self) -> int:
        return len(self.exported)

    @property
    def records(self) -> tuple[R, ...]:
        """The records of a study, in the export's order."""
        return tuple(self._made.values())

    def take(self, part: Part, content: bytes) -> UnreadableExport | None:
        """Decode a record in place; return the error if it cannot be decoded."""
        try:
            self.exported.append(self._decoded(memoryview(content)[part.start : part.end]))
        except WRONG as error:
            return _damaged(f"{part.name}[{part.place}]", error, part.start)
        return None

    def _decoded(self, raw: memoryview) -> Any:
        try:
            return self._strict.decode(raw)
        except msgspec.ValidationError:
            exported = self._decoder.decode(raw)
            names = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
            self.unread |= {f"{self._name}.{n}": None for n in names if n not in self._known}
            return exported

    def take_in(self, named: dict[str, str]) -> Iterator[None]:
        """Convert the exported records to a study's, one by one; `named` maps tag names to ids."""
        for place, exported in enumerate(self.exported):
            try:
                self._made[exported.id] = self._record(**self._taken_in(exported, named))
            except (ValueError, Refused) as error:
                raise UnreadableExport(
                    f"The export is damaged at {self._name}[{place}]: {error}."
                ) from error
            yield
        if len(self._made) < len(self.exported):
            raise UnreadableExport(f"The export is damaged: two of its {self._name} have one id.")

    def _taken_in(self, exported: msgspec.Struct, named: dict[str, str]) -> dict[str, Any]:
        """The fields of a study's record, from an exported record whose own fields are valid.

        Raises `ValueError` for a tag that is not in `named`.
        """
        fields = msgspec.structs.asdict(exported)
        fields.pop("length", None)
        if fields.get("text") is msgspec.UNSET:
            fields["text"] = ""
            self.textless.add(fields["id"])
        if "tags" in fields:
            unknown = [name for name in fields["tags"] if name not in named]
            if unknown:
                raise ValueError(f"its tag {unknown[0]!r} is not among the tags")
            fields["tags"] = tuple(named[name] for name in fields["tags"])
        return fields


def _value(content: bytes, part: Part) -> Any:
    """The value of a field other than the records; a list or long value is decoded as if empty."""
    start, end = part.start, part.end
    is_long = end - start > LONG or content.startswith(b"[", start)
    raw = content[start : start + 1] + content[end - 1 : end] if is_long else content[start:end]
    try:
        return msgspec.json.decode(raw)
    except WRONG as error:
        raise _damaged(part.name, error, part.start) from error


def _damaged(place: str, error: Exception, start: int = 0) -> UnreadableExport:
    """The error for what is wrong with an export, and where; byte positions count from `start`."""
    reason, _, within = _plainly(error, start).partition(" - at ")
    place = (place + within.strip("`").removeprefix("$")).removeprefix(".")
    return UnreadableExport(f"The export is damaged{f' at {place}' if place else ''}: {reason}.")


def _plainly(error: Exception, start: int) -> str:
    """Why bytes are not JSON, as the end of a sentence; byte positions count from `start`."""
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8 throughout"
    if "truncated" in str(error):
        return "it breaks off"
    return re.sub(r"(?<=\(byte )\d+", lambda found: str(start + int(found[0])), clause(error))
