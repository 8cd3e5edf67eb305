"""Where two passages that say nearly the same say other numbers."""

from typing import NamedTuple

from annotations.compare.counterparts.terms import NUMBER, is_number, terms


class Apart(NamedTuple):
    """The numbers that one passage says and the other does not, each once, as they come."""

    here: tuple[str, ...]
    there: tuple[str, ...]

    def turned(self) -> "Apart":
        """The same, seen from the other passage."""
        return Apart(self.there, self.here)


def numbers_apart(here: str, there: str) -> Apart | None:
    """The numbers in which two passages differ: `eleven` is 11, and 2.5 million 2500000.

    None where they agree, and where one passage only says more than the other.
    """
    ours, theirs = _numbers(here), _numbers(there)
    apart = Apart(
        tuple(number for number in ours if number not in theirs),
        tuple(number for number in theirs if number not in ours),
    )
    return apart if all(apart) else None


def _numbers(passage: str) -> dict[str, None]:
    keys = (term.key for term in terms(passage))
    return dict.fromkeys(key.removeprefix(NUMBER) for key in keys if is_number(key))
