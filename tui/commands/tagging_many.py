"""Tagging many passages as one change: every occurrence of one, or all that a list shows."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from annotations.change import Change
from annotations.errors import Refused
from annotations.search import find, occurrences, stands_alone
from annotations.span import Passage, Span
from annotations.study.highlights import Wanted
from tui.commands.aiming import Aim, first_words
from tui.commands.dialogs import ask, later
from tui.commands.sentences import undoes
from tui.counted import counted
from tui.patience import patience
from tui.screens.ask import Confirm
from tui.screens.drafting import take_in
from tui.screens.tag_picker import Picked, TagPicker
from tui.screens.writing import tell

if TYPE_CHECKING:
    from tui.reader.reader import Reader


class Many(msgspec.Struct, frozen=True):
    """Passages to be tagged.

    `about` is how a title tells of them, `told` how a question does, `label` what the change is
    called; `left` says which are left out, and is empty for none.
    """

    places: Sequence[Passage]
    about: str
    told: str
    label: str
    left: str


class Sought(msgspec.Struct, frozen=True):
    """Passages to be looked for: what each is, the words they go by, and where a text has them.

    `find` may raise `TakesTooLong`.
    """

    kind: str
    words: str
    find: Callable[[str], Iterable[Span]]


async def choose_tags(reader: "Reader", many: Many, recents: Sequence[str]) -> None:
    """Choose tags for many passages, and tag them once that is confirmed."""

    async def confirmed(names: tuple[str, ...]) -> None:
        def answered(yes: bool | None) -> None:
            if yes:
                _tag(reader, many, names)

        sentence = f"Tag {many.told} with {', '.join(names)}?{many.left}"
        await ask(reader, Confirm(sentence, "tag them"), answered)

    def picked(answer: Picked | None) -> None:
        if answer is not None and answer.tags:
            later(reader, lambda _: confirmed(answer.tags))

    await ask(reader, TagPicker(reader.study, (), recents, f"{many.about}{many.left}"), picked)


def _tag(reader: "Reader", many: Many, names: tuple[str, ...]) -> None:
    wanted = [Wanted(one.article, one.span, names) for one in many.places]
    tags = ", ".join(names)

    def tagged(change: Change) -> None:
        count = counted(change.counts["highlights"], "passage")
        reader.memory.tagged(names)
        tell(reader.app, f"tagged {count} with {tags}; {undoes(reader)}")

    marking = reader.study.highlights.marking(wanted, f"{many.label} {tags}")
    take_in(reader.app, marking, f"tagging with {tags}…", tagged)


def occurrences_of(reader: "Reader", target: Aim, *, everywhere: bool) -> Many:
    """Where what is aimed at stands, in its article or in all.

    Raises `TakesTooLong` where a search has found it that would never end.
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
        places,
        f"{count} of {sought.words}",
        f"{count} of “{sought.words}” in {where}",
        "tag every occurrence",
        f" ({left} inside longer words left out)" if left else "",
    )


def _sought(reader: "Reader", text: str, span: Span) -> Sought:
    """What a passage of a text stands for: the search that has found it, or its own words."""
    query = reader.search.query

    def hits(text: str) -> list[Span]:
        with patience() if query.regex else nullcontext():
            return [hit for one in find(text, query) if (hit := one.trimmed(text))]

    if reader.search.is_on and span in hits(text):
        return Sought("hit", first_words(query.pattern), hits)
    quote = span.of(text)
    return Sought("occurrence", first_words(quote), partial(occurrences, quote=quote))


def listed(reader: "Reader", passages: Sequence[Passage]) -> Many:
    """What a list shows: hits, or highlights, of which those of other coders are left out.

    Raises `Refused` where it is nothing, or nothing of the coder's own.
    """
    state, coder = reader.study.state, reader.study.coder
    marked = [one for one in passages if one.highlight]
    own = [one for one in marked if state.highlights[one.highlight].coder == coder]
    hits = [
        Passage(one.article, span)
        for one in passages
        if not one.highlight and (span := one.span.trimmed(state.articles[one.article].text))
    ]
    places = hits or own
    if not places:
        what = f"no highlight of {coder}'s" if marked else "nothing"
        raise Refused(f"There is {what} in this list to be tagged.")
    count = counted(len(places), "hit" if hits else "highlight")
    others = len(marked) - len(own)
    return Many(
        places,
        f"{count} listed",
        f"the {count} listed, in {_articles(places)},",
        "tag all listed",
        f" ({others} of other coders left out)" if others else "",
    )


def _articles(places: Sequence[Passage]) -> str:
    return counted(len({one.article for one in places}), "article")
