"""The program's files are read ahead of the keys that need them."""

import subprocess
import sys
from pathlib import Path

import pytest

import tui.screens.codebook.screen
from tui.app import DiptychApp
from tui.startup import preloading


def test_modules_that_a_key_imports_are_among_the_files() -> None:
    # Imported above, so it is compiled unless the cache cannot be written.
    compiled = Path(tui.screens.codebook.screen.__cached__ or "")
    if compiled.exists():
        assert str(compiled) in set(preloading.files())
    assert any("rapidfuzz" in path for path in preloading.files())


def test_all_of_them_are_read_to_their_ends_and_what_cannot_be_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = tmp_path / "long"
    long.write_bytes(b"x" * 3_000_000)
    paths = [str(tmp_path / "gone"), str(tmp_path), str(long)]
    read: list[int] = []
    take = preloading.os.read

    def noted(descriptor: int, size: int) -> bytes:
        piece = take(descriptor, size)
        read.append(len(piece))
        return piece

    monkeypatch.setattr(preloading, "files", lambda: iter(paths))
    monkeypatch.setattr(preloading.os, "read", noted)
    preloading.read()
    assert sum(read) == 3_000_000


PROBE = """
import sys
from importlib import import_module
from pkgutil import walk_packages
import tui.app, tui.reader.side, tui.widgets.prompt, tui.reader.search, tui.reader.told_here
from tui.startup import preloading

most = 0
for name in preloading.MODULES:
    before = set(sys.modules)
    import_module(name)
    # Packages of others come whole.
    own = [n for n in sys.modules.keys() - before if n.startswith(("tui.", "annotations."))]
    most = max(most, len(own))
names = {
    module.name
    for package in ("tui.commands", "tui.screens")
    for module in walk_packages(import_module(package).__path__, f"{package}.")
}
print(most, *sorted(names - sys.modules.keys()))
"""


def test_each_that_is_imported_ahead_brings_few_along_and_no_key_imports_a_screen_later() -> None:
    told = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True)
    most, *left = told.stdout.split()
    assert int(most) <= 12
    assert left == []


async def test_what_the_first_keys_ask_for_is_imported_in_the_rests(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    imported: list[str] = []
    rests = iter([False, False, True, False, True])
    monkeypatch.setattr(preloading, "MODULES", ("one", "two"))
    monkeypatch.setattr(preloading, "import_module", imported.append)
    known: list[int] = []
    settled: list[int] = []
    monkeypatch.setattr("tui.startup.collector.settle", lambda: settled.append(len(imported)))

    def is_resting() -> bool:
        known.append(len(imported))
        return next(rests)

    await preloading.import_all(is_resting)
    assert imported == ["one", "two"]
    assert known == [0, 0, 0, 1, 1]
    assert settled == [2]


@pytest.mark.parametrize("headless", [True, False])
async def test_it_begins_when_the_first_frame_is_shown_on_a_terminal(
    opened, monkeypatch: pytest.MonkeyPatch, headless: bool
) -> None:
    begun: set[str] = set()

    async def import_all(_: object) -> None:
        begun.add("modules")

    monkeypatch.setattr(preloading, "import_all", import_all)
    monkeypatch.setattr(DiptychApp, "is_headless", property(lambda _: headless))
    monkeypatch.setattr(preloading, "begin", lambda: begun.add("files"))
    async with opened() as session:
        session.app.on_ready()
        await session.pilot.pause()
        assert begun == (set() if headless else {"files", "modules"})
