"""What the reader says about keys is true of the keys that the settings assign."""

import re
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import pytest

from tests.hands import shown, until
from tests.reader.conftest import Session
from tests.screens.dialog_host import a_study
from tui.actions import ACTIONS, BY_ID
from tui.commands import link_edits
from tui.keymap import Keymap
from tui.widgets.side.highlights import SideHighlights
from tui.widgets.side.hits import SideHits
from tui.widgets.side.links import SideLinks
from tui.widgets.side.list import SideList
from tui.widgets.side.tags import SideTags

ONE = "The bakery sells cinnamon buns to soldiers before dawn. Nobody said why."
TWO = "Ten lost their passes. It was a Monday."

OWN = {action.id: (chr(0x4E00 + number),) for number, action in enumerate(ACTIONS)}
"""A different key for every action, one that occurs in no message by chance."""

Steps = Callable[[Session], Awaitable[object]]


async def do(session: Session, *steps: str) -> None:
    """Perform actions given by id, whatever their keys; other steps are typed."""
    for step in steps:
        if step in BY_ID:
            session.reader.lines.forget()
            await session.reader.do(BY_ID[step])
            await session.pilot.pause()
        elif step == "enter":
            await session.press(step)
        else:
            await session.type(step)


def by(*steps: str) -> Steps:
    """A function that performs these steps in a session."""
    return partial(_by, steps)


async def _by(steps: tuple[str, ...], session: Session) -> None:
    await do(session, *steps)


LINKED = ("linking.link", "arranging.next", "linking.link", "adds", "enter")


async def link_deleted(session: Session) -> None:
    await do(session, *LINKED)
    await session.reader.attempt(
        lambda reader: link_edits.delete(reader, next(iter(reader.study.links)))
    )


async def relation_edited(session: Session) -> None:
    await do(session, *LINKED)
    await session.reader.attempt(
        lambda reader: link_edits.edit_relation(reader, next(iter(reader.study.links)))
    )
    await do(session, "supports", "enter")


async def beginning_gone(session: Session) -> None:
    await do(session, "tagging.plain", "linking.link", "studying.undo", "linking.link")


async def no_article(session: Session, *steps: str) -> None:
    session.study.articles.remove(session.reader.pane.article.id)
    await session.pilot.pause()
    await do(session, *steps)


async def nowhere_articles(session: Session) -> None:
    for article in list(session.study.articles):
        session.study.articles.remove(article.id)
    await do(session, "comparing.matrix")


async def told_alone(session: Session, *steps: str) -> None:
    await until(lambda: session.reader.told_here.alone(session.reader.pane) is not None)
    await do(session, *steps)


SAID: dict[str, tuple[Steps, str]] = {
    "a highlight is deleted": (
        by("tagging.plain", "marking.delete"),
        "deleted; {studying.undo} undoes",
    ),
    "a link is deleted": (link_deleted, "deleted; {studying.undo} undoes"),
    "a relation is edited": (relation_edited, "relation: supports · {studying.undo} undoes"),
    "a link is begun": (by("linking.link"), "go there, then {linking.link} · Esc leaves"),
    "a link is made": (
        by(*LINKED),
        "linked: adds · {linking.follow} follows it · {studying.undo} undoes",
    ),
    "no link is there": (
        by("tagging.plain", "linking.follow"),
        "No link begins or ends here; {linking.link} makes one.",
    ),
    "a link's beginning is gone": (beginning_gone, "is gone; {linking.link} begins another."),
    "no article to mark": (
        lambda session: no_article(session, "tagging.plain"),
        "There is no article in this pane; {opening.choose} chooses one.",
    ),
    "no article to compare": (
        lambda session: no_article(session, "comparing.counterpart"),
        "There is no article in this pane; {opening.choose} chooses one.",
    ),
    **{
        f"no other article, {action}": (
            by("arranging.close", f"comparing.{action}"),
            "There is no other article open; {arranging.add} opens one beside this.",
        )
        for action in ("counterpart", "only_here", "tag_only_here", "absent_elsewhere")
    },
    "no articles at all": (
        nowhere_articles,
        "{opening.library} opens the library, + there adds one.",
    ),
    "the only pane": (
        by("arranging.close", "arranging.close"),
        "This is the only pane; {studying.quit} quits.",
    ),
    "edges are moved": (
        by("tagging.plain", "marking.respan"),
        "move the edge, {selecting.other_end} takes the other edge · Enter saves",
    ),
    "no event": (
        by("opening.next_event"),
        "{opening.library} opens the library, where i sets it.",
    ),
    "every occurrence is tagged": (
        by("tagging.every_occurrence", "frame", "enter", "enter"),
        "tagged 1 passage with frame; {studying.undo} undoes",
    ),
    "a key is given": (
        by("tagging.digit:5", "frame", "enter"),
        "tagged frame; {tagging.digit:5} sets it now",
    ),
    "told here alone, tagged": (
        lambda session: told_alone(session, "comparing.tag_only_here", "frame", "enter"),
        "tagged 2 sentences frame; {studying.undo} undoes",
    ),
    "told here alone, linked": (
        lambda session: told_alone(session, "comparing.absent_elsewhere", "enter"),
        "made 2 links; {studying.undo} undoes",
    ),
    "nothing was searched for": (
        by("searching.next"),
        "Nothing has been searched for yet; {searching.ask} searches.",
    ),
    "a hit is taken": (
        by("searching.ask", "buns", "enter"),
        "{searching.next} next · {searching.previous} previous "
        "· {tagging.every_occurrence} tags all · {selecting.cancel} leaves",
    ),
    "the side bar has the keys": (
        by("listing.enter"),
        "{listing.enter} to the text · {listing.toggle} next list · {studying.undo} undo"
        " · {studying.help} help · Esc closes",
    ),
}


@pytest.mark.parametrize(("steps", "said"), SAID.values(), ids=SAID)
async def test_a_sentence_names_the_keys_of_the_settings(
    opened: Any, steps: Steps, said: str
) -> None:
    async with opened((160, 40), texts=(ONE, TWO)) as session:
        session.reader.keymap = Keymap(OWN)
        await steps(session)
        expected = re.sub(r"\{(.+?)\}", lambda action: OWN[action[1]][0], said)
        assert expected in " ".join(session.footer().split())


async def test_what_a_counterpart_says_names_the_keys_of_the_settings(opened: Any) -> None:
    texts = (
        "The mission closes on 1 November, the minister Sergei Lavrov said in Moscow on Monday.",
        "A shop opens on Monday.\n\nNothing else happened in the harbour that day.",
    )
    async with opened((80, 24), texts=texts) as session:
        session.reader.keymap = Keymap(OWN)
        await do(session, "comparing.counterpart")
        assert f", {OWN['comparing.counterpart'][0]} again: perhaps" in session.footer()
        await do(session, "comparing.counterpart")
        said = " ".join(session.footer().split())
        assert f" ({OWN['arranging.next'][0]}): perhaps" in said


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        (SideHighlights, "press a tag's digit or <tagging.plain>."),
        (SideTags, "press <tagging.pick> and type a name."),
        (SideLinks, "Press <linking.link> on one passage, then <linking.link> on another."),
        (SideHits, "Search all articles with <searching.ask_all>;"),
    ],
)
def test_an_empty_list_names_the_keys_of_the_settings(listed: type[SideList], said: str) -> None:
    assert said in listed(a_study(), "<{}>".format, print).nothing()


async def test_an_empty_pane_names_the_key_that_fills_it(opened: Any) -> None:
    async with opened((160, 40), texts=(ONE, TWO)) as session:
        await do(session, "arranging.close")
        session.reader.keymap = Keymap(OWN)
        await do(session, "arranging.add", "enter")
        await no_article(session)
        key = OWN["opening.choose"][0]
        assert f"no article: {key} chooses one" in shown(session.app)


def test_an_action_without_a_key_is_found_in_the_palette() -> None:
    keymap = Keymap({"studying.undo": (), "listing.enter": (), "listing.toggle": ("f6",)})
    assert keymap.shown("studying.undo") == "“undo” in the palette"
    assert keymap.shown("arranging.next") == "Tab"
    assert keymap.hints(("listing.enter", "back"), ("listing.toggle", "next list")) == (
        "f6 next list"
    )
    assert keymap.hints(("listing.enter", "back")) == ""
