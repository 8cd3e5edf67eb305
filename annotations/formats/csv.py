"""Tables for spreadsheets: the highlights, the links and the codebook as rows.

A cell that a spreadsheet would run as a formula is written with an apostrophe before it. Rows are
UTF-8 without a byte-order mark and end with CR LF, as in RFC 4180.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from annotations.formats.forms import Form
from annotations.highlight import Highlight
from annotations.link import Link
from annotations.study.snapshot import StudySnapshot
from annotations.study.spans import ordered
from annotations.study.state import State
from annotations.tag import Tag

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Beginnings of cells that spreadsheets treat as formulas (OWASP, CSV injection).

Some spreadsheets also accept the full-width forms of East Asian writing.
"""

HIGHLIGHT_COLUMNS = (
    "article", "outlet", "event", "byline", "published", "status", "start", "end", "prefix",
    "quote", "suffix", "tag", "note", "coder", "created", "modified", "highlight_id", "article_id",
)  # fmt: skip

_END_COLUMNS = ("article", "outlet", "event", "start", "end", "quote", "tags")

LINK_COLUMNS = (
    *(f"source_{name}" for name in _END_COLUMNS), "relation",
    *(f"target_{name}" for name in _END_COLUMNS), "note", "coder", "created", "modified", "link_id",
    "source_id", "source_article_id", "target_id", "target_article_id",
)  # fmt: skip

CODEBOOK_COLUMNS = ("tag", "description", "key", "color")

BETWEEN_TAGS = "; "
"""The separator between tag names in one cell, as in tables of articles."""


def highlights_csv(state: State) -> Iterator[str]:
    """The highlights as rows, one for each tag of a highlight, or one if it has none.

    The rows come from a snapshot of the study: edits made while they are generated are not
    included.
    """
    return _highlight_rows(StudySnapshot.of(state))


def _highlight_rows(snapshot: StudySnapshot) -> Iterator[str]:
    yield csv_row(HIGHLIGHT_COLUMNS)
    held: dict[str, list[Highlight]] = defaultdict(list)
    for highlight in snapshot.highlights.values():
        held[highlight.article].append(highlight)
    for article in snapshot.articles.values():
        for h in ordered(held[article.id]):
            for tag in h.tags or (None,):
                yield csv_row([
                    article.title, article.outlet, article.event, article.byline,
                    article.published, article.status or "", h.start, h.end,
                    h.prefix, h.quote, h.suffix, snapshot.tags[tag].name if tag else "", h.note,
                    h.coder, h.created, h.modified, h.id, article.id,
                ])  # fmt: skip


def links_csv(state: State) -> Iterator[str]:
    """The links as rows, by the position of their source, from a snapshot of the study.

    Where the target is a whole article, from which the passage is absent, its offsets, quote and
    tags are empty.
    """
    return _link_rows(StudySnapshot.of(state))


def _link_rows(snapshot: StudySnapshot) -> Iterator[str]:
    yield csv_row(LINK_COLUMNS)
    order = {id: number for number, id in enumerate(snapshot.articles)}

    def place(link: Link) -> tuple[int, int, int, str]:
        source = snapshot.highlights[link.source]
        return order[source.article], source.start, source.end, link.id

    for link in sorted(snapshot.links.values(), key=place):
        (source, at), (target, there) = (_end(snapshot, id) for id in (link.source, link.target))
        yield csv_row([
            *source, link.relation, *target, link.note, link.coder, link.created, link.modified,
            link.id, link.source, at, link.target, there,
        ])  # fmt: skip


def _end(snapshot: StudySnapshot, id: str) -> tuple[list[object], str]:
    """The `_END_COLUMNS` cells for one end of a link, and the id of its article."""
    highlight = snapshot.highlights.get(id)
    article = snapshot.articles[highlight.article if highlight else id]
    about: list[object] = [article.title, article.outlet, article.event]
    if highlight is None:
        return [*about, "", "", "", ""], article.id
    tags = BETWEEN_TAGS.join(snapshot.tags[tag].name for tag in highlight.tags)
    return [*about, highlight.start, highlight.end, highlight.quote, tags], article.id


def codebook_csv(state: State) -> Iterator[str]:
    """The codebook as rows, in study order, from a snapshot of the study."""
    return _codebook_rows(tuple(state.tags.values()))


def _codebook_rows(tags: Iterable[Tag]) -> Iterator[str]:
    yield csv_row(CODEBOOK_COLUMNS)
    for tag in tags:
        yield csv_row([tag.name, tag.description, tag.key or "", tag.color])


def csv_row(cells: Iterable[object]) -> str:
    """A row of a CSV file, in which no cell runs as a formula."""
    line = io.StringIO()
    csv.writer(line).writerow([_guarded(str(cell)) for cell in cells])
    return line.getvalue()


def _guarded(cell: str) -> str:
    # Apostrophes that are there already get one more, so that reading removes the right one.
    return f"'{cell}" if cell.lstrip("'").startswith(FORMULA) else cell


TABLES: Mapping[Form, Callable[[State], Iterator[str]]] = {
    "csv": highlights_csv,
    "links": links_csv,
}
"""The function that generates the rows of each form that is a table."""
