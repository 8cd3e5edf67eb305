"""A study with everything a hostile article may hide, and checks that it does no harm."""

import re
import unicodedata
from pathlib import Path

from annotations.highlight import Highlight
from annotations.span import Span
from annotations.store import Store
from annotations.study import Study
from tests.linking import linked

ESC, BEL, ST = "\x1b", "\x07", "\x1b\\"

PAYLOADS: dict[str, str] = {
    "csi": f"{ESC}[2J{ESC}[31mred{ESC}[?1049l",
    "title": f"{ESC}]0;pwned{BEL}",
    "link": f"{ESC}]8;;https://example.org{ST}there{ESC}]8;;{ST}",
    "clipboard": f"{ESC}]52;c;cHduZWQ={BEL}",
    "clipboard-st": f"{ESC}]52;c;cHduZWQ={ST}",
    "dcs": f"{ESC}P$q{ST}{ESC}c",
    "c1-csi": "\x9b2J\x9b31m",
    "c1-osc": "\x9d52;c;cHduZWQ=\x9c",
    "closing": "so [/] it ends",
    "sic": "they was [sic] there",
    "action": "[@click=app.quit]press[/]",
    "action-old": "[@click='app.bell']here[/@click]",
    "markup-link": "[link=https://example.org]site[/link]",
    "style": "[bold red on blue]loud[/]",
    "variable": "[$error]bad[/$error]",
    "bidi-override": "user\u202etxt.exe\u202c",
    "bidi-isolate": "a\u2067b\u2066c\u2069d",
    "zero-width": "pay\u200bpal\u2060.com\ufeff",
    "nul": "be\x00fore",
    "zalgo": "Z" + "\u0338\u0351\u0489" * 20 + "algo",
    "emoji-name": ":smile: and :warning:",
    "delete": "a\x7fb",
    "bell": "ding\x07dong",
    "backspace": "safe\x08\x08\x08\x08evil",
    "shift-out": "a\x0eb\x0fc",
    "tag-characters": "flag\U000e0041\U000e0042",
    "separators": "one\u2028two\u2029three",
}
"""Payloads for texts, titles, names and notes, by their intended effect."""

BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
UNSEEN = set("\u00ad\u200b\u2060\u2061\u2062\u2063\u2064\ufeff\u2028\u2029\u180e\ufff9\ufffa\ufffb")
TAGS = set(map(chr, range(0xE0000, 0xE0080)))

# The sequences that Textual itself sends: cursor, colours, modes, key protocol, queries, and an OSC
# for the mouse pointer's shape.
_OURS = re.compile(r"\x1b\[[0-9;:?<>=$ ]*[A-Za-z~]|\x1b\[[0-9;?]*\$p|\x1b\]22;[a-z-]*\x07")


def harmful(text: str) -> list[str]:
    """Everything in `text` that a terminal would obey, or that would be invisible or misplaced."""
    found = [
        f"U+{ord(c):04X}"
        for c in text
        if unicodedata.category(c) in {"Cc", "Cs"}
        or c in BIDI | UNSEEN
        or 0xE0000 <= ord(c) < 0xE0080
    ]
    found += [f"{len(pile)} marks" for pile in re.findall("[\u0300-\u036f\u0483-\u0489]{9,}", text)]
    return found


def harmful_bytes(sent: bytes, own: re.Pattern[str] = _OURS) -> list[str]:
    """`harmful` for all that a program sent to a terminal, except its `own` sequences.

    A payload may look like one of the program's own sequences, so payloads are also searched for.
    """
    text = sent.decode("utf-8")
    through = [name for name, value in PAYLOADS.items() if harmful(value) and value in text]
    return through + harmful(own.sub("", text).replace("\r\n", ""))


def written(payload: str) -> list[str]:
    """The parts of a payload that must be shown unchanged."""
    return [part.strip() for part in re.findall(r"[ -~]+", payload) if part.strip()]


def make_study(study: Study) -> None:
    """Put every payload into every field that a file can set."""
    body = "\n\n".join(f"Paragraph {name}: {value}." for name, value in PAYLOADS.items())
    for name, value in PAYLOADS.items():
        spoiled = {
            "outlet": value,
            "event": value,
            "byline": value,
            "note": f"note {value}\r{value}",
        }
        article = study.articles.add(
            f"{value} {name}\n\n{body}", title=f"{value} {name}", source=f"/tmp/{value}/{name}",
            media_type="text/plain", **spoiled,
        ).article  # fmt: skip
        tag = study.codebook.add(f"frame/{value} {name}".replace("//", "/"))
        study.codebook.change(tag.id, description=f"for {value}")
        study.articles.set(article.id, tags=[tag.id])
        start = article.text.index(f"Paragraph {name}")
        span = Span(start, start + len(f"Paragraph {name}: {value}"))
        study.highlights.make(article.id, span, tags=[tag.name], note=f"why: {value}\r\n{value}")
    first, *others = study.highlights
    for value, other in zip(PAYLOADS.values(), others, strict=False):
        linked(study, first.id, other.id, f"like {value}")


def open_hostile(path: Path) -> Store:
    """Open the hostile study, made by a coder whose name is itself a payload."""
    with Store.open(path, coder=PAYLOADS["clipboard"] + PAYLOADS["action"]) as store:
        make_study(store.study)
    return Store.open(path, coder="ana" + PAYLOADS["csi"])


def texts(study: Study) -> list[str]:
    """All texts of a study as they are stored."""
    highlights: list[Highlight] = list(study.highlights)
    return [
        *(
            f"{a.title}{a.text}{a.outlet}{a.event}{a.byline}{a.note}{a.source}"
            for a in study.articles
        ),
        *(f"{t.name}{t.description}" for t in study.codebook),
        *(f"{h.quote}{h.note}{h.coder}" for h in highlights),
    ]
