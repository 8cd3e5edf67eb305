"""The side bar's links, driven by keys: what they show, their filter, their requests."""

import pytest

from annotations.link import ABSENT
from annotations.span import Span
from annotations.study.study import Study
from tests.hands import press, shown
from tests.linking import linked
from tests.screens.dialog_host import TEXT
from tests.widgets.side_host import Host, two_articles
from tui.widgets.filter_line import FilterLine
from tui.widgets.lists.listing import Listing
from tui.widgets.side.bar import SideBar


async def test_links_show_both_ends_and_lead_to_the_first() -> None:
    study = two_articles()
    ids = [highlight.id for highlight in study.highlights]
    linked(study, ids[1], ids[3], "contradicts")
    app = Host(study)
    async with app.run_test() as pilot:
        await press(pilot, ["3"])
        page = shown(app)
        assert "contradicts" in page
        assert "will stop sailing" in page
        assert "contradicts  The Ledger  Bridge ␛opens" in page
        assert "↔ The ferry" in page
        await press(pilot, ["enter"])
        source = next(iter(study.links)).source
        assert app.told == [SideBar.Chosen(next(iter(study.articles)).id, Span(10, 27), source)]


def three_links() -> Study:
    """Links from the ferry to the bridge and back, and a passage absent from the bridge article."""
    study = two_articles()
    ids = [highlight.id for highlight in study.highlights]
    linked(study, ids[2], ids[0], "adds")
    linked(study, ids[1], ids[3], "contradicts", note="[b]who lies?[/b]")
    linked(study, ids[0], list(study.articles)[1].id, ABSENT)
    return study


def relations(app: Host) -> list[str]:
    """The relations of the links listed, in order."""
    links = app.study.state.links
    listing = app.query_one("SideLinks Listing", Listing)
    return [links[one].relation for one in listing.roll.items if one in links]


async def test_links_stand_under_the_articles_where_they_begin() -> None:
    app = Host(three_links())
    async with app.run_test() as pilot:
        await press(pilot, ["3"])
        assert relations(app) == [ABSENT, "contradicts", "adds"]
        page = shown(app)
        assert page.index("Ferry stops") < page.index(ABSENT) < page.index("adds  Ferry stops")
        assert "absent from  The Ledger  Bridge ␛opens" in page
        assert "note: [b]who lies?[/b]" in page


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("relation:contra", ["contradicts"]),
        ('relation:"absent from"', [ABSENT]),
        ("note:", ["contradicts"]),
        ("note:nobody", []),
        ("will stop", ["contradicts"]),
        ("ledger", [ABSENT, "contradicts", "adds"]),
        ("second", ["adds"]),
        ("coder:bo", []),
        ("article:ferry relation:a", [ABSENT, "adds"]),
        ("article:fèrry relation:ABSÉNT", [ABSENT]),
        ("ledger -relation:contra", [ABSENT, "adds"]),
    ],
)
async def test_links_are_filtered_as_one_types(typed: str, found: list[str]) -> None:
    app = Host(three_links())
    async with app.run_test() as pilot:
        await press(pilot, ["3", "F"])
        app.query_one("SideLinks FilterLine", FilterLine).value = typed
        await pilot.pause()
        assert relations(app) == found


async def test_o_lists_the_links_that_begin_or_end_in_this_article() -> None:
    study = three_links()
    third = study.articles.add(
        "Of its own. " + TEXT, title="t", source="s", media_type="text/plain"
    )
    app = Host(study)
    async with app.run_test() as pilot:
        await press(pilot, ["3", "o"])
        assert len(relations(app)) == 3
        app.bar.set_article(third.article.id)
        await pilot.pause()
        assert relations(app) == []
        assert "No links in this article" in shown(app)
        await press(pilot, ["asterisk"])
        assert len(relations(app)) == 3


@pytest.mark.parametrize(
    ("key", "action"),
    [("apostrophe", "follow"), ("e", "relation"), ("a", "note"), ("d", "delete")],
)
async def test_what_is_to_be_done_to_a_link_is_asked_of_the_screen(key: str, action: str) -> None:
    app = Host(three_links())
    async with app.run_test() as pilot:
        await press(pilot, ["3", "j", key])
        assert app.told == [SideBar.LinkWants(action, list(app.study.links)[1].id)]
