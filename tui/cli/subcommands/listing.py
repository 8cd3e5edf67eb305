"""The command that shows what a study holds."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from annotations.change import RECORD_TABLES, RecordTable
from annotations.study import Study
from tui.cli.invocation import Invocation
from tui.cli.names import FILE_NAME
from tui.cli.options import name_study, pass_invocation, study_options
from tui.cli.output import put_columns, put_json, say, shortened

HEADS: dict[RecordTable, tuple[str, ...]] = {
    "articles": ("id", "title", "outlet", "event", "published", "status", "highlights"),
    "tags": ("key", "name", "color", "highlights", "description"),
    "highlights": ("id", "article", "start", "end", "tags", "coder", "quote", "note"),
    "links": ("id", "relation", "source", "target", "coder", "note"),
}

SHORT = 8
"""The fewest code points of an id that are shown on a terminal."""

EPILOG = """\b
Examples:
  diptych list
  diptych list tags mission.json
  diptych list highlights --json | jq -r '.[].quote'
"""


class KindOrStudy(click.Choice[str]):
    """The type of an argument that names either what to list or a study's file."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The argument as typed; a usage error if it is neither."""
        is_file = value.endswith(".json") or Path(value).is_file()
        if is_file and value not in RECORD_TABLES:
            return FILE_NAME.convert(value, param, ctx)
        return super().convert(value, param, ctx)


def _kind(ctx: click.Context, parameter: click.Parameter, named: tuple[str, ...]) -> RecordTable:
    """What to list; a study that is named beside it becomes the command's study."""
    kinds = [kind for kind in RECORD_TABLES for name in named if name == kind]
    studies = [name for name in named if name not in RECORD_TABLES]
    if max(len(kinds), len(studies)) > 1:
        raise click.UsageError("Name one kind and one study at most.")
    name_study(ctx, parameter, next(iter(studies), None))
    return next(iter(kinds), "articles")


@click.command(name="list", epilog=EPILOG)
@click.argument(
    "kind", nargs=-1, type=KindOrStudy(RECORD_TABLES), callback=_kind,
    metavar=f"[{'|'.join(RECORD_TABLES)}] [STUDY]",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="The whole records, as the export has them.")
@study_options
@pass_invocation
def list_records(invocation: Invocation, kind: RecordTable, as_json: bool) -> None:
    """List articles (the default), tags, highlights or links, in the order they came in.

    On a terminal ids are shortened; the beginning of an id is enough to name an article.
    """
    with invocation.reading() as store:
        study = store.study
        if as_json:
            # Imported late: columns do not need what makes exports.
            from annotations.formats.json import records

            put_json([records(study.state, kind)])
            return
        rows = list(_rows(study, kind))
        if not rows:
            say(f"There are no {kind} in this study.")
            return
        put_columns(HEADS[kind], _readable(rows) if HEADS[kind][0] == "id" else rows)


def _readable(rows: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
    """Rows that begin with ids; on a terminal, ids are shortened but kept distinct."""
    length = len(rows[0][0])
    if sys.stdout.isatty():
        length = SHORT
        while len({id[:length] for id, *_ in rows}) < len(rows):
            length += 1
    return ((id[:length], *cells) for id, *cells in rows)


def _rows(study: Study, kind: RecordTable) -> Iterator[tuple[str, ...]]:
    match kind:
        case "articles":
            return _articles(study)
        case "tags":
            return _tags(study)
        case "highlights":
            return _highlights(study)
        case "links":
            return _links(study)


def _articles(study: Study) -> Iterator[tuple[str, ...]]:
    for a in study.articles:
        highlights = str(study.state.count_of(a.id))
        yield a.id, shortened(a.title), a.outlet, a.event, a.published, a.status or "", highlights


def _tags(study: Study) -> Iterator[tuple[str, ...]]:
    for tag in study.codebook:
        uses = str(study.state.count_uses(tag.id))
        yield tag.key or "", tag.name, tag.color, uses, shortened(tag.description)


def _highlights(study: Study) -> Iterator[tuple[str, ...]]:
    for h in study.highlights:
        title = study.articles.get(h.article).title
        yield (
            h.id, shortened(title, 30), str(h.start), str(h.end),
            ", ".join(study.codebook.names(h.tags)), h.coder, shortened(h.quote), shortened(h.note),
        )  # fmt: skip


def _links(study: Study) -> Iterator[tuple[str, ...]]:
    for link in study.links:
        yield (
            link.id, link.relation, _end(study, link.source), _end(study, link.target),
            link.coder, shortened(link.note),
        )  # fmt: skip


def _end(study: Study, end: str) -> str:
    """One end of a link in words: the passage, or the article's title."""
    highlight = study.state.highlights.get(end)
    return shortened(highlight.quote if highlight else study.articles.get(end).title, 40)
