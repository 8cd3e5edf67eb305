"""Tagging many passages, or highlights, as one change: one at a time."""

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
    """The edits that tag passages; own highlights of just these get the tags too.

    Raises `Refused` where there is no such passage.
    """
    wanted = list(dict.fromkeys(wanted))
    ids, edits = study.codebook.ensure(names_of(wanted))
    now, seen = study.clock(), study.state.moment("highlights")
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
    # All but their notes is the study's own.
    is_checked = not any(one.note for one in wanted)
    births = Sweep("highlights", Records(), made, checked=is_checked, seen=seen)
    return [*edits, births, retagging.sweep]


def exchanging(study: "Study", ids: Iterable[str], on: Sequence[str], off: Sequence[str]) -> Making:
    """The edits that put tags on highlights and take others off, by name.

    Those that are gone are left out.
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
