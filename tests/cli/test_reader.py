"""What the default command opens; the reader itself is replaced by a fake."""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copy
from typing import Any

import pytest

from annotations.store import Store
from tests.cli.conftest import TEXT, Answer, Shell
from tui.cli.samples import sample_articles
from tui.settings import Settings


@dataclass
class Screen:
    """A fake reader that records what it was last opened with."""

    study: Path = Path()
    titles: list[str] = field(default_factory=list)
    in_study: int = 0
    outlets: list[str] = field(default_factory=list)
    events: set[str] = field(default_factory=set)
    read_only: bool = False
    coder: str = ""
    remark: str = ""
    settings: Settings = field(default_factory=Settings)

    def run(self, store: Store, articles: list[str], settings: Settings, remark: str) -> int:
        self.study = store.path
        self.titles = [store.study.articles.get(article).title for article in articles]
        self.in_study = len(store.study.articles)
        self.outlets = [article.outlet for article in store.study.articles]
        self.events = {article.event for article in store.study.articles}
        self.read_only = store.read_only
        self.coder = store.study.coder
        self.settings = settings
        self.remark = remark
        return 0


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    screen = Screen()
    monkeypatch.setattr("tui.app.run", screen.run)
    return screen


@pytest.fixture
def diptych(sh: Shell, screen: Screen, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    """Runs the command line as if on a terminal."""

    def typed(*arguments: str, term: str = "xterm") -> Answer:
        with monkeypatch.context() as patch:
            patch.setattr("tui.cli.reader.is_terminal", lambda: True)
            patch.setenv("TERM", term)
            return sh(*arguments)

    return typed


@pytest.fixture
def files(place: Path) -> list[str]:
    """Three article files with different titles."""
    for name in ("one", "two", "three"):
        (place / f"{name}.txt").write_text(f"Title {name}\n\n{TEXT}", encoding="utf-8")
    return ["one.txt", "two.txt", "three.txt"]


Diptych = Callable[..., Answer]


def data(place: Path) -> Path:
    return place.parent / "home" / ".local" / "share" / "diptych"


def test_of_a_key_that_two_actions_have_the_file_is_named_before_a_study_is_begun(
    diptych: Diptych, files: list[str], screen: Screen, place: Path
) -> None:
    settings = place.parent / "home" / ".config" / "diptych" / "settings.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('[keys]\n"studying.help" = "j"\n', encoding="utf-8")
    answer = diptych(*files)
    assert answer.code == 1
    assert answer.err == (
        f"diptych: {settings}: the key j is given to both 'row down' and 'help'; "
        "take it from one.\n"
    )
    assert not (data(place) / "study.json").exists()


def test_files_open_side_by_side_in_the_order_given(
    diptych: Diptych, screen: Screen, files: list[str], place: Path
) -> None:
    assert diptych(*reversed(files)).code == 0
    assert screen.titles == ["Title three", "Title two", "Title one"]
    assert screen.study == data(place) / "study.json"
    assert screen.coder == "ana"


def test_names_alone_are_opened_without_what_reads_options(
    diptych: Diptych, screen: Screen, files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "tui.cli.parser", None)
    assert diptych(*files).code == 0
    assert screen.titles == ["Title one", "Title two", "Title three"]


def test_a_name_of_nothing_is_told_with_the_usage(diptych: Diptych) -> None:
    answer = diptych("exprot")
    assert answer.code == 2
    assert answer.err.startswith("Usage: diptych [OPTIONS] [PATH|FOLDER|STUDY]...")
    assert "There is no command and no file 'exprot'." in answer.err


@pytest.mark.parametrize("term", ["dumb", "unknown"])
def test_a_terminal_that_cannot_move_its_cursor_shows_no_reader(
    diptych: Diptych, screen: Screen, files: list[str], place: Path, term: str
) -> None:
    answer = diptych(*files, term=term)
    assert (answer.code, answer.out, screen.titles) == (1, "", [])
    assert answer.err.startswith("diptych: The reader needs a terminal that can move its cursor")
    assert answer.err.count("\n") == 1
    assert not data(place).exists()


def test_the_first_time_the_samples_open_in_a_study_of_their_own(
    diptych: Diptych, screen: Screen, place: Path
) -> None:
    assert diptych().code == 0
    assert screen.study == data(place) / "samples.json"
    assert len(screen.titles) == 2
    assert not (data(place) / "study.json").exists()
    diptych()
    assert (screen.study.name, screen.in_study) == ("samples.json", 2)


def test_the_samples_have_outlets_and_one_event_wherever_they_are_opened(
    diptych: Diptych, screen: Screen, files: list[str]
) -> None:
    diptych()
    assert screen.outlets == ["The Meridian Gazette", "North Courier"]
    assert len(screen.events) == 1
    assert all(screen.events)
    diptych("--study", "mine.json", *map(str, sample_articles()))
    assert screen.outlets == ["The Meridian Gazette", "North Courier"]
    diptych("--study", "other.json", str(sample_articles()[0]), "one.txt")
    assert screen.outlets == ["", ""]


def test_that_a_study_is_new_is_said_where_nothing_came_into_it(
    diptych: Diptych, screen: Screen, files: list[str]
) -> None:
    diptych("--study", "mision.json")
    assert screen.remark == "mision.json is a new study"
    diptych("--study", "mision.json")
    assert screen.remark == ""
    diptych("--study", "mission.json", "one.txt")
    assert screen.remark == ""


def test_a_file_that_may_not_be_looked_into_stops_no_other(
    diptych: Diptych, screen: Screen, files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Simulated, because tests may run as root, who can read every file."""

    def refused(path: Path, *how: str, **options: Any) -> Any:
        if path.name == "two.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *how, **options)

    opened = Path.open
    monkeypatch.setattr(Path, "open", refused)
    assert diptych("one.txt", "two.txt").code == 0
    assert screen.titles == ["Title one"]
    assert screen.remark.startswith("two.txt may not be read by you; ")


@pytest.mark.parametrize("command", ["list", "export", "check"])
def test_who_looks_for_what_was_marked_in_the_samples_is_told_where_it_is(
    diptych: Diptych, sh: Shell, files: list[str], place: Path, command: str
) -> None:
    diptych()
    answer = sh(command)
    assert answer.code == 1
    (option,) = re.findall(r"in the samples is in (--study \S+)\.\n", answer.err)
    assert sh(command, *option.split()).code == 0
    assert "samples" not in sh(command, "--study", "mine.json").err
    sh("add", "one.txt")
    assert sh(command).err == ""


@pytest.mark.parametrize("command", ["list", "export", "check"])
def test_a_command_says_which_study_it_works_on_where_another_was_open_last(
    diptych: Diptych, sh: Shell, files: list[str], place: Path, command: str
) -> None:
    sh("add", "one.txt")
    diptych("--study", "mine.json", "two.txt")
    named = f"study.json; the study read last is --study {place}/mine.json."
    assert named in sh(command).err


def test_it_is_said_when_edits_were_in_the_journal_only(
    diptych: Diptych, screen: Screen, files: list[str], place: Path
) -> None:
    diptych("--study", "s.json", "one.txt")
    assert screen.remark == ""
    with Store.open(place / "s.json", coder="eva") as store:
        store.study.codebook.add("frame")
        store.flush()
        for end in ("", ".journal"):
            copy(place / f"s.json{end}", place / f"broken-off.json{end}")
    diptych("--study", "broken-off.json")
    assert screen.remark == "1 edit recovered: the last session was cut off"
    diptych("--study", "broken-off.json")
    assert screen.remark == ""


def test_without_a_path_the_last_study_opens(
    diptych: Diptych, screen: Screen, files: list[str], place: Path
) -> None:
    diptych("--study", "mine.json", "one.txt")
    diptych()
    assert screen.study == place / "mine.json"
    assert screen.titles == []
    for file in place.glob("mine.json*"):
        file.unlink()
    diptych()
    assert screen.study.name == "samples.json"


@pytest.mark.parametrize("paths", [(), ("mine.json",), ("--study", "mine.json", "one.txt")])
def test_a_study_that_is_gone_while_its_backup_is_there_is_missed_and_not_begun_anew(
    paths: tuple[str, ...], diptych: Diptych, screen: Screen, files: list[str], place: Path
) -> None:
    diptych("--study", "mine.json", "one.txt")
    (place / "mine.json").unlink()
    screen.study = Path()
    answer = diptych(*paths)
    assert answer.code == 4
    assert f"open {place}/mine.json.bak to read what was saved" in answer.err
    assert screen.study == Path()
    diptych("mine.json.bak")
    assert (screen.study, screen.in_study) == (place / "mine.json.bak", 1)


def test_the_reader_s_own_study_is_missed_before_the_samples_open(
    diptych: Diptych, sh: Shell, article: str, place: Path
) -> None:
    (data(place) / "study.json").unlink()
    assert "study.json, but study.json.bak" in diptych().err


def test_without_a_path_what_was_added_at_the_shell_opens_before_the_samples(
    diptych: Diptych, screen: Screen, sh: Shell, article: str, place: Path
) -> None:
    diptych()
    assert screen.study == data(place) / "study.json"


def test_samples_looked_at_once_do_not_stand_before_the_reader_s_own(
    diptych: Diptych, screen: Screen, sh: Shell, files: list[str]
) -> None:
    diptych()
    sh("add", "one.txt")
    diptych()
    assert screen.study.name == "study.json"


def test_a_folder_is_added_whole_and_its_first_two_open(
    diptych: Diptych, screen: Screen, files: list[str], place: Path
) -> None:
    (place / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    answer = diptych(".")
    assert answer.code == 0
    assert screen.titles == ["Title one", "Title three"]
    assert screen.in_study == 3
    assert "picture.png" in answer.err


def test_a_link_that_leads_in_a_circle_keeps_no_folder_shut(
    diptych: Diptych, screen: Screen, files: list[str], place: Path
) -> None:
    (place / "circle").symlink_to("circle")
    answer = diptych(".")
    assert (answer.code, screen.in_study) == (0, 3)
    assert "circle" in answer.err
    with Store.open(screen.study, coder="eva"):
        answer = diptych(".")
    assert answer.code == 1
    assert "circle is not in the study" in answer.err


def test_a_study_opens_by_its_file(
    diptych: Diptych, screen: Screen, sh: Shell, files: list[str], place: Path
) -> None:
    sh("add", "--study", "odd-name.txt", "one.txt")
    assert diptych("odd-name.txt").code == 0
    assert (screen.study, screen.in_study) == (place / "odd-name.txt", 1)


def test_a_study_and_files_open_together(
    diptych: Diptych, screen: Screen, sh: Shell, files: list[str]
) -> None:
    sh("add", "--study", "s.json", "one.txt")
    diptych("s.json", "two.txt")
    assert (screen.titles, screen.in_study) == (["Title two"], 2)


def test_the_same_files_open_again_without_doubling(
    diptych: Diptych, screen: Screen, files: list[str]
) -> None:
    diptych(*files)
    diptych(*files)
    assert screen.in_study == 3


@pytest.mark.parametrize(
    "arguments",
    [
        ("--coder", "ben", "--study", "s.json", "one.txt"),
        ("one.txt", "--study", "s.json", "--coder", "ben"),
        ("--study", "other.json", "--coder", "eva", "one.txt", "--study=s.json", "--coder=ben"),
    ],
)
def test_study_and_coder_may_be_named_before_or_after(
    diptych: Diptych, screen: Screen, files: list[str], arguments: tuple[str, ...]
) -> None:
    assert diptych(*arguments).code == 0
    assert (screen.study.name, screen.coder) == ("s.json", "ben")


def test_the_environment_names_them_where_no_option_does(
    diptych: Diptych, screen: Screen, files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIPTYCH_STUDY", "environment.json")
    diptych("one.txt")
    assert (screen.study.name, screen.coder) == ("environment.json", "ana")
    diptych("one.txt", "--study", "option.json")
    assert screen.study.name == "option.json"


def test_a_study_among_the_paths_counts_more_than_the_environment(
    diptych: Diptych, screen: Screen, files: list[str], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("mine.json", "other.json"):
        diptych("one.txt", "--study", name)
    monkeypatch.setenv("DIPTYCH_STUDY", "mine.json")
    for name in ("other.json", "mine.json"):
        assert diptych(name).code == 0
        assert screen.study == place / name
    assert "One study" in diptych("other.json", "--study", "mine.json").err
    monkeypatch.setenv("DIPTYCH_STUDY", "")
    diptych()
    assert screen.study == place / "mine.json"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("none.txt",), 1, "There is no file 'none.txt'"),
        (("none.json",), 1, "a study of that name: diptych --study none.json"),
        (("https://example.com//a?b=https://c",), 1,
         "https://example.com/a?b=https://c is an address, not a file; save the page, and name"),
        (("http://example.com/a.json",), 1, "http://example.com/a.json is an address, not a file"),
        (("frobnicate",), 2, "no command and no file 'frobnicate'"),
        (("empty",), 1, "no article to read in that folder"),
        (("bad.png",), 1, "None of these could be read"),
        (("export.json",), 1, "use: diptych import export.json"),
        (("my export.json",), 1, "use: diptych import 'my export.json'"),
        (("s.json", "--study", "t.json"), 1, "One study"),
        (("-",), 1, "diptych add"),
    ],
)  # fmt: skip
def test_what_cannot_be_opened_is_told(
    diptych: Diptych, sh: Shell, screen: Screen, files: list[str], place: Path,
    arguments: tuple[str, ...], code: int, said: str,
) -> None:  # fmt: skip
    (place / "empty").mkdir()
    (place / "bad.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    sh("add", "--study", "s.json", "one.txt")
    for name in ("export.json", "my export.json"):
        sh("export", "--study", "s.json", "--output", name)
    answer = diptych(*arguments)
    assert answer.code == code
    assert said in answer.err
    assert screen.study == Path()


def test_without_a_terminal_one_sentence_says_so_and_nothing_is_added(
    sh: Shell, files: list[str], place: Path
) -> None:
    answer = sh(*files)
    assert answer.code == 1
    assert "needs a terminal" in answer.err
    assert answer.err.count("\n") == 1
    assert not data(place).exists()


class TestHeldStudy:
    """A study that another reader has open."""

    @pytest.fixture
    def held(self, sh: Shell, files: list[str], place: Path) -> Callable[[], Store]:
        sh("add", "--study", "s.json", "one.txt")
        return lambda: Store.open(place / "s.json", coder="eva")

    def test_it_opens_for_reading(
        self, diptych: Diptych, screen: Screen, held: Callable[[], Store]
    ) -> None:
        with held():
            assert diptych("--study", "s.json", "one.txt").code == 0
        assert screen.read_only
        assert screen.titles == ["Title one"]

    def test_what_is_not_in_it_cannot_be_opened(
        self, diptych: Diptych, screen: Screen, held: Callable[[], Store]
    ) -> None:
        with held():
            answer = diptych("--study", "s.json", "two.txt")
        assert answer.code == 1
        assert "two.txt is not in the study" in answer.err

    def test_commands_that_write_say_who_has_it(
        self, sh: Shell, held: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("tui.cli.invocation.PATIENCE", 0)
        with held():
            answer = sh("add", "--study", "s.json", "two.txt")
            assert sh("list", "--study", "s.json").code == 0
        assert answer.code == 3
        assert "open" in answer.err

    def test_a_command_that_writes_waits_a_while_and_the_reader_does_not(
        self, diptych: Diptych, sh: Shell, screen: Screen, held: Callable[[], Store],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:  # fmt: skip
        store = held()
        looks: list[float] = []

        def look_again(seconds: float) -> None:
            looks.append(seconds)
            if len(looks) == 3:
                store.close()

        monkeypatch.setattr("tui.cli.invocation.sleep", look_again)
        assert diptych("--study", "s.json", "one.txt").code == 0
        assert (screen.read_only, looks) == (True, [])
        assert sh("add", "--study", "s.json", "two.txt").code == 0
        assert len(looks) == 3


def test_settings_reach_the_reader(
    diptych: Diptych, screen: Screen, files: list[str], place: Path
) -> None:
    config = place.parent / "home" / ".config" / "diptych"
    config.mkdir(parents=True)
    (config / "settings.toml").write_text("measure = 50\n", encoding="utf-8")
    diptych("one.txt")
    assert screen.settings.measure == 50
    (config / "settings.toml").write_text("measure = 500\n", encoding="utf-8")
    answer = diptych("one.txt")
    assert answer.code == 1
    assert "settings.toml, line 1: the setting 'measure' takes" in answer.err


def test_no_study_is_begun_where_nothing_can_be_read(diptych: Diptych, place: Path) -> None:
    (place / "bad.bin").write_bytes(b"\0\1\2")
    answer = diptych("--study", "study.json", "bad.bin")
    assert answer.code == 1
    assert "bad.bin is not text" in answer.err
    assert "None of these could be read, so there is nothing to open." in answer.err
    assert [file.name for file in place.iterdir()] == ["bad.bin"]


def test_a_file_that_cannot_be_read_is_told_in_the_reader_too(
    diptych: Callable[..., Answer], screen: Screen, files: list[str], place: Path
) -> None:
    bad = place / "bad.bin"
    bad.write_bytes(b"\0\1\2")
    diptych(str(bad), files[0])
    assert "bad.bin" in screen.remark
    assert len(screen.titles) == 1
