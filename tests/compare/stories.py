"""Pairs of short articles about made-up events, and which of their sentences say the same.

The texts are in `stories/`. Each pair identifies sentences by their first words. Sentences that are
not listed have no counterpart; those listed under `either` may have one or not.
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

DRUMS = Story(
    "drums",
    same=(
        ("HAVNSTAD", "Twenty-three ceremonial"),
        ("The drums", "The drums"),
        ("“These objects", "Signe Holtan"),
        ("An agreement", "Under the"),
        ("Seventeen of", "Six will"),
        ("The decision", "A commission"),
        ("Its culture", "She said"),
        ("“The voices", "Ama Doku"),
        ("Aldmark has", "Aldmark is contributing"),
    ),
    either=(
        ("The drums", "Twenty-three ceremonial"),
        ("HAVNSTAD", "The drums"),
        ("Tesoa first", "The decision"),
        ("Its culture", "Ama Doku"),
        ("Aldmark museum", "Tesoa to"),
        ("Aldmark museum", "Twenty-three ceremonial"),
        ("HAVNSTAD", "Tesoa to"),
    ),
)

METERS = Story(
    "meters",
    same=(
        ("Power giant", "Some 310,000"),
        ("A bombshell", "In a"),
        ("Brightwell has", "Brightwell, the"),
        ("But campaigners", "Consumer groups"),
        ("But campaigners", "“Nobody has"),
        ("Staff had", "Employees had"),
        ("One worker", "Employees had"),
        ("In a", "Rupert Calloway"),
        ("In a", "“We let"),
        ("He has", "The statement"),
        ("Energy minister", "Joan Priddy"),
        ("And furious", "Mr Calloway"),
    ),
    either=(
        ("Power giant", "Brightwell, the"),
        ("A bombshell", "Brightwell, the"),
        ("And while", "The statement"),
        ("Brightwell has", "The penalty"),
        ("“If you", "Consumer groups"),
        ("“If you", "“Nobody has"),
        ("Lights off", "The statement"),
        ("Power giant", "Regulator fines"),
        ("Brightwell has", "Regulator fines"),
    ),
)

BOATHOUSE = Story(
    "boathouse",
    same=(
        ("The finance", "Lurania's finance"),
        ("“I have", "“I made"),
        ("His departure", "A local"),
        ("The company", "The firm"),
        ("Mr Oberlin at", "The minister"),
        ("Officially Ms", "Ms Wendt"),
        ("His office", "Paul Friedrichs"),
        ("They searched", "Prosecutors searched"),
    ),
    either=(
        ("Since twenty", "Lurania's finance"),
        ("The finance", "“I made"),
        ("“I have", "Lurania's finance"),
        ("His departure", "Lurania's finance"),
        ("Mr Oberlin at", "Lurania's finance"),
        ("On Monday", "A local"),
        ("A successor", "Paul Friedrichs"),
        ("Kessin's own", "Finance minister"),
        ("Kessin's own", "Lurania's finance"),
        ("The finance", "Finance minister"),
        ("His departure", "Finance minister"),
    ),
)

TOWER = Story(
    "tower",
    same=(
        ("Sixty-eight people", "By noon"),
        ("Health officials", "The grey"),
        ("The tower", "On its"),
        ("Treated early", "“You can hear the whole ward coughing,”"),
        ("Yes, now", "Since yesterday"),
        ("Probably, because", "Her message"),
    ),
    either=(
        ("Sixty-eight people", "She was"),
        ("It is not", "Most of"),
        ("It is not", "“I keep"),
        ("Where does", "The grey"),
        ("Laboratory tests", "She does"),
        ("People over", "She was"),
        ("Fever, a", "She asks"),
        ("Fever, a", "Her message"),
        ("Anyone with", "She asks"),
        ("Can I", "Since yesterday"),
        ("For a", "Ken Ludlow"),
        ("Will there", "Her message"),
        ("The last", "They hold"),
    ),
)

SPEECH = Story(
    "speech",
    same=(
        ("“We have", "His own"),
        ("By 2032", "The 200,000"),
        ("“A country", "“A country"),
        ("As Zelanians", "Then, between"),
        ("As Zelanians", "From 2027"),
        ("“Whoever works", "“Whoever works"),
        ("Miners, nurses", "Nurses and"),
        ("Income tax", "The tax"),
        ("Mr Volnik", "Instead those"),
        ("Its leader", "At that"),
        ("Business welcomed", "The Chamber"),
        ("“This gives", "The Chamber"),
    ),
    either=(
        ("Prime Minister", "The 200,000"),
        ("Prime Minister", "The tax"),
        ("Its leader", "“He asks"),
        ("Its leader", "She proposed"),
        ("Parliament begins", "The unions"),
        ("Volnik: ‘We", "His own"),
        ("As Zelanians", "Work until"),
    ),
)

LATER = (DRUMS, METERS, BOATHOUSE, TOWER, SPEECH)
