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


class _Retagged:
    """Highlights as they are and as they are to be, with other tags since `now`."""

    def __init__(self, study: "Study", now: str) -> None:
        self._now = now
        self._seen = study.state.moment("highlights")
        self._before = Records[Highlight](fields=SOUGHT)
        self._after = Records[Highlight](fields=SOUGHT)

    def tags_of(self, own: Highlight) -> tuple[str, ...]:
        """The ids of the tags that a highlight is to have, as far as is known."""
        return self._after.get(own.id, own).tags

    def put(self, own: Highlight, tags: Iterable[str]) -> None:
        """Give a highlight these tags, each once, if it is not to have them already."""
        wanted = tuple(dict.fromkeys(tags))
        if wanted != self.tags_of(own):
            self._before.put(own)
            self._after.put(msgspec.structs.replace(own, tags=wanted, modified=self._now))

    @property
    def sweep(self) -> Sweep:
        """The steps from the one to the other. The tags are the study's own, and so is the time."""
        fields = ("tags", "modified")
        sides = self._before, self._after
        return Sweep("highlights", *sides, fields, checked=True, seen=self._seen)


def marking(study: "Study", wanted: Iterable[Wanted]) -> Making:
    """The edits that tag passages; own highlights of just these get the tags too.

    Raises `Refused` where there is no such passage.
    """
    wanted = list(dict.fromkeys(wanted))
    ids, edits = study.codebook.ensure(names_of(wanted))
    now, seen = study.clock(), study.state.moment("highlights")
    made = Records[Highlight](fields=SOUGHT)
    retagged = _Retagged(study, now)
    for one in wanted:
        own = study.highlights.own_at(one.article, one.span)
        if own is None:
            made.put(study.highlights.new(one, ids, now))
        else:
            retagged.put(own, [*retagged.tags_of(own), *(ids[name] for name in one.tags)])
        yield
    # All but their notes is the study's own.
    is_checked = not any(one.note for one in wanted)
    births = Sweep("highlights", Records(), made, checked=is_checked, seen=seen)
    return [*edits, births, retagged.sweep]


def exchanging(study: "Study", ids: Iterable[str], on: Sequence[str], off: Sequence[str]) -> Making:
    """The edits that put tags on highlights and take others off, by name.

    Those that are gone since they were named are left out.
    """
    names, edits = study.codebook.ensure(on)
    gone = {tag.id for name in off if (tag := study.codebook.named(name))}
    retagged = _Retagged(study, study.clock())
    for id in dict.fromkeys(ids):
        there = study.state.highlights.get(id)
        if there is not None:
            kept = (tag for tag in there.tags if tag not in gone)
            retagged.put(there, [*kept, *(names[name] for name in on)])
        yield
    return [*edits, retagged.sweep]
