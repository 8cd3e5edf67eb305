"""Evaluates counterparts: precision and recall against pairs judged by people.

`python -m tests.compare.judging` prints the table that the thresholds were chosen from.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotations.compare.counterparts.finding import THRESHOLD, counterparts
from annotations.compare.counterparts.index import Index
from annotations.span import Span
from tests.compare.gold import PAIRS, Gold
from tests.compare.stories import STORIES, Story

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "data" / "articles", ROOT.parent / "shared" / "articles")


@dataclass(frozen=True)
class Answer:
    """The answer for one sentence: its score, whether it is right, and whether one exists."""

    score: float
    is_right: bool
    has_one: bool


@dataclass(frozen=True)
class Marks:
    """Precision of the answers, recall of the existing counterparts, and number of answers."""

    precision: float
    recall: float
    asked: int


def text_of(name: str) -> str | None:
    """An article's text; None if the file is not available beside this checkout."""
    paths = (folder / name for folder in FOLDERS)
    path = next((path for path in paths if path.exists()), None)
    return path.read_text(encoding="utf-8") if path else None


def marks(answers: Iterable[Answer], threshold: float = THRESHOLD) -> Marks:
    """The marks for some answers, ignoring answers that score below the threshold."""
    all_of_them = list(answers)
    said = [answer for answer in all_of_them if answer.score >= threshold]
    there = [answer for answer in all_of_them if answer.has_one]
    found = [answer for answer in there if answer in said and answer.is_right]
    return Marks(
        precision=sum(answer.is_right for answer in said) / max(len(said), 1),
        recall=len(found) / max(len(there), 1),
        asked=len(all_of_them),
    )


def answers_of(gold: Gold) -> Iterator[Answer]:
    """The answers for every sentence of two judged articles, in both directions."""
    texts = [text_of(gold.one), text_of(gold.other)]
    one, other = (Index.of(text or "") for text in texts)
    yield from _answers(one, other, gold.same, gold.either)
    yield from _answers(other, one, _turned(gold.same), _turned(gold.either))


def answers_in(story: Story) -> Iterator[Answer]:
    """The answers for every sentence of a made-up pair of articles, in both directions."""
    one, other = Index.of(story.one), Index.of(story.other)
    same, either = (
        {(story.one.index(a), story.other.index(b)) for a, b in named}
        for named in (story.same, story.either)
    )
    yield from _answers(one, other, same, either)
    yield from _answers(other, one, _turned(same), _turned(either))


def _answers(
    one: Index, other: Index, same: Iterable[tuple[int, int]], either: Iterable[tuple[int, int]]
) -> Iterator[Answer]:
    headings = {unit.span.start for unit in other.units if unit.is_heading}
    for unit in one.units:
        if unit.is_heading:
            continue
        start = unit.span.start
        right = {b for a, b in same if a == start} - headings
        allowed = right | {b for a, b in either if a == start}
        best = counterparts(one, unit.span, other, limit=1, threshold=0.0)
        span, score = best[0] if best else (Span(0, 0), 0.0)
        yield Answer(score, any(span.holds(place) for place in allowed), bool(right))


def _turned(pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    return {(b, a) for a, b in pairs}


def main() -> None:
    """Print precision and recall at several thresholds, for each pair of articles and for all."""
    judged = {
        f"{gold.one[:12]} {gold.other[:12]}": list(answers_of(gold))
        for gold in PAIRS
        if text_of(gold.one) and text_of(gold.other)
    }
    made_up = {story.name: list(answers_in(story)) for story in STORIES}
    everything = {
        **judged,
        **made_up,
        "all judged": [answer for answers in judged.values() for answer in answers],
        "all made up": [answer for answers in made_up.values() for answer in answers],
    }
    for name, answers in everything.items():
        told = (f"{t:.1f}: {m.precision:.2f} {m.recall:.2f}" for t in (0.3, 0.4, 0.5, 0.6, 0.7)
                for m in [marks(answers, t)])  # fmt: skip
        print(f"{name:26}{len(answers):4}   " + "   ".join(told))


if __name__ == "__main__":
    main()
