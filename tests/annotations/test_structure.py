"""Paragraphs, sentences and words of a text, looked up at any offset."""

import random
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations import paragraphs, sentences, words
from annotations.span import Span
from annotations.structure import Structure

TEXTS = st.text(alphabet="ab é\u0301.\n\t’-–•1),字😀\u200b", max_size=80)
KINDS = ["paragraph", "sentence", "word"]


def passages(text: str, kind: str) -> list[str]:
    return [span.of(text) for span in walk(Structure(text), kind)]


def walk(structure: Structure, kind: str) -> list[Span]:
    """All units of one kind, found by moving forward from the first."""
    first = getattr(structure, f"{kind}_at")(0)
    found = [first] if first else []
    while found and (after := getattr(structure, f"next_{kind}")(found[-1].start)):
        found.append(after)
    return found


def test_each_line_that_is_not_empty_is_a_paragraph() -> None:
    text = "\n  Headline \nStandfirst\n \t\n\nBody of it.\n"
    assert passages(text, "paragraph") == ["Headline", "Standfirst", "Body of it."]


def test_blank_lines_part_the_paragraphs_of_a_hard_wrapped_text() -> None:
    text = (
        "A letter\n\n"
        "The embassy to the alliance will stop work at the start of\n"
        "November, the minister said, and the liaison office in the\n"
        "capital loses its accreditation.\n \n"
        "Across the continent the news came as a shock to everyone\n"
        "who had believed that the talks would go on until at least\n"
        "the spring, several diplomats said.\n"
    )
    structure = Structure(text)
    assert structure.hard_wrapped
    assert [p.of(text)[:8] for p in walk(structure, "paragraph")] == [
        "A letter",
        "The emba",
        "Across t",
    ]
    assert [structure.number_of(p) for p in walk(structure, "paragraph")] == [1, 2, 3]
    assert structure.sentence_at(text.index("November")).of(text).endswith("its accreditation.")


def test_a_letterhead_and_a_list_keep_no_press_release_from_being_hard_wrapped() -> None:
    text = (
        "NORTHWATER\nPRESS RELEASE\n13 March\n\n"
        "The company confirms that water passed over the crest of the\n"
        "dam between six and eleven in the evening, and that at no time\n"
        "was the structure of the dam in danger of giving way.\n\n"
        "It spent two million on repairs after the last inspection of\n"
        "the dam and of what belongs to it, as was recommended by the\n"
        "engineers:\n\n"
        "  * gates      1.1m\n  * gallery    0.5m\n  * gauges     0.3m\n"
    )
    structure = Structure(text)
    assert structure.hard_wrapped
    assert structure.sentence_at(text.index("dam between")).of(text).startswith("The company")
    assert structure.sentence_at(text.index("gallery")).of(text) == "gallery    0.5m"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "one line",
        "Headline\n\n" + "A paragraph on one line. " * 12 + "\n\n" + "And another one. " * 15,
        "Roses are red\nViolets blue\nSugar\n\nIs sweet and so\nAre you my dear\nFriend\n\n" * 3,
        "One sentence stands here.\nAnother sentence there.\nThe third one follows.\n\n" * 4,
        "\n".join(
            "a line without any blank line to part the paragraphs at all" for _ in "12345678"
        ),
    ],
)
def test_other_texts_are_not_taken_for_hard_wrapped(text: str) -> None:
    assert not Structure(text).hard_wrapped


def test_an_offset_at_the_end_of_a_line_still_belongs_to_it() -> None:
    text = "One. Two.  \n\nThree."
    structure = Structure(text)
    assert structure.paragraph_at(11).of(text) == "One. Two."
    assert structure.sentence_at(11).of(text) == "Two."
    assert structure.paragraph_at(12).of(text) == "Three."
    assert structure.word_at(11).of(text) == "Three"


@pytest.mark.parametrize("offset", [4, 5, 6])
def test_from_the_mark_of_a_lists_item_the_sentence_before_is_in_the_item_before(
    offset: int,
) -> None:
    found = Structure("One.\n- Two.").previous_sentence(offset)
    assert found == Span(0, 4)


def test_an_empty_text_has_nothing() -> None:
    for text in ("", " \n\n "):
        structure = Structure(text)
        for kind in KINDS:
            assert getattr(structure, f"{kind}_at")(0) == Span(0, 0)
            assert getattr(structure, f"next_{kind}")(0) is None
            assert getattr(structure, f"previous_{kind}")(len(text)) is None
        assert structure.paragraphs(Span(0, len(text))) == []
        assert structure.words(Span(0, len(text))) == []


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.sampled_from(KINDS), st.integers(-2, 85))
def test_at_next_and_previous_agree_everywhere(text: str, kind: str, offset: int) -> None:
    structure = Structure(text)
    units = walk(structure, kind)
    assert all(span.of(text) == span.of(text).strip() != "" for span in units)
    assert all(a.end <= b.start for a, b in pairwise(units))
    later = [span for span in units if span.start > offset]
    earlier = [span for span in units if span.start < offset]
    assert getattr(structure, f"next_{kind}")(offset) == (later[0] if later else None)
    assert getattr(structure, f"previous_{kind}")(offset) == (earlier[-1] if earlier else None)
    for span in units:
        if span.holds(offset):
            assert getattr(structure, f"{kind}_at")(offset) == span


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.integers(0, 80), st.integers(0, 80))
def test_within_gives_what_touches(text: str, one: int, other: int) -> None:
    within = Span(min(one, other), max(one, other))
    structure = Structure(text)
    for kind, found in (
        ("paragraph", structure.paragraphs(within)),
        ("word", structure.words(within)),
    ):
        assert found == [
            span
            for span in walk(structure, kind)
            if span.overlaps(within) or (not within and span.holds(within.start))
        ]


@settings(max_examples=150, deadline=None)
@given(st.text("ab \n", max_size=80), st.booleans())
def test_numbers_count_the_paragraphs_from_one(text: str, hard_wrapped: bool) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paragraphs, "_STRIDE", 5)
        units = paragraphs.Paragraphs(text, hard_wrapped)
        found = units.within(Span(0, len(text)))
        order = list(range(len(found)))
        random.Random(len(text)).shuffle(order)
        assert {place: units.number(found[place].start) for place in order} == {
            place: place + 1 for place in order
        }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("don’t and can't", ["don’t", "and", "can't"]),
        ("face-to-face 19th-century", ["face-to-face", "19th-century"]),
        ("13,000 troops, 3.5 at 10:30.", ["13,000", "troops", "3.5", "at", "10:30"]),
        ("the U.S. and e.g. U.S.-led", ["the", "U.S", "and", "e.g", "U.S.-led"]),
        ("there.Then 2021.ANA", ["there", "Then", "2021", "ANA"]),
        ("‘worsen’ “red line,”", ["worsen", "red", "line"]),
        ("one – two … 😀 👩‍👧", ["one", "–", "two", "…", "😀", "👩‍👧"]),
        ("naïve cafe\u0301 हिन्दी", ["naïve", "cafe\u0301", "हिन्दी"]),
        ("外相がNATOに", ["外", "相", "が", "NATO", "に"]),
        ("나토 대표부를", ["나토", "대표부를"]),
        ("snake_case #tag @name 38% $5", ["snake_case", "tag", "name", "38", "5"]),
        ("zero\u200bwidth soft\u00adhyphen", ["zero", "width", "soft\u00adhyphen"]),
    ],
)
def test_words_are_what_a_reader_takes_for_words(text: str, expected: list[str]) -> None:
    assert passages(text, "word") == expected


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
def test_every_visible_run_holds_a_word_and_no_mark_leaves_its_base(text: str) -> None:
    text = text.replace("\u200b", "")
    found = Structure(text).words(Span(0, len(text)))
    place = 0
    for run in text.split():
        place = text.index(run, place)
        assert any(word.overlaps(Span(place, place + len(run))) for word in found)
        place += len(run)
    for word in found:
        if word.end < len(text):
            assert unicodedata.category(text[word.end])[0] != "M"


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_blocks_change_no_word(text: str) -> None:
    """Runs shorter than a block are never split, wherever the block boundaries fall."""
    text = " ".join(run[:8] for run in text.split(" "))
    whole = words.Words(text).within(Span(0, len(text)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "_BLOCK", 10)
        assert words.Words(text).within(Span(0, len(text))) == whole


def test_sentences_leave_out_the_white_space_between_them() -> None:
    text = "  Mr. Giles saw 13,000 men.  “It’s over,” he said.   Was it? "
    structure = Structure(text)
    found = structure.sentences(structure.paragraph_at(0))
    assert [s.of(text) for s in found] == [
        "Mr. Giles saw 13,000 men.",
        "“It’s over,” he said.",
        "Was it?",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- It cracked. It grew.", ["It cracked.", "It grew."]),
        ("• It cracked\n\t– It grew\n* * It held", ["It cracked", "It grew", "It held"]),
        ("1. It cracked.\n12. It grew.", ["It cracked.", "It grew."]),
        ("(1) It cracked.\nb) It grew.", ["It cracked.", "It grew."]),
        ("- “It cracked,” he said.", ["“It cracked,” he said."]),
        ("It cracked. - It grew.", ["It cracked.", "- It grew."]),
        ("-5 degrees.\n1.5 million.\n2019. So.", ["-5 degrees.", "1.5 million.", "2019.", "So."]),
        ("-\n1.\n* * *\n- 5", ["-", "1.", "* * *", "5"]),
    ],
)  # fmt: skip
def test_the_sentence_of_a_lists_item_begins_behind_its_mark(
    text: str, expected: list[str]
) -> None:
    assert passages(text, "sentence") == expected


def test_the_mark_of_a_lists_item_still_finds_the_sentence() -> None:
    text = "What we know\n- It cracked. It grew.\n1. It held."
    structure = Structure(text)
    for place in (text.index("-"), text.index("-") + 1):
        assert structure.sentence_at(place).of(text) == "It cracked."
    assert structure.sentence_at(text.index("1")).of(text) == "It held."


def test_sentences_of_scripts_beyond_the_basic_plane_have_exact_offsets() -> None:
    text = "😀 First 😀. Second 字.\n第三句。第四句。"
    assert passages(text, "sentence") == ["😀 First 😀.", "Second 字.", "第三句。", "第四句。"]


def test_a_very_long_paragraph_is_segmented_a_stretch_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "The minister spoke for a while about the mission. " * 2_000
    whole = walk(Structure(text), "sentence")
    assert {span.of(text) for span in whole} == {
        "The minister spoke for a while about the mission."
    }
    assert len(whole) == 2_000
    structure = Structure(text)
    assert structure.sentence_at(60_000) == next(s for s in whole if s.end > 60_000)
    assert structure._sentences._segment.cache_info().misses == 1
    monkeypatch.setattr(sentences, "_STRETCH", 3_000)
    assert walk(Structure(text), "sentence") == whole


def test_furniture_is_judged_by_its_neighbours_in_the_text() -> None:
    prose = "The embassy will stop work in November, the minister said on Monday. " * 3
    link = "Ministers of nine countries meet to talk about the closed mission"
    text = f"Mission closes\n\n{prose}\n\n{link}\n\n{prose}\n\nCompeting interests\n\n{prose}"
    structure = Structure(text)
    found = [p.of(text) for p in walk(structure, "paragraph") if structure.is_furniture(p)]
    assert found == [link]


def test_a_text_of_megabytes_is_only_read_where_it_is_asked() -> None:
    """Looking up a word in the middle reads one block, not the whole text."""
    text = "word " * 400_000
    structure = Structure(text)
    assert structure.word_at(1_000_000) == Span(1_000_000, 1_000_004)
    assert structure._words._block.cache_info().currsize <= 2


def test_a_title_and_the_name_behind_it_stay_in_one_sentence() -> None:
    text = "“It is over,” said Ms. Kergoat in Brussels. Then Mr. Lee left."
    sentences = Structure(text).sentences(Span(0, len(text)))
    assert [span.of(text) for span in sentences] == [
        "“It is over,” said Ms. Kergoat in Brussels.",
        "Then Mr. Lee left.",
    ]
