"""The commands and code in the README work as written."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(language: str, holding: str) -> str:
    """The only code block of a language that contains `holding`."""
    blocks: list[str] = re.findall(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    (found,) = [each for each in blocks if holding in each]
    return found


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the README's command-line session has been run."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "data").symlink_to(ROOT / "data")
    bin_folder = Path(sys.executable).parent
    subprocess.run(
        ["sh", "-e", "-c", block("sh", "DIPTYCH_STUDY")],
        cwd=folder,
        env={**os.environ, "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}"},
        check=True,
    )
    return folder


def output(folder: Path, *command: str) -> str:
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=True
    ).stdout.rstrip("\n")


def test_the_session_leaves_the_files_it_speaks_of(session: Path) -> None:
    for name in ("mission.json", "codebook.csv", "export.json"):
        assert (session / name).stat().st_size > 0


def test_four_lines_of_tinydb_read_the_study(session: Path) -> None:
    code = block("python", "TinyDB")
    assert len([line for line in code.splitlines() if line]) == 4
    start, end, quote = output(session, sys.executable, "-c", code).split(" ", 2)
    assert quote == "taken ten of the twenty places away"
    assert int(end) - int(start) == len(quote)


def test_the_jq_line_reads_the_export(session: Path) -> None:
    if shutil.which("jq") is None:
        pytest.skip("jq is not installed")
    tag, coder, quote = output(session, "sh", "-c", block("sh", "jq")).split("\t")
    assert tag == "frame/conflict"
    assert coder
    assert quote == "taken ten of the twenty places away"


def test_every_command_is_told_and_every_command_told_is_there() -> None:
    from tui.cli.commands import COMMANDS

    table = README.partition("| command | does |")[2].partition("\n\n")[0]
    told = set(re.findall(r"`diptych ([a-z]+)", table))
    assert told == set(COMMANDS)


def test_every_option_told_is_there() -> None:
    import click

    from tui.cli.commands import COMMANDS
    from tui.cli.parser import diptych

    ctx = click.Context(diptych)
    commands = [diptych, *(diptych.get_command(ctx, name) for name in COMMANDS)]
    there = {"--help"} | {
        option
        for command in commands
        if command
        for param in command.params
        for option in param.opts
    }
    told = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", README))
    assert told <= there
    assert len(told) > 10


def test_what_the_readme_points_to_is_there() -> None:
    targets = re.findall(r"\]\((?!https?:)([^)]+)\)", README)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_the_make_targets_that_are_named_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    told = set(re.findall(r"(?:^|`)make ([a-z]+)\b", README, re.MULTILINE))
    assert told
    assert told <= set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
