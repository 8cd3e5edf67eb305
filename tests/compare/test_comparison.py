"""The matrix as a table, CSV, Markdown and JSON."""

import csv
import io
import json

import pytest

from annotations.compare.matrix.matrix import Filter, matrix
from annotations.compare.matrix.notation import percent
from annotations.formats.comparison import (
    comparison_csv,
    comparison_json,
    comparison_markdown,
    table,
)
from tests.compare.conftest import Desk


def test_the_table_has_a_row_a_tag_and_a_column_an_article(coded: Desk) -> None:
    rows = list(table(coded.state, matrix(coded.state)))
    assert rows[0] == ["tag", "On closing", "On envoys", "On harvest", "total"]
    assert rows[1] == ["frame", "2", "1", "1", "4"]
    assert rows[-2:] == [["(no tag)", "0", "1", "0", "1"], ["(all)", "3", "2", "1", "6"]]


def test_articles_of_one_title_are_told_apart(coded: Desk) -> None:
    study, ids = coded.study, coded.ids
    study.articles.set_all(list(ids.values()), title="Envoys go home")
    assert next(table(study.state, matrix(study.state)))[1:-1] == [
        f"Envoys go home (Ledger) ({ids['closing']})", "Envoys go home (Courier)",
        f"Envoys go home (Ledger) ({ids['harvest']})",
    ]  # fmt: skip
    study.articles.set(ids["harvest"], published="2021-10-19")
    assert next(table(study.state, matrix(study.state)))[1:-1] == [
        "Envoys go home (Ledger)", "Envoys go home (Courier)",
        "Envoys go home (Ledger) (2021-10-19)",
    ]  # fmt: skip


def test_without_untagged_highlights_there_is_no_row_for_them(coded: Desk) -> None:
    shown = matrix(coded.state, only=Filter.of(tags=["frame"]))
    assert [row[0] for row in table(coded.state, shown)] == [
        "tag", "frame", "frame/end", "frame/motive", "(all)",
    ]  # fmt: skip


def test_cells_may_tell_shares_or_quotes(coded: Desk) -> None:
    shown = matrix(coded.state, across="event")
    shares = list(table(coded.state, shown, "share"))
    assert shares[0] == ["tag", "closing", "(no event)", "total"]
    assert shares[1][2] == percent(4 / 27) == "15%"
    assert list(comparison_csv(coded.state, shown, "share"))[1].split(",")[2] == "0.1481"
    quotes = list(table(coded.state, shown, "quotes"))
    assert quotes[0][-1] == "(no event)"
    assert quotes[1][1] == "The embassy closes / embassy / The embassy will close"


@pytest.mark.parametrize(
    ("share", "written"), [(0.0, "0%"), (0.004, "0.4%"), (0.123, "12%"), (1.0, "100%")]
)
def test_small_shares_have_a_decimal(share: float, written: str) -> None:
    assert percent(share) == written


def test_csv_cells_never_run_as_formulas(desk: Desk) -> None:
    desk.mark("closing", "embassy", "=1+1", "plain")
    desk.study.articles.set(desk.ids["closing"], title='=HYPERLINK("x")')
    content = "".join(comparison_csv(desk.state, matrix(desk.state)))
    rows = list(csv.reader(io.StringIO(content, newline="")))
    assert rows[0][1] == '\'=HYPERLINK("x")'
    assert [row[0] for row in rows[1:]] == ["'=1+1", "plain", "(all)"]
    assert content.count("\r\n") == len(rows)


def test_nothing_in_a_cell_is_markdown(desk: Desk) -> None:
    desk.mark("closing", "embassy", "a|b", "*c*", "<img src=x>")
    desk.study.articles.set(desk.ids["closing"], title="[x](javascript:y) `z`")
    lines = "".join(comparison_markdown(desk.state, matrix(desk.state))).splitlines()
    assert lines[0].startswith(r"| tag | \[x\]\(javascript:y\) \`z\` |")
    assert lines[1] == "| --- | --: | --: | --: | --: |"
    assert [line.split(" | ")[0] for line in lines[2:5]] == [
        r"| a\|b", r"| \*c\*", r"| &lt;img src=x\>",
    ]  # fmt: skip


def test_json_holds_every_cell(coded: Desk) -> None:
    told = json.loads("".join(comparison_json(matrix(coded.state))))
    assert [column["name"] for column in told["columns"]] == [
        "On closing", "On envoys", "On harvest",
    ]  # fmt: skip
    frame = told["tags"][0]
    assert (frame["tag"], frame["depth"], frame["own"]) == ("frame", 0, [1, 0, 1])
    assert [cell["count"] for cell in frame["cells"]] == [2, 1, 1]
    assert frame["cells"][0]["words"] == "The embassy closes"
    assert set(frame["cells"][0]["highlights"]) <= coded.state.highlights.keys()
    assert told["all"]["total"]["count"] == 6
    assert "tag" not in told["untagged"]
