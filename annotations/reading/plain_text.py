"""Plain text as a source. Markdown and the like are read as they stand."""

from annotations.errors import UnreadableSource
from annotations.reading.encoding import decode
from annotations.reading.source import Source
from annotations.reading.title import title_of

_SNIFFED = 65_536
_CONTROLS = frozenset(chr(point) for point in range(32)) - frozenset("\t\n\x0b\x0c\x1b")


def read_plain_text(data: bytes, name: str) -> Source:
    """The article in `data`, whatever its encoding and line ends.

    Raises `UnreadableSource` if there is nothing to read, or if it is not text.
    """
    text = decode(data)
    if not text.strip():
        raise UnreadableSource(f"{name} is empty; there is nothing to read in it.")
    sample = text[:_SNIFFED]
    if "\x00" in text or sum(map(_CONTROLS.__contains__, sample)) * 10 > len(sample):
        raise UnreadableSource(f"{name} is not text; save it as text or HTML first.")
    return Source(text=text, title=title_of(text, name), media_type="text/plain")
