"""Comparing what is open: who says the same where, and what is told here alone."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotations.errors import Refused
from annotations.link import ABSENT
from annotations.span import Span
from annotations.study.highlights import Wanted
from annotations.study.joining import Joint, join
from tui.commands.dialogs import ask
from tui.commands.opening import go_to, opened
from tui.text.motion import visible_part
from tui.widgets.counted import counted
from tui.widgets.pane import ArticlePane

if TYPE_CHECKING:
    from tui.reader.reader import Reader
    from tui.screens.compare_asked import CompareChoice
    from tui.screens.tag_picker import Picked

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


def scroll_together(reader: "Reader") -> None:
    """Scroll the panes together the next way, or each alone again."""
    reader.together.turn()
    reader.say(f"scroll together: {reader.together.way}")


def only_here(reader: "Reader") -> None:
    """Dim what other open articles tell as well, or show all alike again."""
    if not _others(reader) and not reader.told_here.on:
        raise Refused("There is no other article open; + opens one beside this.")
    reader.told_here.toggle()


async def matrix(reader: "Reader") -> None:
    """Open the compare screen; a passage chosen there is gone to."""
    from tui.screens.compare import CompareScreen
    from tui.screens.compare_asked import begun

    if not len(reader.study.articles):
        raise Refused("There are no articles to compare; O opens the library, which adds them.")

    screen = CompareScreen(
        reader.study, begun(reader.study, opened(reader), reader.memory.comparison)
    )

    def chosen(choice: "CompareChoice | None") -> None:
        reader.memory.comparison = screen.visit
        if choice is not None:
            go_to(reader, choice.article, choice.span)

    await ask(reader, screen, chosen)


async def tag_only_here(reader: "Reader") -> None:
    """Highlight each sentence that is told here alone, under tags to be chosen, as one change."""
    from tui.screens.tag_picker import TagPicker

    wanted = _told_here(reader)

    def picked(answer: "Picked | None") -> None:
        if answer is not None and answer.tags:
            made = [Wanted(one.article, one.span, answer.tags) for one in wanted]
            count = reader.study.highlights.mark_all(made, "tag what is told here alone")
            reader.memory.tagged(answer.tags)
            reader.say(f"tagged {counted(count, 'sentence')} {', '.join(answer.tags)}; u undoes")

    about = f"{counted(len(wanted), 'sentence')} told here alone"
    dialog = TagPicker(reader.study, (), reader.memory.recent_tags, about)
    await ask(reader, dialog, picked)


async def absent_elsewhere(reader: "Reader") -> None:
    """Link each sentence that is told here alone as absent from the other open articles."""
    from tui.screens.ask import Confirm

    wanted = _told_here(reader)
    others = {pane.article.id: pane.article for pane in _others(reader) if pane.article}
    joints = [
        Joint(reader.study.highlights.equal(one.article, one.span) or one, other, ABSENT)
        for one in wanted
        for other in others.values()
    ]

    def answered(yes: bool | None) -> None:
        if yes:
            join(reader.study, joints, "link what is told here alone")
            reader.say(f"made {counted(len(joints), 'link')}; u undoes")

    names = ", ".join(article.outlet or article.title for article in others.values())
    sentence = f"Link {counted(len(wanted), 'sentence')} told here alone as absent from {names}?"
    await ask(reader, Confirm(sentence, "link them"), answered)


def _told_here(reader: "Reader") -> list[Wanted]:
    """The sentences of this pane's article that no other open article tells."""
    article = reader.pane.article
    if article is None or not _others(reader):
        raise Refused("There is no other article open; + opens one beside this.")
    alone = reader.told_here.alone(reader.pane)
    if alone is None:
        raise Refused("The articles are still being compared; try again in a moment.")
    if not alone:
        raise Refused("There is nothing that is told here alone.")
    return [Wanted(article.id, span) for span in alone]
