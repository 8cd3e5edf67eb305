"""Linking passages, and highlighting those that are not highlighted yet, as one change."""

from collections.abc import Iterable

import msgspec

from annotations.article import Article
from annotations.change import Sweep
from annotations.highlight import Highlight
from annotations.link import Link
from annotations.study.highlights import Wanted
from annotations.study.links import check_relation, relation_of
from annotations.study.study import Study

End = Highlight | Wanted | Article
"""What a link begins or ends at."""


class NewLink(msgspec.Struct, frozen=True):
    """A link to be made. An end is a highlight, a passage to become one, or a whole article."""

    source: Highlight | Wanted
    target: Highlight | Wanted | Article
    relation: str
    note: str = ""


def join(study: Study, joints: Iterable[NewLink], label: str = "") -> list[Link]:
    """Make links, with the highlights that they need, as one change.

    Raises `UnknownRecord` when an end has gone since it was looked up, `Refused` when the ends of a
    link do not fit its relation; then nothing has changed.
    """
    joints = [_afresh(study, joint) for joint in joints]
    for joint in joints:
        _check(joint)
    ends = [end for joint in joints for end in (joint.source, joint.target)]
    wanted = list(dict.fromkeys(end for end in ends if isinstance(end, Wanted)))
    made, edits = study.highlights.new_all(wanted)
    ids = {one: highlight.id for one, highlight in zip(wanted, made, strict=True)}
    links = [_link(study, joint, ids) for joint in joints]
    if links:
        edits.append(Sweep.births("links", links))
        study.commit(label or f"link {links[0].relation}", edits)
    return links


def _afresh(study: Study, joint: NewLink) -> NewLink:
    """A joint with its ends looked up again, as they may be out of date."""
    return msgspec.structs.replace(
        joint, source=_now(study, joint.source), target=_now(study, joint.target)
    )


def _now(study: Study, end: End) -> End:
    match end:
        case Highlight():
            return study.highlights.get(end.id)
        case Article():
            return study.articles.get(end.id)
        case _:
            return end


def _link(study: Study, joint: NewLink, ids: dict[Wanted, str]) -> Link:
    ends = (joint.source, joint.target)
    source, target = (ids[end] if isinstance(end, Wanted) else end.id for end in ends)
    now = study.clock()
    return Link(
        id=study.make_id(), source=source, target=target, relation=relation_of(joint.relation),
        note=joint.note, coder=study.coder, created=now, modified=now,
    )  # fmt: skip


def _check(joint: NewLink) -> None:
    check_relation(
        relation_of(joint.relation),
        home=joint.source.article,
        article=joint.target.id if isinstance(joint.target, Article) else None,
        loops=joint.source == joint.target,
    )
