"""Which sentences of four articles on one event say the same, judged by human readers.

Sentences are identified by their start offset; the articles' text is not stored here. `same` lists
pairs that say the same, `either` those on which readers may disagree. All other pairs differ.
"""

from dataclasses import dataclass

GAZETTE = "meridian-gazette-mission.txt"
COURIER = "north-courier-mission.txt"
ONE = "000_3bee20cace76def9.txt"
OTHER = "002_0013dae41699fa5b.txt"


@dataclass(frozen=True)
class Gold:
    """The judged pairs of sentences of two articles: offset in one, offset in the other."""

    one: str
    other: str
    same: frozenset[tuple[int, int]]
    either: frozenset[tuple[int, int]]


def _pairs(written: str) -> frozenset[tuple[int, int]]:
    ends = (pair.split("-") for pair in written.split())
    return frozenset((int(one), int(other)) for one, other in ends)


ONE_OTHER = Gold(
    ONE,
    OTHER,
    same=_pairs(
        """
        77-233 718-233 1007-233 4412-6623 5552-591
        """
    ),
    either=_pairs(
        """
        0-233 0-1191 566-1191 904-233 904-1478 1420-3727 2530-816 2530-914 5552-2115
        5552-4966 6567-1191 6567-1478
        """
    ),
)

ONE_GAZETTE = Gold(
    ONE,
    GAZETTE,
    same=_pairs(
        """
        0-0 77-0 77-383 77-449 718-0 718-383 718-449 1007-677 1157-449 1281-880 1420-1464
        1698-1464 1901-1666 2042-2596 2215-2596 2328-2011 2530-2011 2688-2246 3069-2448
        3244-2448 3423-2804 3674-2984 3808-2984 4254-3115 4581-3680 4915-3865 5329-3937
        5552-4072 5688-4072 5862-4235 5971-4577 6099-4577 6294-4577 6420-4468
        """
    ),
    either=_pairs(
        """
        0-383 0-449 350-2747 350-4072 718-80 718-1417 1007-5463 1281-5207 1420-1417
        2328-1972 3423-2747 4115-3115 4254-1032 5552-4040 6567-4072
        """
    ),
)

OTHER_COURIER = Gold(
    OTHER,
    COURIER,
    same=_pairs(
        """
        233-64 233-646 396-1190 591-2403 816-1882 914-1927 1191-1927 1656-2200 1796-2200
        1836-2489 1932-2526 2324-2772 2493-3130 2659-2772 2848-5371 3055-5371 3055-5479
        3594-5630 3881-4241 4231-3665 4492-3871 4614-3981 4766-4051 5120-4457 5255-4515
        5383-4515 5383-4653 5573-4743 5573-4832 5908-4927 6113-5096 6247-5222 6247-5258
        """
    ),
    either=_pairs(
        """
        233-0 233-797 1191-1882 1836-1485 1836-2710 2115-2403 2115-2710 2115-2772 2848-5479
        3307-5371 3307-5630 3727-1526 3727-1682 4078-3665 4966-279 5255-4653 5573-4653
        6428-3130
        """
    ),
)

GAZETTE_COURIER = Gold(
    GAZETTE,
    COURIER,
    same=_pairs(
        """
        0-646 383-797 449-646 1464-1526 4072-2403 5603-5371 5765-5371 5785-5630
        """
    ),
    either=_pairs(
        """
        0-0 0-64 0-797 383-64 383-646 449-797 677-64 677-646 1032-797 1417-1526 1417-1645
        1464-1645 2011-1927 4040-2403 4235-2403 5603-5479 5785-5371
        """
    ),
)

ONE_COURIER = Gold(
    ONE,
    COURIER,
    same=_pairs(
        """
        77-646 718-646 718-797 1007-646 1420-1526 1698-1526 5552-2403
        """
    ),
    either=_pairs(
        """
        0-64 0-646 0-1882 77-64 77-797 566-1882 718-64 1007-64 1007-797 1420-1645 5329-2403
        6567-646 6567-1882
        """
    ),
)

OTHER_GAZETTE = Gold(
    OTHER,
    GAZETTE,
    same=_pairs(
        """
        233-0 233-383 233-449 591-4072 2848-5603 3055-5765 3307-5603 3307-5785 3594-5785
        """
    ),
    either=_pairs(
        """
        233-677 233-4072 591-4040 914-2011 1191-4072 2115-4040 2115-4072 2115-4577 2848-5785
        3055-5603 3307-5765 3727-1464 4966-4072
        """
    ),
)

PAIRS = (ONE_OTHER, ONE_GAZETTE, OTHER_COURIER, GAZETTE_COURIER, ONE_COURIER, OTHER_GAZETTE)
