"""The digest of a text does not depend on how many slices it is computed in."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.article import Digest


@given(text=st.text(st.characters(codec="utf-8")), step=st.integers(1, 5))
def test_a_text_is_digested_some_of_it_at_a_time(text: str, step: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("annotations.article.DIGESTED", step)
        digest = Digest(text)
        rests = sum(1 for _ in digest.slices())
    assert digest.result() == sha256(text.encode()).hexdigest()
    assert rests == max(len(text) - 1, 0) // step
