"""`make` sets the project up by itself, or says in one sentence why it cannot."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = ("cat", "cksum", "dirname", "mkdir", "rm", "sh")
SET_UP_FILES = (
    ".ci/setup", ".ci/constraints.txt", ".ci/mutation.txt", "pyproject.toml", "uv.lock"
)  # fmt: skip


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The files that the set-up reads, in a folder beside a `bin` that has only basic tools."""
    folder = tmp_path / "checkout"
    for name in SET_UP_FILES:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)
    (tmp_path / "bin").mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found is not None
        (tmp_path / "bin" / tool).symlink_to(found)
    return folder


def put(checkout: Path, command: str, script: str) -> None:
    """Put an executable `command` where the set-up finds it."""
    path = checkout.parent / "bin" / command
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def set_up(checkout: Path, purpose: str = "run") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [checkout / ".ci/setup", purpose],
        env={"PATH": str(checkout.parent / "bin"), "HOME": str(checkout.parent)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_python_one_sentence_says_what_to_install(checkout: Path) -> None:
    result = set_up(checkout)
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert "no Python 3.11 or newer was found; install one" in result.stderr


def test_a_shim_that_only_prints_an_error_is_not_taken_for_python(checkout: Path) -> None:
    for name in ("python3.14", "python3.13", "python3"):
        put(checkout, name, f"echo 'pyenv: {name}: command not found' >&2; exit 127")
    result = set_up(checkout)
    assert "no Python 3.11 or newer was found" in result.stderr
    assert "pyenv" not in result.stderr


def test_an_old_python_is_not_taken(checkout: Path) -> None:
    pretend = "import sys; sys.version_info = (3, 10, 9); exec(sys.argv[1])"
    put(checkout, "python3", f'exec {sys.executable} -c "{pretend}" "$2"')
    assert "no Python 3.11 or newer was found" in set_up(checkout).stderr


def test_a_python_without_venv_is_named_and_the_remedy_told(checkout: Path) -> None:
    put(checkout, "python3", 'case "$*" in *venv*) exit 1;; esac')
    result = set_up(checkout)
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert "python3 has no venv module; install it" in result.stderr


def test_a_python_with_venv_is_taken_before_a_newer_one_without(checkout: Path) -> None:
    put(checkout, "python3.13", 'case "$*" in *venv*) exit 1;; esac')
    put(checkout, "python3.12", 'case "$*" in *-m*) echo took 3.12; exit 1;; esac')
    set_up(checkout)
    assert "took 3.12" in (checkout / "build/setup.log").read_text(encoding="utf-8")


def test_without_a_network_one_sentence_says_so_and_the_rest_is_in_the_log(
    checkout: Path,
) -> None:
    put(checkout, "python3", 'case "$*" in *-m*) echo Traceback: unreachable >&2; exit 1;; esac')
    result = set_up(checkout)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "see that there is a network" in result.stderr
    assert "unreachable" in (checkout / "build/setup.log").read_text(encoding="utf-8")


def test_uv_comes_first_and_leaves_the_checks_out_when_only_running(checkout: Path) -> None:
    put(checkout, "uv", 'mkdir -p .venv/bin; echo "$@" >>asked')
    assert set_up(checkout, "run").returncode == 0
    assert set_up(checkout, "dev").returncode == 0
    first, second = (checkout / "asked").read_text(encoding="utf-8").splitlines()
    assert first == f"{second} --no-dev"
    assert "sync --locked" in second


def test_what_alters_the_program_is_only_set_up_when_asked_for_and_is_enough_for_all_else(
    checkout: Path,
) -> None:
    put(checkout, "uv", 'mkdir -p .venv/bin; : >>.venv/bin/python; echo "$@" >>asked')
    asked = checkout / "asked"
    for purpose in ("dev", "mutation", "dev", "run", "mutation"):
        assert set_up(checkout, purpose).returncode == 0
        (checkout / ".venv/bin/python").chmod(0o755)
    first, second = asked.read_text(encoding="utf-8").splitlines()
    assert second == f"{first} --group mutation"


def test_what_was_set_up_once_is_set_up_again_only_when_the_lock_changes(checkout: Path) -> None:
    put(checkout, "uv", 'mkdir -p .venv/bin; : >>.venv/bin/python; echo "$@" >>asked')
    asked = checkout / "asked"
    set_up(checkout, "dev")
    (checkout / ".venv/bin/python").chmod(0o755)
    for purpose in ("dev", "run"):
        assert set_up(checkout, purpose).stderr == ""
    assert len(asked.read_text(encoding="utf-8").splitlines()) == 1
    with (checkout / "uv.lock").open("a", encoding="utf-8") as lock:
        lock.write("\n")
    set_up(checkout, "dev")
    assert len(asked.read_text(encoding="utf-8").splitlines()) == 2


def test_pip_takes_over_when_uv_does_not_manage(checkout: Path) -> None:
    put(checkout, "uv", "exit 2")
    put(checkout, "python3.11", 'case "$*" in *"-m venv"*) echo took over; exit 1;; esac')
    result = set_up(checkout)
    assert "uv did not manage; trying pip" in result.stderr
    assert "took over" in (checkout / "build/setup.log").read_text(encoding="utf-8")


def test_the_makefile_is_understood_by_old_makes() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    for newer in (".ONESHELL", "::=", "!=", "$(file ", "&:"):
        assert newer not in text


def test_help_tells_every_target() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^(\w+):", text, re.MULTILINE)) - {"help"}
    told = set(re.findall(r'^\t@echo "make (\w+) ', text, re.MULTILINE))
    assert told == targets


def test_what_ci_runs_is_make_check() -> None:
    script = ROOT / ".ci/run"
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").splitlines()[-1] == "exec make check"
