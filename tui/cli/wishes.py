"""The JSON lines from which highlights are made: one wish a line, each read by itself."""

import msgspec


class Wish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A passage to be highlighted: quoted, or by offsets in code points, or both."""

    article: str
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    tags: tuple[str, ...] = ()
    note: str = ""
    occurrence: int | None = None

    def __post_init__(self) -> None:
        if self.quote is None and (self.start is None or self.end is None):
            raise ValueError("it needs a quote, or a start and an end")
        if self.quote == "":
            raise ValueError("its quote is empty")
        if self.occurrence is not None and self.occurrence < 1:
            raise ValueError("occurrences count from 1")


class WrongLine(msgspec.Struct, frozen=True):
    """A line that is no wish, and why."""

    reason: str


def read_wishes(content: bytes) -> list[Wish | WrongLine | None]:
    """What each line wishes; empty lines wish for nothing."""
    decoder = msgspec.json.Decoder(Wish)
    return [_wish(line, decoder) for line in content.removeprefix(b"\xef\xbb\xbf").split(b"\n")]


def _wish(line: bytes, decoder: "msgspec.json.Decoder[Wish]") -> Wish | WrongLine | None:
    if not line.strip():
        return None
    try:
        return decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return WrongLine(str(error))
