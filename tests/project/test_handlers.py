"""No handler of a message calls the one that it overrides: Textual calls both of them itself."""

import ast
from pathlib import Path

TUI = Path(__file__).parents[2] / "tui"

ONE_FOR_ALL = {"on_event"}
"""What everything comes through is an ordinary method, of which there is one."""


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
