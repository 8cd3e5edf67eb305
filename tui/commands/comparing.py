"""Comparing what is open: where another article says the same."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotations.errors import Refused
from annotations.span import Span
from tui.text.motion import visible_part
from tui.widgets.pane import ArticlePane

if TYPE_CHECKING:
    from tui.reader.reader import Reader

CHOICES = 5
"""The counterparts that are gone through in each pane, best first."""


@dataclass(frozen=True)
class Question:
    """A passage whose counterparts were asked for, and how many times in a row."""

    article: str
    span: Span
    times: int = 1


def counterpart(reader: "Reader") -> None:
    """Send every other pane to the passage that says the same; again, to the next best."""
    question = _question(reader)
    answers = [_answer(reader, question, pane) for pane in _others(reader)]
    reader.memory.question = question
    reader.say(" · ".join(answers))


def _question(reader: "Reader") -> Question:
    pane = reader.pane
    if pane.article is None:
        raise Refused("There is no article in this pane; o chooses one.")
    if not _others(reader):
        raise Refused("There is no other article open; + opens one beside this.")
    sentence = pane.structure.sentence_at(pane.caret)
    span = pane.selection.span or visible_part(pane.structure.text, sentence)
    last = reader.memory.question
    again = last is not None and (last.article, last.span) == (pane.article.id, span)
    return Question(pane.article.id, span, last.times + 1 if last and again else 1)


def _others(reader: "Reader") -> list[ArticlePane]:
    here = reader.pane.article
    return [
        pane
        for pane in reader.panes.order
        if pane is not reader.pane and pane.article and here and pane.article.id != here.id
    ]


def _answer(reader: "Reader", question: Question, pane: ArticlePane) -> str:
    """Bring the answer into view in a pane, beside the question; a few words on how sure it is."""
    from annotations.compare.counterparts import counterparts

    study = reader.study
    article = study.articles.get(pane.article.id if pane.article else "")
    name = article.outlet or article.title
    source = reader.indexes.of(study.articles.get(question.article))
    found = counterparts(source, question.span, reader.indexes.of(article), limit=CHOICES)
    if not found:
        return f"{name}: nothing near"
    nth = (question.times - 1) % len(found)
    best = found[nth]
    pane.selection = pane.selection.collapsed().over(best.span)
    line = reader.pane.view.viewport.line_of(question.span.start)
    pane.view.align(best.span.start, line or 0)
    place = f", {nth + 1} of {len(found)}" if len(found) > 1 else ""
    return f"{name}: {round(best.score * 100)}% sure{place}"
