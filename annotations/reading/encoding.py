"""Decodes bytes: byte-order mark, then strict UTF-8, then what a page declares, then chardet.

Whether the bytes are text at all is checked elsewhere.
"""

import codecs

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Encodings that newspapers were ever stored in. If chardet also considered the others that it knows
# (EBCDIC, DOS and Macintosh code pages), it would only mistake short texts for those. Latin-1 and
# its Turkish variant are contained in the Windows code pages.
_LIKELY = (
    *(f"windows-125{number}" for number in range(9)),
    *("iso-8859-2", "iso-8859-5", "iso-8859-7"),
    *("koi8-r", "koi8-u", "windows-874"),
    *("shift_jis", "cp932", "euc-jp", "iso-2022-jp"),
    *("gb18030", "big5", "euc-kr", "cp949"),
)
# Encodings a page may be in (encoding.spec.whatwg.org), except UTF-8 and UTF-16, by Python's names.
# Python also calls other things encodings: archives, escapes, mail.
_ON_THE_WEB = frozenset({
    *(f"cp125{number}" for number in range(9)),
    *(f"iso8859-{number}" for number in range(1, 17)),
    *("ascii", "cp866", "cp874", "tis-620", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic"),
    *("gb2312", "gbk", "gb18030", "big5", "big5hkscs"),
    *("shift_jis", "cp932", "euc_jp", "iso2022_jp", "euc_kr", "cp949"),
})  # fmt: skip
_LATIN_1_ON_THE_WEB = {"iso8859-1", "ascii", "iso8859-15"}
_SAMPLE = 200_000


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of `data`, LF-only and without a byte-order mark.

    `declared` is the encoding a page names for itself; it counts only where the bytes are all ASCII
    or not UTF-8. Bytes that fit no encoding become U+FFFD.
    """
    text = _decoded(data, declared)
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, declared: str | None) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace")
    trusted = _codec(declared)
    candidates = ["utf-8", trusted] if not data.isascii() else [trusted, "utf-8"]
    for candidate in candidates:
        if candidate is None:
            continue
        try:
            return data.decode(candidate)
        except UnicodeDecodeError:
            continue
    return data.decode(_detected(data), errors="replace")


def _codec(declared: str | None) -> str | None:
    """Python's codec for a declared encoding; pages that say Latin-1 mean Windows-1252.

    None for what is not an encoding of pages, and for UTF-8 and UTF-16, which are recognised from
    the bytes.
    """
    if declared is None:
        return None
    try:
        codec = codecs.lookup(declared)
    except LookupError:
        return None
    if codec.name in _LATIN_1_ON_THE_WEB:
        return "cp1252"
    return codec.name if codec.name in _ON_THE_WEB else None


def _detected(data: bytes) -> str:
    """The encoding that chardet detects in the lines that hold more than ASCII."""
    # Imported here: most sources are UTF-8.
    import chardet

    telling = b"\n".join(line for line in data[: 8 * _SAMPLE].splitlines() if not line.isascii())
    found = chardet.detect(telling[:_SAMPLE] or data[-_SAMPLE:], include_encodings=_LIKELY)
    return found["encoding"] or "cp1252"
