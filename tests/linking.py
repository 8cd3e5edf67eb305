"""Make links between records given by id, as a command does."""

from annotations.link import Link
from annotations.study import Study
from annotations.study.linking import NewLink, join


def linked(study: Study, source: str, target: str, relation: str, note: str = "") -> Link:
    """Link a highlight to another one or to a whole article."""
    end = study.state.articles.get(target) or study.highlights.get(target)
    (link,) = join(study, [NewLink(study.highlights.get(source), end, relation, note)])
    return link
