"""Comparing with the keyboard: counterparts."""

import re

import pytest
from rich.color import Color
from rich.style import Style

from tests.gate import Gate
from tests.hands import PATIENCE, shown, until
from tui.commands.opening import side_by_side
from tui.reader import indexes
from tui.settings import THEMES
from tui.widgets.pane import PaneTitle

ONE = (
    "The mission closes on 1 November, the minister Sergei Lavrov said in Moscow on Monday.\n\n"
    "The bakery sells cinnamon buns to soldiers before dawn.\n\n"
    "Eight delegates were expelled from Brussels as undeclared spies."
)
TWO = (
    "Fishermen in the harbour spoke only of herring.\n\n"
    "From Brussels, eight delegates accused as undeclared spies had been expelled.\n\n"
    "Sergei Lavrov told reporters in Moscow that the mission will close on 1 November."
)


async def test_the_other_pane_goes_to_what_says_the_same_and_says_how_sure_it_is(opened) -> None:
    async with opened(texts=(ONE, TWO)) as session:
        other = session.reader.panes.order[1]
        await session.press("=")
        assert other.selection.span.of(TWO).startswith("Sergei Lavrov told")
        assert "% sure" in session.footer()


async def test_where_the_other_pane_waits_behind_its_passage_is_told(opened) -> None:
    async with opened(size=(80, 24), texts=(ONE, TWO)) as session:
        await session.press("=")
        said = " ".join(session.footer().split())
        assert said.startswith("Article 1 (Tab): ")
        assert "sure, “Sergei Lavrov told reporters" in said
        await session.press("tab")
        assert session.reader.pane.selection.span.of(TWO).startswith("Sergei Lavrov told")


async def test_where_nothing_is_near_it_says_so_and_does_not_move(opened) -> None:
    async with opened(texts=(ONE, TWO)) as session:
        other = session.reader.panes.order[1]
        before = other.selection
        session.put_caret("bakery")
        await session.press("=")
        assert other.selection == before
        assert "nothing near" in session.footer()


@pytest.mark.parametrize("keys", [["v", "w"], ["/", *"Sergei", "enter"]])
async def test_a_few_selected_words_ask_for_their_sentence(opened, keys) -> None:
    async with opened(texts=(ONE, TWO)) as session:
        session.put_caret("Sergei")
        await session.press(*keys, "=")
        other = session.reader.panes.order[1]
        assert other.selection.span.of(TWO).startswith("Sergei Lavrov told")


FIVE = ("No ship came.", "Rain fell in the hills.", "The road was mended.", TWO, ONE)


async def test_of_many_articles_those_that_answer_are_told_first(opened) -> None:
    async with opened(size=(200, 50), texts=FIVE) as session:
        await side_by_side(session.reader, [article.id for article in session.study.articles])
        await session.press("shift+tab", "=")
        assert session.footer().startswith("Article 3: ")
        assert " · 3 others: nothing near" in session.footer()


async def test_an_article_that_is_still_being_read_keeps_no_other_from_answering(
    opened, monkeypatch
) -> None:
    again = f"{TWO}\n\nThe mission of Sergei Lavrov in Moscow will close in November, he said."
    async with opened(
        size=(200, 50), texts=(ONE, again, f"{TWO}\n\n{'The sea. ' * 40}")
    ) as session:
        monkeypatch.setattr(indexes, "AT_ONCE", len(again))
        one, other, long = session.study.articles
        await side_by_side(session.reader, [one.id, other.id, long.id])
        await session.press("=")
        best = session.reader.panes.order[1].selection
        assert best.span.of(again).startswith("Sergei Lavrov told")
        assert session.footer().startswith("Article 1: ")
        assert "Article 2: still being read, = again soon" in session.footer()
        await session.pilot.pause(1)
        await session.press("=")
        assert session.reader.panes.order[1].selection == best
        assert session.footer().count("% sure") == 2


async def test_a_long_title_leaves_its_answer_to_be_read(opened) -> None:
    title = "On the closing of the mission and what is left of the machinery of those years"
    async with opened(size=(80, 24), texts=(ONE, f"{title}\n\n{TWO}")) as session:
        article = session.reader.panes.order[1].article
        session.study.articles.set(article.id, title=title)
        await session.press("=")
        assert session.footer().startswith("On the closing of the mission… (Tab): ")


async def test_of_many_articles_in_which_nothing_is_near_their_number_is_told(opened) -> None:
    async with opened(size=(200, 50), texts=(ONE, *FIVE[:3])) as session:
        await side_by_side(session.reader, [article.id for article in session.study.articles])
        await session.press("=")
        assert session.footer() == "3 others: nothing near"


@pytest.mark.parametrize(
    ("at", "way", "keys"),
    [
        (0, "Tab 3 times", ["tab"] * 3),
        (1, "Tab Tab", ["tab"] * 2),
        (4, "shift+Tab", ["shift+tab"]),
        (5, "shift+Tab shift+Tab", ["shift+tab"] * 2),
    ],
)
async def test_the_keys_that_lead_to_an_answer_behind_the_others_are_told(
    opened, at: int, way: str, keys: list[str]
) -> None:
    texts = ["No ship came.", "Rain fell.", "The road.", TWO, "A shop shut.", "Wind rose."]
    texts[at] = ONE
    async with opened(size=(80, 24), texts=tuple(texts)) as session:
        await side_by_side(session.reader, [article.id for article in session.study.articles])
        await session.press(*["tab"] * at, "=")
        said = " ".join(session.footer().split())
        assert said.startswith(f"Article 3 ({way}): ")
        assert ", “Sergei Lavrov" in said
        await session.press(*keys)
        assert session.reader.pane.selection.span.of(TWO).startswith("Sergei Lavrov told")


async def test_answers_in_sight_come_first_and_those_behind_do_not_push_them_away(opened) -> None:
    async with opened(size=(100, 30), texts=(ONE, TWO, f"{TWO}\n\nThe end.", f"Oh.\n\n{TWO}")) as s:
        await side_by_side(s.reader, [article.id for article in s.study.articles])
        await s.press("tab", "shift+tab", "=")
        said = " ".join(s.footer().split())
        names = re.findall(r"(?:^| · )(.+?): \d+% sure", said)
        assert names == ["Article 1", "Article 2 (Tab Tab)", "Article 3 (shift+Tab)"]
        assert "“" not in said


async def test_articles_of_one_outlet_are_told_apart(opened) -> None:
    async with opened(size=(200, 50), texts=(ONE, TWO, f"{TWO}\n\nThe end.")) as session:
        articles = list(session.study.articles)
        for article in articles[1:]:
            session.study.articles.set(article.id, outlet="The Tide")
        await side_by_side(session.reader, [article.id for article in articles])
        await session.press("tab", "tab", "tab", "=")
        assert session.footer().startswith("Article 1: ")
        assert " · Article 2: " in session.footer()


async def test_where_there_is_no_next_best_it_is_said(opened) -> None:
    async with opened(texts=(ONE, TWO)) as session:
        await session.press("=")
        assert "no other" not in session.footer()
        await session.press("=")
        assert session.footer().endswith("% sure, no other")


async def test_the_counterpart_can_be_tagged_at_once(opened) -> None:
    async with opened(texts=(ONE, TWO)) as session:
        session.study.codebook.add("spies")
        session.put_caret("Eight")
        await session.press("=", "tab", "1")
        assert session.quotes() == [TWO.split("\n\n")[1]]


async def test_without_another_article_it_says_what_to_do(opened) -> None:
    async with opened(texts=(ONE,)) as session:
        await session.press("=")
        assert "+ opens one" in session.footer()


async def settle(session) -> None:
    """Wait until the articles have been compared."""
    await until(lambda: session.reader.told_here.alone(session.reader.pane) is not None)
    await session.pilot.pause()


async def test_what_others_tell_too_dims_and_the_title_counts_what_is_told_here_alone(
    opened,
) -> None:
    async with opened(texts=(ONE, TWO)) as session:
        await session.press("!")
        await settle(session)
        pane = session.reader.pane
        assert [span.of(ONE) for span in session.reader.told_here.alone(pane)] == [
            "The bakery sells cinnamon buns to soldiers before dawn."
        ]
        assert "1 only here" in pane.query_one("PaneTitle").render().plain
        await session.press("!")
        assert "only here" not in pane.query_one("PaneTitle").render().plain


@pytest.mark.parametrize("width", [60, 80, 110])
async def test_beside_what_is_told_here_alone_an_article_is_known_by_its_outlet(
    opened, width: int
) -> None:
    async with opened(size=(width, 40), texts=(ONE, TWO)) as session:
        article = session.reader.pane.article
        session.study.articles.set(
            article.id, title="The old town pool is closed at last", outlet="The Harbour Gazette"
        )
        await session.press("!")
        await settle(session)
        title = session.reader.pane.query_one("PaneTitle").render().plain
        assert "1 only here" in title
        assert "The Harbour Gazette" in title


GERMAN = (
    "Die Stadt schließt das alte Freibad, sagte der Bürgermeister am Montag, und baut auf dem "
    "Gelände ein neues. Das Geld kommt aus dem Haushalt des Landes, und der Bau dauert mit den "
    "Arbeiten an der Straße drei Jahre.\n\n"
    "Nicht alle sind mit dem Plan zufrieden: Die Vereine hatten sich für das alte Bad eingesetzt, "
    "und eine Liste mit den Namen von 900 Bürgern liegt auf dem Tisch des Rates."
)
ENGLISH = (
    "The town will close the old pool, the mayor said on Monday, and it will build a new one on "
    "the same ground. The money is to come from the state, and with the work on the road it will "
    "take three years.\n\n"
    "Not all of them are happy with the plan: the clubs had asked for the old pool to be kept, and "
    "a list with the names of 900 people lies on the table of the council."
)


async def test_of_many_articles_those_in_another_language_are_named(opened) -> None:
    async with opened(texts=(ENGLISH, GERMAN, ENGLISH)) as session:
        await session.press("+", "enter", "!")
        await session.pilot.pause(0.3)
        said = "Article 1 is in German, 2 articles are in English: only what is in one language is"
        assert session.footer().startswith(said)


async def test_articles_in_other_languages_are_not_compared_and_that_is_said(opened) -> None:
    async with opened(size=(160, 40), texts=(ENGLISH, GERMAN)) as session:
        await session.press("!")
        said = "Article 0 is in English, Article 1 is in German: only what is in one language is"
        assert session.footer().startswith(said)
        await session.reader.workers.wait_for_complete()
        assert "only here" not in shown(session.app)
        for key in ("A", "alt+a"):
            await session.press("down", key)
            assert session.footer().startswith(said)
        await session.press("!")
        assert "in German" not in session.footer()


async def test_beside_one_in_another_language_the_others_are_compared(opened) -> None:
    two = ENGLISH.replace("Not all of them", "Few people")
    async with opened(size=(200, 50), texts=(ENGLISH, GERMAN, two)) as session:
        await side_by_side(session.reader, [article.id for article in session.study.articles])
        await session.press("!")
        titles = [pane.query_one(PaneTitle) for pane in session.reader.panes.shown]
        await until(lambda: "only here" in titles[0].render().plain)
        assert ["only here" in title.render().plain for title in titles] == [True, False, True]


async def test_what_is_told_here_alone_is_tagged_as_one_change(opened) -> None:
    async with opened(texts=(ONE, TWO)) as session:
        await session.press("!")
        await settle(session)
        await session.press("A")
        await session.type("only")
        await session.press("enter")
        assert session.quotes() == ["The bakery sells cinnamon buns to soldiers before dawn."]
        await session.press("u")
        assert session.quotes() == []


async def test_the_text_is_read_on_while_what_is_told_here_alone_is_tagged(
    opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(texts=(ONE, TWO)) as session:
        await session.press("!")
        await settle(session)
        gate = Gate(monkeypatch)
        await session.press("A")
        await session.type("only")
        await session.press("enter")
        assert "tagging 1 sentence told here alone…" in session.footer()
        await session.press("right")
        assert session.reader.pane.caret == 1
        assert session.quotes() == []
        gate.opened.set()
        await until(lambda: len(session.quotes()) == 1)
        await session.pilot.pause()
        assert "tagged 1 sentence only; u undoes" in session.footer()


async def test_the_first_question_waits_until_the_articles_are_compared_and_so_do_keys(
    opened,
) -> None:
    async with opened(texts=(ONE, TWO)) as session:
        for key in ["A", *"only", "enter", "j"]:
            session.app.simulate_key(key)
        await until(lambda: session.quotes() and session.reader.pane.caret)
        assert session.quotes() == ["The bakery sells cinnamon buns to soldiers before dawn."]
        assert session.tags_of(session.quotes()[0]) == ("only",)


async def test_articles_that_take_too_long_are_not_waited_for(opened, monkeypatch) -> None:
    monkeypatch.setattr("tui.reader.told_here.PATIENCE", 0.0)
    async with opened(texts=(long("one"), long("two"))) as session:
        await session.press("A")
        assert "try again in a moment" in session.footer()


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No question times out by itself."""
    monkeypatch.setattr("tui.reader.told_here.PATIENCE", 2 * PATIENCE)


@pytest.mark.usefixtures("patient")
async def test_esc_ends_the_wait_for_articles_that_take_long_and_keys_meant_for_it_are_dropped(
    opened,
) -> None:
    async with opened(texts=(long("one") * 9, long("two") * 9)) as session:
        await session.press("enter")
        session.app.simulate_key("A")
        await until(lambda: "Esc leaves" in session.footer())
        for key in ("d", "escape"):
            session.app.simulate_key(key)
        await until(lambda: "try again in a moment" in session.footer())
        await session.pilot.pause()
        assert len(session.study.highlights) == 1
        await session.press("d")
        assert len(session.study.highlights) == 0


@pytest.mark.usefixtures("patient")
async def test_esc_right_behind_the_question_ends_the_wait_too(opened) -> None:
    async with opened(texts=(long("one") * 9, long("two") * 9)) as session:
        for key in ("A", "escape"):
            session.app.simulate_key(key)
        await until(lambda: "try again in a moment" in session.footer())


async def test_who_asks_what_is_told_here_alone_is_told_that_it_takes_a_while(opened) -> None:
    async with opened(texts=(ONE, TWO)) as session:
        title = session.reader.pane.query_one(PaneTitle)
        session.app.simulate_key("!")
        # If the comparison takes no time, its result is shown at once.
        await until(lambda: "comparing" in session.footer() or "only here" in title.render().plain)
        await settle(session)
        assert "comparing" not in session.footer()


async def test_what_is_told_here_alone_is_linked_as_absent_from_the_others(opened) -> None:
    async with opened(texts=(ONE, TWO)) as session:
        await session.press("!")
        await settle(session)
        await session.press("alt+a", "enter")
        (link,) = session.study.links
        assert link.relation == "absent from"
        assert link.target == session.reader.panes.order[1].article.id


def long(name: str) -> str:
    """A text of many paragraphs."""
    return "\n\n".join(f"Paragraph {n} of {name} tells of matter {n}." for n in range(120))


@pytest.mark.parametrize(
    ("keys", "way_out"),
    [(["/"], "Esc gives the search up"), (["ctrl+b"], "Esc closes"), (["L"], "Esc leaves")],
)
async def test_that_panes_scroll_together_leaves_the_way_out_to_be_read(
    opened, keys: list[str], way_out: str
) -> None:
    async with opened(size=(80, 24)) as session:
        await session.press("S", "S", "h")
        assert "help  scroll: counterparts" in session.footer()
        await session.press(*keys)
        assert way_out in session.footer()
        await session.press("escape")
        assert "scroll: counterparts" in session.footer()


async def test_the_panes_scroll_together_by_proportion_and_alone_again(opened) -> None:
    async with opened(texts=(long("one"), long("two"))) as session:
        first, second = session.reader.panes.order
        await session.press("S", *["space"] * 3)
        assert "scroll: proportion" in session.reader.lines.status.render().plain
        assert abs(second.view.viewport.top - first.view.viewport.top) < 100
        await session.press("S", "S")
        top = second.view.viewport.top
        await session.press("G")
        assert second.view.viewport.top == top


async def test_scrolling_the_other_pane_by_hand_does_not_move_the_leader(opened) -> None:
    async with opened(texts=(long("one"), long("two"))) as session:
        first, second = session.reader.panes.order
        await session.press("S")
        top = first.view.viewport.top
        second.view.scroll_rows(30)
        await session.pilot.pause()
        assert first.view.viewport.top == top


async def test_the_other_pane_follows_along_a_link(opened) -> None:
    async with opened(texts=(long("one"), long("two"))) as session:
        first, second = session.reader.panes.order
        session.put_caret("Paragraph 110 of one")
        await session.press("L", "tab", "L", "enter", "tab", "g", "tab", "S")
        assert first.view.viewport.top == second.view.viewport.top == 0
        await session.press("'")
        assert first.view.viewport.visible.holds(first.caret)
        assert first.caret == first.structure.text.index("Paragraph 110")
        assert abs(second.view.viewport.top - first.view.viewport.top) < 200


async def test_a_pane_scrolled_alone_stays_when_the_side_bar_opens(opened) -> None:
    async with opened(texts=(long("one"), long("two"))) as session:
        first, second = session.reader.panes.order
        await session.press("S", "space", "space")
        second.view.scroll_rows(30)
        top = second.view.viewport.top
        assert top > first.view.viewport.top
        await session.press("B")
        assert second.view.viewport.visible.holds(top)
        assert second.view.viewport.top > first.view.viewport.top + 200


async def test_how_far_a_text_is_read_is_said_at_once(opened) -> None:
    async with opened(texts=(long("one"), long("two"))) as session:
        pane = session.reader.pane
        title = pane.query_one(PaneTitle)
        before = title.render().plain
        pane.view.scroll_rows(60)
        assert title.render().plain != before


async def test_by_counterparts_what_says_the_same_comes_onto_the_same_row(opened) -> None:
    filler = "\n\n".join(f"Filler {n} about herring number {n * 7}." for n in range(60))
    bakery, eight = ONE.split("\n\n")[1:]
    one = f"{bakery}\n\n{eight}\n\nNobody knows what comes next."
    two = f"{filler}\n\n{TWO.split(chr(10))[2]}\n\nRain fell all day."
    async with opened(texts=(one, two)) as session:
        first, second = session.reader.panes.order
        await session.press("S", "S")
        session.reader.indexes.pairs(first.article, second.article)
        await until(lambda: session.reader.indexes.pairs(first.article, second.article))
        await session.press("}")
        session.reader.together.follow(first)
        opposite = two.index("From Brussels, eight delegates")
        assert second.view.viewport.visible.holds(opposite)


async def test_with_many_panes_the_comparing_comes_to_an_end(opened) -> None:
    texts = (ONE, TWO, *(f"{ONE}\n\nSeen by witness {n}." for n in range(4)))
    async with opened(texts=texts) as session:
        await side_by_side(session.reader, [article.id for article in session.study.articles])
        panes = session.reader.panes.order
        assert len(panes) == len(texts)
        await session.press("!")
        await until(lambda: all(pane.told_here for pane in panes))
        assert [int(pane.told_here[0].split()[0]) for pane in panes] == [0, 1, 0, 0, 0, 0]


async def test_what_the_reader_linked_comes_first_and_is_not_told_here_alone(opened) -> None:
    async with opened(texts=(ONE, TWO)) as session:
        session.put_caret("bakery")
        await session.press("L", "tab", "L")
        await session.type("same")
        await session.press("enter", "tab")
        session.put_caret("bakery")
        await session.press("=")
        other = session.reader.panes.order[1]
        assert other.selection.span.of(TWO) == "Fishermen in the harbour spoke only of herring."
        assert "linked: same claim" in session.footer()
        await session.press("!")
        await settle(session)
        assert session.reader.told_here.alone(session.reader.pane) == []


async def test_where_nothing_is_near_the_nearest_is_offered_to_who_asks_again(opened) -> None:
    near = "A shop opens on Monday."
    async with opened(
        texts=(ONE, f"{near}\n\nNothing else happened in the harbour that day.")
    ) as session:
        other = session.reader.panes.order[1]
        before = other.selection
        await session.press("=")
        assert "nothing near" in session.footer()
        assert "= again" in session.footer()
        assert other.selection == before
        await session.press("=")
        assert "perhaps" in session.footer()
        assert other.selection.span.of(near) == near


async def test_what_is_open_is_indexed_before_anybody_asks(opened) -> None:
    async with opened(texts=(ONE, TWO)) as session:
        made = session.reader.indexes._made
        await until(lambda: len(made) == 2 and all(index.is_built for index in made.values()))
        await session.press("=")
        assert "% sure" in session.footer()


SPENT = (
    "The works on the old bridge cost 12 million crowns, the council said in 1998.",
    "In 1998 the council said that the works on the old bridge cost 21 million crowns.",
)


async def test_long_numbers_are_told_with_commas(opened) -> None:
    async with opened((120, 40), texts=SPENT) as session:
        await session.press("=")
        assert "numbers differ: 12,000,000 here, 21,000,000 there" in session.footer()


FALLEN = (
    "The number of apprentices has fallen by 48 percent since 2015, the ministry said.",
    "The ministry said that the number of apprentices has fallen by 28 percent since 2015.",
)


async def test_a_counterpart_with_other_numbers_says_which(opened) -> None:
    async with opened((120, 40), texts=FALLEN) as session:
        await session.press("=")
        assert "% sure, numbers differ: 48 here, 28 there" in session.footer()


def look(pane, word: str) -> Style:
    """The style in which a word is drawn in a pane."""
    for strip in pane.view.render_lines(pane.view.size.region):
        for segment in strip:
            if word in segment.text:
                return segment.style
    raise AssertionError(f"{word} is not to be seen")


def ink(pane, word: str) -> Color | None:
    """The colour in which a word is drawn in a pane."""
    return look(pane, word).color


async def test_what_others_tell_with_other_numbers_stays_bright_and_is_counted(opened) -> None:
    texts = [f"{fallen}\n\n{same}" for fallen, same in zip(FALLEN, (ONE, TWO), strict=True)]
    async with opened(texts=texts) as session:
        await session.press("!")
        await settle(session)
        pane = session.reader.pane
        assert "1 only here, 1 with other numbers · " in pane.query_one("PaneTitle").render().plain
        assert ink(pane, "bakery") == ink(pane, "apprentices") != ink(pane, "minister")
        await session.press("!")
        assert ink(pane, "minister") == ink(pane, "bakery")


@pytest.mark.parametrize("theme", [name for name in THEMES if not name.startswith("ansi")])
async def test_what_others_tell_too_looks_otherwise_in_every_theme(opened, theme: str) -> None:
    async with opened(texts=(f"{ONE}\n\nNo ship came.", TWO)) as session:
        session.app.theme = theme
        await session.press("!")
        await settle(session)
        assert look(session.reader.pane, "minister") != look(session.reader.pane, "ship")


@pytest.mark.parametrize("size", [(120, 40), (100, 30)])
async def test_what_is_counted_leaves_the_outlet_to_be_read(opened, size) -> None:
    async with opened(size, texts=FALLEN) as session:
        for article in list(session.study.articles):
            session.study.articles.set(article.id, outlet="The Morning Ledger")
        await session.press("!")
        await settle(session)
        title = session.reader.pane.query_one("PaneTitle").render().plain
        assert title.startswith(" The M")
        assert title.endswith("0 only here, 1 with other numbers · 100% ")


async def test_in_a_narrow_pane_both_counts_are_told_whole_in_fewer_words(opened) -> None:
    async with opened((92, 30), texts=FALLEN) as session:
        await session.press("!")
        await settle(session)
        title = session.reader.pane.query_one("PaneTitle").render().plain
        assert title.startswith(" Article 0 ")
        assert title.endswith(" 0 only here, 1 differ · 100% ")


async def test_sentences_without_spaces_that_are_selected_are_all_asked_for(opened) -> None:
    text = "部长周一宣布关闭使团。联络处将失去认可。分析人士说谈判早已停止。"
    async with opened(texts=(text, text)) as session:
        session.put_caret("联")
        await session.press("v", "G", "=")
        assert session.reader.memory.question.span.of(text) == text[text.index("联") :]
