"""Selecting and tagging by keys, as a coder would."""

import pytest

from annotations.span import Span
from tests.gate import Gate
from tests.hands import shown, until

TEXT = "One two three. Four five six seven.\n\nEight nine ten. Eleven twelve."


def labels_of(session, *words: str) -> list[str]:
    """The labels now shown on the first occurrences of words."""
    mode = session.reader.mode
    text = session.reader.pane.structure.text
    labels = {place.word.start: label for label, place in mode.labels.items()}
    return [labels[text.index(word)] for word in words]


async def tag_in_all(session, name: str) -> None:
    """Tag every occurrence in all articles from the palette, up to the confirmation."""
    await session.press(":")
    await session.type("every occurrence in all")
    await session.pilot.pause(0.3)
    await session.press("enter")
    await session.pilot.pause()
    await session.type(name)
    await session.press("enter")
    await session.pilot.pause()


async def test_any_visible_passage_is_tagged_in_six_keys(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.study.codebook.add("frame/conflict")
        await session.press("s")
        first, last = labels_of(session, "two", "nine")
        await session.press(*first)
        await session.press(*last, "1")
        assert session.quotes() == ["two three. Four five six seven.\n\nEight nine"]
        assert session.tags_of(session.quotes()[0]) == ("frame/conflict",)


async def test_capitals_take_the_punctuation_along(opened) -> None:
    async with opened(texts=("He said: “Never again!” And left.",)) as session:
        session.study.codebook.add("quote")
        await session.press("s")
        first, last = labels_of(session, "Never", "again")
        await session.press(*first.upper(), *last.upper(), "1")
        assert session.quotes() == ["“Never again!”"]


async def test_six_keys_typed_in_one_go_are_taken_in_order(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.study.codebook.add("frame")
        await session.press("s")
        first, last = labels_of(session, "two", "six")
        await session.press("escape")
        for key in ["s", *first, *last, "1"]:
            session.app.simulate_key(key)
        await until(session.quotes)
        assert session.quotes() == ["two three. Four five six"]


async def test_keys_typed_ahead_of_a_dialog_reach_it(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        for key in ["t", "n", "e", "w", "enter"]:
            session.app.simulate_key(key)
        await until(session.quotes)
        assert session.tags_of("One two three.") == ("new",)


async def test_without_a_selection_a_digit_takes_the_sentence(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.study.codebook.add("frame")
        session.put_caret("five")
        await session.press("1")
        assert session.quotes() == ["Four five six seven."]


async def test_a_digit_on_the_mark_of_a_lists_item_takes_its_sentence_without_the_mark(
    opened,
) -> None:
    async with opened(texts=("What is known\n\n- It cracked. It grew.\n\n- It held.",)) as session:
        session.study.codebook.add("frame")
        for mark in ("- It cracked", "- It held"):
            session.put_caret(mark)
            await session.press("1")
        assert session.quotes() == ["It cracked.", "It held."]
        await session.press("1")
        assert session.tags_of("It held.") == ()


async def test_a_digit_on_a_highlight_takes_its_tag_off_and_leaves_it_plain(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.study.codebook.add("frame")
        session.put_caret("five")
        await session.press("1", "1")
        assert session.tags_of("Four five six seven.") == ()


async def test_a_second_digit_goes_to_the_highlight_just_made_not_to_a_shorter_one(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        for name in ("one", "two"):
            session.study.codebook.add(name)
        article = session.reader.pane.article.id
        session.study.highlights.make(article, Span(15, 19))
        session.put_caret("Four")
        await session.press("v", ")", "1", "2")
        assert session.tags_of("Four five six seven.") == ("one", "two")
        assert session.tags_of("Four") == ()


async def test_a_digit_without_a_tag_asks_for_one_and_gives_it_the_key(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("7")
        await session.type("actor/state")
        await session.press("enter")
        assert session.tags_of("One two three.") == ("actor/state",)
        assert session.study.codebook.keyed("7").name == "actor/state"


async def test_the_last_tags_are_repeated(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.study.codebook.add("frame")
        await session.press("1")
        session.put_caret("Eleven")
        await session.press("full_stop")
        assert session.tags_of("Eleven twelve.") == ("frame",)


async def test_enter_makes_a_plain_highlight(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.put_caret("three")
        await session.press("v", "e", "enter")
        assert session.quotes() == ["three"]


async def test_every_occurrence_is_tagged_as_one_change_after_the_count_is_shown(opened) -> None:
    async with opened(texts=("The bank. The river bank. A bank.",)) as session:
        session.study.codebook.add("money")
        session.put_caret("bank")
        await session.press("x", "T")
        await session.type("money")
        await session.press("enter")
        await session.press("enter")
        assert session.quotes() == ["bank", "bank", "bank"]
        await session.press("u")
        assert session.quotes() == []


async def test_who_tags_in_all_articles_is_asked_with_the_number_of_those_that_have_it(
    opened,
) -> None:
    async with opened(texts=("The bank. A bank.", "The river.", "Bank and bank.")) as session:
        session.study.codebook.add("money")
        session.put_caret("bank")
        await session.press("x")
        await tag_in_all(session, "money")
        assert "Tag 3 occurrences of “bank” in 2 articles with money?" in shown(session.app)
        await session.press("enter")
        assert "tagged 3 passages with money" in session.footer()


async def test_the_last_tags_of_an_earlier_time_are_not_there_and_that_is_said(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.study.codebook.add("frame")
        await session.press("1", "}", ".")
        assert [h.tags for h in session.study.highlights if not h.tags] == []
    async with opened() as session:
        await session.press(".")
        assert session.footer().startswith("No tag has been set since you opened the study; t ")


async def test_a_whole_word_is_not_tagged_inside_longer_ones(opened) -> None:
    text = "The bank. Two banks: the bank’s own, a re-bank, bankers. Bank."
    async with opened(texts=(text,)) as s:
        s.study.codebook.add("money")
        s.put_caret("bank")
        await s.press("x", "T")
        assert "3 occurrences of bank (2 inside longer words left out)" in shown(s.app)
        await s.type("money")
        await s.press("enter", "enter")
        assert sorted(h.start for h in s.study.highlights) == [
            text.index(word) + skip for word, skip in (("bank.", 0), ("bank’s", 0), ("re-bank", 3))
        ]


async def test_a_part_of_a_word_is_tagged_wherever_it_stands(opened) -> None:
    async with opened(texts=("The bankers. Two banks.",)) as session:
        session.study.codebook.add("money")
        session.put_caret("bank")
        await session.press("v", *["right"] * 4, "T")
        await session.type("money")
        await session.press("enter", "enter")
        assert session.quotes() == ["bank", "bank"]


async def test_of_a_passage_that_a_search_found_each_hit_is_tagged(opened) -> None:
    async with opened(texts=("In 1999 ten, in 2021 only 4 came; the 4th left.",)) as session:
        session.study.codebook.add("number")
        await session.press("/", "alt+r")
        await session.type(r"\d+")
        await session.press("enter")
        assert "T tags all" in session.footer()
        await session.press("T")
        assert r"3 hits of \d+ (1 inside longer words left out)" in shown(session.app)
        await session.type("number")
        await session.press("enter")
        assert r"Tag 3 hits of “\d+” in this article with number?" in shown(session.app)
        await session.press("enter")
        assert session.quotes() == ["1999", "2021", "4"]
        await session.press("u")
        assert session.quotes() == []


async def test_the_hits_of_a_search_are_tagged_in_all_articles(opened) -> None:
    async with opened(texts=("The Bank. A bank.", "The river.", "BANK and bank.")) as session:
        session.study.codebook.add("money")
        await session.press("ctrl+f")
        await session.type("bank")
        await session.press("enter")
        await until(lambda: "4 · bank" in shown(session.app))
        await session.press("enter")
        await tag_in_all(session, "money")
        assert "Tag 4 hits of “bank” in 2 articles with money?" in shown(session.app)
        await session.press("enter")
        assert session.quotes() == ["Bank", "bank", "BANK", "bank"]


async def test_once_a_search_is_left_a_passage_stands_for_its_own_words(opened) -> None:
    async with opened(texts=("The Bank. A bank. No bank.",)) as session:
        await session.press("/")
        await session.type("bank")
        await session.press("enter", "escape", "escape")
        session.put_caret("bank")
        await session.press("x", "T")
        assert "2 occurrences of bank" in shown(session.app)


async def test_everything_is_undone_and_redone(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.study.codebook.add("frame")
        await session.press("1", "}", "1", "]", "d")
        kept = {h.id: h for h in session.study.highlights}
        await session.press(*["u"] * 9)
        assert session.quotes() == []
        await session.press(*["U"] * 9)
        assert {h.id: h for h in session.study.highlights} == kept


async def test_edges_are_moved(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.put_caret("two")
        await session.press("v", "e", "enter", "r", "shift+right", "shift+right", "enter")
        assert session.quotes() == ["two t"]


async def test_escape_leaves_the_edges_as_they_were(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.put_caret("two")
        await session.press("v", "e", "enter", "r", "e", "e", "escape")
        assert session.quotes() == ["two"]
        await session.press("d")
        assert session.quotes() == []


async def test_a_note_is_written_in_several_lines_and_saved_by_escape(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("a")
        await session.type("first")
        await session.press("enter")
        await session.type("second")
        await session.press("escape")
        (highlight,) = session.study.highlights
        assert highlight.note == "first\nsecond"


async def test_deleting_says_how_to_get_it_back(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("enter", "d")
        assert session.quotes() == []
        assert session.footer() == "deleted; u undoes"


async def test_enter_alone_in_the_picker_leaves_a_highlight_as_it_is(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.study.codebook.add("frame")
        await session.press("1", "t", "enter")
        assert session.tags_of("One two three.") == ("frame",)


async def test_a_tag_that_went_while_the_picker_was_open_is_in_nobody_s_way(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        for name in ("gone", "stays"):
            session.study.codebook.add(name)
        await session.press("1", "t")
        # An undo may still be in progress when the picker opens.
        session.study.codebook.branch("gone").removal().at_once()
        await session.press(*"stays", "tab", "enter")
        assert session.app.is_running
        assert "stays" in session.tags_of("One two three.")


async def test_a_highlight_that_went_while_the_picker_was_open_is_told(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.study.codebook.add("stays")
        await session.press("enter", "t")
        session.study.undo()
        await session.press("down", "enter")
        assert session.app.is_running
        assert session.quotes() == []
        assert "There is no highlight" in session.footer()


async def test_a_second_tag_like_the_first_is_made_by_typing_it(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.study.codebook.add("frame/conflict")
        await session.press("t")
        await session.type("frame/economy")
        await session.press("enter")
        assert session.tags_of("One two three.") == ("frame/economy",)


async def test_a_dialog_does_not_cover_what_it_is_about(opened) -> None:
    async with opened(size=(80, 24)) as session:
        await session.press("G", "t")
        frame = session.app.screen.query_one(".frame").region
        view = session.reader.pane.view
        line = view.region.y + view.viewport.line_of(session.reader.pane.caret)
        assert not frame.y <= line < frame.bottom


async def test_letters_no_word_has_are_passed_over_and_said(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.study.codebook.add("frame")
        await session.press("s")
        first, last = labels_of(session, "two", "six")
        await session.press("z")
        assert "No word has the letters z" in session.footer()
        await session.press(*first, *last, "1")
        assert session.quotes() == ["two three. Four five six"]


async def test_what_another_coder_marked_is_marked_beside_it_and_stays_theirs(opened) -> None:
    async with opened(coder="ana") as session:
        await session.press("V", "1", *"frame", "enter", "a", *"hers", "escape")
        [hers] = session.study.highlights
        assert (hers.coder, hers.note) == ("ana", "hers")
    async with opened(coder="ben") as session:
        session.put_caret(hers.quote)
        await session.press("1", "a", *"his", "escape")
        [first, second] = sorted(session.study.highlights, key=lambda h: h.coder)
        assert first == hers
        assert (second.span, second.coder, second.note) == (hers.span, "ben", "his")
        assert session.study.codebook.names(second.tags) == ("frame",)
        await session.press("d")
        assert list(session.study.highlights) == [hers]
        await session.press("d")
        assert "ana's" in session.footer()
        await session.press("u", "u")
        assert {h.coder for h in session.study.highlights} == {"ana", "ben"}


async def test_a_slip_between_the_two_words_of_a_passage_costs_nothing(opened) -> None:
    async with opened() as session:
        await session.press("s", *"ff", "space", "1", "pagedown")
        assert "last word" in session.footer()
        await session.press(*"fh", "enter")
        [highlight] = session.study.highlights
        assert highlight.start == 0


async def test_edges_are_moved_in_the_pane_where_that_began(opened) -> None:
    other = "Quite another text.\n\nIt stands in the second pane."
    async with opened(texts=(TEXT, other)) as session:
        session.put_caret("two")
        await session.press("v", "e", "enter", "r", "shift+right", "shift+right")
        await session.press("tab", "w", "shift+right", "shift+right", "enter")
        assert session.quotes() == ["two t"]
        assert session.reader.pane is session.reader.panes.order[0]
        assert session.reader.mode is None


async def test_edges_of_a_highlight_that_is_gone_are_moved_no_more(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        session.put_caret("two")
        await session.press("v", "e", "enter", "r", "u", "enter")
        assert session.quotes() == []
        assert "stay as they were" in session.footer()
        assert session.reader.mode is None
        assert session.reader.pane.selection.empty


async def test_a_key_for_a_new_tag_is_one_step_to_undo(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        await session.press("3")
        await session.type("frame")
        await session.press("enter")
        assert [(tag.name, tag.key) for tag in session.study.codebook] == [("frame", "3")]
        (quote,) = session.quotes()
        await session.press("u")
        assert (len(session.study.codebook), session.quotes()) == (0, [])
        await session.press("U")
        assert [(tag.name, tag.key) for tag in session.study.codebook] == [("frame", "3")]
        assert session.tags_of(quote) == ("frame",)


async def test_the_text_is_read_and_tagged_on_while_very_many_occurrences_are_tagged(
    opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(texts=("to be or not to be, to see or not to see",)) as session:
        session.study.codebook.add("verb")
        gate = Gate(monkeypatch)
        await session.press("x", "T", *"verb", "enter", "enter")
        assert "tagging 4 occurrences of to…" in session.footer()
        caret = session.reader.pane.caret
        await session.press("escape", "right", "w")
        assert session.reader.pane.caret > caret
        await session.press("x", "1")
        assert len(session.study.highlights) == 1
        gate.opened.set()
        await until(lambda: len(session.study.highlights) == 5)
        await session.pilot.pause()
        assert "tagged 4 passages with verb; u undoes" in session.footer()
        await session.press("u")
        assert len(session.study.highlights) == 1


async def test_who_leaves_while_what_is_tagged_is_refused_is_told_and_stays(
    opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(texts=("to be or not to be, to see or not to see",)) as session:
        session.study.codebook.add("verb")
        gate = Gate(monkeypatch)
        await session.press("x", "T", *"verb", "enter", "enter")
        session.app.simulate_key("q")
        asked = session.reader.input.pressed
        await until(lambda: session.reader.input.pressed > asked)
        session.study.refusal = "It is closed."
        gate.opened.set()
        await session.app.workers.wait_for_complete()
        await session.pilot.pause()
        assert "It is closed." in session.footer()
        assert session.app.is_running
        assert session.app.return_code is None
        session.study.refusal = ""
