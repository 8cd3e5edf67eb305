"""The README's keys agree with the table of actions."""

from pathlib import Path
from runpy import run_path

README = Path(__file__).parents[2] / "README.md"


def test_the_readme_shows_every_key_as_the_table_of_actions_has_it() -> None:
    tables = run_path(str(Path(__file__).with_name("keys.py")))["tables"]()
    assert tables in README.read_text(encoding="utf-8"), "run make picture"
