"""`diptych settings` prints a settings file that is equivalent to the one read."""

import shlex
import tomllib
from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tui.actions import ACTIONS
from tui.cli.subcommands.settings import written
from tui.settings import Settings, read_settings

OWN = Settings(
    coder='Zoë "Z" \\ \x1b[31m \u202e 🙂 é\n',
    theme="nord",
    measure=50,
    monochrome="off",
    keys={"studying.quit": ("f5", "Q"), "moving.move:left": (), "studying.undo": ('"', "\\")},
)


@pytest.fixture
def settings_file(place: Path) -> Path:
    """The path of the user's settings file, which may not exist."""
    return place.parent / "home" / ".config" / "diptych" / "settings.toml"


def put(file: Path, content: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")


@pytest.mark.parametrize("own", [Settings(), OWN])
def test_what_is_printed_reads_back_as_the_same(
    sh: Shell, settings_file: Path, own: Settings
) -> None:
    put(settings_file, "\n".join(written(own)))
    assert read_settings(settings_file) == own
    answer = sh("settings")
    assert (answer.code, answer.err) == (0, "")
    put(settings_file, answer.out)
    assert read_settings(settings_file) == own


def test_every_action_can_be_set_by_taking_the_mark_away(sh: Shell) -> None:
    lines = [line.removeprefix('# "') for line in sh("settings").lines]
    uncommented = [f'"{line}' if '" = [' in line else line for line in lines]
    keys = tomllib.loads("\n".join(uncommented))["keys"]
    assert keys == {action.id: list(action.keys) for action in ACTIONS}


def test_changed_keys_are_in_force_and_the_rest_is_not(sh: Shell, settings_file: Path) -> None:
    put(settings_file, '[keys]\n"studying.quit" = "f5"\n')
    lines = sh("settings").lines
    assert '"studying.quit" = ["f5"]  # quit; everything is saved' in lines
    assert '# "studying.undo" = ["u", "ctrl+z"]  # undo' in lines


def test_it_is_written_where_the_settings_are_and_replaced_when_asked(
    sh: Shell, settings_file: Path
) -> None:
    assert sh("settings", "--output", str(settings_file)).code == 0
    put(settings_file, "measure = 50\n")
    refused = sh("settings", "--output", str(settings_file))
    assert (refused.code, settings_file.read_text()) == (1, "measure = 50\n")
    assert "--force" in refused.err
    assert sh("settings", "--output", str(settings_file), "--force").code == 0
    assert read_settings(settings_file) == Settings(measure=50)
    assert '"studying.quit"' in settings_file.read_text()


def test_no_folder_is_made_but_that_of_the_settings(sh: Shell, place: Path) -> None:
    assert sh("settings", "--output", str(place / "nowhere" / "a.toml")).code == 1
    assert not (place / "nowhere").exists()


def test_an_action_that_is_none_is_told_and_kept_aside(sh: Shell, settings_file: Path) -> None:
    put(settings_file, '[keys]\nquit = ["f5"]\n')
    answer = sh("settings")
    assert answer.code == 1
    said = "keys are given to 'quit', which is no action; near it: studying.quit."
    assert f"{settings_file}: {said}" in answer.err
    assert '# "quit" = ["f5"]' in answer.lines
    put(settings_file, answer.out)
    assert read_settings(settings_file) == Settings()


@pytest.mark.parametrize("content", [b"measure = 90\n", b"measure\n", b'coder = "Andr\xe9"\n'])
def test_a_broken_file_is_mended_by_the_command_that_it_is_told_with(
    sh: Shell, article: str, settings_file: Path, content: bytes
) -> None:
    settings_file.parent.mkdir(parents=True, exist_ok=True)
    settings_file.write_bytes(content)
    for command in ("list", "settings"):
        answer = sh(command)
        assert (answer.code, answer.out) == (1, "")
    assert settings_file.read_bytes() == content
    mended = sh(*shlex.split(answer.err.rpartition(": diptych ")[2]))
    assert (mended.code, mended.err.count("\n")) == (0, 1)
    assert "the usual settings, as those in" in mended.err
    assert read_settings(settings_file) == Settings()
    assert sh("list").code == 0
