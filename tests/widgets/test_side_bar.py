"""The side bar, driven by keys: its four lists, the filter, and its messages to the screen."""

from textwrap import fill

import pytest
from textual.widgets import Input

from annotations.span import Passage, Span
from annotations.structure import Structure
from annotations.study import Study
from tests.hands import burst, press, shown, until
from tests.screens.dialog_host import a_study
from tests.widgets.side_host import Host, two_articles
from tui.widgets.filter_line import FilterLine
from tui.widgets.lists.listing import Listing
from tui.widgets.side.bar import SideBar
from tui.widgets.side.highlights import SideHighlights
from tui.widgets.side.hits import in_context


async def test_all_highlights_stand_under_their_articles() -> None:
    app = Host(two_articles())
    async with app.run_test() as pilot:
        await pilot.pause()
        page = shown(app)
        rows = [row.strip(" │›") for row in page.splitlines()]
        assert rows.index("all articles · 4") > 0
        order = [
            "Ferry stops",
            "ferry",
            "will stop sailing",
            "Bridge",
            "A second text",
            "The ferry",
        ]
        places = [next(n for n, row in enumerate(rows) if row.startswith(name)) for name in order]
        assert places == sorted(places)


async def test_text_is_shown_as_it_is_written_and_does_no_harm() -> None:
    app = Host(two_articles())
    async with app.run_test() as pilot:
        await pilot.pause()
        page = shown(app)
        assert "note: [b]both[/b]" in page
        assert "Bridge ␛opens" in page


def second_of(study: Study) -> SideBar.Chosen:
    """The message sent when the second highlight is chosen."""
    highlight = list(study.highlights)[1]
    return SideBar.Chosen(highlight.article, Span(10, 27), highlight.id)


async def test_enter_tells_where_to_go() -> None:
    app = Host(two_articles())
    async with app.run_test() as pilot:
        await press(pilot, ["down", "enter"])
        assert app.told == [second_of(app.study)]


async def test_a_click_tells_where_to_go() -> None:
    app = Host(two_articles())
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.click("SideHighlights Listing", offset=(5, 5))
        assert app.told == [second_of(app.study)]


@pytest.mark.parametrize(
    ("key", "action"),
    [("a", "note"), ("t", "tags"), (".", "again"), ("d", "delete"), ("delete", "delete")],
)
async def test_edits_are_asked_of_the_screen(key: str, action: str) -> None:
    app = Host(two_articles())
    async with app.run_test() as pilot:
        await press(pilot, ["j", key])
        assert app.told == [SideBar.Wants(action, list(app.study.highlights)[1].id)]


async def test_escape_goes_back_to_the_text() -> None:
    app = Host(two_articles())
    async with app.run_test() as pilot:
        await press(pilot, ["escape"])
        assert [type(message) for message in app.told] == [SideBar.Left]


async def test_o_lists_this_article_only_and_all_again() -> None:
    app = Host(two_articles())
    async with app.run_test() as pilot:
        await press(pilot, ["o"])
        assert app.quotes == ["ferry", "will stop sailing"]
        app.bar.set_article(list(app.study.articles)[1].id)
        assert app.quotes == ["A second text", "The ferry"]
        await press(pilot, ["o"])
        assert len(app.quotes) == 4


async def test_the_filter_narrows_the_list_as_one_types() -> None:
    app = Host(two_articles())
    async with app.run_test() as pilot:
        await press(pilot, ["F", *"tag:tone"])
        assert app.quotes == ["will stop sailing", "The ferry"]
        await press(pilot, [*" coder:bo"])
        assert app.quotes == ["The ferry"]


async def test_letters_typed_in_the_filter_are_no_keys() -> None:
    app = Host(two_articles())
    async with app.run_test() as pilot:
        await press(pilot, ["F", *"adot14", "backspace"])
        assert app.query_one("SideHighlights Input", Input).value == "adot1"
        assert app.told == []


async def test_a_filter_stays_when_one_goes_into_the_list_and_goes_with_escape() -> None:
    app = Host(two_articles())
    async with app.run_test() as pilot:
        await press(pilot, ["F", *"text", "enter"])
        assert app.quotes == ["A second text"]
        assert isinstance(app.focused, Listing)
        await press(pilot, ["F", "escape"])
        assert len(app.quotes) == 4
        assert isinstance(app.focused, Listing)
        assert app.told == []


async def test_an_empty_list_says_what_to_do() -> None:
    app = Host(a_study())
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "No highlights yet" in shown(app)
        await press(pilot, ["2"])
        assert "No tags yet" in shown(app)


async def test_a_filter_that_lets_nothing_through_says_so() -> None:
    app = Host(two_articles())
    async with app.run_test() as pilot:
        await press(pilot, ["F", *"zeppelin"])
        assert "No highlight fits the filter" in shown(app)


async def test_after_a_change_the_cursor_stays_where_it_is() -> None:
    app = Host(two_articles())
    async with app.run_test() as pilot:
        await press(pilot, ["j", "j"])
        before = app.query_one(Listing).item
        article = next(iter(app.study.articles))
        app.study.highlights.make(article.id, Span(0, 3))
        app.bar.refresh_study()
        await pilot.pause()
        assert app.quotes[0] == "The"
        assert app.query_one(Listing).item == before


async def test_when_the_entry_is_deleted_the_cursor_goes_to_the_next() -> None:
    app = Host(two_articles())
    async with app.run_test() as pilot:
        await press(pilot, ["j"])
        app.study.highlights.remove([list(app.study.highlights)[1].id])
        app.bar.refresh_study()
        await pilot.pause()
        item = app.query_one(Listing).item
        assert item is not None
        assert app.study.highlights.get(item).quote == "A second text"


async def test_left_and_right_go_through_the_lists() -> None:
    app = Host(two_articles())
    async with app.run_test() as pilot:
        seen = []
        for key in ("right", "right", "right", "right", "left"):
            await press(pilot, [key])
            seen.append(app.bar.view)
        assert seen == ["tags", "links", "search", "highlights", "search"]


@pytest.mark.parametrize(
    ("width", "names"),
    [(28, "highlights tags links hits"), (42, "highlights  tags  links  search")],
)
async def test_the_names_of_all_lists_are_whole_at_the_width_that_two_panes_leave(
    width: int, names: str
) -> None:
    app = Host(two_articles())
    async with app.run_test() as pilot:
        app.bar.styles.width = width
        await pilot.pause()
        assert shown(app).splitlines()[0].strip(" │") == names


async def test_a_list_keeps_its_cursor_while_another_is_shown() -> None:
    app = Host(two_articles())
    async with app.run_test() as pilot:
        await press(pilot, ["j", "2", "1", "enter"])
        assert app.told == [second_of(app.study)]


async def test_tags_are_nested_and_counted_and_one_lists_its_highlights() -> None:
    app = Host(two_articles())
    async with app.run_test() as pilot:
        await press(pilot, ["2"])
        rows = [row.strip(" │›▌").split() for row in shown(app).splitlines()]
        assert ["frame", "2"] in rows
        assert ["▌1", "conflict", "2"] in rows or ["1", "conflict", "2"] in rows
        await press(pilot, ["j", "enter"])
        assert app.bar.view == "highlights"
        assert app.quotes == ["ferry", "The ferry"]


async def test_a_tag_counts_what_lies_below_it_too_each_highlight_once() -> None:
    study = two_articles()
    first = next(iter(study.highlights))
    study.highlights.toggle(first.id, "frame/conflict/blame")
    study.highlights.toggle(first.id, "frame")
    app = Host(study)
    async with app.run_test() as pilot:
        await press(pilot, ["2"])
        page = " ".join(shown(app).split())
        for row in ("frame 1 of 2", "conflict 2", "blame 1"):
            assert f"{row} " in page
        study.highlights.toggle(list(study.highlights)[3].id, "frame/conflict")
        app.bar.refresh_study()
        await pilot.pause()
        assert "1 of 2" not in shown(app)


async def test_hits_are_listed_in_their_context_and_lead_to_their_place() -> None:
    app = Host(two_articles())
    async with app.run_test() as pilot:
        ferry, bridge = app.study.articles
        hits = [Passage(ferry.id, Span(4, 9)), Passage(bridge.id, Span(2, 8))]
        app.bar.show_hits("e", hits, more=True)
        await pilot.pause()
        page = shown(app)
        assert "more than 2 · e" in page
        assert "The ferry will stop sailing" in page
        assert "A second text." in page
        await press(pilot, ["down", "enter"])
        assert app.told == [SideBar.Chosen(bridge.id, Span(2, 8))]


async def test_it_is_usable_in_a_very_narrow_place() -> None:
    app = Host(two_articles())
    app.CSS = "SideBar { width: 100%; }"
    async with app.run_test(size=(14, 7)) as pilot:
        await press(pilot, ["j", "j", "2", "3", "4", "1", "F", "x", "escape", "enter"])
        assert app.is_running


def test_many_highlights_of_one_article_are_listed_in_order_and_in_small_batches() -> None:
    study = a_study()
    added = study.articles.add("word " * 20_000, title="t", source="s", media_type="text/plain")
    spans = [Span(start, start + 4) for start in range(0, 90_000, 90)]
    for span in reversed(spans):
        study.highlights.make(added.article.id, span)
    batches = list(SideHighlights(study, str, print).scan())
    assert max(map(len, batches)) <= 200
    listed = [one for batch in batches for one in batch if one in study.state.highlights]
    assert [study.highlights.get(one).span for one in listed] == spans


@pytest.fixture
def in_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list is gathered in one slice, however busy the machine is."""
    monkeypatch.setattr("tui.slicing.SLICE", 60.0)


@pytest.mark.usefixtures("in_one_go")
async def test_keys_typed_ahead_act_on_the_filtered_list() -> None:
    app = Host(two_articles())
    async with app.run_test() as pilot:
        await pilot.pause()
        await burst(pilot, ["F", *"text", "enter", "d"])
        assert app.told == [SideBar.Wants("delete", list(app.study.highlights)[2].id)]


def is_gathered(app: Host) -> bool:
    """Whether all highlights are in the list that shows them."""
    return app.query_one("SideHighlights")._gathering.done


@pytest.mark.usefixtures("in_one_go")
async def test_enter_narrows_the_list_before_the_list_takes_keys() -> None:
    app = Host(two_articles())
    async with app.run_test() as pilot:
        await press(pilot, ["F"])
        line = app.query_one(FilterLine)
        line.value = "text"
        line.enter()
        assert app.quotes == ["A second text"]


async def test_while_a_long_list_is_gathered_again_the_old_one_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tui.slicing.SLICE", 0.0)
    app = Host(two_articles())
    async with app.run_test():
        await until(lambda: len(app.quotes) == 4)
        app.bar.refresh_study()
        counts = []

        def gathered() -> bool:
            counts.append(len(app.quotes))
            return is_gathered(app)

        await until(gathered)
        assert set(counts) == {4}
        assert len(counts) > 1


async def test_who_moves_the_cursor_while_a_long_list_is_gathered_keeps_it_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tui.slicing.SLICE", 0.0)
    app = Host(two_articles())
    async with app.run_test():
        await until(lambda: len(app.quotes) == 4)
        highlights = list(app.study.highlights)
        listing = app.query_one("SideHighlights Listing", Listing)
        app.bar.refresh_study(highlights[3].id)
        await until(lambda: listing.item == highlights[3].id)
        app.bar.refresh_study(highlights[0].id)
        listing.action_step(-1)
        await until(lambda: is_gathered(app))
        assert listing.item == highlights[2].id


async def test_a_long_list_shows_its_beginning_while_it_is_gathered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tui.slicing.SLICE", 0.0)
    app = Host(two_articles())
    async with app.run_test():
        await until(lambda: len(app.quotes) == 4)
        app.query_one(FilterLine).put("e")
        assert app.quotes == ["ferry", "will stop sailing"]
        await until(lambda: len(app.quotes) == 4)
        assert app.quotes == ["ferry", "will stop sailing", "A second text", "The ferry"]


@pytest.mark.parametrize(
    ("text", "shown_so"),
    [
        ("They spoke of 48 percent hostage talks.", " …rcent hostage"),
        ("They spoke of 4 percent of hostage talks.", " of hostage"),
        ("A hostage talks.", " A hostage"),
    ],
)
def test_a_word_that_is_cut_before_a_hit_is_left_out_or_shown_to_be_cut(
    text: str, shown_so: str
) -> None:
    start = text.index("hostage")
    drawn = in_context(Structure(text), Span(start, start + 7), 23).plain
    assert drawn.startswith(f"{shown_so} talks")


def test_a_hit_stands_amid_its_own_paragraph_though_the_lines_of_that_were_broken() -> None:
    told = "All were brought home in an exemplary operation. Nobody was hurt, said the minister. "
    text = f"Another matter.\n\n{fill(told * 2, 40)}\n\nAnother matter."
    start = text.index("minister")
    drawn = in_context(Structure(text), Span(start, start + 8), 44).plain
    assert text[start - 1] == "\n"
    assert drawn.startswith(" said the minister. All were brought home")


def test_what_stands_around_a_hit_ends_with_its_line_where_that_is_a_paragraph() -> None:
    text = "Another matter.\nNobody was hurt.\nAnother matter."
    start = text.index("was hurt")
    drawn = in_context(Structure(text), Span(start, start + 8), 44).plain
    assert drawn == " Nobody was hurt."
