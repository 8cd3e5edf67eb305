"""Taking in an offer in one go, as the tests do; the program goes through it in slices."""

from collections.abc import Callable

from annotations.study import Study
from annotations.study.adoption import Adoption, Offer, compared
from annotations.study.settlement import Side


def adopt(
    study: Study,
    offer: Offer,
    *,
    prefer: Side | None = None,
    same_articles: bool = False,
    dry_run: bool = False,
    seen: Callable[[], object] = lambda: None,
) -> Adoption:
    """What came of it, or would come. Raises `Conflict`, and nothing has changed."""
    comparison = compared(study, offer, prefer=prefer, same_articles=same_articles, seen=seen)
    adoption = comparison.result()
    if not dry_run:
        comparison.take_in()
    return adoption
