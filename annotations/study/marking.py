"""Tagging many passages as one change, a passage at a time."""

from collections.abc import Iterable
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
