"""Pairs of short articles about made-up events, and which of their sentences say the same.

The texts lie in `stories/`. Each pair names sentences by their first words. What is not named has
no counterpart; what is named under `either` may have one or not.
"""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "stories"


@dataclass(frozen=True)
class Story:
    """Two articles about one event."""

    name: str
    same: tuple[tuple[str, str], ...]
    either: tuple[tuple[str, str], ...] = ()

    @property
    def one(self) -> str:
        """The text of the first article."""
        return (FOLDER / f"{self.name}-one.txt").read_text(encoding="utf-8")

    @property
    def other(self) -> str:
        """The text of the second."""
        return (FOLDER / f"{self.name}-other.txt").read_text(encoding="utf-8")


FERRY = Story(
    "ferry",
    same=(
        ("The car ferry Saint Oriel", "It was still dark"),
        ("The car ferry Saint Oriel", "There were two hundred"),
        ("Thirteen people", "The hospital at Kelsby"),
        ("“We felt a jolt", "“We felt a jolt"),
        ("The coastguard sent", "Three lifeboats"),
        ("The ferry's operator", "Norrlake Lines spoke"),
        ("They say that", "The trade union"),
    ),
    either=(("Union officials", "The trade union"), ("The car ferry Saint Oriel", "Night of fear")),
)

PORT = Story(
    "port",
    same=(
        ("Dockers at the port", "The cranes of Valmora"),
        ("Nine out of ten", "Ninety per cent"),
        ("The port authority had", "“They have turned down"),
        ("The federation demands", "“Eight per cent"),
        ("Transport minister", "Odile Marchetti"),
        ("Supermarkets warned", "Shops could be"),
    ),
    either=(
        ("Dockers at the port", "Valmora's port faces"),
        ("The federation demands", "“They have turned down"),
        ("The port authority had", "“Eight per cent"),
        ("Supermarkets warned", "For fruit importers"),
    ),
)

COURT = Story(
    "court",
    same=(
        ("The Supreme Court", "The day before"),
        ("By six votes", "The vote was"),
        ("Writing for the majority", "Justice Amara Delacroix-Oyelaran, who"),
        ("In dissent", "Justice Henrik Stolle"),
        ("Mining accounts", "Some 62,000"),
        ("Shares of Corvane", "For Corvane"),
    ),
    either=(("Top court", "The day before"), ("The case was", "“My father")),
)

STORIES = (FERRY, PORT, COURT)
