"""A saved web page as a source: the article in it, found by trafilatura. Nothing is fetched."""

import logging
import re
import unicodedata
import warnings
from typing import Any

from annotations.errors import UnreadableSource
from annotations.reading.byline import as_written
from annotations.reading.encoding import decode
from annotations.reading.joiners import Carried
from annotations.reading.source import Source
from annotations.reading.title import title_of
from annotations.stops import CLOSING, STOPS, UNMARKED

_LIMIT = 16 * 1024 * 1024
# The time to find the article grows with the square of the number of tags: some seconds for these.
_MOST_MARKS = 80_000
_LEAST_PROSE = 60
_SHORT = 1_000
# Extracting twice from a page with more tags takes seconds.
_FEW_MARKS = 5_000
_LAST_WORDS = re.compile(rf"(?:\S{{1,30}} )?\S{{1,30}}[{STOPS}](?=\W|$)")
_LONGEST_LINE = 500
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?([\w:.-]+)""", re.IGNORECASE
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SENTENCE_END = re.compile(rf"[{STOPS}][{re.escape(CLOSING)}]*$")
_UNMARKED = re.compile(f"[{UNMARKED}]")
_NO_ENTRY = 40
_CHATTY = ("trafilatura", "htmldate", "courlan", "justext")


def read_html(data: bytes, name: str) -> Source:
    """The article in a page: paragraphs separated by blank lines, the headline first.

    Raises `UnreadableSource` if the page is larger than 16 MB, has more than 40,000 elements or so,
    is nested too deeply, or holds less than 60 cells of prose.
    """
    carried = Carried(_page_in(data, name))
    page = carried.page
    found = _extracted(page, name)
    paragraphs = _tidied(page, name, _paragraphs(found))
    if sum(_cells(line) for line in paragraphs if _is_prose(line)) < _LEAST_PROSE:
        raise UnreadableSource(f"{name} is a page with no article in it; save the text you want.")
    title = _line(found.title)
    if title and all(line.casefold() != title.casefold() for line in paragraphs[:3]):
        paragraphs.insert(0, title)
    text = carried.back("\n\n".join(paragraphs))
    names = _line(found.author)
    return Source(
        text=text,
        title=carried.back(title) if title else title_of(text, name),
        media_type="text/html",
        outlet=carried.back(_line(found.sitename)) or None,
        byline=carried.back(as_written(names, page)) if names else None,
        published=found.date or None,
    )


def _page_in(data: bytes, name: str) -> str:
    """The page as text. Raises `UnreadableSource` if it is too large to be searched."""
    if len(data) > _LIMIT:
        raise UnreadableSource(
            f"{name} is a page of more than {_LIMIT // 1024 // 1024} MB, the most diptych reads; "
            "save its text alone."
        )
    if data.count(b"<") > _MOST_MARKS:
        raise UnreadableSource(
            f"{name} is a page with more than {_MOST_MARKS:,} tags, the most diptych reads; "
            "save its text alone."
        )
    declared = _CHARSET.search(data[:8_192])
    return decode(data, declared[1].decode("ascii", "ignore") if declared else None)


def _tidied(page: str, name: str, paragraphs: list[str]) -> list[str]:
    """The paragraphs of a short article without the page's furniture, if that loses no sentence.

    For short texts trafilatura prefers to return everything on the page, navigation included and
    all on one line, unless the minimum length of an article is lowered.
    """
    if sum(map(len, paragraphs)) >= _SHORT or page.count("<") >= _FEW_MARKS:
        return paragraphs
    tidy = _paragraphs(_extracted(page, name, enough=_LEAST_PROSE))
    return tidy if _holds(tidy, paragraphs) else paragraphs


def _extracted(page: str, name: str, *, enough: int | None = None) -> Any:
    """What trafilatura finds in a page, without its warnings and log lines; None if nothing.

    `enough` is the minimum length of an article in code points; trafilatura's default is 250.
    """
    # Imported here: it takes as long to import as the rest of the program together.
    import trafilatura
    from trafilatura.settings import use_config

    for logger in _CHATTY:
        if not logging.getLogger(logger).handlers:
            logging.getLogger(logger).addHandler(logging.NullHandler())
    page = _DECLARATION.sub("", page, count=1)
    if "<html" not in page[:8_192].lower():
        page = f"<html><body>{page}</body></html>"
    config = use_config()
    if enough is not None:
        config.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(enough))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return trafilatura.bare_extraction(
                page,
                with_metadata=True,
                include_comments=False,
                include_tables=False,
                config=config,
                date_extraction_params={"original_date": True, "extensive_search": False},
            )
    except RecursionError:
        raise UnreadableSource(
            f"{name} is nested too deeply to be read; save its text alone."
        ) from None


def _paragraphs(found: Any) -> list[str]:
    """The paragraphs of what trafilatura found; empty if it found nothing."""
    text = (found.text if found else None) or ""
    return [line.strip() for line in text.split("\n") if line.strip()]


def _holds(tidy: list[str], paragraphs: list[str]) -> bool:
    """Whether `tidy` holds something, and the end of every sentence in `paragraphs`."""
    kept = " ".join(" ".join(tidy).split())
    ends = _LAST_WORDS.findall(" ".join(" ".join(paragraphs).split()))
    return bool(tidy) and all(end in kept for end in ends)


def _line(text: str | None) -> str | None:
    """What a page states about itself, on one line of at most 500 code points; None if nothing."""
    return " ".join((text or "").split())[:_LONGEST_LINE] or None


def _is_prose(line: str) -> bool:
    """Whether a line ends a sentence or, in scripts without stops, is longer than a menu entry."""
    return bool(_SENTENCE_END.search(line)) or len(_UNMARKED.findall(line)) >= _NO_ENTRY


def _cells(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
