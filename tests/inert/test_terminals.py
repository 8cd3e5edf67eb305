"""The bytes that reach a real terminal, from the reader and from every command."""

import json
import re
import sys
from base64 import b64decode
from pathlib import Path

import pytest

from annotations.store import Store
from tests.exporting import encode
from tests.inert.hostile import ESC, PAYLOADS, harmful, harmful_bytes, open_hostile
from tests.terminal import DIPTYCH, Terminal
from tui.cli.commands import COMMANDS

BAD = PAYLOADS["clipboard"] + PAYLOADS["csi"] + "\x9b2J\u202e[b][/b]"
FILE_NAME = BAD.replace("/", "")

LINE = re.compile("\r\x1b\\[K")
"""What a command sends to overwrite its last progress line."""


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The hostile study's export, as received from elsewhere."""
    with open_hostile(tmp_path_factory.mktemp("made") / "made.json") as store:
        return encode(store.study.state, exported="2024-05-01T10:00:00Z")


@pytest.fixture
def study(exported: bytes, tmp_path: Path) -> Path:
    """A study that imported the export; its file name is hostile too."""
    (tmp_path / "export.json").write_bytes(exported)
    path = tmp_path / f"{FILE_NAME}.json"
    sent = command(path, "import", str(tmp_path / "export.json"))
    assert f"Imported {len(PAYLOADS)} articles".encode() in sent
    return path


def command(study: Path, *arguments: str | bytes, code: int = 0) -> bytes:
    """Run a command on a terminal; return the bytes sent there, checked to be harmless."""
    home = {"HOME": str(study.parent), "DIPTYCH_STUDY": str(study), "DIPTYCH_CODER": BAD}
    # Wide enough that no column is cut.
    with Terminal((*DIPTYCH, *arguments), env=home, size=(500, 30)) as terminal:
        assert terminal.gone() == code, terminal.seen
        assert harmful_bytes(terminal.seen, LINE) == []
        return terminal.seen


def test_no_byte_of_an_article_steers_the_reader_s_terminal(study: Path, exported: bytes) -> None:
    with Terminal(
        (*DIPTYCH, "--study", str(study), "--coder", BAD),
        env={"HOME": str(study.parent)}, size=(120, 50),
    ) as terminal:  # fmt: skip
        terminal.shows("diptych")
        terminal.settle()
        filters = [key for _ in range(9) for key in ("2j", "\r")]
        for keys in ("g]", "a", "\x07", "t", "\x1b", "B2", "3", "4", "o", "\x1b", "O", "i", "\x1b",
                     "\x1b", "C", "jjr", "//\r", "\x1b", "jjjr", "\x1b", "\x1b", "\x02", "2g",
                     *filters, "F", "\x1b", "\x1b", "E", "\x1b", "/red", "\r", "?", "\x1b", "u",
                     "U", *["o\x1b[B\r" for _ in range(4)], "G", "=", ":", "\x1b"):  # fmt: skip
            terminal.press(keys)
            # Wait longer after Esc: with the next key directly behind it, it would be another key.
            terminal.settle(0.4 if keys.endswith("\x1b") else 0.12)
        terminal.press("q")
        assert terminal.gone() == 0
        assert harmful_bytes(terminal.seen) == []
        assert terminal.seen.count(b"\x1b[?1049l") == 1
    with Store.open(study, coder="eva", access="read") as store:
        now = encode(store.study.state, exported="2024-05-01T10:00:00Z")
    assert json.loads(now)["articles"] == json.loads(exported)["articles"]


def test_what_is_copied_goes_to_the_clipboard_and_no_further(study: Path) -> None:
    with Terminal(
        (*DIPTYCH, "--study", str(study)), env={"HOME": str(study.parent)}, size=(120, 50)
    ) as terminal:
        terminal.shows("diptych")
        terminal.settle()
        terminal.press("gVy")
        terminal.shows("clipboard;")
        (copied,) = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", terminal.seen)
        assert harmful(b64decode(copied).decode()) == []
        assert terminal.seen.count(b"\x1b]52") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("list", "tags"),
        ("list", "highlights"),
        ("list", "links"),
        ("list", "articles", "--json"),
        ("list", "highlights", "--json"),
        ("export",),
        ("export", "--format", "csv"),
        ("codebook", "export", "-"),
        ("check",),
        ("paths",),
        ("settings",),
        ("compare",),
        *(("compare", "--format", form) for form in ("csv", "json", "markdown", "html")),
        ("compare", "--show", "quotes"),
        ("counterparts", f"{PAYLOADS['csi']} csi", f"{PAYLOADS['title']} title"),
        ("stats",),
        ("remove", f"{PAYLOADS['csi']} csi"),
    ],
    ids=" ".join,
)
def test_commands_send_a_terminal_nothing_to_obey(study: Path, arguments: tuple[str, ...]) -> None:
    sent = command(study, *arguments)
    if arguments[0] in {"list", "export", "codebook"}:
        joined = b"".join(sent.split())
        assert b"[sic]" in joined
        assert arguments[-1] in {"highlights", "links"} or b"[/]" in joined


def test_json_on_a_terminal_means_what_the_file_says(study: Path, exported: bytes) -> None:
    sent = command(study, "export")
    shown, whole = json.loads(sent), json.loads(exported)
    for table in ("articles", "tags", "highlights", "links"):
        assert shown[table] == whole[table]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("list", "--study", f"/tmp/none {BAD}"), 1),
        (("add", f"none {BAD}"), 1),
        (("add", f"--{BAD}"), 2),
        (("add", "--published", BAD, "x"), 2),
        (("add", "--status", BAD, "x"), 2),
        (("list", BAD), 2),
        ((BAD,), 1),
        (("highlight", BAD, BAD), 1),
        (("highlight", f"{PAYLOADS['csi']} csi", BAD), 1),
        (("highlight", f"{PAYLOADS['csi']} csi", "Paragraph"), 1),
        (("remove", BAD), 1),
        (("import", f"none {BAD}"), 1),
        (("codebook", "import", f"none {BAD}"), 1),
        (("codebook", BAD), 2),
        (("export", "--output", f"/none/{BAD}"), 1),
    ],
    ids=lambda value: " ".join(value).encode().hex()[:24] if isinstance(value, tuple) else None,
)
def test_refusals_do_not_repeat_what_would_be_obeyed(
    study: Path, arguments: tuple[str, ...], code: int
) -> None:
    command(study, *arguments, code=code)


def test_names_of_files_and_tables_are_inert_too(study: Path, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(8):
        (folder / f"{number}{FILE_NAME}.txt").write_bytes(f"{BAD}\n\n{BAD} text".encode())
    (folder / f"{FILE_NAME}.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    (folder / f"{FILE_NAME}.html").write_bytes(b"<html></html>")
    (folder / "none\udcff.txt").write_bytes(b"")
    assert b"PNG" not in command(study, "add", str(folder), code=1)
    table = tmp_path / f"{FILE_NAME}.csv"
    table.write_text(f'path,outlet\n"{BAD}",x\n', encoding="utf-8")
    command(study, "add", "--metadata", str(table), str(folder / f"1{FILE_NAME}.txt"))
    table.write_text(f'tag,key\n"{BAD}",{BAD}\n', encoding="utf-8")
    command(study, "codebook", "import", str(table), code=1)
    table.write_text(f'{{"article": "{BAD.encode().hex()}", "x": 1}}\n', encoding="utf-8")
    command(study, "highlight", "--from", str(table), code=1)


def test_conflicts_and_damage_are_told_inertly(study: Path, exported: bytes) -> None:
    other = study.with_name("other.json")
    other.write_bytes(exported.replace(b"[sic] there", b"[sic] their"))
    command(study, "import", str(other), code=1)
    damaged = study.with_name(f"{FILE_NAME}-2.json")
    key = json.dumps(BAD).encode()
    damaged.write_bytes(b'{"study": {"1": {' + key + b": 1, " + key + b": 2}}}")
    command(damaged, "check", code=4)
    command(damaged, "list", code=4)


def test_every_command_was_tried() -> None:
    told = Path(__file__).read_text(encoding="utf-8")
    assert all(f'"{name}"' in told for name in COMMANDS)
    assert ESC in BAD
    assert sys.executable in DIPTYCH
