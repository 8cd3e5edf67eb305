"""Dialogs' answers are handled only where a refusal of the answer is reported."""

import ast
from pathlib import Path

TUI = Path(__file__).parents[2] / "tui"

HEARD_OUT = {"screens/ask.py"}
"""Where a refused answer is caught, reported, and asked for again."""


def takes_an_answer(node: ast.AST) -> bool:
    """Whether this call opens a screen and uses its result."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"push_screen", "push_screen_wait"}
        and (node.func.attr == "push_screen_wait" or len(node.args) + len(node.keywords) > 1)
    )


def test_answers_of_dialogs_are_taken_in_one_place_which_says_what_cannot_be_done() -> None:
    taking = {
        path.relative_to(TUI).as_posix()
        for path in TUI.rglob("*.py")
        if any(map(takes_an_answer, ast.walk(ast.parse(path.read_text(encoding="utf-8")))))
    }
    assert taking == HEARD_OUT
