"""Write the README's key tables from the table of actions. Run `make picture`."""

import re
from pathlib import Path

from tui.actions import ACTIONS, GROUPS, Action, Group, shown

README = Path(__file__).parents[2] / "README.md"
BETWEEN = re.compile(r"(?<=<!-- keys -->\n).*(?=<!-- /keys -->)", re.DOTALL)


def tables() -> str:
    """A heading and a table for each group of actions that have keys or a mouse's way."""
    return "\n".join(table(group, heading) for group, heading in GROUPS.items())


def table(group: Group, heading: str) -> str:
    rows = [row(action) for action in ACTIONS if action.group == group and action.keys]
    return "\n".join([f"**{heading}**\n", "| keys | does | mouse |", "|---|---|---|", *rows, ""])


def row(action: Action) -> str:
    keys = " ".join(f"`{shown(key)}`" for key in action.keys)
    return f"| {keys} | {action.does} | {action.mouse} |"


def main() -> None:
    text = README.read_text(encoding="utf-8")
    README.write_text(BETWEEN.sub(lambda _: f"\n{tables()}\n", text), encoding="utf-8")


if __name__ == "__main__":
    main()
