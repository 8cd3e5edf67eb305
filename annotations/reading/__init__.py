"""Reading sources: bytes become article text with a title. One module a kind of source."""

from annotations.reading.files import read_bytes, read_file
from annotations.reading.source import Source

__all__ = ["Source", "read_bytes", "read_file"]
