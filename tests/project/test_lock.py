"""The lock, the constraints exported from it and pyproject.toml agree."""

import re
import tomllib
from pathlib import Path
from typing import Any

from annotations.formats.version import OWN_VERSION

ROOT = Path(__file__).parents[2]


def toml(name: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / name).read_text(encoding="utf-8"))


def locked_packages() -> dict[str, dict[str, Any]]:
    return {package["name"]: package for package in toml("uv.lock")["package"]}


def requirement(text: str) -> tuple[str, str]:
    """The name and the version specifier of a requirement without extras or markers."""
    match = re.fullmatch(r"([A-Za-z0-9._-]+)(.*)", text)
    assert match is not None
    return match[1], match[2]


def pins(name: str) -> set[str]:
    """The pins in a constraints file, without their environment markers."""
    lines = (ROOT / ".ci" / name).read_text(encoding="utf-8").splitlines()
    found = [line.partition(";")[0].strip() for line in lines if not line.startswith("#")]
    assert len(found) == len(set(found))
    return set(found)


def test_the_constraints_pin_exactly_what_the_lock_holds() -> None:
    locked = locked_packages()
    del locked["diptych"]
    assert pins("constraints.txt") | pins("mutation.txt") == {
        f"{name}=={package['version']}" for name, package in locked.items()
    }


def test_what_alters_the_program_is_not_set_up_for_its_tests() -> None:
    assert {pin.partition("==")[0] for pin in pins("mutation.txt") - pins("constraints.txt")} >= {
        "coverage", "libcst", "mutmut"
    }  # fmt: skip


def test_the_lock_was_made_from_the_dependencies_in_pyproject() -> None:
    metadata = locked_packages()["diptych"]["metadata"]
    locked = {(each["name"], each["specifier"]) for each in metadata["requires-dist"]}
    assert locked == set(map(requirement, toml("pyproject.toml")["project"]["dependencies"]))


def test_the_lock_was_made_from_the_groups_in_pyproject() -> None:
    metadata = locked_packages()["diptych"]["metadata"]["requires-dev"]
    locked = {
        (group, each["name"], each["specifier"]) for group in metadata for each in metadata[group]
    }
    groups = toml("pyproject.toml")["dependency-groups"]
    plain = {
        (group, *requirement(each))
        for group, members in groups.items()
        for each in members
        if isinstance(each, str)
    }
    included = {
        (group, *requirement(text))
        for group, members in groups.items()
        for each in members
        if isinstance(each, dict)
        for text in groups[each["include-group"]]
    }
    assert locked == plain | included


def test_the_lock_and_the_code_speak_of_one_version() -> None:
    version = toml("pyproject.toml")["project"]["version"]
    assert locked_packages()["diptych"]["version"] == version == OWN_VERSION
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").replace("[", "")
