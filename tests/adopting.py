"""Adopt an offer in one call, for the tests; the program does it in slices."""

from collections.abc import Callable

from annotations.study import Study
from annotations.study.adoption import Adoption, Offer, compared
from annotations.study.reconciliation import Side


def adopt(
    study: Study,
    offer: Offer,
    *,
    prefer: Side | None = None,
    same_articles: bool = False,
    dry_run: bool = False,
    seen: Callable[[], object] = lambda: None,
) -> Adoption:
    """Adopt an offer and return the result; with `dry_run`, only the result it would have.

    Raises `Conflict` and changes nothing if the offer does not fit.
    """
    comparison = compared(study, offer, prefer=prefer, same_articles=same_articles, seen=seen)
    adoption = comparison.result()
    if not dry_run:
        comparison.take_in()
    return adoption
