"""An output file is written whole, or the existing file stays unchanged."""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.store import disk
from tests.cli.conftest import Shell
from tui.files import NotWritten, write_behind, write_pieces


def test_a_file_is_written_over_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "export.json"
    for content in (b"old", b"new"):
        write_pieces(target, [content])
        assert target.read_bytes() == content
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_stays_and_what_it_leads_to_is_written_over(tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    for name in ("old.json", "new.json"):
        target, link = folder / name, tmp_path / name
        link.symlink_to(target)
        if name == "old.json":
            target.write_bytes(b"old")
        write_pieces(link, [b"new"])
        assert link.is_symlink()
        assert target.read_bytes() == b"new"
    assert sorted(folder.iterdir()) == [folder / "new.json", folder / "old.json"]


@pytest.mark.parametrize("mode", [0o600, 0o664])
def test_what_is_written_over_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    target = tmp_path / "export.json"
    target.write_bytes(b"old")
    target.chmod(mode)
    write_pieces(target, [b"new"])
    assert target.stat().st_mode & 0o777 == mode


def test_a_file_is_on_the_disk_whole_before_it_gets_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "export.json"
    target.write_bytes(b"old")
    synced: list[tuple[bytes, bytes]] = []

    def sync(fd: int) -> None:
        (fresh,) = (file for file in tmp_path.iterdir() if file != target)
        assert os.path.samestat(os.fstat(fd), fresh.stat())
        synced.append((fresh.read_bytes(), target.read_bytes()))

    monkeypatch.setattr(disk, "sync", sync)
    write_pieces(target, [b"new"])
    assert synced == [(b"new", b"old")]
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize("name", ["notes.txt/export.json", "gone/export.json", "folder", "."])
def test_what_cannot_be_written_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    notes, folder = tmp_path / "notes.txt", tmp_path / "folder"
    notes.write_text("mine")
    folder.mkdir()
    with pytest.raises(NotWritten, match="could not be written"):
        write_pieces(Path(name), [b"ours"])
    assert notes.read_text() == "mine"
    assert sorted(tmp_path.iterdir()) == [folder, notes]


def test_what_may_not_be_looked_into_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path) -> str:
        raise PermissionError(13, "Permission denied", str(path))

    target = tmp_path / "theirs.json"
    target.write_bytes(b"theirs")
    monkeypatch.setattr("tui.files.kind_of", refused)
    with pytest.raises(NotWritten, match=r"theirs\.json could not be written: Permission denied"):
        write_pieces(target, [b"ours"])
    assert target.read_bytes() == b"theirs"


def test_pieces_are_written_one_after_the_other(tmp_path: Path) -> None:
    target = tmp_path / "export.json"
    write_pieces(target, iter([b"one, ", b"", b"two"]))
    assert target.read_bytes() == b"one, two"


@pytest.mark.parametrize("trouble", [ValueError("no more"), KeyboardInterrupt()])
def test_what_stops_half_way_leaves_what_was_there(tmp_path: Path, trouble: BaseException) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"half"
        raise trouble

    target = tmp_path / "export.json"
    target.write_bytes(b"old")
    with pytest.raises(type(trouble)):
        write_pieces(target, pieces())
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


async def test_two_files_of_one_name_that_are_written_at_a_time_leave_one_of_them_whole(
    tmp_path: Path,
) -> None:
    target = tmp_path / "out.json"
    contents = [[letter * 100] * 60 for letter in (b"a", b"b")]
    await asyncio.gather(*(write_behind(target, pieces) for pieces in contents))
    assert target.read_bytes() in {b"".join(pieces) for pieces in contents}
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_that_leads_in_a_circle_is_no_surprise(sh: Shell, place: Path) -> None:
    (place / "loop").symlink_to("loop")
    (place / "one.txt").write_text("A text that is read.\n", encoding="utf-8")
    added = sh("add", ".")
    assert len(added.lines) == 1
    assert "Traceback" not in added.err
    assert sh("export", "--output", "loop", "--force").code in {0, 1}
