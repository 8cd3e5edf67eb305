"""The sample articles keep their purpose: short, lifelike, with the features of real ones."""

import re
import unicodedata
from pathlib import Path

import pytest

SAMPLES = sorted((Path(__file__).parents[2] / "data" / "articles").glob("*.txt"))


@pytest.fixture(params=SAMPLES, ids=lambda path: path.stem)
def text(request: pytest.FixtureRequest) -> str:
    path: Path = request.param
    return path.read_bytes().decode("utf-8")


def paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


def words(text: str) -> list[str]:
    return re.findall(r"[\w’-]+", text)


def test_there_are_two_samples() -> None:
    assert len(SAMPLES) == 2


def test_a_sample_has_the_length_of_a_newspaper_article(text: str) -> None:
    assert 700 <= len(text.split()) <= 1200


def test_a_sample_is_plain_normalised_text_with_unix_lines(text: str) -> None:
    assert "\r" not in text
    assert not text.startswith("\ufeff")
    assert text.endswith("\n")
    assert unicodedata.is_normalized("NFC", text)


def test_a_sample_begins_with_a_headline_and_a_longer_standfirst(text: str) -> None:
    headline, standfirst = paragraphs(text)[:2]
    assert len(headline) < len(standfirst)
    assert len(headline) <= 90
    assert headline[-1] not in ".!?:"


def test_a_sample_has_a_photo_caption_among_its_paragraphs(text: str) -> None:
    middle = paragraphs(text)[3:-3]
    assert any(re.match(r"(PHOTO|[A-Z]+)/\S.* {2}- {2}\S", line) for line in middle)


def test_one_caption_ends_in_the_credit_of_an_agency() -> None:
    lines = [line for path in SAMPLES for line in paragraphs(path.read_text(encoding="utf-8"))]
    assert any(re.search(r"\.[A-Z][^a-z.]+/[A-Z]+/Pool Images$", line) for line in lines)


def test_a_sample_has_a_section_heading(text: str) -> None:
    middle = paragraphs(text)[3:-3]
    assert any(len(words(line)) <= 6 and line[-1].isalpha() for line in middle)


def test_a_sample_has_one_bare_related_link_line(text: str) -> None:
    assert sum(1 for line in paragraphs(text)[3:] if ": " in line and line[-1].isalpha()) == 1


def test_a_sample_quotes_people_in_curly_quotes_that_close(text: str) -> None:
    assert '"' not in text
    assert "'" not in text
    assert text.count("“") == text.count("”") >= 8


def test_a_sample_names_people_with_accents(text: str) -> None:
    names = re.findall(r"\b[A-ZŻ]\w+ [A-ZĀŻ]\w+", text)
    assert sum(1 for name in names if not name.isascii()) >= 3


def test_a_sample_holds_figures(text: str) -> None:
    assert len(re.findall(r"\b\d[\d,]*\b", text)) >= 5


def test_the_two_samples_tell_one_event_and_share_no_sentence() -> None:
    one, other = (path.read_text(encoding="utf-8") for path in SAMPLES)
    for name in ("Ukraine", "Crimea", "Stoltenberg", "NATO", "eight", "Thursday"):
        assert name in one
        assert name in other
    runs = [
        {tuple(listed[i : i + 6]) for i in range(len(listed) - 5)}
        for listed in (words(one.lower()), words(other.lower()))
    ]
    assert not runs[0] & runs[1]
