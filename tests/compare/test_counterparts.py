"""Counterparts: found where one exists, none reported otherwise."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.compare.counterparts.finding import Counterpart, counterparts
from annotations.compare.counterparts.index import Index
from annotations.span import Span
from tests.compare.gold import PAIRS
from tests.compare.judging import answers_in, answers_of, marks, text_of
from tests.compare.stories import FERRY, LATER, PORT, STORIES, Story


def asked(story: Story, passage: str) -> tuple[str, float] | None:
    """The best counterpart, in the other article, of a passage of the first, and its score."""
    one, other = Index.of(story.one), Index.of(story.other)
    start = story.one.index(passage)
    found = counterparts(one, Span(start, start + len(passage)), other, limit=1)
    return (found[0].span.of(other.text), found[0].score) if found else None


def best(one: str, passage: str, other: str) -> str | None:
    start = one.index(passage)
    found = counterparts(Index.of(one), Span(start, start + len(passage)), Index.of(other))
    return found[0].span.of(other) if found else None


class TestAgainstJudgedPairs:
    """At the threshold, over all judged pairs, precision is 0.87 and recall 0.71."""

    def test_most_answers_are_right_and_most_counterparts_are_found(self) -> None:
        here = [gold for gold in PAIRS if text_of(gold.one) and text_of(gold.other)]
        if len(here) < len(PAIRS):
            pytest.skip("the two real articles are not beside the checkout in ../shared/articles")
        result = marks(answer for gold in here for answer in answers_of(gold))
        assert result.asked > 500
        assert result.precision >= 0.86
        assert result.recall >= 0.70

    def test_the_samples_by_themselves_do_as_well(self) -> None:
        (gold,) = (
            g
            for g in PAIRS
            if text_of(g.one) and text_of(g.other) and g.one[0] + g.other[0] == "mn"
        )
        result = marks(answers_of(gold))
        assert result.precision >= 0.85
        assert result.recall >= 0.75

    def test_what_is_said_of_other_events_is_as_right(self) -> None:
        """Four of the seven pairs were written and judged without regard to the algorithm.

        Nearly half of what these four say twice, in different words, is found.
        """
        result = marks(answer for story in STORIES for answer in answers_in(story))
        assert result.precision >= 0.80
        assert result.recall >= 0.60

    def test_so_it_is_of_reports_as_desks_write_them(self) -> None:
        """Five pairs written and judged in the same way; three quarters are found."""
        result = marks(answer for story in LATER for answer in answers_in(story))
        assert result.precision >= 0.77
        assert result.recall >= 0.73

    def test_surer_answers_are_righter(self) -> None:
        answers = [answer for story in (*STORIES, *LATER) for answer in answers_in(story)]
        precisions = [marks(answers, threshold).precision for threshold in (0.1, 0.4, 0.8)]
        assert precisions == sorted(precisions)
        assert precisions[-1] > precisions[0]


class TestWhatIsFound:
    def test_a_reported_quotation_that_differs_in_a_word(self) -> None:
        found = asked(FERRY, "“We felt a jolt, and then the lights went out on every deck,”")
        assert found is not None
        assert found[0].startswith("“We felt a jolt")
        assert found[1] > 0.9

    def test_a_figure_in_words_for_one_in_digits(self) -> None:
        found = asked(FERRY, "Thirteen people were taken to hospital in Kelsby")
        assert found is not None
        assert found[0] == "The hospital at Kelsby admitted 13 of them."

    def test_what_both_leads_tell_is_surer_than_the_same_further_down(self) -> None:
        lead = "The council shuts the reading room at Easter, and staff must leave."
        told = "There was anger in Marl when it announced the closing of its room for readers."
        one = f"{lead}\n\nThe bakery sells bread from four villages."
        others = ["A dog slept under the stalls.", "The choir had rehearsed twice before.",
                  "Two swans came down the river.", "Rain was forecast for Sunday."]  # fmt: skip
        scores = [
            counterparts(Index.of(one), Span(0, len(lead)), Index.of(other), threshold=0)[0].score
            for other in ("\n\n".join([told, *others]), "\n\n".join([*others, told]))
        ]
        assert scores[0] > scores[1]

    def test_a_number_that_is_put_a_little_higher(self) -> None:
        one = "Sirens failed.\n\nAbout 4,000 people had to leave.\n\nThe company did not answer."
        told = "Some 4,200 people were ordered out of their homes on Sunday night."
        assert best(one, "About 4,000 people had to leave.", f"Rain fell.\n\n{told}") == told
        later = told.replace("4,200", "62,000")
        assert best(one, "About 4,000 people had to leave.", f"Rain fell.\n\n{later}") is None

    def test_a_paraphrase_that_shares_names(self) -> None:
        found = asked(PORT, "Supermarkets warned that fresh fruit could run short within a week.")
        assert found is not None
        assert found[0].startswith("Shops could be without fresh fruit")

    def test_the_same_sentence_whatever_its_words(self) -> None:
        other = "First of all.\n\nNobody knows what it was.\n\nThe end came later."
        assert best("Nobody knows what it was.", "Nobody knows what it was.", other) == (
            "Nobody knows what it was."
        )


class TestSilence:
    @pytest.mark.parametrize(
        ("passage", "told"),
        [
            ("Three schools take in residents.", "Residents may return on Wednesday, she said."),
            ("Nobody came, said the owner of a café.", "Café talk is that he was naïve."),
            ("The peninsula was sold.", "Rain fell on the peninsula for most of the afternoon."),
        ],
    )
    def test_one_rare_word_that_both_use_in_short_articles(self, passage: str, told: str) -> None:
        other = f"The wall cracked overnight.\n\n{told}\n\nBuses were late."
        one = f"Sirens did not sound.\n\n{passage}\n\nNobody sleeps by the river."
        assert best(one, passage, other) is None
        assert best(other, told, one) is None

    def test_the_same_people_with_another_claim(self) -> None:
        claims = "Twice a year Ana Ferreira sells wine.", "On Sundays Ana Ferreira plays cello."
        one = f"Rain fell.\n\n{claims[0]}\n\nBread is dear.\n\n{claims[1]}\n\nSwans came by."
        other = (
            "Before breakfast Ana Ferreira swims.\n\nA bridge was painted blue.\n\n"
            "To letters Ana Ferreira never replies.\n\nSnow is forecast.\n\nTwo trams met."
        )
        assert [best(one, claim, other) for claim in claims] == [None, None]

    def test_what_only_one_of_them_tells(self) -> None:
        passage = "The sandbank moves with every winter storm, and local fishermen"
        assert asked(FERRY, passage) is None

    def test_articles_on_other_events(self) -> None:
        articles = [Index.of(text) for s in (*STORIES, *LATER) for text in (s.one, s.other)]
        asked_of = [
            (one, unit, other)
            for number, one in enumerate(articles)
            for place, other in enumerate(articles)
            for unit in one.units
            if number // 2 != place // 2
        ]
        answered = [a for a in asked_of if counterparts(a[0], a[1].span, a[2], limit=1)]
        assert len(asked_of) > 2_000
        assert len(answered) <= len(asked_of) // 200

    @pytest.mark.parametrize("passage", ["", "?!", "It was what it was."])
    def test_a_passage_that_says_nothing(self, passage: str) -> None:
        assert (
            counterparts(
                Index.of(passage), Span(0, len(passage)), Index.of(FERRY.one), threshold=0.2
            )
            == []
        )

    def test_an_article_without_a_sentence(self) -> None:
        index = Index.of(FERRY.one)
        assert counterparts(index, index.units[1].span, Index.of("")) == []


class TestWhatAnswers:
    def test_furniture_and_headings_do_not(self) -> None:
        sentence = "The ferry Saint Oriel ran aground off Marram Point on Tuesday."
        other = (
            "Ferry Saint Oriel runs aground off Marram Point\n\n"
            "PHOTO/LUMEN  -  The ferry Saint Oriel aground off Marram Point on Tuesday\n\n"
            "Nobody was hurt, and the harbour master praised the crew for what it did that night.\n"
        )
        assert best(sentence, sentence, other) is None

    def test_a_sentence_told_in_two_is_answered_by_both(self) -> None:
        one = (
            "Nothing else was known.\n\nThe strike begins on Friday at the harbour of Valmora, and "
            "the melon harvest of the southern provinces may rot in its crates.\n\nRain fell."
        )
        other = (
            "Dogs barked in the lane.\n\nAt the harbour of Valmora the strike begins on Friday. "
            "The southern provinces fear that the melon harvest may rot in its crates.\n\nSnow."
        )
        passage = one.splitlines()[2]
        assert best(one, passage, other) == other.splitlines()[2]

    def test_a_sentence_told_in_two_items_of_a_list_is_answered_by_both(self) -> None:
        one = (
            "Nothing else was known.\n\nThe strike begins on Friday at the harbour of Valmora, and "
            "the melon harvest of the southern provinces may rot in its crates.\n\nRain fell."
        )
        items = (
            "At the harbour of Valmora the strike begins on Friday.\n\n- The southern provinces "
            "fear that the melon harvest may rot in its crates."
        )
        other = f"Dogs barked in the lane.\n\n- {items}\n\nSnow."
        assert best(one, one.splitlines()[2], other) == items

    def test_a_sentence_told_in_one_is_not_answered_by_two(self) -> None:
        one = "Dull.\n\nThe strike begins on Friday at Valmora harbour, rain or shine.\n\nGrey."
        other = "Cold.\n\nAt the harbour of Valmora the strike begins on Friday. Rain fell.\n"
        assert best(one, one.splitlines()[2], other) == (
            "At the harbour of Valmora the strike begins on Friday."
        )

    def test_a_headline_is_no_answer_to_a_paragraph(self) -> None:
        one = "The strike begins on Friday at the harbour of Valmora. Rain fell on Monday."
        other = "Strike at the harbour of Valmora begins on Friday\n\nMelons ripen in the south.\n"
        assert best(one, one, other) is None

    def test_a_paragraph_is_answered_by_a_paragraph(self) -> None:
        one = Index.of(PORT.one)
        paragraph = next(
            p for p in one.paragraphs if p.of(one.text).startswith("The port authority")
        )
        other = Index.of(PORT.other)
        found = counterparts(one, paragraph, other)
        assert found[0].span in other.paragraphs
        assert found[0].span.of(other.text).startswith("Employers are dismayed.")

    def test_answers_come_best_first_and_never_overlap(self) -> None:
        one, other = Index.of(FERRY.one), Index.of(FERRY.other)
        answers = [counterparts(one, u.span, other, limit=4, threshold=0.01) for u in one.units]
        assert max(map(len, answers)) > 1
        for found in answers:
            assert found == sorted(found, key=lambda c: -c.score)
            spans = sorted(c.span for c in found)
            assert all(a.end <= b.start for a, b in pairwise(spans))
            assert all(0.01 <= c.score <= 1 for c in found)
            assert all(span.trimmed(other.text) == span for span in spans)

    def test_no_more_are_given_than_asked_for(self) -> None:
        one, other = Index.of(FERRY.one), Index.of(FERRY.other)
        assert len(counterparts(one, one.units[1].span, other, limit=2, threshold=0.0)) == 2

    def test_the_caret_asks_for_its_sentence(self) -> None:
        one, other = Index.of(FERRY.one), Index.of(FERRY.other)
        sentence = one.units[2].span
        caret = Span(sentence.start + 5, sentence.start + 5)
        answer = counterparts(one, caret, other)
        assert answer == counterparts(one, sentence, other) != []
        assert isinstance(answer[0], Counterpart)


WORDS = st.sampled_from(
    [
        *(
            "Ana",
            "Ferreira",
            "said",
            "13",
            "thirteen",
            "ferry.",
            "“The ferry ran aground,”",
            "U.S.",
        ),
        *("外交部", "é\u0301", "😀", "\u200b", "-", "million", "\n", "3.5bn"),
    ]
)
TEXTS = st.lists(WORDS, max_size=30).map(" ".join)


@settings(max_examples=100)
@given(TEXTS, TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_any_passage_of_any_text_may_be_asked_about(
    one: str, other: str, start: int, length: int
) -> None:
    start = min(start, len(one))
    span = Span(start, min(start + length, len(one)))
    target = Index.of(other)
    for counterpart in counterparts(Index.of(one), span, target, threshold=0.0):
        assert counterpart.span.of(other).strip()
        assert 0 <= counterpart.score <= 1


def test_in_very_long_articles_what_was_moved_and_altered_is_found_as_well() -> None:
    chance = Random(4)
    letters = "abcdefghijklmnoprstuvwz"
    rare = ["".join(chance.choices(letters, k=chance.randrange(5, 9))) for _ in range(4_000)]
    common = ["".join(chance.choices(letters, k=4)) for _ in range(30)]

    def sentence() -> list[str]:
        return chance.choices(common, k=8) + chance.choices(rare, k=8)

    told = [sentence() for _ in range(1_200)]
    retold = [[*words[:3], chance.choice(common), *words[4:]] for words in told]
    order = list(range(len(told)))
    chance.shuffle(order)
    here, there = (
        "\n\n".join(" ".join(words).capitalize() + "." for words in sentences)
        for sentences in (told, [retold[number] for number in order])
    )
    one, other = Index.of(here), Index.of(there)
    right = 0
    for number in range(0, 1_200, 40):
        found = counterparts(one, one.units[number].span, other, limit=1)
        right += bool(found) and found[0].span == other.units[order.index(number)].span
    assert right >= 29
