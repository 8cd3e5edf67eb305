"""Write the README's key tables from the table of actions. Run `make picture`."""

import re
from pathlib import Path

from tui.actions import GROUPS
from tui.keymap import Keymap
from tui.screens.help import sections_of
from tui.widgets.key_page import KeyRow, Section

README = Path(__file__).parents[2] / "README.md"
BETWEEN = re.compile(r"(?<=<!-- keys -->\n).*(?=<!-- /keys -->)", re.DOTALL)


def tables() -> str:
    """A heading and a table for each group of actions, as on the help page."""
    sections = sections_of(Keymap({}))
    return "\n".join(table(one) for one in sections if one.heading in GROUPS.values())


def table(section: Section) -> str:
    rows = [row(one) for one in section.rows if one.keys]
    return "\n".join(
        [f"**{section.heading}**\n", "| keys | does | mouse |", "|---|---|---|", *rows, ""]
    )


def row(told: KeyRow) -> str:
    keys = " ".join(f"`{key}`" for key in told.keys)
    return f"| {keys} | {told.does} | {told.mouse} |"


def main() -> None:
    text = README.read_text(encoding="utf-8")
    README.write_text(BETWEEN.sub(lambda _: f"\n{tables()}\n", text), encoding="utf-8")


if __name__ == "__main__":
    main()
