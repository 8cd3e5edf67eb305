"""No message handler calls the one it overrides: Textual itself calls both."""

import ast
from pathlib import Path

TUI = Path(__file__).parents[2] / "tui"

ONE_FOR_ALL = {"on_event"}
"""`on_event`, through which every event passes, is an ordinary method that is called once."""


def calls_above(node: ast.AST) -> bool:
    """Whether this is `super().on_something(…)`."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr.startswith("on_")
        and node.func.attr not in ONE_FOR_ALL
        and isinstance(node.func.value, ast.Call)
        and isinstance(node.func.value.func, ast.Name)
        and node.func.value.func.id == "super"
    )


def test_no_message_is_acted_on_twice() -> None:
    twice = [
        f"{path.relative_to(TUI)}:{node.lineno}"
        for path in sorted(TUI.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and calls_above(node)
    ]
    assert twice == []
