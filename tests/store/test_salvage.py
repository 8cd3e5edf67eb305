"""Every readable record and row of a broken file is found, and everything else is reported."""

from typing import Any

import pytest

from annotations.change import TABLES
from annotations.store.rescue.salvage import Salvage, salvage

LEFT_OUT = "it cannot be read and is left out"


def found(text: str | bytes) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
    """The rows by table, the unknown tables, and the losses except missing tables."""
    data = text if isinstance(text, bytes) else text.encode()
    result: Salvage = salvage(data)
    assert list(result.rows) == list(TABLES)
    rows = {table: rows for table, rows in result.rows.items() if rows}
    missing = {f"the table {table} is missing" for table in TABLES}
    return rows, result.surplus, [loss for loss in result.losses if loss not in missing]


def test_a_sound_file_is_read_whole_in_any_order_and_with_any_white_space() -> None:
    text = """\
{ "new" : { "1" : [1.5, null, "x"] }, "links" : { "1" : {"id": "l"} , "2":{"id":"m"} },
  "empty":{}, "study":{"1":{"id":"s"}},
  "tags"
  :
  {"x":{"id":"t"}}, "last": {"a": {"links": {"1": {"id": "inner"}}}} }
"""
    rows, surplus, losses = found(text.replace('"links": {"1": {"id": "inner"}}', '"b": 1'))
    assert rows == {
        "study": [{"id": "s"}], "tags": [{"id": "t"}], "links": [{"id": "l"}, {"id": "m"}],
    }  # fmt: skip
    assert surplus == {"new": {"1": [1.5, None, "x"]}, "empty": {}, "last": {"a": {"b": 1}}}
    assert losses == []


def test_tables_that_are_not_there_are_told_in_order() -> None:
    assert salvage(b'{"tags":{"1":{}}}').losses == [
        f"the table {table} is missing" for table in ("study", "articles", "highlights", "links")
    ]
    assert len(salvage(b"").losses) == 5


def test_a_byte_order_mark_is_passed_over_and_told() -> None:
    assert found(b'\xef\xbb\xbf{"tags":{"1":{"id":"t"}}}') == (
        {"tags": [{"id": "t"}]}, {}, ["the file began with a byte-order mark"],
    )  # fmt: skip
    assert found('{"tags":{"1":{"id":"t\ufeff"}}}\ufeff')[0] == {"tags": [{"id": "t\ufeff"}]}


def test_bytes_that_are_no_text_are_told_and_a_replacement_character_is_not() -> None:
    assert found(b'{"tags":{"1":{"id":"a\xffb"}}}') == (
        {"tags": [{"id": "a\ufffdb"}]}, {}, ["bytes that are not UTF-8 became U+FFFD"],
    )  # fmt: skip
    assert found('{"tags":{"1":{"id":"a\ufffdb"}}}')[2] == []


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ('"7":{"id":NaN}', "row 7"),
        ('"7":{"id":-Infinity}', "row 7"),
        ('"7":{"id":1e999}', "row 7"),
        ('"7":{"id":-1e999}', "row 7"),
        ('"7":{"id":"\\ud800"}', "row 7"),
        ('"7":{"id":' + "9" * 5000 + "}", "row 7"),
        ('"7":{"id":' + "[" * 100_000 + "}", "row 7"),
        ('"7":{"id":x}', "row 7"),
        ('"7":{"id"}', "row 7"),
        ('"7":', "row 7"),
        ('"7":5', "row 7"),
        ('"7":null', "row 7"),
        ('"\\x":{"id":"x"}', "row \\x"),
        ("7:{}", "after row 1"),
        ("x", "after row 1"),
        ("xx", "after row 1"),
    ],
)
@pytest.mark.parametrize("after", [True, False])
def test_a_row_that_cannot_be_read_is_told_and_those_round_it_are_found(
    row: str, name: str, after: bool
) -> None:
    later = ',"9":{"id":"u"}' if after else ""
    rows, surplus, losses = found(
        f'{{"tags":{{"1":{{"id":"t"}},{row}{later}}},"more":{{"1":1}},"links":{{"1":{{"id":"l"}}}}}}'
    )
    assert rows["tags"][0] == {"id": "t"}
    assert rows["tags"][1:] == ([{"id": "u"}] if after else [])
    assert rows["links"] == [{"id": "l"}]
    assert losses == [f"tags, {name}: {LEFT_OUT}"]
    assert surplus == {"more": {"1": 1}}


def test_a_stray_letter_between_two_rows_costs_neither() -> None:
    rows, _, losses = found('{"tags":{"1":{"id":"t"}x,"9":{"id":"u"}}}')
    assert rows == {"tags": [{"id": "t"}, {"id": "u"}]}
    assert losses == [f"tags, after row 1: {LEFT_OUT}"]


def test_a_control_character_in_a_string_is_no_reason_to_lose_it() -> None:
    assert found('{"tags":{"1":{"id":"a\tb\nc"}},"m":{"a\tb":"\t"}}') == (
        {"tags": [{"id": "a\tb\nc"}]}, {"m": {"a\tb": "\t"}}, [],
    )  # fmt: skip


def test_a_row_that_runs_into_the_next_table_is_lost_and_that_table_is_not() -> None:
    text = '{"tags":{"1":{"id":"t"},"2":{"id":"u","x":{"y":1},"links":{"1":{"id":"l"}}}}}'
    rows, surplus, losses = found(text)
    assert rows == {"tags": [{"id": "t"}], "links": [{"id": "l"}]}
    assert (surplus, losses) == ({}, [f"tags, row 2: {LEFT_OUT}"])


@pytest.mark.parametrize("cut", range(1, 60))
def test_wherever_a_file_breaks_off_what_came_before_is_found(cut: int) -> None:
    text = '{"tags":{"1":{"id":"t"},"2":{"id":"u"}},"more":{"1":{"a":1}}}'
    rows, surplus, _ = found(text[:-cut])
    kept = len(text) - cut
    whole = [name for name in "tu" if text.index(f'"{name}"') + len('"t"}') <= kept]
    assert rows.get("tags", []) == [{"id": name} for name in whole]
    more = {"1": {"a": 1}} if text.index('"a":1}') + len('"a":1}') <= kept else {}
    assert surplus.get("more", {}) == more


def test_of_what_is_there_twice_the_first_row_of_an_unknown_table_is_kept() -> None:
    rows, surplus, losses = found('{"m":{"1":1,"2":2,"1":3},"m":{"2":2,"3":3},"tags":{"1":{}}}')
    assert rows == {"tags": [{}]}
    assert surplus == {"m": {"1": 1, "2": 2, "3": 3}}
    twice = "it was there twice; the first is kept"
    assert losses == [f"m, row 1: {twice}", f"m, row 2: {twice}"]


def test_what_is_no_table_is_told() -> None:
    rows, surplus, losses = found('{"a":5,"b":"x{","c":{"1":1},"d":[{}],"tags":{"1":{}},"e":null}')
    assert rows == {"tags": [{}]}
    assert surplus == {"c": {"1": 1}}
    assert losses == [f"{name}: {LEFT_OUT}" for name in "abde"]
