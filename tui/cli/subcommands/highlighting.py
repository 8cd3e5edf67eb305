"""The command that makes highlights: one from its arguments, or many from JSON lines."""

from contextlib import suppress

import click

from annotations.article import Article
from annotations.errors import DiptychError
from annotations.search import BadPattern, Query, find, occurrences
from annotations.span import Span
from annotations.study import Study
from annotations.study.highlights import Wanted
from annotations.tag import tag_name
from tui.cli.highlight_requests import HighlightRequest, WrongLine, read_requests
from tui.cli.invocation import Invocation
from tui.cli.names import FILE_NAME
from tui.cli.new_tags import say_new_tags, tag_names, tags_of
from tui.cli.options import pass_invocation, study_options
from tui.cli.output import complain, put_line, say, shortened
from tui.cli.progress import Progress
from tui.cli.saving import read_bytes
from tui.counted import counted, listed

CONTEXT = 20
"""Code points shown on either side of one of several places."""

LISTED = 20
"""How many places, or wrong lines, are listed one by one."""

LOOKED_THROUGH = 50_000
"""Code points of the longest text searched for what a wrong quote may mean: two milliseconds."""

EPILOG = """\b
Examples:
  diptych highlight 'A mission closes' 'will stop work' --tag frame/conflict
  diptych highlight 3f2a 'the minister' --occurrence 2 --note 'named here first'
  diptych highlight --from passages.jsonl

\b
Each line of --from is one JSON object:
  {"article": "A mission closes", "quote": "will stop work", "tags": ["frame/conflict"]}
  {"article": "3f2a", "start": 814, "end": 858, "note": "offsets count code points"}
It may have "occurrence" too; null is the same as leaving a field out. Either all lines become
highlights or none does. If the coder already has a highlight of the same passage with the same tags
and note, even from an earlier line, its id is printed instead.
"""


_STRAIGHT = str.maketrans(dict.fromkeys("‘’‚‛ʼ＇", "'") | dict.fromkeys("“”„‟«»＂", '"'))
"""Maps quotation marks to straight ones, which match any of them in a search."""


class NotFound(DiptychError):
    """A passage that is not in its article, or a quote that is there more than once."""


@click.command(epilog=EPILOG)
@click.argument("article", required=False)
@click.argument("quote", required=False)
@click.option("--tag", "tags", metavar="T", multiple=True, callback=tag_names,
              help="A tag; it is created if it is new.")  # fmt: skip
@click.option("--note", metavar="N", default="", help="A note.")
@click.option("--occurrence", metavar="K", type=click.IntRange(min=1), help="Which one, from 1.")
@click.option("--from", "source", metavar="FILE|-", type=FILE_NAME,
              help="Make many, from JSON lines.")  # fmt: skip
@study_options
@pass_invocation
def highlight(
    invocation: Invocation,
    article: str | None,
    quote: str | None,
    tags: tuple[str, ...],
    note: str,
    occurrence: int | None,
    source: str | None,
) -> int:
    """Highlight a passage, quoted exactly as it stands in the article, and print its id.

    ARTICLE is an id, the beginning of one, or a title.
    """
    if source is not None:
        if article is not None or tags or note or occurrence:
            raise click.UsageError("With --from, everything is said in the file.")
        return _many(invocation, source)
    if article is None or not quote:
        raise click.UsageError("Name an article and a quote, or a file with --from.")
    request = HighlightRequest(
        article=article, quote=quote, tags=tags, note=note, occurrence=occurrence
    )
    with invocation.editing() as store:
        study = store.study
        known = tags_of(study)
        wanted = wanted_of(study.articles.named(article), request)
        there = study.highlights.own_like(wanted)
        made = there or study.highlights.make_all([wanted])[0]
    if there:
        say("This is highlighted so already.")
    say_new_tags(study, known)
    put_line(made.id)
    return 0


def _many(invocation: Invocation, source: str) -> int:
    requests = read_requests(read_bytes(source))
    asked = sum(request is not None for request in requests)
    with Progress(asked, "finding") as progress, invocation.editing() as store:
        known = tags_of(store.study)
        wanted, errors = _all_wanted(store.study, requests, progress)
        if not errors:
            own_like = store.study.highlights.own_like
            made = {one: there for one in wanted if (there := own_like(one)) is not None}
            new = list(dict.fromkeys(one for one in wanted if one not in made))
            passages = counted(len(new), "passage")
            progress.stage(f"highlighting {passages}")
            drawn = store.study.highlights.make_all(new, f"highlight {passages}")
            made |= zip(new, drawn, strict=True)
            progress.stage("saving")
    for error in errors[:LISTED]:
        complain(error)
    if len(errors) > LISTED:
        say(f"… and {len(errors) - LISTED:,} more.")
    if errors:
        say(f"{counted(len(errors), 'line')} could not be used, so no highlight was made.")
        return 1
    if len(new) < len(wanted):
        say(f"{counted(len(wanted) - len(new), 'line')} highlighted so already.")
    say_new_tags(store.study, known)
    for one in wanted:
        put_line(made[one].id)
    return 0


def _all_wanted(
    study: Study, requests: list[HighlightRequest | WrongLine | None], progress: Progress
) -> tuple[list[Wanted], list[str]]:
    """The passages that the requests ask for, and errors for the requests that cannot be met."""
    named: dict[str, Article] = {}
    wanted: list[Wanted] = []
    errors: list[str] = []
    for line, request in enumerate(requests, 1):
        if request is None:
            continue
        progress.step()
        if isinstance(request, WrongLine):
            errors.append(f"line {line}: {request.reason}")
            continue
        try:
            if request.article not in named:
                named[request.article] = study.articles.named(request.article)
            wanted.append(wanted_of(named[request.article], request))
        except DiptychError as error:
            errors.append(f"line {line}: {error}")
    return wanted, errors


def wanted_of(article: Article, request: HighlightRequest) -> Wanted:
    """The passage that a request asks for.

    Tag names are in their normal form, so that two requests for the same are equal. Raises
    `NotFound` if there is no such passage, or no single one, and `Refused` for an invalid tag
    name.
    """
    tags = tuple(dict.fromkeys(map(tag_name, request.tags or ())))
    if request.quote is None:
        return Wanted(article.id, _offsets(article, request), tags, request.note or "")
    places = _places(article.text, request)
    if not places:
        raise NotFound(_nowhere(article, request, request.quote))
    if request.occurrence is None and len(places) > 1:
        raise NotFound(_several(article, places))
    number = request.occurrence or 1
    if number > len(places):
        raise NotFound(
            f"“{shortened(request.quote)}” is there {counted(len(places), 'time')} only."
        )
    return Wanted(article.id, places[number - 1], tags, request.note or "")


def _places(text: str, request: HighlightRequest) -> list[Span]:
    """The places of a request's quote; if offsets are given, one place or none."""
    quote = request.quote or ""
    if request.start is None:
        return occurrences(text, quote)
    end = request.start + len(quote)
    is_there = request.start >= 0 and text[request.start : end] == quote
    return [Span(request.start, end)] if is_there and request.end in {None, end} else []


def _nowhere(article: Article, request: HighlightRequest, quote: str) -> str:
    """Why a quote was not found; if offsets are given, with the text that is there instead."""
    if request.start is None:
        if like := _like_one_there(article.text, quote):
            return (
                f"“{shortened(quote)}” is not in “{article.title}”, where “{shortened(like)}” is; "
                "quote that to the letter: capitals, accents and their codes, spaces, line ends "
                "and quotation marks count."
            )
        return f"“{shortened(quote)}” is not in “{article.title}”; quote it as it stands there."
    end = request.start + len(quote) if request.end is None else request.end
    span = _within(article, request.start, end)
    return (
        f"{span.start} to {span.end} of “{article.title}” reads "
        f"“{shortened(span.of(article.text))}”, not “{shortened(quote)}”; offsets count code "
        "points of the stored text, so put them right or leave them out."
    )


def _like_one_there(text: str, quote: str) -> str:
    """The passage that differs from `quote` only in case, accents, white space or quotation marks.

    Empty if there is none. Very long texts are not searched, because thousands of lines may be
    wrong.
    """
    if len(text) > LOOKED_THROUGH:
        return ""
    with suppress(BadPattern):
        loosely = " ".join(quote.translate(_STRAIGHT).lower().split())
        found = next(find(text, Query(loosely, fold_accents=True)), None)
        return found.of(text) if found else ""
    return ""


def _offsets(article: Article, request: HighlightRequest) -> Span:
    return _within(article, request.start or 0, request.end or 0)


def _within(article: Article, start: int, end: int) -> Span:
    if not 0 <= start < end <= len(article.text):
        raise NotFound(
            f"There is no passage from {start} to {end} in “{article.title}”, "
            f"which is {len(article.text):,} characters long."
        )
    return Span(start, end)


def _several(article: Article, places: list[Span]) -> str:
    """The message that lists a quote's places, for the user to choose one by its number."""
    shown = [f"{number}: …{_around(article.text, span)}…" for number, span in enumerate(places, 1)]
    return (
        f"The quote is there {len(places):,} times; choose one with --occurrence, or with "
        f'"occurrence" in a line of a file: {listed(shown, LISTED, between="; ")}'
    )


def _around(text: str, span: Span) -> str:
    return shortened(text[max(0, span.start - CONTEXT) : span.end + CONTEXT], 80)
