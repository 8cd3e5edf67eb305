"""Failures are explained in the operating system's own words."""

import errno

import pytest

from annotations.errors import reason_of


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "a.diptych"), "No space left on device"),
        (OSError("the share is gone"), "the share is gone"),
        (ValueError("embedded null byte"), "embedded null byte"),
    ],
)
def test_a_reason_is_told_without_numbers_and_names(error: Exception, reason: str) -> None:
    assert reason_of(error) == reason
