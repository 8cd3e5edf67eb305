"""The wheel contains all that an installed diptych needs, and works outside the checkout."""

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONSTRAINTS = ROOT / ".ci" / "constraints.txt"
HOME = os.environ.get("HOME", "")  # the user's own, which holds the caches of uv and pip


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


def quietly(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run `command` with the user's own home folder."""
    environment = {**os.environ, "HOME": HOME}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def install(wheel: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Install `wheel` into a new environment in `folder`, with uv if possible, else with pip."""
    python = folder / "bin/python"
    what = ("--constraint", CONSTRAINTS, wheel)
    uv = shutil.which("uv")
    if uv is not None:
        quietly(uv, "venv", "--python", sys.executable, folder)
        result = quietly(uv, "pip", "install", "--python", python, *what)
        if result.returncode == 0:
            return result
    venv.create(folder, with_pip=True, clear=True)
    return quietly(python, "-m", "pip", "install", "--retries", "1", *what)


@pytest.fixture(scope="session")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `diptych` command in an environment with only the wheel installed."""
    folder = tmp_path_factory.mktemp("installed")
    result = install(wheel, folder)
    if "connection broken" in result.stderr:
        pytest.skip("the package index cannot be reached, so nothing can be installed from it")
    assert result.returncode == 0, result.stderr
    return folder / "bin/diptych"


def run(command: Path, folder: Path, *arguments: str) -> str:
    environment = {"PATH": os.defpath, "HOME": str(folder)}
    result = subprocess.run(
        [command, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_the_wheel_holds_the_samples_the_schema_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for sample in (ROOT / "data/articles").iterdir():
        assert f"tui/samples/{sample.name}" in names
    assert "annotations/formats/export.schema.json" in names
    assert {name.split("/")[0] for name in names} == {
        "annotations",
        "tui",
        "diptych-0.1.0.dist-info",
    }


def test_an_installed_diptych_works_far_from_the_checkout(command: Path, tmp_path: Path) -> None:
    """A single test, because each test process would install the wheel again."""
    assert "0.1.0" in run(command, tmp_path, "--version")
    assert '"$schema"' in run(command, tmp_path, "export", "--schema")
    article = tmp_path / "article.txt"
    article.write_text("A mission closes\n\nThe embassy will stop work.\n", encoding="utf-8")
    run(command, tmp_path, "add", "article.txt")
    assert "A mission closes" in run(command, tmp_path, "list")
    code = "from tui.cli.samples import sample_articles; print(*sample_articles(), sep='\\n')"
    printed = run(command.parent / "python", tmp_path, "-c", code)
    found = [Path(line) for line in printed.splitlines()]
    assert {path.name for path in found} == {
        path.name for path in (ROOT / "data/articles").glob("*.txt")
    }
    assert all(path.is_relative_to(command.parents[1]) for path in found)
