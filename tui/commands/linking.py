"""Making links between passages, and following them."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

import msgspec
from msgspec.structs import replace

from annotations.article import Article
from annotations.errors import Refused
from annotations.highlight import Highlight
from annotations.link import ABSENT, Link
from annotations.study import Study
from annotations.study.highlights import Wanted
from annotations.study.linking import NewLink, join
from tui.commands.aiming import Aim, aim, first_words, settle
from tui.commands.dialogs import ask, later
from tui.commands.opening import go_to, show_beside
from tui.commands.phrases import undoes
from tui.commands.selecting import let_go
from tui.widgets.plain import cut

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.reader.reader import Reader

QUOTED = 24
"""The most cells of a passage that are quoted, so that 80 columns also have room for keys."""


class Linking(msgspec.Struct, frozen=True):
    """The mode between a link's first end and its second; only Esc has a special meaning."""

    start: Aim
    quote: str
    again: str
    """The key that ends the link, as it is displayed."""
    yields: ClassVar[bool] = False
    goal: ClassVar[str] = "the link"

    @property
    def hint(self) -> str:
        """How to go on, which even short lines must show, then what is being linked."""
        return f"link: go there, then {self.again} · Esc leaves · from “{cut(self.quote, QUOTED)}”"

    def key(self, reader: "Reader", key: str) -> bool:
        """Leave the mode on Esc, unless there is a selection, which Esc clears first."""
        if key != "escape" or not reader.pane.selection.empty:
            return False
        reader.mode = None
        return True


async def link(reader: "Reader") -> None:
    """Begin a link at the current target; the second time, end it and ask for its relation."""
    reader.study.check_editable()
    target = aim(reader)
    if not isinstance(reader.mode, Linking):
        reader.mode = Linking(target, target.excerpt(reader), reader.keymap.shown("linking.link"))
        let_go(reader.pane)
        return
    start = _start(reader, reader.mode)
    if start.article == target.article and start.span == target.span:
        raise Refused("A passage cannot be linked to itself; go to the other one.")
    relations = reader.study.links.relations()
    last = reader.memory.last_relation
    if last in relations:
        relations.remove(last)
        relations.insert(0, last)
    ends = " → ".join(f"“{cut(end.excerpt(reader), QUOTED)}”" for end in (start, target))
    await ask_relation(reader, relations, partial(_join, reader, start, target), about=ends)


def _start(reader: "Reader", linking: Linking) -> Aim:
    """The target where the link was begun, as it is now.

    If it is gone, end the mode and raise `Refused`.
    """
    study, start = reader.study, linking.start
    if start.highlight is not None:
        highlight = study.state.highlights.get(start.highlight.id)
        if highlight is not None:
            return Aim(highlight.article, highlight.span, highlight)
    elif start.article in study.state.articles:
        return replace(start, highlight=study.highlights.own_at(start.article, start.span))
    reader.mode = None
    raise Refused(f"The passage where this link began is gone; {linking.again} begins another.")


async def ask_relation(
    reader: "Reader", relations: list[str], chosen: "Callable[[str], None]", about: str = ""
) -> None:
    """Ask for a relation, which may be a new one; Enter alone takes the first of `relations`.

    `about` quotes the passages to be linked.
    """
    from tui.screens.ask import AskLine, Suggestions

    title = f"relation  {about}".rstrip()
    suggested = Suggestions(relations, first_usual=True, makes="Enter makes it a new relation")
    await ask(reader, AskLine(title, "", suggested), chosen)


def _join(reader: "Reader", start: Aim, end: Aim, relation: str) -> None:
    study = reader.study
    article = study.articles.get(end.article)
    target: Article | Highlight | Wanted = article if relation == ABSENT else _end(end)
    (made,) = join(study, [NewLink(_end(start), target, relation)])
    reader.memory.last_relation = relation
    reader.mode = None
    let_go(reader.pane)
    follows = f"{reader.keymap.shown('linking.follow')} follows it"
    if relation == ABSENT:
        # The link ends at the whole article here: there is no highlight to follow it from.
        relation, follows = f"{ABSENT} {cut(article.known_as, QUOTED)}", ""
    else:
        # Make this highlight the target of `follow`, even if a shorter one is there too.
        settle(reader, study.highlights.get(made.target))
    told = filter(None, (f"linked: {relation}", follows, undoes(reader)))
    reader.say(" · ".join(told))


def _end(target: Aim) -> Highlight | Wanted:
    return target.highlight or Wanted(target.article, target.span)


async def follow(reader: "Reader") -> None:
    """Go to the other end of the target's link; if it has several, ask which."""
    highlight = aim(reader, make=False).highlight
    links = reader.study.links.of(highlight.id) if highlight else []
    if highlight is None or not links:
        makes = reader.keymap.shown("linking.link")
        raise Refused(f"No link begins or ends here; {makes} makes one.")
    if len(links) == 1:
        await go_to_end(reader, links[0].other_end(highlight.id))
        return
    from tui.screens.ask import AskLine, Suggestions

    said = {
        f"{n}  {described(reader.study, one, highlight.id)}": one for n, one in enumerate(links, 1)
    }

    def answered(chosen: str) -> None:
        if chosen in said:
            end = said[chosen].other_end(highlight.id)
            later(reader, lambda reader: go_to_end(reader, end))

    dialog = AskLine("follow which link", "", Suggestions(list(said), only=True))
    await ask(reader, dialog, answered)


async def go_to_end(reader: "Reader", end: str) -> None:
    """Go to a highlight or an article, given by id; if not in a pane, open it beside this one."""
    from tui.commands.marking import visit

    study = reader.study
    if end in study.state.articles:
        if pane := reader.panes.showing(end):
            reader.memory.leave(reader.pane)
            reader.panes.focus_pane(pane)
        else:
            await show_beside(reader, end)
        reader.say(f"{ABSENT}: {study.articles.get(end).title}")
        return
    highlight = study.highlights.get(end)
    if reader.panes.showing(highlight.article) is None:
        await show_beside(reader, highlight.article)
    go_to(reader, highlight.article, highlight.span)
    visit(reader, reader.pane, highlight)


def described(study: Study, link: Link, here: str) -> str:
    """A link in one line, seen from one end: direction, relation, the other end's words."""
    there = link.other_end(here)
    # The relation comes first, because a narrow terminal cuts off the end.
    told = f"{link.sign_from(here)} {link.relation}: "
    if there in study.state.articles:
        return told + study.articles.get(there).title
    highlight = study.highlights.get(there)
    title = study.articles.get(highlight.article).title
    return f"{told}“{first_words(highlight.quote)}” {title}"
