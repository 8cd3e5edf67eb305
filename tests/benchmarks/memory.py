"""The memory used by the reader for two small articles and for a very long one."""

from pathlib import Path

from figures import Row
from programs import DIPTYCH, HELLO, environment
from studies import make_study, prose
from terminal import Terminal

MEGABYTE = 1_000_000
LONG = 100 * MEGABYTE


def rows(folder: Path) -> list[Row]:
    """Resident memory once the screen has settled."""
    env = environment(folder)

    def memory(argv: list[str]) -> float:
        with Terminal(argv, env) as terminal:
            terminal.settle(3.0)
            return terminal.memory / MEGABYTE

    small = make_study(folder / "small.json", folder, [prose(6_000, n) for n in (1, 2)], 40)
    long = make_study(folder / "long.json", folder, [prose(LONG)], 40)
    hello = memory(HELLO)
    two = memory([*DIPTYCH, str(small)])
    one = memory([*DIPTYCH, str(long)])
    times = one * MEGABYTE / LONG
    return [
        Row("hello-world", f"{hello:.0f} MB"),
        Row("two small articles", f"{two:.0f} MB", "<= 60 MB", two <= 60),
        Row("one article of 100 MB", f"{times:.2f} x the text", "<= 2.5 x", times <= 2.5),
    ]
