"""The program's source: markup is never parsed, so no text can be mistaken for it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TUI = Path(__file__).parents[2] / "tui"
SHOWING = {"Static", "Label", "notify"}
SAFE = {"plain", "plain_line"}


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Every call in `tui`: its location, the name called, the call."""
    for path in sorted(TUI.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func
                name = called.attr if isinstance(called, ast.Attribute) else ast.unparse(called)
                yield f"{path.relative_to(TUI)}:{node.lineno}", name, node


def is_inert(call: ast.Call) -> bool:
    """Whether a widget is told not to parse markup, or is given content without any."""
    told = {keyword.arg: ast.unparse(keyword.value) for keyword in call.keywords}
    given = call.args[0] if call.args else None
    safe = isinstance(given, ast.Call) and ast.unparse(given.func) in SAFE
    return safe or told.get("markup") == "False"


def test_no_widget_looks_for_markup() -> None:
    found = [(place, name, call) for place, name, call in calls() if name in SHOWING]
    assert len(found) > 5
    assert [place for place, _, call in found if not is_inert(call)] == []


def test_every_line_to_type_in_is_one_that_shows_its_value_cleaned() -> None:
    made = {name for _, name, _ in calls()}
    assert "TypedLine" in made
    assert not made & {"Input", "MaskedInput", "CommandInput", "TextArea"}


@pytest.mark.parametrize("name", ["from_markup", "to_markup", "from_ansi", "open_url", "eval"])
def test_nothing_is_made_of_markup_or_opened(name: str) -> None:
    assert [place for place, called, _ in calls() if called == name] == []


def test_only_the_command_line_prints() -> None:
    printing = {place.split("/")[0] for place, name, _ in calls() if name in {"print", "echo"}}
    assert printing <= {"cli"}
