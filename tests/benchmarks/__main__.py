"""Runs the benchmarks and prints one table of ratios; name subjects to run only those.

Figures are medians and p95 of alternatives measured alternately in this run: on a noisy machine
trust the ratios, not the milliseconds.
"""

import os
import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

SUBJECTS = (
    "start", "commands", "keys", "actions", "sweeping", "opening", "resizing", "dragging",
    "searching", "intake", "saving", "memory",
)  # fmt: skip


def main(wanted: list[str]) -> None:
    """Measure the given subjects, or all of them."""
    sys.path.insert(0, str(Path(__file__).parents[2]))
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    from figures import show
    from programs import missing

    if note := missing():
        sys.stdout.write(f"{note}\n")
    for name in wanted or SUBJECTS:
        subject = import_module(name)
        with TemporaryDirectory() as folder:
            show(subject.__doc__.splitlines()[0], subject.rows(Path(folder)))


if __name__ == "__main__":
    main(sys.argv[1:])
