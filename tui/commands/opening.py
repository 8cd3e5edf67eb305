"""Opening articles in the panes: by choice, from the library, by event, or when one is done."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from annotations.errors import Refused
from annotations.span import Span
from tui.commands.dialogs import ask, later
from tui.commands.phrases import no_article, undoes
from tui.counted import counted
from tui.widgets.pane import ArticlePane

if TYPE_CHECKING:
    from tui.reader.reader import Reader

MOST_PANES = 8
"""The most articles that are opened side by side; the rest stay in the library."""

AT_FIRST = 2
"""How many articles of the first event are opened if no pane shows any article."""


def show(reader: "Reader", pane: ArticlePane, article: str) -> None:
    """Show an article in a pane, at the place where it was left."""
    pane.show(reader.study.articles.get(article), reader.memory.place(article))


def show_here(reader: "Reader", pane: ArticlePane, article: str) -> None:
    """Show an article in a pane; if a hidden pane shows it already, swap the two panes.

    Otherwise the article would be in two panes, and the one shown in this pane would be in none.
    """
    reader.memory.leave(pane)
    waiting = reader.panes.showing(article)
    if waiting is None or waiting in reader.panes.shown or pane.article is None:
        show(reader, pane, article)
        return
    reader.panes.exchange(pane, waiting)
    reader.panes.focus_pane(waiting)


def keep_up(reader: "Reader", pane: ArticlePane) -> None:
    """Update a pane's article after an edit of the study.

    The pane is emptied if the article was removed, and shows it again, at its place, once it is
    back.
    """
    articles = reader.study.state.articles
    if pane.article is not None and pane.article.id not in articles:
        lost = pane.place
        pane.show(None)
        pane.lost = lost
    elif pane.lost is not None and pane.lost.article in articles:
        pane.show(articles[pane.lost.article], pane.lost)
    elif pane.article is not None:
        pane.article = articles[pane.article.id]


async def show_beside(reader: "Reader", article: str) -> None:
    """Show an article in the pane after this one, adding one if there is none; focus it."""
    reader.memory.leave(reader.pane)
    if len(reader.panes.order) == 1:
        await reader.panes.add()
    else:
        reader.panes.step(1)
    show(reader, reader.pane, article)


def go_to(
    reader: "Reader", article: str, span: Span, *, select: bool = False, leave: bool = True
) -> None:
    """Put the caret at a passage, in the pane that shows its article, or else in this one.

    `select` selects the passage; `leave` remembers the place that is left, for going back.
    """
    if leave:
        reader.memory.leave(reader.pane)
    pane = reader.panes.showing(article) or reader.pane
    if pane.article is None or pane.article.id != article:
        show(reader, pane, article)
    reader.panes.focus_pane(pane)
    none = pane.selection.collapsed()
    pane.selection = none.over(span) if select else none.moved_to(span.start)
    pane.view.reveal(span.start, where="third")


async def choose(reader: "Reader", left: Callable[[], object] = lambda: None) -> None:
    """Ask which article this pane should show; `left` is called if none is chosen."""
    from tui.screens.chooser import ArticleChooser

    pane = reader.pane
    reader.study.settle()
    if not len(reader.study.articles):
        left()
        raise no_article(reader)

    dialog = ArticleChooser(reader.study, opened(reader), replaces=pane.article is not None)
    await ask(reader, dialog, partial(show_here, reader, pane), left)


async def library(reader: "Reader") -> None:
    """Open the library, and show the articles chosen there in the panes."""
    from tui.screens.library.screen import LibraryScreen

    def chosen(articles: tuple[str, ...]) -> None:
        if len(articles) == 1:
            show_here(reader, reader.pane, articles[0])
        else:
            later(reader, lambda reader: side_by_side(reader, articles))

    reader.study.settle()
    await ask(reader, LibraryScreen(reader.study, opened(reader), reader.say), chosen)


async def done(reader: "Reader") -> None:
    """Set the status of this pane's article to done, and go on to the next one that is not.

    If there are several panes and the next article is in none and of another event, all articles of
    that event are opened.
    """
    article = reader.pane.article
    if article is None:
        raise no_article(reader)
    if reader.study.state.articles[article.id].status != "done":
        reader.study.articles.set(article.id, status="done")
    groups = reader.study.articles.events().values()
    every = [one for group in groups for one in group]
    at = [one.id for one in every].index(article.id)
    left = [one.id for one in [*every[at:], *every[:at]] if one.status != "done"]
    if not left:
        reader.say(f"done, as all {counted(len(every), 'article')} now; {undoes(reader)}")
        return
    said = f"done, {len(every) - len(left):,} of {len(every):,}; {undoes(reader)}"
    event = reader.study.state.articles[left[0]].event
    pane = reader.panes.showing(left[0])
    if event and event != article.event and pane is None and len(reader.panes.order) > 1:
        group = [one.id for one in every if one.event == event]
        await side_by_side(reader, group, f"{said} · next: {event}")
        if pane := reader.panes.showing(left[0]):
            reader.panes.focus_pane(pane)
        return
    if pane in reader.panes.shown:
        reader.panes.focus_pane(pane)
    else:
        show_here(reader, reader.pane, left[0])
    reader.say(said)


def opened(reader: "Reader") -> list[str]:
    """The ids of the articles in the panes, the focused pane's first."""
    panes = [reader.pane, *reader.panes.order]
    return list(dict.fromkeys(pane.article.id for pane in panes if pane.article))


async def side_by_side(reader: "Reader", articles: Sequence[str], said: str = "") -> None:
    """Show articles in the panes, one each, from left to right, at most `MOST_PANES`.

    Then show the message `said`, and how many articles were left out.
    """
    for pane in reader.panes.order:
        reader.memory.leave(pane)
    more = len(articles) - MOST_PANES
    articles = articles[:MOST_PANES]
    reader.panes.zoomed = False
    await reader.panes.set_count(len(articles))
    for pane, article in zip(reader.panes.order, articles, strict=False):
        show(reader, pane, article)
    reader.panes.focus_pane(reader.panes.order[0])
    left_out = f"{counted(more, 'article')} more not opened" if more > 0 else ""
    if words := " · ".join(filter(None, [said, left_out])):
        reader.say(words)
    reader.lines.refresh()


async def next_event(reader: "Reader") -> None:
    """Put the next event's articles into the panes."""
    await _step_event(reader, 1)


async def previous_event(reader: "Reader") -> None:
    """Put the previous event's articles into the panes."""
    await _step_event(reader, -1)


async def _step_event(reader: "Reader", by: int) -> None:
    events = {name: group for name, group in reader.study.articles.events().items() if name}
    if not events:
        library = reader.keymap.shown("opening.library")
        raise Refused(f"No article has an event yet; {library} opens the library, where i sets it.")
    names = list(events)
    shown = next(iter(opened(reader)), "")
    event = reader.study.state.articles[shown].event if shown else ""
    start = -1 if by > 0 else 0
    at = (names.index(event) if event in names else start) + by
    name = names[at % len(names)]
    told = f"{name}: event {at % len(names) + 1:,} of {len(names):,}"
    await side_by_side(reader, [article.id for article in events[name]], told)
