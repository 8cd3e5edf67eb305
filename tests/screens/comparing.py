"""A study to compare: four articles from three outlets on two events, coded by two people."""

from annotations.span import Span
from annotations.study import Study
from tests.screens.dialog_host import Host, a_study
from tui.screens.compare.query import MatrixQuery, Visit
from tui.screens.compare.screen import CompareScreen

TEXTS = {
    "Ferry to stop": (
        "The ferry will stop in May.\n\nNobody asked the islanders. The company lost money.\n\n"
        "The mayor called it a betrayal."
    ),
    "Island loses its ferry": (
        "Islanders wept on the quay.\n\nThe mayor said he would go to court.\n\n"
        "A company spokesman spoke of losses."
    ),
    "Company cuts a line": "The line never paid. Shareholders were pleased.",
    "Bridge opens": "The bridge opened on Monday.",
}
ABOUT = {
    "Ferry to stop": {"outlet": "Ledger", "event": "ferry", "published": "2024-05-01"},
    "Island loses its ferry": {"outlet": "North Star", "event": "ferry"},
    "Company cuts a line": {"outlet": "Courier", "event": "ferry"},
    "Bridge opens": {"outlet": "Ledger", "event": "bridge"},
}
MARKS = (
    # title, quote, tags, note, coder
    ("Ferry to stop", "Nobody asked the islanders.", ("frame/conflict",), "strong", "ana"),
    ("Ferry to stop", "The company lost money.", ("frame/money", "actor/company"), "", "ana"),
    ("Ferry to stop", "The mayor called it a betrayal.", ("frame/conflict",), "", "bo"),
    ("Island loses its ferry", "The mayor said he would go to court.", ("frame/conflict",), "",
     "ana"),
    ("Island loses its ferry", "A company spokesman spoke of losses.", ("actor/company",), "",
     "bo"),
    ("Company cuts a line", "The line never paid.", ("frame/money",), "", "ana"),
    ("Bridge opens", "The bridge opened on Monday.", (), "", "ana"),
)  # fmt: skip


def ferry_study() -> Study:
    """Four articles, and a tag `voice` that is never used."""
    study = a_study()
    study.articles.remove(next(iter(study.articles)).id)
    for title, text in TEXTS.items():
        study.articles.add(text, title=title, source=title, media_type="text/plain", **ABOUT[title])
    for title, quote, tags, note, coder in MARKS:
        study.coder = coder
        start = TEXTS[title].index(quote)
        span = Span(start, start + len(quote))
        study.highlights.make(study.articles.named(title).id, span, tags=tags, note=note)
    study.codebook.add("voice")
    study.coder = "ana"
    return study


def ids_of(study: Study, *titles: str) -> tuple[str, ...]:
    return tuple(study.articles.named(title).id for title in titles)


def compared(study: Study, *titles: str) -> Host:
    """An app with the compare screen over these articles, or over those on the ferry."""
    articles = ids_of(study, *(titles or list(TEXTS)[:3]))
    return Host(CompareScreen(study, Visit(MatrixQuery(articles))))


def cells(page: str, name: str) -> list[str]:
    """The cells of the only row of a page that begins with this name."""
    (row,) = [row for row in page.splitlines() if row.strip(" ›▾▸■").split("  ")[0] == name]
    return row.split("│")[1].replace("›", " ").strip(" ▐").split("   ")
