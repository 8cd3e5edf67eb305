"""The structs of an export, with tags by name, and its JSON Schema.

The structs are derived from the records, so that each field is declared only once.
"""

from types import GenericAlias
from typing import Annotated, Any, Literal

import msgspec

from annotations.article import Article
from annotations.highlight import Highlight
from annotations.link import Link
from annotations.record import Offset, Record, Time
from annotations.tag import Tag

FORMAT: Literal["diptych"] = "diptych"
VERSION: Literal[1] = 1
"""The version of the export that this diptych writes and reads."""

TagName = Annotated[str, msgspec.Meta(min_length=1)]

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def _derived(record: type[Record], doc: str, *more: tuple[str, Any, Any]) -> type[msgspec.Struct]:
    """The struct that represents a record in an export.

    It has the record's fields except `unknown`, tags by name, and then the `more` fields (name,
    type, default). Fields with a default come last and are left out when they have that value.
    """
    required: list[tuple[str, Any]] = []
    optional: list[tuple[str, Any, Any]] = []
    for field in msgspec.structs.fields(record):
        kind = tuple[TagName, ...] if field.name == "tags" else field.type
        if field.name == "unknown" or field.name in {name for name, *_ in more}:
            continue
        if field.required:
            required.append((field.name, kind))
        else:
            optional.append((field.name, kind, field.default))
    required += [(name, kind) for name, kind, default in more if default is msgspec.NODEFAULT]
    optional += [entry for entry in more if entry[2] is not msgspec.NODEFAULT]
    return msgspec.defstruct(
        record.__name__, [*required, *optional], namespace={"__doc__": doc},
        module=__name__, frozen=True, omit_defaults=True, gc=False,
    )  # fmt: skip


ARTICLE: type[Any] = _derived(
    Article,
    "An article. `length` is in code points; `text` may have been left out.",
    ("length", Offset, msgspec.NODEFAULT),
    ("text", str | msgspec.UnsetType, msgspec.UNSET),
)
TAG: type[Any] = _derived(Tag, "A tag of the codebook.")
HIGHLIGHT: type[Any] = _derived(
    Highlight, "A passage, in code points of its article's text: quote is text[start:end]."
)
LINK: type[Any] = _derived(
    Link, "A relation between two highlights, or from a highlight to an article."
)


def strict(exported: type[Any]) -> type[Any]:
    """The same struct, but one that rejects unknown fields."""
    return msgspec.defstruct(
        exported.__name__, [], bases=(exported,), module=__name__, frozen=True, gc=False,
        forbid_unknown_fields=True,
    )  # fmt: skip


class Generator(msgspec.Struct, frozen=True):
    """The program that wrote an export."""

    name: str
    version: str


_HEAD = [
    ("format", Literal["diptych"]),
    ("version", Literal[1]),
    ("generator", Generator),
    ("exported", Time),
]
_TABLES = {"articles": ARTICLE, "tags": TAG, "highlights": HIGHLIGHT, "links": LINK}

EXPORT: type[Any] = msgspec.defstruct(
    "Export",
    [*_HEAD, *((name, GenericAlias(list, record)) for name, record in _TABLES.items())],
    namespace={"__doc__": "A study as diptych exports it, version 1."},
    module=__name__,
    frozen=True,
)
"""The whole export."""


def json_schema() -> bytes:
    """The JSON Schema (2020-12) of an export. Later versions may add fields, so it allows more."""
    (root,), definitions = msgspec.json.schema_components((EXPORT,), ref_template="#/$defs/{name}")
    top = definitions.pop(root["$ref"].rpartition("/")[2])
    schema = {"$schema": DIALECT, **top, "$defs": definitions}
    return msgspec.json.format(msgspec.json.encode(schema), indent=2) + b"\n"
