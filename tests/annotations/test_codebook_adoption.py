"""A codebook from elsewhere is adopted whole, or refused with the reason."""

from collections.abc import Callable
from typing import Any

import pytest

from annotations.change import Change
from annotations.errors import Refused
from annotations.study import Study
from annotations.study.codebook_adoption import Entry, adopt_codebook
from annotations.tag import PALETTE

Whole = Callable[[Study], bytes]


def entries(*lines: tuple[Any, ...]) -> list[Entry]:
    return [Entry(*line) for line in lines]


def tags(study: Study) -> list[tuple[str, str | None, str, str]]:
    return [(tag.name, tag.key, tag.color, tag.description) for tag in study.codebook]


def test_a_codebook_makes_tags_and_sets_what_it_says_of_others(
    study: Study, written: list[Change]
) -> None:
    for name in ("a", "b", "c"):
        study.codebook.change(study.codebook.add(name).id, description=f"my {name}")
    count = len(written)
    change = adopt_codebook(
        study,
        entries(
            ("b", "their b", "1", "#ABCDEF"), ("c", None, "", None), ("d",), (" e/f ", "", "2")
        ),
    )
    assert tags(study) == [
        ("a", None, PALETTE[0], "my a"),
        ("b", "1", "#abcdef", "their b"),
        ("c", None, PALETTE[2], "my c"),
        ("d", "4", PALETTE[3], ""),
        ("e/f", "2", PALETTE[4], ""),
    ]
    assert change.label == "import a codebook"
    assert len(written) == count + 1
    study.undo()
    assert [tag[:2] for tag in tags(study)] == [("a", "1"), ("b", "2"), ("c", "3")]


def test_a_tag_without_a_colour_gets_none_that_another_line_asks_for(study: Study) -> None:
    study.codebook.add("a")
    asked = PALETTE[1].upper(), PALETTE[3]
    adopt_codebook(
        study,
        entries(("b",), ("c", None, None, asked[0]), ("d", None, None, asked[1]), ("e",), ("f",)),
    )
    colors = dict(tag[::2] for tag in tags(study))
    assert (colors["c"], colors["d"]) == (PALETTE[1], PALETTE[3])
    assert (colors["b"], colors["e"], colors["f"]) == (PALETTE[2], PALETTE[4], PALETTE[5])


REFUSED = {
    "The codebook has the tag a twice.": [("a",), ("b",), (" a",)],
    "The codebook gives the key 1 to a and b.": [("a", None, "1"), ("b", None, "1")],
    "A tag's key is one of 1 2 3 4 5 6 7 8 9 0, not 'x'.": [("a", None, "x")],
    "A tag's colour is written like #e69f00, or a name like orange, not 'red'.": [
        ("a", None, None, "red")
    ],
    "A tag needs a name.": [("a",), ("",)],
}


@pytest.mark.parametrize("reason", REFUSED)
def test_a_codebook_that_contradicts_itself_changes_nothing(
    study: Study, reason: str, whole: Whole
) -> None:
    study.codebook.add("mine")
    before = whole(study)
    with pytest.raises(Refused) as caught:
        adopt_codebook(study, entries(*REFUSED[reason]))
    assert str(caught.value) == reason
    assert whole(study) == before
