"""Captions, credits, navigation and related links are furniture; the article's own text is not."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations import furniture
from annotations.furniture import is_furniture

PROSE = (
    "The embassy to the alliance will stop work at the start of November, the minister said on "
    "Monday, and the liaison office in the capital loses its accreditation. Nobody was surprised."
)


def between_prose(line: str) -> bool:
    return is_furniture(line, [PROSE] * 5, [PROSE] * 5)


@pytest.mark.parametrize(
    "line",
    [
        "Skip to main content",
        "SKIP TO CONTENT",
        "Advertisement",
        "Story continues below advertisement",
        "Share this article",
        "Read more: How the talks broke down",
        "Related: Five things to know about the mission",
        "Lesen Sie auch: Was nun kommt",
        "S’abonner",
        "Publicidad",
        "Читайте также",
    ],
)
def test_navigation_is_furniture_wherever_it_stands(line: str) -> None:
    assert between_prose(line)
    assert is_furniture(line, [], [PROSE])
    assert is_furniture(line, [PROSE], [])


def test_what_kind_of_article_it_is_makes_a_headline_at_the_beginning_only() -> None:
    line = "Opinion: The alliance must answer for its mission"
    assert not is_furniture(line, [], [PROSE])
    assert between_prose(line)


@pytest.mark.parametrize(
    "line",
    [
        "PHOTO/AFP  -  The minister at the podium",
        "PHOTO: the minister at the podium",
        "Photo by Ana Ferreira",
        "Foto: Jörg Müller/dpa",
        "Imagen: una calle de la capital",
        "AFP/ANA FERREIRA  -   The minister at the conference in Geneva on 25 February",
        "NORTHPIX/ANA FERREIRA  –  The minister at the conference in Geneva",
        "Soldiers of the battle group come home on Oct. 20, 2021.ANA FERREIRA/AFP/Getty Images",
        "Soldiers of the battle group come home. (Photo by Ana Ferreira)",
        "The minister speaks. (AP Photo)",
        "A street in the capital on Monday. Ana Ferreira/Reuters",
        "Getty Images",
        "© 2021 The Ledger",
        "Copyright 2021 The Ledger. All rights reserved.",
    ],
)
def test_captions_and_credits_are_furniture(line: str) -> None:
    assert between_prose(line)


def test_the_name_above_a_caption_that_repeats_it_belongs_to_the_caption() -> None:
    caption = "PHOTO/AFP  -  Foreign minister Ana Ferreira"
    assert is_furniture("Ana Ferreira", [PROSE], [caption, PROSE])
    assert not is_furniture("Ana Ferreira", [PROSE], [PROSE])
    assert not is_furniture("Broken promises", [PROSE], [caption, PROSE])


def test_bare_related_links_between_paragraphs_are_furniture() -> None:
    links = [
        "Alliance to agree on a plan to deter a growing threat",
        "Ministers of nine countries meet to talk about the closed mission",
    ]
    assert is_furniture(links[0], [PROSE], [links[1], PROSE])
    assert is_furniture(links[1], [links[0], PROSE], [PROSE])
    assert is_furniture(links[1], [PROSE], ["A letter box", PROSE])


def test_a_line_of_the_head_or_the_foot_is_no_related_link() -> None:
    standfirst = "The minister announces the end of a mission that took thirty years to build"
    assert not is_furniture(standfirst, ["Mission closes its doors"], [PROSE])
    assert not is_furniture(standfirst, [], [PROSE])
    assert not is_furniture(standfirst, [PROSE], [])


def test_a_longer_row_of_such_lines_is_a_list_of_the_article() -> None:
    item = "Nine countries of the alliance signed the paper without a word"
    assert not is_furniture(item, [item, item, PROSE], [item, item, PROSE])


def test_a_list_after_a_colon_is_the_articles_own() -> None:
    item = "Nine countries of the alliance signed the paper without a word"
    assert not is_furniture(item, [PROSE[:-1] + " and this is what was agreed:"], [PROSE])


def test_a_newsletter_is_furniture_at_the_end_only() -> None:
    line = "Our morning newsletter sums up the day’s headlines. Sign up today."
    assert is_furniture(line, [PROSE], [])
    assert not is_furniture(line, [PROSE], [PROSE] * 3)


@pytest.mark.parametrize(
    "line",
    [
        "Competing interests",
        "What happens next?",
        "Three decades on paper",
        "But the capital remains the most dangerous place – and the key to any better relations.",
        "“Everything has already been spoiled.”",
        "“Nobody here in the capital of the alliance believes that now",
        "He was not told.",
        "Reuters reported that the plan covers both seas.",
        "The photo/video agency closed its office in the capital in March.",
        "More than 13,000 people have been killed, according to AFP.",
        "The talks will go on in the spring, the minister said. (Reuters)",
        "She sold the pictures to Getty Images.",
        "Picture by picture the archive grew.",
        "Menu prices rose by a tenth.",
        "Image: a word the minister used. He meant reputation. Nobody laughed. They left.",
        "Voters could sign up today, the ministry said.",
    ],
)
def test_what_the_article_says_is_not_furniture(line: str) -> None:
    assert not between_prose(line)


WORDS = st.sampled_from(
    [
        "the",
        "minister",
        "photo",
        "said",
        "Reuters",
        "sign",
        "mission",
        "up",
        "NATO",
        "today",
        "more",
    ]
)
SENTENCES = st.lists(WORDS, min_size=8, max_size=20).map(
    lambda words: " ".join(words).capitalize() + "."
)


@settings(max_examples=100, deadline=None)
@given(st.lists(SENTENCES, min_size=5, max_size=12).map(" ".join), st.integers(0, 3))
def test_several_sentences_of_prose_are_never_furniture(paragraph: str, place: int) -> None:
    assert not is_furniture(paragraph, [PROSE] * place, [PROSE] * (3 - place))


LINES = [
    "Skip to main content", "AFP/ANA FERREIRA - A minister on Monday", PROSE, "", "Background",
    "Sign up for our newsletter today", "Subscribe now", "The minister spoke. " * 60,
    "What the closing of the mission means for the alliance now", "Copyright 2021 North Press",
    "The ferry that nobody wanted is to sail again in spring", "Ana Ferreira",
    "Opinion: The ferry must sail",
]  # fmt: skip


@pytest.mark.parametrize("line", LINES)
def test_only_what_depends_on_its_place_is_judged_by_it(line: str) -> None:
    verdicts = {
        is_furniture(line, [before, PROSE][:reach], [after, PROSE, PROSE][:reach])
        for before, after, reach in product(LINES, LINES, range(4))
    }
    assert len(verdicts) == 1 or furniture.depends_on_place(line)


SIGNS = {name: sign for name, sign in vars(furniture).items() if isinstance(sign, furniture.Sign)}


@pytest.mark.parametrize("name", SIGNS)
@settings(max_examples=200, deadline=None)
@given(st.data())
def test_whatever_a_sign_matches_holds_one_of_its_words(name: str, data: st.DataObject) -> None:
    sign = SIGNS[name]
    line = data.draw(st.from_regex(sign.pattern))
    assert sign.is_in(line)
