"""The program's files are read ahead of the keys that ask for them."""

from pathlib import Path

import pytest

import tui.screens.codebook.screen
from tui import foresight
from tui.app import DiptychApp


def test_modules_that_a_key_imports_are_among_the_files() -> None:
    # Imported above: it is compiled, unless nothing may be written.
    compiled = Path(tui.screens.codebook.screen.__cached__ or "")
    if compiled.exists():
        assert str(compiled) in set(foresight.files())
    assert any("rapidfuzz" in path for path in foresight.files())


def test_all_of_them_are_read_to_their_ends_and_what_cannot_be_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = tmp_path / "long"
    long.write_bytes(b"x" * 3_000_000)
    paths = [str(tmp_path / "gone"), str(tmp_path), str(long)]
    read: list[int] = []
    take = foresight.os.read

    def noted(descriptor: int, size: int) -> bytes:
        piece = take(descriptor, size)
        read.append(len(piece))
        return piece

    monkeypatch.setattr(foresight, "files", lambda: iter(paths))
    monkeypatch.setattr(foresight.os, "read", noted)
    foresight.read()
    assert sum(read) == 3_000_000


@pytest.mark.parametrize("headless", [True, False])
async def test_it_begins_when_the_first_frame_is_shown_on_a_terminal(
    opened, monkeypatch: pytest.MonkeyPatch, headless: bool
) -> None:
    begun: list[bool] = []
    monkeypatch.setattr(DiptychApp, "is_headless", property(lambda _: headless))
    monkeypatch.setattr(foresight, "begin", lambda: begun.append(True))
    async with opened() as session:
        session.app.on_ready()
        assert bool(begun) is not headless
