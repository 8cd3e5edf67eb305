"""Tagging many passages or highlights as one change, prepared one of them per slice."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from annotations.change import Sweep
from annotations.highlight import Highlight
from annotations.record import Records
from annotations.study.draft import Making
from annotations.study.highlights import Wanted, names_of
from annotations.study.index import SOUGHT
from annotations.study.retagging import Retagging

if TYPE_CHECKING:
    from annotations.study.study import Study


def marking(study: "Study", wanted: Iterable[Wanted]) -> Making:
    """The edits that tag passages.

    The coder's own highlights of exactly these spans get the tags added; other passages get new
    highlights. Raises `Refused` for a span that is empty or leaves the text.
    """
    wanted = list(dict.fromkeys(wanted))
    ids, edits = study.codebook.ensure(names_of(wanted))
    now, seen = study.clock(), study.state.version("highlights")
    made = Records[Highlight](fields=SOUGHT)
    retagging = Retagging(study.state, now)
    for one in wanted:
        own = study.highlights.own_at(one.article, one.span)
        if own is None:
            made.put(study.highlights.new(one, ids, now))
        else:
            tags = (*retagging.tags_of(own), *(ids[name] for name in one.tags))
            retagging.put(own, tuple(dict.fromkeys(tags)))
        yield
    # All but the notes comes from the study, so a file can hold it.
    is_checked = not any(one.note for one in wanted)
    births = Sweep("highlights", Records(), made, checked=is_checked, seen=seen)
    return [*edits, births, retagging.sweep]


def exchanging(study: "Study", ids: Iterable[str], on: Sequence[str], off: Sequence[str]) -> Making:
    """The edits that put tags on highlights and take others off, by name.

    Highlights that no longer exist are skipped.
    """
    names, edits = study.codebook.ensure(on)
    gone = {tag.id for name in off if (tag := study.codebook.named(name))}
    retagging = Retagging(study.state, study.clock())
    for id in dict.fromkeys(ids):
        there = study.state.highlights.get(id)
        if there is not None:
            kept = (tag for tag in there.tags if tag not in gone)
            tags = (*kept, *(names[name] for name in on))
            retagging.put(there, tuple(dict.fromkeys(tags)))
        yield
    return [*edits, retagging.sweep]
