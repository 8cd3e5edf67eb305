"""Studies for property tests: one article with random highlights."""

from itertools import count

from annotations.span import Span
from annotations.study import Study
from annotations.study.highlights import Wanted
from annotations.study.state import State


def drawn(text: str, marks: list[tuple[int, int, list[str]]]) -> tuple[Study, str]:
    """A study of one article with highlights (start, length, tags), and the article's id."""
    numbers = count(1)
    study = Study(
        State.empty(id="s", created="2021-10-18T00:00:00Z"),
        coder="ana",
        clock=lambda: "2021-10-18T00:00:00Z",
        make_id=lambda: f"r{next(numbers)}",
    )
    added = study.articles.add(text, title="Drawn", source="drawn.txt", media_type="text/plain")
    wanted = [
        Wanted(added.article.id, Span(start, min(start + length, len(text))), tuple(tags))
        for start, length, tags in marks
    ]
    study.highlights.make_all(wanted)
    return study, added.article.id
