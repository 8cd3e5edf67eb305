"""Links by keys: made from here to there, followed there and back, listed."""

import pytest

from annotations.study.integrity import problems
from tests.hands import shown, until

TEXTS = ("Eight were expelled. Nobody said why.", "Ten lost their passes. It was a Monday.")


async def link(session, *relation: str) -> None:
    """Link the first sentence of the first article to the first sentence of the second."""
    await session.press("L", "tab", "L")
    for word in relation:
        await session.type(word)
    await session.press("enter")


async def test_two_sentences_are_linked_as_one_change(opened) -> None:
    async with opened(texts=TEXTS) as session:
        await link(session, "contra")
        (made,) = session.study.links
        assert made.relation == "contradicts"
        ends = [session.study.highlights.get(end).quote for end in (made.source, made.target)]
        assert ends == ["Eight were expelled.", "Ten lost their passes."]
        await session.press("u")
        assert not len(session.study.links)
        assert session.quotes() == []


async def test_who_chooses_the_relation_sees_what_it_joins(opened) -> None:
    async with opened((80, 24), texts=TEXTS) as session:
        await session.press("L", "tab", "L")
        assert "relation “Eight were expelled.” → “Ten lost their passes.”" in shown(session.app)


async def test_enter_alone_repeats_the_last_relation(opened) -> None:
    async with opened(texts=TEXTS) as session:
        await link(session, "adds")
        await session.press("tab", ")", "L", "tab", ")", "L", "enter")
        assert [made.relation for made in session.study.links] == ["adds", "adds"]


async def test_a_study_may_have_relations_of_its_own(opened) -> None:
    async with opened(texts=TEXTS) as session:
        await link(session, "mocks")
        assert next(iter(session.study.links)).relation == "mocks"


async def test_absent_from_ends_at_the_whole_article(opened) -> None:
    async with opened(texts=TEXTS) as session:
        await link(session, "absent")
        (made,) = session.study.links
        assert made.target == session.reader.panes.order[1].article.id
        assert session.quotes() == ["Eight were expelled."]


async def test_of_what_is_absent_it_is_told_from_where_and_no_key_that_follows_nothing(
    opened,
) -> None:
    async with opened(texts=TEXTS) as session:
        await link(session, "absent")
        assert session.footer().startswith("linked: absent from Article 1 · u undoes")


async def test_following_goes_to_the_other_end_and_ctrl_o_comes_back(opened) -> None:
    async with opened(texts=TEXTS) as session:
        await link(session, "adds")
        await session.press("tab", "g")
        here = session.reader.pane
        await session.press("'")
        assert session.reader.pane is not here
        assert session.reader.pane.caret == 0
        await session.press("ctrl+o")
        assert session.reader.pane is here


async def test_of_several_links_one_is_chosen(opened) -> None:
    async with opened(texts=TEXTS) as session:
        await link(session, "adds")
        await session.press("tab", "g", "L", "tab", ")", "L", "enter", "tab", "g")
        assert len(session.study.links) == 2
        await session.press("'")
        await session.type("Monday")
        await session.press("enter")
        await until(lambda: session.reader.pane is session.reader.panes.order[1])
        assert session.reader.pane.caret == TEXTS[1].index("It was")


async def test_of_several_links_it_is_said_which_way_each_goes(opened) -> None:
    async with opened(texts=TEXTS) as session:
        await link(session, "adds")
        await session.press("L", "tab", "L", "enter", "'")
        await until(lambda: "follow which link" in shown(session.app))
        assert "→ adds: “Ten lost their passes.” Article 1" in shown(session.app)
        assert "← adds: “Ten lost their passes.” Article 1" in shown(session.app)


async def test_following_opens_an_article_that_is_in_no_pane(opened) -> None:
    async with opened(texts=TEXTS) as session:
        await link(session, "adds")
        await session.press("minus", "'")
        assert [pane.article.title for pane in session.reader.panes.order] == [
            "Article 0",
            "Article 1",
        ]


async def test_the_relation_that_enter_takes_is_marked_and_a_new_one_is_said_to_be(opened) -> None:
    async with opened(texts=TEXTS) as session:
        await session.press("L", "tab", "L")
        await session.type("contrad")
        assert "›contradicts" in shown(session.app)
        await session.type("ikts")
        assert "Enter makes it a new relation" in shown(session.app)
        await session.press("enter")
        (made,) = session.study.links
        assert made.relation == "contradikts"


async def test_escape_leaves_a_link_that_was_begun(opened) -> None:
    async with opened(texts=TEXTS) as session:
        await session.press("L", "escape", "tab", "L")
        assert len(session.study.links) == 0
        assert "from “Ten lost" in session.footer()


async def test_no_link_to_follow_is_said(opened) -> None:
    async with opened(texts=TEXTS) as session:
        await session.press("enter", "'")
        assert "No link" in session.footer()


async def links_list(session) -> None:
    """Make a contradicting link between the first sentences, and open the side bar on the links."""
    await link(session, "contra")
    await session.press("ctrl+b", "3")


async def test_the_side_bar_leads_to_where_a_link_begins_and_from_there_to_its_end(opened) -> None:
    async with opened(texts=TEXTS) as session:
        await links_list(session)
        await session.press("enter")
        assert session.reader.pane is session.reader.panes.order[0]
        await session.press("'")
        assert session.reader.pane is session.reader.panes.order[1]


async def test_what_opens_beside_is_seen_there_though_a_pane_that_is_gone_was_zoomed(
    opened,
) -> None:
    async with opened(texts=TEXTS) as session:
        await link(session, "contra")
        await session.press("z", "minus", "apostrophe")
        assert session.reader.panes.shown == session.reader.panes.order
        assert len(session.reader.panes.order) == 2


async def test_the_other_end_is_one_key_away_in_the_side_bar_too(opened) -> None:
    async with opened(texts=TEXTS) as session:
        await link(session, "contra")
        await session.press("minus", "ctrl+b", "3", "apostrophe")
        assert session.reader.pane.article.title == "Article 1"
        assert session.app.focused is session.reader.pane.view


async def test_a_relation_is_edited_from_the_side_bar_as_one_change(opened) -> None:
    async with opened(texts=TEXTS) as session:
        await links_list(session)
        await session.press("e")
        await session.type("supp")
        await session.press("enter")
        assert next(iter(session.study.links)).relation == "supports"
        await session.press("u")
        assert next(iter(session.study.links)).relation == "contradicts"
        await session.press("e", "enter")
        assert next(iter(session.study.links)).relation == "contradicts"


async def test_absent_from_keeps_its_relation(opened) -> None:
    async with opened(texts=TEXTS) as session:
        await link(session, "absent")
        await session.press("ctrl+b", "3", "e")
        assert "keeps its relation" in session.footer()


async def test_a_link_gets_a_note_from_the_side_bar(opened) -> None:
    async with opened(texts=TEXTS) as session:
        await links_list(session)
        await session.press("a")
        await session.type("whose figures")
        await session.press("escape")
        assert next(iter(session.study.links)).note == "whose figures"


async def test_a_link_is_deleted_from_the_side_bar_and_u_brings_it_back(opened) -> None:
    async with opened(texts=TEXTS) as session:
        await links_list(session)
        await session.press("d")
        assert not len(session.study.links)
        assert len(session.quotes()) == 2
        assert session.footer() == "deleted; u undoes"
        await session.press("u")
        assert len(session.study.links) == 1


async def test_f_filters_the_links_while_they_are_shown(opened) -> None:
    async with opened(texts=TEXTS) as session:
        await links_list(session)
        await session.press("escape", "F")
        await session.type("relation:adds")
        assert "No link fits" in shown(session.app)


async def test_the_inspector_says_where_a_link_leads(opened) -> None:
    texts = (TEXTS[0], f"A headline\n\n{TEXTS[1]}")
    async with opened(texts=texts) as session:
        await session.press("L", "tab", ")", "L", *"contra", "enter")
        assert session.inspector().endswith("↔ contradicts Article 0 1")
        await session.press("tab", "g")
        assert session.inspector().endswith("↔ contradicts Article 1 2")
        other = session.reader.panes.order[1].article
        session.study.articles.set(other.id, outlet="The Ledger of the Lower Coast and Islands")
        await session.press("tab", "minus")
        assert session.inspector().endswith("The Ledger of the Lower Coast and Islands")
        await session.pilot.resize_terminal(64, 40)
        await session.press("right")
        assert session.inspector().endswith("↔ contradicts The Ledger of the Lower Coast a…")


async def test_the_inspector_says_which_way_a_link_goes(opened) -> None:
    async with opened(texts=TEXTS) as session:
        await session.press("L", "tab", ")", "L", *"reframes", "enter")
        assert session.inspector().endswith("← Article 0 1 reframes this")
        await session.press("tab", "g")
        assert session.inspector().endswith("→ reframes Article 1 1")


async def test_the_inspector_names_the_article_that_a_passage_is_absent_from(opened) -> None:
    async with opened(texts=TEXTS) as session:
        await link(session, "absent")
        await session.press("tab", "g")
        assert session.inspector().endswith("→ absent from Article 1")


async def test_an_article_that_lacks_a_passage_is_not_opened_twice(opened) -> None:
    async with opened(size=(160, 40), texts=TEXTS) as session:
        await link(session, "absent")
        await session.press("tab", "plus", "escape", "shift+tab", "'")
        assert session.reader.pane.article.title == "Article 1"
        assert [p.article.title for p in session.reader.panes.order if p.article] == [
            "Article 0",
            "Article 1",
        ]


async def test_another_relation_is_chosen_from_the_list_that_begins_with_the_one_there_is(
    opened,
) -> None:
    async with opened(texts=TEXTS) as session:
        await links_list(session)
        await session.press("e", "down", "down", "enter")
        assert next(iter(session.study.links)).relation == "supports"


async def labels(session, *words: str) -> str:
    """The keys that select from one word to another by labels, in the focused pane."""
    mode, text = session.reader.mode, session.reader.pane.structure.text
    shown_on = {place.word.start: label for label, place in mode.labels.items()}
    return "".join(shown_on[text.index(word)] for word in words)


async def test_the_other_end_is_selected_by_labels(opened) -> None:
    async with opened(texts=TEXTS) as session:
        await session.press("x", "L", "tab", "s")
        await session.press(*await labels(session, "lost", "passes"))
        assert session.footer().endswith("from “Eight”")
        await session.press("L", "enter")
        (made,) = session.study.links
        ends = [session.study.highlights.get(end).quote for end in (made.source, made.target)]
        assert ends == ["Eight", "lost their passes"]


async def test_a_jump_or_labels_that_are_left_do_not_give_the_link_up(opened) -> None:
    async with opened(texts=TEXTS) as session:
        await session.press("L", "s", "escape")
        assert "from “Eight were" in session.footer()
        await session.press("f")
        await session.press(*await labels(session, "Nobody"))
        assert "from “Eight were" in session.footer()
        await session.press("L", "enter")
        assert session.quotes() == ["Eight were expelled.", "Nobody said why."]


async def test_the_link_just_made_is_followed_from_where_it_ends(opened) -> None:
    async with opened(texts=TEXTS) as session:
        await session.press("x", "enter", "tab", "x", "enter")
        await session.press("g", "tab", "g", "x", "x", "L", "tab", "x", "x", "L", "enter", "'")
        assert session.reader.pane is session.reader.panes.order[0]
        assert session.reader.pane.caret == 0
        assert len(session.study.highlights) == 4


async def test_a_link_whose_beginning_is_gone_is_given_up_and_that_is_said(opened) -> None:
    async with opened(texts=TEXTS) as session:
        await session.press("enter", "L", "u", "tab", "L")
        assert "where this link began is gone" in session.footer()
        assert session.reader.mode is None
        await session.press("enter")
        assert not len(session.study.links)
        assert list(problems(session.study.state)) == []


async def test_a_link_begins_at_a_highlight_as_it_is_now(opened) -> None:
    async with opened(texts=TEXTS) as session:
        await session.press("enter", "r", "right", "right", "enter", "L", "u", "g", "L")
        assert "cannot be linked to itself" in session.footer()
        await session.press("tab", "L", "enter")
        (made,) = session.study.links
        assert session.study.highlights.get(made.source).quote == "Eight were expelled."


async def test_a_passage_that_was_highlighted_after_the_link_began_is_not_doubled(opened) -> None:
    async with opened(texts=TEXTS) as session:
        await session.press("L", "enter", "tab", "L", "enter")
        assert session.quotes() == ["Eight were expelled.", "Ten lost their passes."]


async def test_a_link_from_an_article_that_is_gone_is_given_up(opened) -> None:
    async with opened(texts=TEXTS) as session:
        await session.press("L", "tab")
        session.study.articles.remove(session.reader.panes.order[0].article.id)
        await session.press("L")
        assert "where this link began is gone" in session.footer()
        assert session.reader.mode is None


@pytest.mark.parametrize(
    ("begun", "back", "there"),
    [
        (["L"], "Esc back to the link", "Esc leaves · from"),
        (["1", "r"], "Esc back to the edges", "move the edge"),
    ],
)
async def test_while_labels_are_typed_amid_something_each_hint_says_where_esc_leads(
    opened, begun: list[str], back: str, there: str
) -> None:
    async with opened(size=(120, 30)) as session:
        session.study.codebook.add("frame")
        await session.press(*begun, "f")
        assert session.footer().endswith(back)
        await session.press("z", "z")
        assert "No word has the letters" in session.footer()
        assert session.footer().count(back) == 1
        await session.press("1")
        assert session.footer().count("type the letters") == 1
        await session.press("escape")
        assert there in session.footer()


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_a_link_that_waits_is_told_while_its_other_end_is_searched_for(
    opened, size: tuple[int, int]
) -> None:
    async with opened(size, texts=("A port closes. A port opens.",)) as session:
        await session.press("L", "/")
        await session.type("port")
        assert "Esc gives the search up · link:" in session.footer()
        for key, nth in (("enter", "1 of 2"), ("n", "2 of 2")):
            await session.press(key)
            # The footer has two rows, and the first ends with the save status.
            footer = " ".join(session.footer().replace("saved", "").split())
            assert footer.startswith(f"{nth} · n next")
            assert "link: go there, then L" in footer
        await session.press("L", "enter")
        assert len(session.study.links) == 1
        assert "link: go there" not in session.footer()


async def test_what_is_said_of_another_edit_hides_no_link_that_waits(opened) -> None:
    async with opened(texts=("A port closes. A port opens.",)) as session:
        await session.press("enter", "L", "u")
        assert "undid" in session.footer()
        assert "link: go there, then L" in " ".join(session.footer().split())
