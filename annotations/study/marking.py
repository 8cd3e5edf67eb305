"""Tagging many passages, or highlights, as one change: one at a time."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from annotations.change import Sweep
from annotations.highlight import Highlight
from annotations.record import Records
from annotations.study.draft import Making
from annotations.study.highlights import Wanted, names_of
from annotations.study.index import SOUGHT

if TYPE_CHECKING:
    from annotations.study.study import Study


def marking(study: "Study", wanted: Iterable[Wanted]) -> Making:
    """The edits that tag passages; own highlights of just these get the tags too.

    Raises `Refused` where there is no such passage.
    """
    wanted = list(dict.fromkeys(wanted))
    ids, edits = study.codebook.ensure(names_of(wanted))
    now = study.clock()
    made = Records[Highlight](fields=SOUGHT)
    before = Records[Highlight](fields=SOUGHT)
    after = Records[Highlight](fields=SOUGHT)
    for one in wanted:
        own = study.highlights.own_at(one.article, one.span)
        if own is None:
            made.put(study.highlights.new(one, ids, now))
        else:
            tagged = after.get(own.id, own)
            tags = tuple(dict.fromkeys([*tagged.tags, *(ids[name] for name in one.tags)]))
            if tags != tagged.tags:
                before.put(own)
                after.put(msgspec.structs.replace(tagged, tags=tags, modified=now))
        yield
    steps = Sweep("highlights", before, after, ("tags", "modified"))
    return [*edits, Sweep("highlights", Records(), made), steps]


def exchanging(study: "Study", ids: Iterable[str], on: Sequence[str], off: Sequence[str]) -> Making:
    """The edits that put tags on highlights and take others off, by name."""
    names, edits = study.codebook.ensure(on)
    gone = {tag.id for name in off if (tag := study.codebook.named(name))}
    now = study.clock()
    before = Records[Highlight](fields=SOUGHT)
    after = Records[Highlight](fields=SOUGHT)
    for id in dict.fromkeys(ids):
        there = study.highlights.get(id)
        kept = (tag for tag in there.tags if tag not in gone)
        tags = tuple(dict.fromkeys([*kept, *(names[name] for name in on)]))
        if tags != there.tags:
            before.put(there)
            after.put(msgspec.structs.replace(there, tags=tags, modified=now))
        yield
    return [*edits, Sweep("highlights", before, after, ("tags", "modified"))]
