"""The JSON lines from which highlights are made: one request per line, each read independently."""

import json
import re

import msgspec

_UNKNOWN = re.compile(r"unknown field `(.*)`")
_OTHER_KIND = re.compile(r"Expected `(\w+)(?: \| null)?`, got `(\w+)`(?: - at `\$\.(.*)`)?")
_KINDS = {
    "str": "a text",
    "int": "a whole number",
    "float": "a fraction",
    "bool": "true or false",
    "array": "a list",
    "object": "a JSON object",
}


class HighlightRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A passage to be highlighted: quoted, or by offsets in code points, or both.

    Null counts as absent, because that is how tables with gaps are written as JSON.
    """

    article: str
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    tags: tuple[str, ...] | None = ()
    note: str | None = ""
    occurrence: int | None = None

    def __post_init__(self) -> None:
        if self.quote is None and (self.start is None or self.end is None):
            raise ValueError("it needs a quote, or a start and an end")
        if self.quote == "":
            raise ValueError("its quote is empty")
        if self.occurrence is not None and self.occurrence < 1:
            raise ValueError("occurrences count from 1")


class WrongLine(msgspec.Struct, frozen=True):
    """A line that is not a request, and why."""

    reason: str


def read_requests(content: bytes) -> list[HighlightRequest | WrongLine | None]:
    """The request on each line; None for an empty line."""
    decoder = msgspec.json.Decoder(HighlightRequest)
    return [_request(line, decoder) for line in content.removeprefix(b"\xef\xbb\xbf").split(b"\n")]


def _request(
    line: bytes, decoder: "msgspec.json.Decoder[HighlightRequest]"
) -> HighlightRequest | WrongLine | None:
    if not line.strip():
        return None
    try:
        line.decode()
        return decoder.decode(line)
    except UnicodeDecodeError as error:
        return WrongLine(f"its byte {error.start + 1} is not UTF-8; save the file as UTF-8")
    except (msgspec.DecodeError, RecursionError) as error:
        is_halved = _holds_half_a_character(line)
        return WrongLine(
            "it holds half a character, which no text can" if is_halved else _plainly(str(error))
        )


def _plainly(said: str) -> str:
    """The error that msgspec reports for a line, in plain words."""
    if unknown := _UNKNOWN.search(said):
        known = ", ".join(HighlightRequest.__struct_fields__)
        return f"a passage has no {unknown[1]!r}; it may have {known}"
    if "missing required" in said:
        return "it names no article"
    if kind := _OTHER_KIND.fullmatch(said):
        wanted, got, field = kind.groups()
        subject = f"its {field}" if field else "it"
        return f"{subject} is {_KINDS.get(got, got)}, not {_KINDS.get(wanted, wanted)}"
    if said.startswith(("JSON is malformed", "Input data was truncated")):
        return "it is no JSON, or not all of it; each line is one JSON object"
    return said


def _holds_half_a_character(line: bytes) -> bool:
    """Whether JSON has an escape for a lone surrogate, which msgspec reports as something else."""
    try:
        json.dumps(json.loads(line), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    except (ValueError, RecursionError):
        return False
    return False
