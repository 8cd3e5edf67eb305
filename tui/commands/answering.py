"""Finds a passage's counterpart in another article, shows it, and says how sure it is.

The caller decides which passage is asked about, and in which panes to answer.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from annotations.highlight import excerpt
from annotations.span import Span
from tui.commands.aiming import first_words
from tui.widgets.pane import ArticlePane

if TYPE_CHECKING:
    from annotations.article import Article
    from annotations.compare.counterparts.index import Index
    from tui.reader.reader import Reader

CHOICES = 5
"""The most counterparts found per article; asking again goes through them, best first."""

PERHAPS = 0.2
"""The least certainty, 0 to 1, of a passage that is shown to a user who asks again after no answer
was sure."""

NAME = 30
"""The most code points of an article's name, to leave room for its answer."""

NOTHING = "nothing near"
"""The answer of an article in which no passage says the same."""

MOST_NUMBERS = 3
"""The most numbers listed for each of two passages whose numbers differ."""

FEW_TIMES = 2
"""The most presses of a key that a hint spells out; for more, it gives their number."""


class Question(msgspec.Struct, frozen=True):
    """A passage whose counterparts were asked for, and how many times in a row."""

    article: str
    span: Span
    times: int = 1


class Answer(msgspec.Struct, frozen=True):
    """A passage that may say the same, words on how sure that is, and whether it is sure."""

    span: Span
    said: str
    sure: bool = True


class Reply(msgspec.Struct, frozen=True):
    """What an article answers, and what it is called.

    `is_near` is whether it says the same anywhere, `is_read` whether it has been read for comparing
    yet. Where its pane waits behind the others, `way` is the keys that lead to the `passage`.
    """

    name: str
    said: str
    is_near: bool = True
    is_read: bool = True
    way: str = ""
    passage: str = ""


def said(replies: list[Reply]) -> str:
    """Join the replies into a line: counterparts in visible panes, in hidden ones, the rest."""
    read, unread = ([one for one in replies if one.is_read is wanted] for wanted in (True, False))
    near, far = ([one for one in read if one.is_near is wanted] for wanted in (True, False))
    # Only if no article has a counterpart is it worth saying what asking again would show.
    more = [] if near else [one for one in far if one.said != NOTHING]
    if len(far) - len(more) > 1:
        others = Reply(f"{len(far) - len(more):,} others", NOTHING, is_near=False)
        far = [*more, others]
    seen, unseen = ([one for one in near if bool(one.way) is wanted] for wanted in (False, True))
    # Quote a hidden pane's passage only if it is the only one: several would not fit.
    quoted = len(unseen) == 1
    return " · ".join(_told(one, quoted=quoted) for one in [*seen, *unseen, *far, *unread])


def _told(reply: Reply, *, quoted: bool) -> str:
    way = f" ({reply.way})" if reply.way else ""
    passage = f", “{reply.passage}”" if reply.way and quoted else ""
    return f"{excerpt(reply.name, NAME)}{way}: {reply.said}{passage}"


def answered(
    reader: "Reader",
    question: Question,
    source: "Index",
    pane: ArticlePane,
    names: Mapping[str, str],
) -> Reply:
    """Select the answer in a pane, level with the question, and return the reply to show.

    `names` maps article ids to the names to call them by.
    """
    article = reader.study.articles.get(pane.article.id if pane.article else "")
    name = names[article.id]
    asks = reader.keymap.shown("comparing.counterpart")
    answers = _answers(reader, question, source, article)
    if answers is None:
        return Reply(name, f"still being read, {asks} again soon", is_read=False)
    sure = [answer for answer in answers if answer.sure]
    if not sure and (question.times == 1 or not answers):
        more = f", {asks} again: {answers[0].said}" if answers else ""
        return Reply(name, f"{NOTHING}{more}", is_near=False)
    nth = (question.times - (1 if sure else 2)) % len(answers)
    best = answers[nth]
    pane.selection = pane.selection.collapsed().over(best.span)
    line = reader.pane.view.viewport.line_of(question.span.start)
    pane.view.align(best.span.start, line or 0)
    place = f", {nth + 1:,} of {len(answers):,}" if len(answers) > 1 else ""
    if question.times > 1 and sure == answers[:1]:
        place = place or ", no other"
    passage = first_words(best.span.of(article.text))
    return Reply(name, f"{best.said}{place}", way=_way(reader, pane), passage=passage)


def _way(reader: "Reader", pane: ArticlePane) -> str:
    """The keys that lead to a pane hidden behind the others; empty if it is visible."""
    panes = reader.panes
    if pane in panes.shown:
        return ""
    on = (panes.order.index(pane) - panes.order.index(reader.pane)) % len(panes.order)
    back = len(panes.order) - on
    times, action = min((on, "arranging.next"), (back, "arranging.previous"))
    key = reader.keymap.shown(action)
    return " ".join([key] * times) if times <= FEW_TIMES else f"{key} {times} times"


def _answers(
    reader: "Reader", question: Question, source: "Index", article: "Article"
) -> list[Answer] | None:
    """The passages the user linked, then those that say the same, then those that perhaps do.

    None if nothing is linked and the article has not been indexed yet.
    """
    from annotations.compare.counterparts.finding import THRESHOLD, counterparts

    links = reader.study.links.between(question.article, article.id)
    answers = [
        Answer(there, f"linked: {link.relation}")
        for here, there, link in links
        if here.overlaps(question.span)
    ]
    target = reader.indexes.ready(article)
    if target is None:
        return answers or None
    for found in counterparts(source, question.span, target, limit=CHOICES, threshold=PERHAPS):
        sure = found.score >= THRESHOLD
        percent = f"{round(found.score * 100)}%"
        if not any(found.span.overlaps(answer.span) for answer in answers):
            said = f"perhaps, {percent}"
            if sure:
                said = f"{percent} sure{_numbers_told(source, question.span, target, found.span)}"
            answers.append(Answer(found.span, said, sure))
    return answers


def _numbers_told(source: "Index", here: Span, target: "Index", there: Span) -> str:
    """A phrase that lists the numbers in which two passages differ; empty if they do not."""
    from annotations.compare.counterparts.figures import numbers_apart, written

    apart = numbers_apart(here.of(source.text), there.of(target.text))
    if apart is None:
        return ""
    ours, theirs = (", ".join(map(written, numbers[:MOST_NUMBERS])) for numbers in apart)
    return f", numbers differ: {ours} here, {theirs} there"
