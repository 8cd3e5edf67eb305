"""How long the store waits before retrying after a failure."""

from annotations.store import attempts
from annotations.store.attempts import Attempts


def test_the_pauses_double_up_to_the_longest_and_begin_anew_with_a_success() -> None:
    tried = Attempts()
    assert [tried.fail("it rains") for _ in range(8)] == [0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 8.0, 8.0]
    tried.succeed()
    assert tried.fail("it rains") == attempts.FIRST_PAUSE


def test_what_kept_the_last_one_is_told_until_one_succeeds() -> None:
    tried = Attempts()
    assert tried.trouble == ""
    tried.fail("it rains")
    tried.fail("it snows")
    assert (tried.trouble, tried.failed) == ("it snows", 2)
    tried.succeed()
    assert (tried.trouble, tried.failed) == ("", 2)


def test_who_hurries_one_does_not_hurry_those_behind_it() -> None:
    tried = Attempts()
    assert not tried.is_hurried
    tried.hurry()
    assert tried.is_hurried
    tried.begin()
    assert not tried.is_hurried
