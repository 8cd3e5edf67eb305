"""Mutates the model and the store one change at a time; prints mutants that no test notices.

Name mutants to try only those: `annotations.store.journal.*`. Survivors that `survivors.md`
explains are counted separately; the exit code is 1 while there are others. Takes hours; a run that
was stopped continues where it was, and only functions that have changed are tried again.
"""

import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
SURVIVORS = Path(__file__).with_name("survivors.md")
EXPLAINED = re.compile(r"^- `(?P<where>[^`]+)`: `(?P<before>.*)` → `(?P<after>.*)`$", re.MULTILINE)

KILLED = {"killed": "by tests", "caught by type check": "by types", "timeout": "by time"}
"""Results that count as killed: mutmut's name for each, and the table's."""


class Mutant(NamedTuple):
    """A mutant by its name, and its result."""

    name: str
    end: str

    @property
    def where(self) -> str:
        """Module and function, without the mutant's number, which changes with every edit."""
        module, _, function = self.name.rpartition(".")
        function = re.sub(r"^xǁ(\w+)ǁ|^x_", r"\1.", function).lstrip(".").replace("ǁ", ".")
        return f"{module.removeprefix('annotations.')}.{function.partition('__mutmut_')[0]}"


class Step(NamedTuple):
    """A mutant's change: where, and its lines before and after, stripped of white space."""

    where: str
    before: str
    after: str


def mutmut(*arguments: str) -> str:
    """Run a mutmut command and return its output."""
    done = subprocess.run(
        ["mutmut", *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


def results(wanted: Sequence[str]) -> Iterator[Mutant]:
    """The results of all mutants, or of those asked for."""
    for line in mutmut("results", "--all", "true").splitlines():
        name, _, end = line.strip().partition(": ")
        if end and end != "not checked" and any(fnmatch(name, one) for one in wanted or ("*",)):
            yield Mutant(name, end)


def step_of(mutant: Mutant) -> Step:
    """The change a mutant makes, read from its diff."""
    lines = [line for line in mutmut("show", mutant.name).splitlines() if not line.startswith("#")]
    gone = [line[1:].strip() for line in lines if re.match(r"-(?!--)", line)]
    come = [line[1:].strip() for line in lines if re.match(r"\+(?!\+\+)", line)]
    return Step(mutant.where, " ".join(gone), " ".join(come))


def explained() -> set[Step]:
    """The changes that are explained, and so may survive."""
    return {Step(**found.groupdict()) for found in EXPLAINED.finditer(SURVIVORS.read_text("utf-8"))}


def show(counts: dict[str, Counter[str]]) -> None:
    """Print the table: a row for each module, and the total."""
    columns = [*KILLED.values(), "explained", "survived"]
    sum_: Counter[str] = sum(counts.values(), Counter())
    for module, found in [("", Counter()), *sorted(counts.items()), ("all", sum_)]:
        total = found.total()
        cells = [str(found[column]) if total else column for column in columns]
        killed = sum(found[column] for column in KILLED.values())
        share = f"{killed / total:.1%}" if total else "killed"
        sys.stdout.write(f"{module:24}" + "".join(f"{c:>11}" for c in [*cells, share]) + "\n")


def main(wanted: list[str]) -> int:
    """Try the mutants asked for, or all; return the exit code."""
    tried = subprocess.run(
        ["mutmut", "run", "--max-children", str(os.cpu_count()), *wanted], cwd=ROOT
    )
    if tried.returncode:
        return tried.returncode
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    may_survive, left = explained(), 0
    for mutant in results(wanted):
        end = KILLED.get(mutant.end, "")
        if not end:
            step = step_of(mutant)
            end = "explained" if step in may_survive else "survived"
        if end == "survived":
            left += 1
            sys.stdout.write(f"- `{step.where}`: `{step.before}` → `{step.after}`\n")
        counts[mutant.name.removeprefix("annotations.").rpartition(".")[0]][end] += 1
    show(counts)
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
