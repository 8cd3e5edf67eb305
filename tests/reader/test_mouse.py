"""The mouse does what the keys do."""

import pytest
from textual.containers import VerticalScroll
from textual.events import Key, MouseDown, MouseMove, MouseScrollDown, MouseUp
from textual.geometry import Offset
from textual.widget import Widget
from textual.widgets import Input

from annotations.span import Span
from tests.hands import place_of, shown, until
from tests.text.drawn import lines
from tui.text.selection import Selection
from tui.widgets.filter_line import FilterLine
from tui.widgets.line import Line
from tui.widgets.lists.choices import Choices
from tui.widgets.lists.listing import Listing
from tui.widgets.side.list import KeyHints

TEXT = "One two three. Four five six seven.\n\nEight nine ten."


def cell_of(session, passage: str) -> Offset:
    """The cell of the focused pane's view where a passage begins."""
    view = session.reader.pane.view
    at = TEXT.index(passage)
    for y in range(view.size.height):
        for x in range(view.size.width):
            if view.letter_under(x, y).start == at and view.letter_under(x + 1, y).start == at + 1:
                return Offset(x, y)
    raise AssertionError(passage)


def point(session, kind: type, widget: Widget, at: Offset, button: int = 1) -> None:
    """Send a mouse event over a cell of a widget, without waiting for anything in progress."""
    x, y = widget.region.offset + at
    keys = (False, False, False)
    told = kind(None, x, y, 0, 0, button, *keys, screen_x=x, screen_y=y)
    session.app._driver.process_message(told)


async def test_a_click_puts_the_caret_and_a_double_click_takes_the_word(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        view = session.reader.pane.view
        await session.pilot.click(view, offset=cell_of(session, "five"))
        assert session.reader.pane.caret == TEXT.index("five")
        await session.pilot.click(view, offset=cell_of(session, "nine"), times=2)
        assert session.reader.pane.selection.span.of(TEXT) == "nine"


async def test_a_triple_click_takes_the_sentence(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        view = session.reader.pane.view
        await session.pilot.click(view, offset=cell_of(session, "five"), times=3)
        assert session.reader.pane.selection.span.of(TEXT) == "Four five six seven."


async def test_dragging_selects(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        view = session.reader.pane.view
        await session.pilot.mouse_down(view, offset=cell_of(session, "two"))
        await session.pilot.hover(view, offset=cell_of(session, "five"))
        await session.pilot.mouse_up(view, offset=cell_of(session, "five"))
        await session.pilot.pause()
        assert session.reader.pane.selection.span.of(TEXT) == "two three. Four f"


@pytest.mark.parametrize(
    ("begun", "there"),
    [("five", "e six"), ("e six", "five")],
    ids=["to its last", "from there to its first"],
)
async def test_a_drag_from_a_words_first_letter_takes_the_word(
    opened, begun: str, there: str
) -> None:
    async with opened(texts=(TEXT,)) as session:
        view = session.reader.pane.view
        for kind, at in ((MouseDown, begun), (MouseMove, there), (MouseUp, there)):
            point(session, kind, view, cell_of(session, at))
        await session.pilot.pause()
        assert session.reader.pane.selection.span.of(TEXT) == "five"


async def test_a_drag_over_the_end_of_a_paragraph_takes_no_letter_of_the_next(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        view = session.reader.pane.view
        at = cell_of(session, "seven")
        point(session, MouseDown, view, at)
        point(session, MouseMove, view, at + Offset(20, 0))
        await session.pilot.pause()
        assert session.reader.pane.selection.span.of(TEXT) == "seven."


@pytest.mark.parametrize(
    ("times", "begun", "there", "selected"),
    [
        (2, "three", "ive six", "three. Four five"),
        (2, "five", "wo three", "two three. Four five"),
        (2, "five", "ve six", "five"),
        (2, "five", " seven", "five six"),
        (3, "five", "wo three", "One two three. Four five six seven."),
        (3, "two", "ine ten", TEXT),
    ],
)
async def test_a_drag_from_a_double_or_triple_click_takes_whole_words_or_sentences(
    opened, times: int, begun: str, there: str, selected: str
) -> None:
    async with opened(texts=(TEXT,)) as session:
        view, at = session.reader.pane.view, cell_of(session, begun)
        for kind in (*(MouseDown, MouseUp) * (times - 1), MouseDown):
            point(session, kind, view, at)
        for kind in (MouseMove, MouseUp):
            point(session, kind, view, cell_of(session, there))
        await session.pilot.pause()
        assert session.reader.pane.selection.span.of(TEXT) == selected


async def test_a_click_behind_a_double_click_begins_a_selection_by_letters(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        view = session.reader.pane.view
        await session.pilot.click(view, offset=cell_of(session, "two"), times=2)
        point(session, MouseDown, view, cell_of(session, "ve six"))
        point(session, MouseMove, view, cell_of(session, "ven"))
        await session.pilot.pause()
        assert session.reader.pane.selection.span.of(TEXT) == "ve six sev"


async def test_a_drag_takes_the_place_of_typing_letters(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        view = session.reader.pane.view
        at, there = cell_of(session, "two"), cell_of(session, " Four")
        await session.press("s")
        point(session, MouseDown, view, at)
        point(session, MouseMove, view, there)
        point(session, MouseUp, view, there)
        await session.press("enter")
        assert session.quotes() == ["two three."]
        assert "highlighted" in session.footer()


async def test_a_click_on_another_pane_takes_the_letters_off_the_words(opened) -> None:
    async with opened(texts=(TEXT, TEXT)) as session:
        one, two = session.reader.panes.order
        at = cell_of(session, "nine")
        await session.press("s")
        await session.pilot.click(two.view, offset=at)
        await session.pilot.pause()
        assert session.reader.mode is None
        assert "select" in session.footer()
        assert "nine" in lines(one.view)[at.y]


async def test_a_click_leaves_a_link_that_was_begun(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        view = session.reader.pane.view
        at = cell_of(session, "nine")
        await session.press("L", "f")
        await session.pilot.click(view, offset=at)
        await session.press("L", "enter")
        assert session.quotes() == ["One two three.", "Eight nine ten."]
        assert len(session.study.links) == 1


async def test_a_drag_ends_when_a_dialog_opens_amid_it(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        view = session.reader.pane.view
        point(session, MouseDown, view, cell_of(session, "two"))
        point(session, MouseMove, view, cell_of(session, "five"))
        await session.press("t")
        point(session, MouseUp, view, cell_of(session, "five"))
        await session.press("escape")
        point(session, MouseMove, view, cell_of(session, "nine"), button=0)
        await session.pilot.pause()
        assert session.reader.pane.selection.span.of(TEXT) == "two three. Four f"


async def test_a_pane_that_is_hidden_amid_a_drag_gives_the_mouse_back(opened) -> None:
    async with opened((80, 24), texts=(TEXT, TEXT)) as session:
        view = session.reader.pane.view
        point(session, MouseDown, view, cell_of(session, "two"))
        point(session, MouseMove, view, cell_of(session, "five"))
        await session.press("tab")
        other = session.reader.pane.view
        assert other is not view
        point(session, MouseUp, other, cell_of(session, "five"))
        await session.pilot.pause()
        await session.pilot.click(other, offset=cell_of(session, "nine"))
        assert session.reader.pane.caret == TEXT.index("nine")
        assert session.reader.focused is other


async def test_a_right_click_opens_the_tag_picker(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        view = session.reader.pane.view
        await session.pilot.click(view, offset=cell_of(session, "nine"), button=3)
        await session.pilot.pause()
        await session.type("place")
        await session.press("enter")
        assert session.tags_of("Eight nine ten.") == ("place",)


async def test_a_click_on_a_title_asks_for_the_article(opened) -> None:
    async with opened() as session:
        await session.pilot.click("PaneTitle")
        await session.pilot.pause()
        assert type(session.app.screen).__name__ == "ArticleChooser"


async def test_a_click_in_the_footer_does_what_it_says(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        footer = session.reader.lines.footer
        at = footer.render().plain.index("note")
        await session.pilot.click(footer, offset=(at, 0))
        await session.pilot.pause()
        assert type(session.app.screen).__name__ == "NoteEditor"


async def test_a_click_in_the_footer_is_one_key_press(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("enter", "w", "w", "w", "w", "w", "w", "v", "w", "w", "enter")
        assert len(session.quotes()) == 2
        await session.press("escape")
        footer = session.reader.lines.footer
        await session.pilot.click(footer, offset=(footer.render().plain.index("undo"), 0))
        await session.pilot.pause()
        assert len(session.quotes()) == 1


def what_opens(session, where: str) -> tuple[Widget, Offset]:
    """A widget, and a cell of it where a click opens something."""
    footer = session.reader.lines.footer
    match where:
        case "footer":
            return footer, Offset(footer.render().plain.index("note"), 0)
        case "title":
            return session.app.query_one("PaneTitle"), Offset(4, 0)
        case _:
            return session.reader.pane.view, cell_of(session, "nine")


@pytest.mark.parametrize(("where", "button"), [("footer", 1), ("title", 1), ("text", 3)])
async def test_a_double_click_opens_one_dialog(opened, where: str, button: int) -> None:
    async with opened(texts=(TEXT,)) as session:
        widget, at = what_opens(session, where)
        for kind in (MouseDown, MouseUp, MouseDown, MouseUp):
            point(session, kind, widget, at, button)
        await session.pilot.pause()
        assert session.app.screen is not session.reader
        await session.press("escape")
        assert session.app.screen is session.reader


async def test_the_second_of_two_clicks_is_for_nothing_that_the_first_brings_in_its_place(
    opened,
) -> None:
    async with opened((80, 24), texts=(TEXT,) * 6) as session:
        await session.press("o")
        rows = shown(session.app).splitlines()
        at = Offset(6, next(y for y, row in enumerate(rows) if "Article 2" in row))
        for _ in range(2):
            for kind in (MouseDown, MouseUp):
                point(session, kind, session.reader, at)
            await session.pilot.pause()
        assert session.reader.pane.article.title == "Article 2"
        assert session.reader.pane.caret == 0
        title = session.app.query_one("PaneTitle")
        for kind in (MouseDown, MouseUp):
            point(session, kind, title, Offset(4, 0))
        await session.pilot.pause()
        assert session.app.screen is not session.reader


@pytest.mark.parametrize("button", [2, 8, 9, 10])
@pytest.mark.parametrize("where", ["footer", "title", "text"])
async def test_the_middle_button_and_those_at_the_side_click_on_nothing(
    opened, where: str, button: int
) -> None:
    async with opened(texts=(TEXT,)) as session:
        widget, at = what_opens(session, where)
        for kind, place in ((MouseDown, at), (MouseMove, at + Offset(2, 0)), (MouseUp, at)):
            point(session, kind, widget, place, button)
        await session.pilot.pause()
        assert session.app.screen is session.reader
        assert session.reader.pane.selection == Selection.at(0)


async def test_the_button_that_goes_back_goes_where_the_last_jump_began(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("/")
        await session.type("nine")
        await session.press("enter", "O")
        for back in (TEXT.index("nine"), 0):
            for kind in (MouseDown, MouseUp):
                point(session, kind, session.app.screen, Offset(6, 6), 8)
            await session.pilot.pause()
            if session.app.screen is not session.reader:
                # The button does nothing in the library, so close it by key.
                await session.press("escape")
            assert session.reader.pane.selection.span.start == back
        assert session.app.screen is session.reader
        assert "1 of 1" not in session.footer()


async def test_clicks_on_the_way_of_scrolling_go_through_all_of_them(opened) -> None:
    async with opened(size=(120, 40)) as session:
        status = session.reader.lines.status
        ways = []
        for _ in range(3):
            at = status.render().plain.index("scroll:")
            await session.pilot.click(status, offset=(at, 0))
            await session.press("h")
            ways.append(session.reader.together.way)
        assert ways == ["proportion", "counterparts", "off"]


async def test_a_click_on_all_digits_asks_which_tag(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        footer = session.reader.lines.footer
        await session.pilot.click(footer, offset=(footer.render().plain.index("1-9"), 0))
        await session.pilot.pause()
        assert type(session.app.screen).__name__ == "TagPicker"
        assert session.quotes() == []


async def test_a_click_on_what_is_said_brings_the_keys_back(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("enter", "u")
        assert "undid" in session.footer()
        caret = session.reader.pane.caret
        await session.pilot.click(session.reader.lines.footer, offset=(3, 0))
        await session.pilot.pause()
        assert "? help" in session.footer()
        assert session.reader.pane.caret == caret
        assert session.quotes() == []


async def test_a_hit_that_is_clicked_ends_the_typing_of_the_search(opened) -> None:
    async with opened((160, 40), texts=("Red one.", "A red three.")) as session:
        await session.press("ctrl+f")
        await session.type("red")
        listed = session.reader.side.query(Listing)
        await until(lambda: any(view.region and len(view.roll.items) > 3 for view in listed))
        (hits,) = [view for view in session.reader.side.query(Listing) if view.region]
        await session.pilot.click(hits, offset=(6, 1))
        await session.pilot.pause()
        assert not session.reader.prompt.has_class("-asking")
        pane = session.reader.pane
        assert pane.selection.span.of(pane.structure.text).lower() == "red"


async def test_a_click_in_the_text_ends_the_typing_of_the_search(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("slash")
        await session.type("ten")
        at = cell_of(session, "five")
        await session.pilot.click(session.reader.pane.view, offset=at)
        await session.pilot.pause()
        assert not session.reader.prompt.has_class("-asking")
        assert session.reader.pane.caret == TEXT.index("five")
        await session.press("n")
        assert session.reader.pane.selection.span.of(TEXT) == "ten"


async def test_a_drag_that_goes_on_behind_a_key_takes_the_keys_back_to_its_pane(opened) -> None:
    async with opened(texts=(TEXT, TEXT)) as session:
        pane = session.reader.pane
        point(session, MouseDown, pane.view, cell_of(session, "two"))
        await session.press("tab")
        assert session.reader.pane is not pane
        point(session, MouseMove, pane.view, cell_of(session, " Four"))
        await session.pilot.pause()
        assert session.reader.focused is pane.view
        await session.press("enter")
        assert session.quotes() == ["two three."]


async def test_a_drag_over_the_lines_round_the_text_selects_nothing_and_ends_nothing(
    opened,
) -> None:
    async with opened((140, 40), texts=(TEXT,)) as session:
        await session.press("B", "slash")
        for widget in (session.reader.side.query_one(KeyHints), session.reader.lines.footer):
            await session.pilot.mouse_down(widget, offset=(0, 0))
            await session.pilot.hover(widget, offset=(6, 0))
            await session.pilot.mouse_up(widget, offset=(9, 0))
        assert session.app.is_running
        assert session.reader.pane.selection.empty


def behind(session, *keys: str) -> None:
    """Send keys right after a mouse event."""
    for key in keys:
        session.app._driver.process_message(Key(key, key if len(key) == 1 else None))


async def test_a_key_right_behind_a_click_is_for_the_place_that_was_clicked(opened) -> None:
    async with opened(texts=(TEXT, "Red one. Blue two.")) as session:
        view = session.reader.panes.order[1].view
        at = cell_of(session, "two")
        point(session, MouseDown, view, at)
        point(session, MouseUp, view, at)
        behind(session, "enter")
        await session.pilot.pause()
        assert session.quotes() == ["Red one."]


async def test_a_pane_is_left_by_a_key_right_behind_the_click_on_it(opened) -> None:
    async with opened(texts=(TEXT, TEXT)) as session:
        one, two = session.reader.panes.order
        at = cell_of(session, "nine")
        point(session, MouseDown, two.view, at)
        point(session, MouseUp, two.view, at)
        behind(session, "tab")
        await session.pilot.pause()
        assert (session.reader.pane, session.reader.focused) == (one, one.view)


async def test_a_key_right_behind_a_drag_or_a_double_click_takes_what_they_select(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        view = session.reader.pane.view
        nine, two, four = (cell_of(session, words) for words in ("nine", "two", " Four"))
        for kind in (MouseDown, MouseUp, MouseDown, MouseUp):
            point(session, kind, view, nine)
        behind(session, "enter")
        for kind, at in ((MouseDown, two), (MouseMove, four), (MouseUp, four)):
            point(session, kind, view, at)
        behind(session, "enter")
        await session.pilot.pause()
        assert session.quotes() == ["nine", "two three."]


async def test_what_is_typed_right_behind_a_right_click_goes_into_the_tag_picker(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        view, at = session.reader.pane.view, cell_of(session, "nine")
        for kind in (MouseDown, MouseUp):
            point(session, kind, view, at, button=3)
        behind(session, *"loss", "enter")
        await session.pilot.pause()
        assert session.tags_of("Eight nine ten.") == ("loss",)


async def test_what_is_typed_right_behind_a_click_on_a_title_goes_into_the_chooser(opened) -> None:
    async with opened(texts=(TEXT, TEXT, "Third.")) as session:
        title = session.app.query("PaneTitle").first()
        for kind in (MouseDown, MouseUp):
            point(session, kind, title, Offset(4, 0))
        behind(session, "2", "enter")
        await session.pilot.pause()
        assert session.reader.pane.article.title == "Article 2"
        assert session.quotes() == []


async def test_a_key_right_behind_a_click_on_a_tag_is_for_that_tag(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        for name in ("tone", "frame", "actor"):
            session.study.codebook.add(name)
        await session.press("C")
        for kind in (MouseDown, MouseUp):
            point(session, kind, session.app.screen.tags, Offset(8, 1))
        behind(session, "d")
        await session.pilot.pause()
        assert [tag.name for tag in session.study.codebook] == ["tone", "actor"]


async def test_what_is_typed_right_behind_a_click_on_a_hint_goes_where_that_asks(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.study.codebook.add("tone")
        await session.press("C")
        for kind in (MouseDown, MouseUp):
            point(session, kind, session.app.screen.query_one(Line), Offset(2, 0))
        behind(session, *"deep", "enter")
        await session.pilot.pause()
        assert [tag.name for tag in session.study.codebook] == ["tone", "deep"]


async def test_a_key_right_behind_a_click_on_a_dialogs_hint_finds_what_that_has_done(
    opened,
) -> None:
    async with opened((80, 24), texts=(TEXT,)) as session:
        session.study.codebook.add("tone")
        await session.press("t")
        for words, key in (("Tab mark", "x"), ("Esc leave", "l")):
            for kind in (MouseDown, MouseUp):
                point(session, kind, session.app.screen, Offset(*place_of(session.app, words)))
            behind(session, key)
            await session.pilot.pause()
            if key == "x":
                assert session.app.screen.query_one(Input).value == "x"
        assert session.app.screen is session.reader
        assert session.reader.pane.caret == 1


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_the_side_bar_is_used_by_clicks_on_its_hints_alone(
    opened, size: tuple[int, int]
) -> None:
    async with opened(size, texts=(TEXT,)) as session:
        await session.press("enter", "w", "w", "w", "enter", "B")
        session.put_caret("nine")
        await session.press("enter")
        assert len(session.quotes()) == 3
        side = session.reader.side
        for words in ("d delete", "o here/all", "F filter"):
            at = Offset(*place_of(session.app, words))
            for kind in (MouseDown, MouseUp) * 2:
                point(session, kind, session.reader, at)
            await session.pilot.pause()
            assert len(session.quotes()) == 2
        assert "this article" in shown(session.app)
        assert isinstance(session.app.focused, FilterLine)
        await session.type("Eight")
        await session.press("enter")
        assert session.app.focused in side.query(Listing)
        at = Offset(*place_of(session.app, "Enter go"))
        for kind in (MouseDown, MouseUp) * 2:
            point(session, kind, session.reader, at)
        await session.pilot.pause()
        assert session.reader.focused is session.reader.pane.view
        assert session.reader.pane.caret == TEXT.index("Eight")


async def test_the_side_bar_and_a_search_are_left_by_a_click_in_the_footer(opened) -> None:
    async with opened((80, 24), texts=(TEXT,)) as session:
        await session.press("ctrl+b")
        footer = session.reader.lines.footer
        await session.pilot.click(footer, offset=(footer.render().plain.index("Esc closes"), 0))
        await session.pilot.pause()
        assert not session.reader.side.display
        await session.press("slash")
        await session.type("n")
        await session.pilot.click(offset=place_of(session.app, "alt+r regex"))
        await session.pilot.pause()
        assert "alt+r regex ✓" in shown(session.app)
        await session.pilot.click(footer, offset=(footer.render().plain.index("↓ other"), 0))
        await session.pilot.click(footer, offset=(footer.render().plain.index("Enter"), 0))
        await session.pilot.pause()
        assert not session.reader.prompt.has_class("-asking")
        assert session.reader.pane.selection.span == Span(33, 34)


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
@pytest.mark.parametrize("key", ["question_mark", "t"])
async def test_the_wheel_scrolls_three_rows_at_once_in_dialogs_and_pages_too(
    opened, key: str, size: tuple[int, int]
) -> None:
    async with opened(size, texts=(TEXT,)) as session:
        for number in range(90):
            session.study.codebook.add(f"tag {number}")
        await session.press(key)
        scrolled = VerticalScroll if key == "question_mark" else Choices
        widget = session.app.screen.query_one(scrolled)
        point(session, MouseScrollDown, widget, Offset(4, 2))
        await session.pilot.pause()
        assert widget.scroll_y == min(3, widget.max_scroll_y)
        assert widget.max_scroll_y or size == (200, 60)
