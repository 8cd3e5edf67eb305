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

RAILWAY = Story(
    "railway",
    same=(
        ("Train services across", "She will probably"),
        ("Fewer than one in five", "Not a single suburban"),
        ("The stoppage is", "It has been a generation"),
        ("Halvern Rail put", "A million travellers"),
        ("It advised people", "Anyone holding"),
        ("The dispute turns", "Nearly half"),
        ("The company says", "Nobody is to be"),
        ("Talks broke up", "She dismissed"),
        ("“We put a fair", "Management sees"),
        ("The Railway Workers'", "She dismissed"),
        ("Its general secretary", "Ilse Varga, who"),
        ("Transport Minister", "Dorian Pell"),
        ("The union has announced", "If nobody blinks"),
    ),
    either=(
        ("Rail strike halts", "The departure board"),
        ("Rail strike halts", "She will probably"),
        ("Rail strike halts", "Not a single suburban"),
        ("Train services across", "‘I set off"),
        ("Fewer than one in five", "‘I set off"),
        ("Train services across", "The departure board"),
        ("Train services across", "Not a single suburban"),
        ("Train services across", "Nearly half"),
        ("Fewer than one in five", "The departure board"),
        ("The dispute turns", "“This is about"),
        ("Talks broke up", "Management sees"),
        ("“We put a fair", "She dismissed"),
        ("Coach companies", "Those who took the car"),
        ("Services are due", "She will probably"),
    ),
)

QUAKE = Story(
    "quake",
    same=(
        ("A powerful earthquake", "Before daybreak"),
        ("The magnitude 6.3", "Geologists measured"),
        ("More than 300", "Almost four hundred"),
        ("Rescuers pulled", "Where there was hope"),
        ("“She asked for water", "Where there was hope"),
        ("Prime Minister", "The head of government"),
        ("The government sent", "The army has sent"),
        ("The hospital in Velm", "Doctors looked after"),
        ("Landslides blocked", "The army has sent"),
        ("Electricity was cut", "In the villages"),
        ("Dozens of aftershocks", "And the earth"),
        ("Oresta, a country", "It would not be"),
    ),
    either=(
        ("At least 41", "Before daybreak"),
        ("At least 41", "Geologists measured"),
        ("A powerful earthquake", "Why the new houses"),
        ("A powerful earthquake", "The six-storey"),
        ("The magnitude 6.3", "Before daybreak"),
        ("Her mother and two", "The mayor"),
        ("“Tonight every house", "She promised"),
    ),
)

SEATS = Story(
    "seats",
    same=(
        ("Shares of Nordhelm", "Nordhelm, which likes"),
        ("The stock closed", "Investors took fright"),
        ("Nordhelm denied", "In a written reply"),
        ("The report, in", "That is shown"),
        ("It said that buckles", "In the months"),
        ("Only results", "Nordhelm, which likes"),
        ("Nordhelm said that", "In a written reply"),
        ("The safety office", "Since our first"),
        ("A spokeswoman", "Since our first"),
        ("The Lumo 2 accounts", "More than 700,000"),
        ("Two retailers", "The chain BabyPlanet"),
        ("Consumer groups", "The consumer federation"),
    ),
    either=(
        ("Nordhelm shares slide", "Nordhelm, which likes"),
        ("Nordhelm shares slide", "Investors took fright"),
        ("Shares of Nordhelm", "‘They told me"),
        ("Shares of Nordhelm", "Investors took fright"),
        ("It said that buckles", "The test engineer"),
        ("Nordhelm said that", "Mr Feld contradicts"),
        ("The Lumo 2 accounts", "Three months later"),
    ),
)

MARCH = Story(
    "march",
    same=(
        ("Police in the Sorvian", "It changed after dark"),
        ("Police in the Sorvian", "More than seventy"),
        ("About 35,000", "The Free Assembly"),
        ("The law, which", "From now on"),
        ("The law, which", "The governing coalition"),
        ("It also raises", "Those who lay hands"),
        ("The march from", "For most of the day"),
        ("Shortly after eight", "It changed after dark"),
        ("Officers responded", "It changed after dark"),
        ("He said the violence", "Mr Amsel, the"),
        ("President Helene Corvo", "All hopes now"),
        ("The organisers, an", "The alliance condemned"),
        ("Smaller rallies", "In Port Callow"),
    ),
    either=(
        ("Police use water", "It changed after dark"),
        ("Police in the Sorvian", "A sea of umbrellas"),
        ("Officers responded", "Volunteer medics"),
    ),
)

STORIES = (FERRY, PORT, COURT, RAILWAY, QUAKE, SEATS, MARCH)
