"""The settings file, the folders, and the coder's name."""

import sys
from pathlib import Path

import pytest
from platformdirs import PlatformDirs

from tests.cli.conftest import Shell
from tui.folders import remember_study, remembered_study, users_folders
from tui.settings import Settings, WrongSettings, coder_name, read_settings


def read(tmp_path: Path, content: str) -> Settings:
    path = tmp_path / "settings.toml"
    path.write_text(content, encoding="utf-8")
    return read_settings(path)


def test_without_a_file_everything_is_as_usual(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "settings.toml") == Settings(measure=66, monochrome="auto")


def test_what_the_file_says_is_taken_and_the_rest_is_as_usual(tmp_path: Path) -> None:
    content = 'coder = "ana"\nmonochrome = "on"\n[keys]\n"edit.undo" = ["u", "ctrl+z"]\n'
    assert read(tmp_path, content) == Settings(
        coder="ana", monochrome="on", keys={"edit.undo": ("u", "ctrl+z")}
    )


def test_a_single_key_may_stand_without_its_list(tmp_path: Path) -> None:
    assert read(tmp_path, '[keys]\n"edit.undo" = "f5"\n').keys == {"edit.undo": ("f5",)}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("measure = 39", "'measure' takes a number from 40 to 75"),
        ("measure = 76", "'measure'"),
        ('measure = "wide"', "'measure'"),
        ("coder = 1", "'coder'"),
        ('monochrome = "always"', """'monochrome' takes "auto", where the terminal and NO_COLOR"""),
        ('keys = "u"', "'keys' takes a table"),
        ('[keys]\n"edit.undo" = 5', """the keys of 'edit.undo' are a list of names"""),
        ('[keys]\n"edit.undo" = ["u", 5]', """the keys of 'edit.undo' are a list of names"""),
        ('[keys]\nedit.undo = ["u"]', """in quotes, such as "edit.undo" = ["f5"]"""),
        ("mesure = 60", "there is no setting 'mesure'"),
        ("measure = ", "not valid TOML"),
    ],
)
def test_a_wrong_setting_is_one_sentence_with_file_and_key(
    tmp_path: Path, content: str, said: str
) -> None:
    with pytest.raises(WrongSettings) as caught:
        read(tmp_path, content)
    assert said in str(caught.value)
    line = content.count("\n") + 1
    file = tmp_path / "settings.toml"
    assert str(caught.value).startswith(f"{file}, line {line}: ")
    assert str(caught.value).endswith(f": diptych settings --output {file} --force")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("measure = 60\n\n[keys]\n'edit.undo' = 5\n", 4),
        ('# measure = 30\ncoder = "ana"\n  measure=90\n', 3),
        ("[keys]\nmeasure = 9\n", 2),
        ('coder = "ana\nmeasure = 60\n', 1),
        ("measure = [60,\n\n", 2),
    ],
)
def test_the_line_that_is_wrong_is_named(tmp_path: Path, content: str, line: int) -> None:
    with pytest.raises(WrongSettings, match=rf"settings\.toml, line {line}: "):
        read(tmp_path, content)


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_bytes(b'measure = 60\ncoder = "Andr\xe9"\n')
    with pytest.raises(WrongSettings, match=r"settings\.toml, line 2: this is not UTF-8\. Mend"):
        read_settings(tmp_path / "settings.toml")


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()
    with pytest.raises(WrongSettings, match=r"read: Is a directory\. Mend that, or move"):
        read_settings(tmp_path / "settings.toml")


def test_the_coder_is_the_option_then_the_setting_then_the_login_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LOGNAME", "login")
    settings = Settings(coder="set")
    assert coder_name(" op\ntion ", settings) == "op tion"
    assert coder_name("  ", settings) == "set"
    assert coder_name(None, Settings()) == "login"


def test_a_user_without_a_name_is_a_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise OSError("no name")

    monkeypatch.setattr("getpass.getuser", nameless)
    assert coder_name(None, Settings()) == "reader"


def test_the_folders_can_be_moved(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for kind in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    folders = users_folders()
    assert folders.study == tmp_path / "data" / "diptych" / "study.json"
    assert folders.settings == tmp_path / "config" / "diptych" / "settings.toml"
    assert folders.logs.is_relative_to(tmp_path / "state" / "diptych")
    assert folders.samples != folders.study


class TestLastStudy:
    @pytest.fixture(autouse=True)
    def state(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
        return tmp_path / "state"

    def test_it_is_remembered_while_it_is_there(self, tmp_path: Path) -> None:
        study = tmp_path / "café.json"
        study.touch()
        assert remembered_study(users_folders()) is None
        remember_study(users_folders(), study)
        assert remembered_study(users_folders()) == study
        study.unlink()
        assert remembered_study(users_folders()) is None

    def test_a_command_that_works_on_another_study_names_both(
        self, sh: Shell, article: str, place: Path
    ) -> None:
        other = place / "other.json"
        assert sh("--study", str(other), "add", "closing.txt").code == 0
        assert sh("list").err == ""
        remember_study(users_folders(), other)
        for command in ("list",), ("add", "closing.txt"), ("export",), ("paths",):
            told = sh(*command).err
            assert str(users_folders().study) in told
            assert f"--study {other}" in told
            assert str(other) not in sh("--study", str(other), *command).err
        users_folders().study.unlink()
        assert f"--study {other}" in sh("list").err

    def test_a_state_folder_that_cannot_be_is_passed_over(self, state: Path) -> None:
        state.touch()
        remember_study(users_folders(), state)
        assert remembered_study(users_folders()) is None


@pytest.mark.skipif(sys.platform != "linux", reason="other systems are asked through platformdirs")
@pytest.mark.parametrize("named", ["", "relative", "/elsewhere", "/else//where/"])
def test_on_linux_the_folders_are_those_that_platformdirs_names(
    monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, named)
    theirs = PlatformDirs("diptych", appauthor=False)
    ours = users_folders()
    assert (ours.data, ours.config, ours.state) == (
        Path(theirs.user_data_dir),
        Path(theirs.user_config_dir),
        Path(theirs.user_state_dir),
    )


def test_the_folders_are_found_where_home_is_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "nowhere")
    assert users_folders().state.is_absolute()
