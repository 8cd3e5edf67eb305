"""Tagging many passages as one change: every occurrence of one, or all that a list shows."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from annotations.change import Change
from annotations.errors import Refused
from annotations.highlight import Highlight
from annotations.search import find, occurrences, stands_alone
from annotations.span import Passage, Span
from annotations.study.draft import Draft
from annotations.study.highlights import Wanted
from tui.commands.aiming import Aim, first_words
from tui.commands.dialogs import ask, later
from tui.commands.phrases import undoes
from tui.counted import counted
from tui.screens.ask import Confirm
from tui.screens.drafting import take_in
from tui.screens.tag_picker import Picked, TagPicker
from tui.screens.writing import tell
from tui.time_limit import time_limit

if TYPE_CHECKING:
    from tui.reader.reader import Reader


class Many(msgspec.Struct, frozen=True):
    """Passages to be tagged.

    `about` describes them in a title, `told` in a question; `left` says which are left out, and is
    empty if none are. All of them have the tags named in `common`. `tag` drafts the change that
    adds the tags of its first argument and removes those of its second.
    """

    about: str
    told: str
    left: str
    tag: Callable[[Sequence[str], Sequence[str]], Draft]
    common: tuple[str, ...] = ()


class Sought(msgspec.Struct, frozen=True):
    """A search for passages: what one is called, the words that describe it, and a finder.

    `find` yields the places in a text, and may raise `TakesTooLong`.
    """

    kind: str
    words: str
    find: Callable[[str], Iterable[Span]]


async def choose_tags(reader: "Reader", many: Many, recents: Sequence[str]) -> None:
    """Ask for tags for many passages, and tag them once that is confirmed."""

    async def confirmed(on: list[str], off: list[str]) -> None:
        def tagged(change: Change) -> None:
            count = counted(change.counts["highlights"], "passage")
            reader.memory.tagged(on)
            tell(reader.app, f"{_done('tagged', 'took', count, on, off)}; {undoes(reader)}")

        def answered(yes: bool) -> None:
            if yes:
                take_in(reader.app, many.tag(on, off), f"tagging {many.about}…", tagged)

        sentence = f"{_done('Tag', 'Take' if not on else 'take', many.told, on, off)}?{many.left}"
        await ask(reader, Confirm(sentence, "tag them" if on else "take off"), answered)

    def picked(answer: Picked) -> None:
        if answer.changed:
            on = [name for name in answer.tags if name not in many.common]
            off = [name for name in many.common if name not in answer.tags]
            later(reader, lambda _: confirmed(on, off))

    about = f"{many.about}{many.left}"
    await ask(reader, TagPicker(reader.study, many.common, recents, about), picked)


def _done(tag: str, take: str, what: str, on: Sequence[str], off: Sequence[str]) -> str:
    """A phrase for adding and removing tags, with the given verbs for each."""
    if not off:
        return f"{tag} {what} with {', '.join(on)}"
    if not on:
        return f"{take} {', '.join(off)} off {what}"
    return f"{tag} {what} with {', '.join(on)}, and {take} {', '.join(off)} off"


def _mark(
    reader: "Reader",
    places: Sequence[Passage],
    label: str,
    on: Sequence[str],
    _off: Sequence[str],
) -> Draft:
    wanted = [Wanted(one.article, one.span, tuple(on)) for one in places]
    return reader.study.highlights.marking(wanted, f"{label} {', '.join(on)}")


def occurrences_of(reader: "Reader", target: Aim, *, everywhere: bool) -> Many:
    """All occurrences of the target's passage, in its article or in all articles.

    Raises `TakesTooLong` if the passage is a hit of a search that takes too long.
    """
    articles = reader.study.state.articles
    text = articles[target.article].text
    sought = _sought(reader, text, target.span)
    within = list(articles) if everywhere else [target.article]
    found = [Passage(id, span) for id in within for span in sought.find(articles[id].text)]
    whole = [one for one in found if stands_alone(articles[one.article].text, one.span)]
    places = whole if stands_alone(text, target.span) else found
    left = len(found) - len(places)
    count = counted(len(places), sought.kind)
    where = _articles(places) if everywhere else "this article"
    return Many(
        f"{count} of {sought.words}",
        f"{count} of “{sought.words}” in {where}",
        f" ({left} inside longer words left out)" if left else "",
        partial(_mark, reader, places, "tag every occurrence"),
    )


def _sought(reader: "Reader", text: str, span: Span) -> Sought:
    """What to search for: the current search, if this passage is its hit, else its words."""
    query = reader.search.query

    def hits(text: str) -> list[Span]:
        with time_limit(limited=query.regex):
            return [hit for one in find(text, query) if (hit := one.trimmed(text))]

    if reader.search.is_on and span in hits(text):
        return Sought("hit", first_words(query.pattern), hits)
    quote = span.of(text)
    return Sought("occurrence", first_words(quote), partial(occurrences, quote=quote))


def listed(reader: "Reader", passages: Sequence[Passage]) -> Many:
    """The passages that a list shows: hits, or highlights without those of other coders.

    Raises `Refused` if there are none.
    """
    highlights = reader.study.state.highlights
    marked = [highlights[one.highlight] for one in passages if one.highlight]
    return _highlights(reader, marked) if marked else _hits(reader, passages)


def _hits(reader: "Reader", passages: Sequence[Passage]) -> Many:
    articles = reader.study.state.articles
    trimmed = (
        Passage(one.article, one.span.trimmed(articles[one.article].text)) for one in passages
    )
    places = [one for one in trimmed if one.span]
    if not places:
        raise Refused("There is nothing in this list to be tagged.")
    count = counted(len(places), "listed hit")
    told = f"{count} in {_articles(places)}"
    return Many(count, told, "", partial(_mark, reader, places, "tag all listed"))


def _highlights(reader: "Reader", marked: Sequence[Highlight]) -> Many:
    study = reader.study
    own = [one for one in marked if one.coder == study.coder]
    if not own:
        raise Refused(f"There is no highlight of {study.coder}'s in this list to be tagged.")
    count = counted(len(own), "listed highlight")
    others = len(marked) - len(own)

    def tag(on: Sequence[str], off: Sequence[str]) -> Draft:
        label = _done("tag", "take", "all listed", on, off)
        return study.highlights.exchanging((one.id for one in own), on, off, label)

    common = set(own[0].tags).intersection(*(one.tags for one in own))
    return Many(
        count,
        f"{count} in {_articles(own)}",
        f" ({others} of other coders left out)" if others else "",
        tag,
        study.codebook.names([id for id in own[0].tags if id in common]),
    )


def _articles(places: Iterable[Passage | Highlight]) -> str:
    return counted(len({one.article for one in places}), "article")
