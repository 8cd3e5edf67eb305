"""For tests of the library: a study of four articles, the library on it, and what it lists."""

from annotations.span import Span
from annotations.study.study import Study
from tests.hands import shown
from tests.screens.dialog_host import TEXT, Host, a_study
from tui.screens.library.screen import LibraryScreen

DETAILS = (
    # title, outlet, event, published, status
    ("Bridge opens", "The Ledger", "bridge", "2024-05-02", "done"),
    ("Islanders angry", "North Star", "ferry", "2024-05-03", "todo"),
    ("A bridge too far", "North Star", "bridge", "2024-04-01", ""),
)


def library() -> Study:
    """Four articles: two of the event "bridge", one of "ferry" and one, "Ferry stops", of none."""
    study = a_study("frame/blame")
    for title, outlet, event, published, status in DETAILS:
        study.articles.add(
            TEXT + title, title=title, source=title, media_type="text/plain", outlet=outlet,
            event=event, published=published, status=status,
        )  # fmt: skip
    bridge = study.articles.named("Bridge opens")
    for start in (0, 10, 20):
        study.highlights.make(bridge.id, Span(start, start + 5), tags=["frame/blame"])
    return study


def open_on(study: Study) -> Host:
    return Host(LibraryScreen(study, (), list[str]().append))


def titles(study: Study, answer: object) -> list[str]:
    assert isinstance(answer, tuple)
    return [study.articles.get(article).title for article in answer]


def listed(app: Host) -> list[str]:
    """The first cell of every row below the column names, without marks."""
    rows = [row.strip(" ›•✓▐") for row in shown(app).splitlines()[2:-1]]
    return [row.split("  ")[0] for row in rows if row]
