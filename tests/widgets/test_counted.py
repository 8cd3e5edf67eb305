"""Counts are reported in the same form everywhere, whatever the number."""

import re
from pathlib import Path

import pytest

from annotations.study.adoption import Adoption
from tui.counted import counted, counted_of, listed
from tui.import_report import in_a_line, report

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (counted(1, "article"), "1 article"),
        (counted(0, "article"), "0 articles"),
        (counted(999, "article"), "999 articles"),
        (counted(1_000, "article"), "1,000 articles"),
        (counted(1_234_567, "hit"), "1,234,567 hits"),
        (counted_of(1_000, 12_000, "article"), "1,000 of 12,000 articles"),
        (listed(["a", *"b" * 2_000], 1), "a, and 2,000 more"),
    ],
)
def test_thousands_are_parted_by_a_comma(told: str, words: str) -> None:
    assert told == words


def test_what_comes_in_is_told_so_on_the_screen_and_by_the_command() -> None:
    adoption = Adoption({"highlights": 1_500}, {"tags": 2_500}, {})
    assert list(report(adoption, None, dry_run=False)) == [
        "Imported 1,500 highlights; 2,500 were there already."
    ]
    told = in_a_line(adoption, None, "u undoes")
    assert told == "1,500 highlights came in; u undoes; 2,500 here already"


def test_no_sentence_names_a_length_in_another_way() -> None:
    odd = re.compile(r"\{len\([^{}]*\)(?: [-+] [^{}:]*)?\} [a-z]")
    sources = [file for room in ("tui", "annotations") for file in (ROOT / room).rglob("*.py")]
    assert sources
    assert {
        f"{file.relative_to(ROOT)}: {found[0]}"
        for file in sources
        for found in odd.finditer(file.read_text(encoding="utf-8"))
    } == set()
