"""Comparing the open articles: counterparts, and what only one of them tells."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from annotations.article import names_apart
from annotations.errors import Refused
from annotations.link import ABSENT
from annotations.span import Passage, Span
from annotations.study.highlights import Wanted
from annotations.study.linking import NewLink, join
from tui.commands.answering import Question, answered, said
from tui.commands.dialogs import ask
from tui.commands.opening import go_to
from tui.commands.phrases import how_to_have_one, no_article, undoes
from tui.counted import counted
from tui.widgets.pane import ArticlePane

if TYPE_CHECKING:
    from annotations.change import Change
    from tui.reader.reader import Reader
    from tui.screens.tag_picker import Picked

FEW_WORDS = 4
"""A selection of fewer words is extended to whole sentences: it says too little alone."""


def counterpart(reader: "Reader") -> None:
    """Show the counterpart of the passage in every other pane; again, the next best."""
    question = _question(reader)
    source = reader.indexes.of(reader.study.articles.get(question.article))
    names = names_apart(reader.panes.articles)
    replies = [answered(reader, question, source, pane, names) for pane in _others(reader)]
    # Asking again because an article was not indexed yet must not advance the other panes.
    unread = any(not one.is_read for one in replies)
    reader.memory.question = replace(question, times=question.times - 1) if unread else question
    reader.say(said(replies))


def _question(reader: "Reader") -> Question:
    pane = reader.pane
    if pane.article is None:
        raise no_article(reader)
    if not _others(reader):
        raise _no_other(reader)
    text = pane.structure.text
    span = pane.selected
    if len(span.of(text).split()) < FEW_WORDS:
        start = span.start if span else pane.caret
        begins = pane.structure.sentence_at(start)
        # In a script without spaces, even so few words may be several sentences.
        ends = pane.structure.sentence_at(max(span.end - 1, start))
        span = Span(begins.start, max(begins.end, ends.end)).trimmed(text)
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


def _no_other(reader: "Reader") -> Refused:
    """The error when no other article is open to compare with."""
    key = reader.keymap.shown("arranging.add")
    return Refused(f"There is no other article open; {key} opens one beside this.")


def scroll_together(reader: "Reader") -> None:
    """Switch to the next way of scrolling the panes together, or to each alone."""
    reader.together.turn()
    reader.say(f"scroll together: {reader.together.way}")


def only_here(reader: "Reader") -> None:
    """Dim what other open articles tell as well, or stop dimming it."""
    if not _others(reader) and not reader.told_here.on:
        raise _no_other(reader)
    reader.told_here.toggle()


async def matrix(reader: "Reader") -> None:
    """Open the compare screen, and go to the passage chosen there, if any."""
    from tui.screens.compare.query import begun
    from tui.screens.compare.screen import CompareScreen

    reader.study.settle()
    if not len(reader.study.articles):
        raise Refused(f"There are no articles to compare; {how_to_have_one(reader)}.")

    opened = [article.id for article in reader.panes.articles]
    screen = CompareScreen(reader.study, begun(reader.study, opened, reader.memory.comparison))

    def left() -> None:
        reader.memory.comparison = screen.visit

    def chosen(choice: Passage) -> None:
        left()
        go_to(reader, choice.article, choice.span)

    await ask(reader, screen, chosen, left)


async def tag_only_here(reader: "Reader") -> None:
    """Ask for tags, and tag each sentence told here alone with them, as one change."""
    reader.study.check_editable()
    from tui.screens.drafting import take_in
    from tui.screens.tag_picker import TagPicker
    from tui.screens.writing import tell

    wanted = await _told_here(reader)
    about = f"{counted(len(wanted), 'sentence')} told here alone"

    def picked(answer: "Picked") -> None:
        def tagged(change: "Change") -> None:
            count = counted(change.counts["highlights"], "sentence")
            reader.memory.tagged(answer.tags)
            tell(reader.app, f"tagged {count} {', '.join(answer.tags)}; {undoes(reader)}")

        if answer.tags:
            made = [Wanted(one.article, one.span, answer.tags) for one in wanted]
            draft = reader.study.highlights.marking(made, "tag what is told here alone")
            take_in(reader.app, draft, f"tagging {about}…", tagged)

    dialog = TagPicker(reader.study, (), reader.memory.recent_tags, about)
    await ask(reader, dialog, picked)


async def absent_elsewhere(reader: "Reader") -> None:
    """Link each sentence that is told here alone as absent from the other open articles."""
    reader.study.check_editable()
    from tui.screens.ask import Confirm

    wanted = await _told_here(reader)
    others = {other.id: other for _, other in reader.told_here.others(reader.pane)}
    joints = [
        NewLink(reader.study.highlights.own_at(one.article, one.span) or one, other, ABSENT)
        for one in wanted
        for other in others.values()
    ]

    def confirmed(yes: bool) -> None:
        if yes:
            join(reader.study, joints, "link what is told here alone")
            reader.say(f"made {counted(len(joints), 'link')}; {undoes(reader)}")

    called = names_apart(reader.panes.articles)
    names = ", ".join(called[id] for id in others)
    sentence = (
        f"Link {counted(len(wanted), 'sentence')}, told here alone as far as diptych can tell, as "
        f"absent from {names}?"
    )
    await ask(reader, Confirm(sentence, "link them"), confirmed)


async def _told_here(reader: "Reader") -> list[Wanted]:
    """The sentences of this pane's article that no other open article tells."""
    article = reader.pane.article
    if article is None or not _others(reader):
        raise _no_other(reader)
    if not reader.told_here.others(reader.pane):
        raise Refused(f"{reader.told_here.foreign}.")
    alone = await reader.told_here.worked_out(reader.pane)
    if alone is None:
        raise Refused("The articles are still being compared; try again in a moment.")
    if not alone:
        raise Refused("There is nothing that is told here alone.")
    return [Wanted(article.id, span) for span in alone]
