"""The explanations of surviving mutants refer to existing code."""

import re
import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOUND = runpy.run_path(str(Path(__file__).with_name("__main__.py")))


def flat(text: str) -> str:
    """A text without white space, which diffs and lists break differently."""
    return re.sub(r"\s", "", text)


def test_every_line_that_may_survive_is_in_the_module_it_is_said_to_be_in() -> None:
    steps = FOUND["explained"]()
    lines = FOUND["SURVIVORS"].read_text(encoding="utf-8").splitlines()
    assert len(steps) == len([line for line in lines if line.startswith("- ")])
    for where, before, after in steps:
        parts = where.split(".")
        module = next(
            path
            for end in range(len(parts), 0, -1)
            if (path := ROOT / "annotations" / f"{'/'.join(parts[:end])}.py").is_file()
        )
        assert flat(before) in flat(module.read_text(encoding="utf-8")), (where, before)
        assert before != after


def test_a_mutant_is_known_by_its_function_and_not_by_its_number() -> None:
    mutant = FOUND["Mutant"]
    for name, where in (
        ("annotations.store.journal.x_decode__mutmut_12", "store.journal.decode"),
        ("annotations.store.journal.x__sum__mutmut_1", "store.journal._sum"),
        ("annotations.store.store.xǁStoreǁ_tell__mutmut_3", "store.store.Store._tell"),
        ("annotations.study.links.xǁLinksǁ__iter____mutmut_3", "study.links.Links.__iter__"),
    ):
        assert mutant(name, "killed").where == where
