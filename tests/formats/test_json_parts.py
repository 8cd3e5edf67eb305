"""Splitting a JSON file into its parts incrementally, wherever they end."""

import json
from contextlib import suppress
from itertools import islice
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.formats.json_parts import DEEPEST, WINDOW, Cutting, Malformed

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)
WHOLES = st.dictionaries(st.sampled_from(["a", "b", 'c"', "d\\", "é"]), VALUES)
AN_ARRAY = b'{"list": [%b]}'


def cut(content: bytes, *arrays: str) -> dict[str, Any]:
    """The file's value, put together from its parts, each decoded by itself."""
    whole: dict[str, Any] = {}
    members: list[Any] = []
    for part in Cutting(content, arrays).parts():
        if part is not None:
            value = json.loads(content[part.start : part.end])
            if part.place is None:
                whole[part.name] = value
                assert value == members or not members
                members = []
            else:
                assert part.place == len(members)
                members.append(value)
    return whole


def malformed(content: bytes) -> str:
    """The error message for bytes that are not valid JSON."""
    with pytest.raises(Malformed) as raised:
        cut(content, "list")
    return str(raised.value)


@given(whole=WHOLES, indent=st.sampled_from([None, 0, 2]), is_ascii=st.booleans())
def test_the_parts_are_what_the_whole_is_made_of(
    whole: dict[str, Any], indent: int | None, is_ascii: bool
) -> None:
    content = json.dumps(whole, indent=indent, ensure_ascii=is_ascii).encode()
    assert cut(content) == cut(content, "a", "b", "d\\") == whole
    assert cut(b"\xef\xbb\xbf \n" + content + b"\n", "b") == whole


@given(whole=WHOLES, at=st.integers(0), sign=st.sampled_from(b'{}[],:"\\ \n1t'))
def test_whatever_sign_stands_instead_it_comes_to_an_end(
    whole: dict[str, Any], at: int, sign: int
) -> None:
    content = bytearray(json.dumps(whole).encode())
    content[at % len(content)] = sign
    with suppress(Malformed, ValueError):
        list(Cutting(bytes(content), ("a",)).parts())


@pytest.mark.parametrize(
    "member",
    [
        b'{"text": "%b"}' % (b"x" * 5 * WINDOW),
        b'{"text": "%b"}' % (b"\\\\" * 5 * WINDOW),
        b'{"text": "%b"}' % (b"\\\"'" * 5 * WINDOW),
        b'{"tags": [%b]}' % b",".join([b"[[1]]"] * WINDOW),
        b'{"tags": [%b]}' % b",".join([b"{}"] * WINDOW),
        b"[%b]" % (b" " * 5 * WINDOW),
    ],
)
def test_a_rest_comes_however_long_a_part_is(member: bytes) -> None:
    content = AN_ARRAY % b",".join([member, b"1", member])
    steps = list(Cutting(content, ("list",)).parts())
    assert steps.count(None) >= len(content) // WINDOW // 3
    assert cut(content, "list") == json.loads(content)
    assert cut(content) == json.loads(content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it breaks off"),
        (b"[]", "JSON is malformed: { is missing (byte 0)"),
        (b'{"list": [{}, ', "it breaks off"),
        (b'{"list": [{}, "x', "it breaks off"),
        (b'{"list": [{}, "x\\', "it breaks off"),
        (b'{"list": [{}]', "it breaks off"),
        (b'{"list": [{} {}]}', "JSON is malformed: ] is missing (byte 13)"),
        (b'{"list": [{}, ]}', "JSON is malformed: a value is missing (byte 14)"),
        (b'{"list" [{}]}', "JSON is malformed: : is missing (byte 8)"),
        (b'{"list": 1, }', "JSON is malformed: a name is missing (byte 12)"),
        (b'{"list": 1} {', "JSON is malformed: something stands behind its end (byte 12)"),
        (b'{"list": 1e%b}' % (b"9" * 2_000), "JSON is malformed: a number is too long (byte 9)"),
        (
            b'{"list": [{"a": "b},\n{"a": "b"}]}',
            "JSON is malformed: a string does not end on its line (byte 20)",
        ),
        (
            b'{"list": %b' % (b"[" * 10_000),
            f"JSON is malformed: brackets stand in more than {DEEPEST} others (byte 511)",
        ),
    ],
)
def test_what_is_no_json_is_told_with_the_place(content: bytes, said: str) -> None:
    assert malformed(content) == said


def test_what_is_malformed_far_behind_does_not_keep_the_first_part_back() -> None:
    content = AN_ARRAY % b"{}," * 10
    (first,) = islice((part for part in Cutting(content, ("list",)).parts() if part), 1)
    assert (first.name, first.place) == ("list", 0)
