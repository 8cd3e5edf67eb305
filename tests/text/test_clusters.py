"""Grapheme clusters and their widths, as terminals draw and as the compositor counts them."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.terminal.clean import clean
from tui.text.clusters import clusters_of, is_simple


@pytest.mark.parametrize(
    ("text", "clusters", "cells"),
    [
        ("ab", ["a", "b"], [1, 1]),
        ("e\u0301a", ["e\u0301", "a"], [1, 1]),
        ("漢字", ["漢", "字"], [2, 2]),
        ("🇫🇷🇩🇪🇫", ["🇫🇷", "🇩🇪", "🇫"], [2, 2, 1]),
        ("👍🏽!", ["👍🏽", "!"], [2, 1]),
        ("👩‍🚀👩", ["👩‍🚀", "👩"], [2, 2]),
        ("1️⃣❤️", ["1️⃣", "❤️"], [2, 2]),
        ("\u1112\u1161\u11ab가", ["\u1112\u1161\u11ab", "가"], [2, 2]),
        ("می\u200cخ", ["م", "ی\u200c", "خ"], [1, 1, 1]),
        ("क\u200dष", ["क\u200d", "ष"], [1, 1]),
    ],
)
def test_clusters_are_what_a_reader_sees_as_one(
    text: str, clusters: list[str], cells: list[int]
) -> None:
    found = clusters_of(text)
    ends = pairwise(found.starts)
    assert [text[start:end] for start, end in ends] == clusters
    widths = pairwise(found.cells)
    assert [behind - before for before, behind in widths] == cells


@given(st.text(max_size=30).map(clean))
@settings(max_examples=150, deadline=None)
def test_a_text_is_as_wide_as_its_clusters_and_every_code_point_is_in_one(text: str) -> None:
    starts, cells = clusters_of(text)
    assert (starts[0], starts[-1], cells[0]) == (0, len(text), 0)
    parts = [text[a:b] for a, b in pairwise(starts)]
    assert [cell_len(part) for part in parts] == [b - a for a, b in pairwise(cells)]


@given(st.text(max_size=30).map(clean))
@settings(max_examples=150, deadline=None)
def test_simple_text_has_a_cluster_and_a_cell_for_each_code_point(text: str) -> None:
    if is_simple(text):
        assert clusters_of(text) == ([*range(len(text) + 1)], [*range(len(text) + 1)])
