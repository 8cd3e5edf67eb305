"""Tag names that would become too long, directly or because another tag is renamed or merged."""

from collections.abc import Callable

import pytest

from annotations.errors import Refused
from annotations.study import Study
from annotations.study.codebook_adoption import Entry, adopt_codebook
from annotations.tag import LONGEST, tag_name

GROWS = "\u0958"
"""A letter that becomes two code points when normalised."""


@pytest.mark.parametrize("name", ["b" * 100, "b/" + "c" * 20])
def test_a_tag_is_not_renamed_where_one_below_it_would_get_too_long_a_name(
    study: Study, name: str
) -> None:
    below = f"a/{'x' * 490}"
    for one in ("a", below, "b"):
        study.codebook.add(one)
    before = dict(study.state.tags)
    with pytest.raises(Refused, match=r"A tag below a would get a name of 5\d\d characters"):
        study.codebook.branch("a").renaming(name).at_once()
    with pytest.raises(Refused, match="at most 500"):
        study.codebook.branch("a").merges(name)
    assert study.state.tags == before
    study.codebook.branch("a").renaming("b" * 9).at_once()
    assert len(next(tag.name for tag in study.codebook if "/" in tag.name)) == LONGEST


@pytest.mark.parametrize(
    "made",
    [
        lambda study, name: study.codebook.add(name),
        lambda study, name: study.codebook.branch("a").renaming(name).at_once(),
        lambda study, name: adopt_codebook(study, [Entry(name)]),
    ],
    ids=["add", "rename", "import"],
)
def test_a_name_is_measured_in_its_normal_form(
    study: Study, made: Callable[[Study, str], object]
) -> None:
    study.codebook.add("a")
    with pytest.raises(Refused, match="500 characters"):
        made(study, GROWS * LONGEST)
    made(study, GROWS * (LONGEST // 2))
    assert tag_name(GROWS * (LONGEST // 2)) in [tag.name for tag in study.codebook]
