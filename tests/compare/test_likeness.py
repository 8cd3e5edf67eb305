"""The similarity of two sentences is symmetric."""

import pytest

from annotations.compare.counterparts.index import Index
from annotations.compare.counterparts.likeness import Likeness
from tests.compare.stories import STORIES, Story


@pytest.mark.parametrize("story", STORIES)
def test_two_sentences_are_as_like_as_one_is_to_what_it_shares_with_all(story: Story) -> None:
    one, other = Index.of(story.one), Index.of(story.other)
    likeness = Likeness(one, other)
    seen = 0
    for unit in one.units:
        shared = likeness.shared(unit.bag)
        heaviness = likeness.heaviness(unit.bag)
        for there in other.units:
            number = there.number
            alike = likeness.of_sentences(unit.number, number)
            if number in shared:
                expected = likeness.of(heaviness, shared[number], (number,))
                assert alike == pytest.approx(expected)
                seen += 1
            else:
                assert alike == 0.0
    assert seen > 20
