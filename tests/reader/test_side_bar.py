"""The side bar in the reader: going to highlights, editing them from the list, and coming back."""

import pytest

from annotations.span import Span
from tests.gate import Gate
from tests.hands import shown, until
from tests.linking import linked
from tui.reader import side


async def marked(session) -> None:
    """Make three plain highlights in the two articles."""
    await session.press("enter", "}", "}", "enter", "tab", "enter")


def under_cursor(session):
    """The highlight that the cursor of the list is on."""
    return session.reader.side.query_one("SideHighlights").item


@pytest.mark.parametrize("size", [(140, 40), (80, 24)])
async def test_it_begins_at_the_highlight_that_is_read_or_the_next(opened, size) -> None:
    async with opened(size=size) as session:
        await marked(session)
        first, second, other = session.study.highlights
        await session.press("ctrl+b")
        assert under_cursor(session) == other.id
        await session.press("escape", "shift+tab", "g", "j", "ctrl+b")
        assert under_cursor(session) == (
            first.id if first.end > session.reader.pane.caret else second.id
        )
        await session.press("j", "escape", "G", "ctrl+b")
        assert under_cursor(session) == second.id


@pytest.mark.parametrize(("width", "panes"), [(140, 2), (119, 1), (100, 1), (92, 1), (74, 1)])
async def test_the_pane_that_is_read_is_in_sight_beside_it(opened, width: int, panes: int) -> None:
    async with opened(size=(width, 24)) as session:
        await session.press("tab", "B")
        reader = session.reader
        assert reader.pane in reader.panes.shown
        assert len(reader.panes.shown) == panes
        assert reader.pane.region.width >= 45
        assert reader.pane.region.right <= reader.side.region.x
        assert reader.side.region.right == width


async def test_where_no_pane_could_be_read_beside_it_it_lies_over_them(opened) -> None:
    async with opened(size=(70, 24)) as session:
        await session.press("B")
        assert session.reader.panes.region.overlaps(session.reader.side.region)


@pytest.mark.parametrize("back", [["escape"], ["ctrl+b", "enter"]])
async def test_both_panes_are_back_when_it_is_left_where_it_keeps_one_from_sight(
    opened, back: list[str]
) -> None:
    async with opened(size=(100, 24)) as session:
        await session.press("enter", "tab", "B", *back)
        assert len(session.reader.panes.shown) == 2
        assert not session.reader.side.place.is_open


@pytest.mark.parametrize("width", [120, 126, 134, 160, 200])
async def test_beside_it_two_articles_can_still_be_compared(opened, width: int) -> None:
    async with opened(size=(width, 40)) as session:
        await session.press("B")
        first, second = session.reader.panes.shown
        bar = session.reader.side
        assert first.region.right == second.region.x
        assert second.region.right == bar.region.x
        assert bar.region.right == width
        assert min(first.size.width, second.size.width) >= 45
        await session.pilot.resize_terminal(100, 40)
        await session.pilot.pause()
        assert bar.region.width == 42
        await session.pilot.resize_terminal(width, 40)
        await session.pilot.pause()
        assert bar.region.width == min(width - 92, 42)


async def test_over_an_article_stands_how_many_of_its_highlights_are_listed(opened) -> None:
    async with opened(size=(160, 40)) as session:
        session.study.codebook.add("frame")
        await session.press("enter", "}", "}", "1", "tab", "enter", "B")
        assert counts(session) == ["2", "1"]
        await session.press("F")
        await session.type("tag:frame")
        await session.pilot.pause()
        assert counts(session) == ["1"]


def counts(session) -> list[str]:
    """The numbers behind the titles in the side bar."""
    beside = [line[-42:].rstrip() for line in shown(session.app).splitlines()]
    return [line[-1] for line in beside if "Moscow" in line and line[-1].isdigit()]


async def test_what_leads_back_is_said_where_another_article_takes_the_place(opened) -> None:
    texts = ("One ferry.", "Two ships.", "Three harbours.")
    async with opened(size=(120, 40), texts=texts) as session:
        await session.press("ctrl+f")
        assert "into the list of hits" in session.footer()
        await session.type("harbours")
        await until(lambda: "1 in 1 article" in shown(session.app))
        await session.press("enter", "enter")
        assert session.reader.pane.article.title == "Article 2"
        assert "ctrl+o goes back to “Article 0”" in session.footer()
        await session.press("ctrl+o")
        assert session.reader.pane.article.title == "Article 0"


async def test_choosing_an_entry_goes_to_its_passage(opened) -> None:
    async with opened() as session:
        await marked(session)
        first = session.quotes()[0]
        await session.press("ctrl+b", "home", "enter")
        pane = session.reader.pane
        assert pane.article is session.reader.panes.order[0].article
        assert pane.structure.text[pane.caret :].startswith(first)
        assert session.app.focused is pane.view


async def test_a_highlight_is_deleted_from_the_list_and_u_brings_it_back(opened) -> None:
    async with opened() as session:
        await marked(session)
        await session.press("ctrl+b", "home", "d")
        assert len(session.quotes()) == 2
        await session.press("u")
        assert len(session.quotes()) == 3


async def test_a_note_is_written_from_the_list(opened) -> None:
    async with opened() as session:
        await marked(session)
        await session.press("ctrl+b", "home", "a")
        await session.type("look")
        await session.press("escape")
        assert [highlight.note for highlight in session.study.highlights].count("look") == 1


async def test_escape_closes_it_and_ctrl_b_leads_back_into_the_text(opened) -> None:
    async with opened() as session:
        await session.press("ctrl+b", "ctrl+b")
        assert session.app.focused is session.reader.pane.view
        assert session.reader.side.display
        await session.press("ctrl+b", "escape")
        assert session.app.focused is session.reader.pane.view
        assert not session.reader.side.display


@pytest.mark.parametrize(("width", "stays"), [(80, False), (120, True)])
async def test_escape_in_the_text_takes_it_away_where_it_lies_over_the_text(
    opened, width: int, stays: bool
) -> None:
    async with opened(size=(width, 24)) as session:
        await session.press("B", "v", "e", "escape")
        assert session.reader.side.display
        await session.press("escape")
        assert session.reader.side.display is stays
        assert session.app.focused is session.reader.pane.view


async def test_every_key_of_a_list_is_shown_below_it(opened) -> None:
    async with opened(size=(120, 30)) as session:
        for view, words in (
            ("1", ("Enter go", "a note", "t tags", "d delete", "F filter", "o here")),
            ("3", ("Enter go  ' to", "e relation", "a note", "d delete", "F filter", "o here")),
        ):
            await session.press("ctrl+b", view)
            await session.pilot.pause()
            page = shown(session.app)
            assert [word for word in words if word not in page] == []
            await session.press("escape")


async def test_while_a_filter_is_typed_the_footer_tells_its_keys_and_no_letters(opened) -> None:
    async with opened() as session:
        await marked(session)
        await session.press("F", "B", "u")
        assert session.app.focused.value == "Bu"
        assert session.footer() == "Enter keeps these · Esc shows all"
        await session.press("enter")
        assert session.footer().startswith("ctrl+b to the text · B next list · u undo")


async def test_a_filter_opened_again_is_typed_anew(opened) -> None:
    async with opened() as session:
        await marked(session)
        await session.press("F", *"one", "enter", "F", *"two")
        assert session.app.focused.value == "two"


async def test_the_list_is_filtered_by_tag(opened) -> None:
    async with opened() as session:
        session.study.codebook.add("frame")
        await marked(session)
        await session.press("tab", "1", "F")
        await session.type("tag:frame")
        await session.pilot.pause()
        await session.press("enter", "home", "enter")
        assert session.reader.pane.article is session.reader.panes.order[0].article
        caret = session.reader.pane.caret
        assert [h.start for h in session.study.highlights if h.tags] == [caret]


async def test_the_footer_speaks_of_the_side_bar_while_it_has_the_keys(opened) -> None:
    async with opened() as session:
        await session.press("ctrl+b")
        assert "to the text" in session.footer()
        assert "Esc closes" in session.footer()
        await session.press("escape")
        assert "select" in session.footer()


async def test_the_next_key_is_aimed_at_what_was_chosen_though_a_shorter_one_is_there(
    opened,
) -> None:
    async with opened(texts=("Eight were expelled. Nobody said why.",)) as session:
        await session.press("enter", "v", "e", "enter")
        assert session.quotes() == ["Eight were expelled.", "Eight"]
        await session.press("ctrl+b", "end", "enter", "d")
        assert session.quotes() == ["Eight"]


@pytest.mark.parametrize("key", ["home", "end"])
async def test_of_two_highlights_of_one_passage_the_one_chosen_is_aimed_at(
    opened, key: str
) -> None:
    async with opened(texts=("Eight were expelled. Nobody said why.",)) as session:
        article = session.reader.pane.article.id
        for session.study.coder in ("bo", "ana"):
            session.study.highlights.make(article, Span(0, 5))
        await session.press("ctrl+b", key)
        chosen = session.reader.side.query_one("SideHighlights").item
        await session.press("enter", "d")
        assert len(session.study.highlights) == 1
        assert chosen not in session.study.state.highlights


@pytest.mark.parametrize("width", [80, 120, 121, 128, 160])
async def test_every_list_is_named_above_them_and_shown_by_a_click_on_its_name(
    opened, width: int
) -> None:
    async with opened(size=(width, 40)) as session:
        await session.press("B")
        await session.pilot.pause()
        side = session.reader.side.region
        heading = shown(session.app).splitlines()[side.y][side.x :]
        *names, last = heading.split()[1:]
        assert names == ["highlights", "tags", "links"]
        assert last in {"search", "hits"}
        await session.pilot.click(offset=(side.x + heading.index(last), side.y))
        await session.pilot.pause()
        assert session.reader.side.query_one("SideBar").view == "search"


async def test_a_key_that_is_for_the_text_says_so_in_a_list_and_its_own_keys_act(
    opened, monkeypatch
) -> None:
    monkeypatch.setattr(side, "STAYS", 0.3)
    async with opened(size=(140, 40)) as session:
        await marked(session)
        await session.press("B", "ctrl+b", "L")
        assert "L is for the text; ctrl+b goes there." in session.footer()
        await until(lambda: "is for the text" not in session.footer())
        await session.press("down", "d")
        assert len(session.study.highlights) == 2
        assert "is for the text" not in session.footer()


async def test_all_own_highlights_that_a_filter_leaves_are_tagged_as_one_change(opened) -> None:
    async with opened(texts=("Eight were expelled.", "Ten ferries."), size=(140, 40)) as session:
        study = session.study
        eight, ten = (article.id for article in study.articles)
        study.codebook.add("checked")
        study.highlights.make(eight, Span(0, 5), tags=["number"])
        study.highlights.make(eight, Span(6, 10), tags=["verb"])
        study.highlights.make(ten, Span(0, 4), tags=["number"])
        study.coder = "bo"
        study.highlights.make(ten, Span(0, 3), tags=["number"])
        study.coder = "ana"
        await session.press("F", *"tag:number", "enter", "T")
        assert "2 listed highlights (1 of other coders left out)" in shown(session.app)
        await session.type("checked")
        await session.press("enter")
        assert "Tag 2 listed highlights in 2 articles with checked?" in shown(session.app)
        await session.press("enter")
        assert "tagged 2 passages with checked" in session.footer()
        assert session.tags_of("Eight") == session.tags_of("Ten ") == ("number", "checked")
        assert session.tags_of("Ten") == ("number",)
        await session.press("u")
        assert session.tags_of("Eight") == ("number",)


async def test_a_tag_that_all_of_them_have_is_taken_off_for_another_in_one_change(opened) -> None:
    async with opened(texts=("Eight of ten were expelled.",), size=(140, 40)) as session:
        study = session.study
        article = session.reader.pane.article.id
        study.codebook.add("checked")
        study.highlights.make(article, Span(0, 5), tags=["number", "open"])
        study.highlights.make(article, Span(9, 12), tags=["open"])
        study.highlights.make(article, Span(13, 17), tags=["verb"])
        await session.press("F", *"tag:open", "enter", "T")
        await session.press(*"open", "tab", *"checked", "tab", "enter")
        question = "Tag 2 listed highlights in 1 article with checked, and take open off?"
        assert question in " ".join(shown(session.app).replace("│", " ").split())
        await session.press("enter")
        said = "tagged 2 passages with checked, and took open off; u undoes"
        assert session.footer().startswith(said)
        assert session.tags_of("Eight") == ("number", "checked")
        assert session.tags_of("ten") == ("checked",)
        await session.press("u")
        assert session.tags_of("Eight") == ("number", "open")
        assert session.tags_of("ten") == ("open",)


async def test_one_that_is_deleted_while_all_listed_are_tagged_keeps_no_other_from_its_tag(
    opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(texts=("Eight of ten were expelled.",), size=(140, 40)) as session:
        article = session.reader.pane.article.id
        session.study.codebook.add("number")
        for span in (Span(0, 5), Span(9, 12), Span(18, 26)):
            session.study.highlights.make(article, span)
        gate = Gate(monkeypatch)
        await session.press("B", "ctrl+b", "T", *"number", "enter", "enter")
        assert "tagging 3 listed highlights…" in session.footer()
        await session.press("down", "d")
        assert session.quotes() == ["Eight", "expelled"]
        gate.opened.set()
        await until(lambda: session.tags_of("Eight") == ("number",))
        await session.pilot.pause()
        assert session.tags_of("expelled") == ("number",)
        assert "tagged 2 passages with number; u undoes" in session.footer()


async def test_the_last_tags_are_put_on_one_highlight_of_the_list_after_the_other(opened) -> None:
    async with opened(texts=("Eight of ten were expelled.",), size=(140, 40)) as session:
        article = session.reader.pane.article.id
        for span in (Span(0, 5), Span(9, 12), Span(18, 26)):
            session.study.highlights.make(article, span)
        await session.press("B", "ctrl+b", "t", *"number", "enter", "down", "full_stop")
        assert "tagged number" in session.footer()
        assert session.tags_of("Eight") == session.tags_of("ten") == ("number",)
        assert session.tags_of("expelled") == ()


async def test_a_tag_is_taken_off_all_that_are_listed(opened) -> None:
    async with opened(texts=("Eight of ten were expelled.",), size=(140, 40)) as session:
        article = session.reader.pane.article.id
        for span in (Span(0, 5), Span(9, 12)):
            session.study.highlights.make(article, span, tags=["open"])
        await session.press("B", "ctrl+b", "T", *"open", "tab", "enter")
        assert "Take open off 2 listed highlights in 1 article?" in shown(session.app)
        await session.press("enter")
        assert session.footer().startswith("took open off 2 passages; u undoes")
        assert session.tags_of("Eight") == session.tags_of("ten") == ()


async def test_all_hits_that_are_listed_are_tagged(opened) -> None:
    async with opened(texts=("Ferries, a ferry.", "No Ferry."), size=(140, 40)) as session:
        session.study.codebook.add("boat")
        await session.press("ctrl+f", *"ferr", "enter", "T")
        assert "3 listed hits" in shown(session.app)
        await session.type("boat")
        await session.press("enter", "enter")
        assert session.quotes() == ["Ferr", "ferr", "Ferr"]


async def test_of_a_list_without_an_own_highlight_nothing_is_tagged_and_that_is_said(
    opened,
) -> None:
    async with opened(size=(140, 40)) as session:
        session.study.coder = "bo"
        session.study.highlights.make(session.reader.pane.article.id, Span(0, 5), tags=["frame"])
        session.study.coder = "ana"
        await session.press("B", "ctrl+b", "T")
        assert "no highlight of ana's in this list" in session.footer()


@pytest.mark.parametrize(
    ("key", "screen"), [("M", "CompareScreen"), ("C", "CodebookScreen"), ("O", "LibraryScreen")]
)
async def test_the_screens_of_the_study_open_from_within_a_list_and_lead_back_to_it(
    opened, key: str, screen: str
) -> None:
    async with opened(size=(140, 40)) as session:
        await marked(session)
        await session.press("B", "ctrl+b", "2", key)
        assert type(session.app.screen).__name__ == screen
        await session.press("escape", "1", "d")
        assert len(session.study.highlights) == 2


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
@pytest.mark.parametrize("keys", [["C"], ["B", "ctrl+b", "o", "C"], ["B", "ctrl+b", "3", "C"]])
async def test_from_the_codebook_one_goes_to_the_highlights_of_a_tag_in_every_article(
    opened, size: tuple[int, int], keys: list[str]
) -> None:
    async with opened(size=size) as session:
        await marked(session)
        session.study.codebook.add("tone")
        whole = session.reader.pane.article
        session.study.highlights.make(whole.id, Span(0, 5), tags=["tone"])
        await session.press("escape", *keys, "G", "B")
        listed = session.reader.side.query_one("SideHighlights")
        assert listed.query_one("FilterLine").value == 'tag:"tone"'
        await session.press("home", "d")
        assert whole.text[:5] not in session.quotes()
        assert len(session.quotes()) == 3


async def test_a_double_click_on_a_tag_of_the_codebook_lists_its_highlights(opened) -> None:
    async with opened(size=(140, 40)) as session:
        await marked(session)
        session.study.codebook.add("frame")
        await session.press("C")
        row = next(n for n, line in enumerate(shown(session.app).splitlines()) if "■" in line)
        await session.pilot.click(offset=(20, row), times=2)
        await session.pilot.pause()
        assert session.reader.side.query_one("SideHighlights FilterLine").value.startswith("tag:")
        assert len(session.study.highlights) == 3


@pytest.mark.parametrize("list_number", ["1", "2", "3", "4"])
async def test_the_filter_opens_from_within_every_list(opened, list_number: str) -> None:
    async with opened(size=(140, 40)) as session:
        await marked(session)
        await session.press("B", "ctrl+b", list_number, "F", "F", "s")
        assert "is for the text" not in session.footer()
        assert session.app.focused.value == "Fs"


async def test_keys_typed_into_the_filter_are_its_own(opened) -> None:
    async with opened(size=(140, 40)) as session:
        await marked(session)
        await session.press("F", "T", "s")
        assert "is for the text" not in session.footer()
        assert session.app.focused.value == "Ts"


async def test_the_key_behind_an_undo_in_a_list_is_for_the_entry_that_came_back(opened) -> None:
    async with opened() as session:
        await marked(session)
        first, second, other = session.study.highlights
        await session.press("B", "ctrl+b", "home", "d", "u")
        assert under_cursor(session) == first.id
        await session.press("d")
        assert list(session.study.highlights) == [second, other]
        await session.press("u")
        one = linked(session.study, first.id, other.id, "contradicts")
        linked(session.study, second.id, other.id, "supports")
        await session.press("3", "home", "d", "u")
        assert session.reader.side.query_one("SideLinks").item == one.id
        await session.press("end", "U", "u")
        assert session.reader.side.query_one("SideLinks").item == one.id
