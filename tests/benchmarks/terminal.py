"""A program on a pseudo-terminal: keys in, bytes out, and how long the last of them took.

It knows nothing of what is measured, nor of diptych.
"""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
from collections.abc import Callable, Mapping, Sequence
from itertools import chain, cycle
from pathlib import Path
from time import perf_counter
from typing import NamedTuple, Self

QUIET = 0.06
"""Seconds without a byte after which an answer is taken to be over."""

LAST = 5.0
"""Seconds that the last of some keys is given."""

PATIENCE = 30.0
"""Seconds after which a program that says nothing is given up."""


class Answer(NamedTuple):
    """What came back: seconds to its first and last byte, and the bytes."""

    first: float
    last: float
    data: bytes


class TooSlow(Exception):
    """A program did not show what was waited for."""


class Terminal:
    """A program running on a terminal of its own."""

    def __init__(
        self, argv: Sequence[str], env: Mapping[str, str], size: tuple[int, int] = (120, 40)
    ) -> None:
        self.started = perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            _set_size(0, size)
            os.execve(argv[0], list(argv), dict(env))
        _set_size(self._fd, size)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def wait_for(self, *marks: bytes) -> float:
        """Read until all of `marks` have been sent; seconds since the start."""
        seen = b""
        while not all(mark in seen for mark in marks):
            piece = self._read(PATIENCE)
            if piece is None:
                raise TooSlow(f"{marks!r} never came; there was {seen[-400:]!r}")
            seen += piece
        return perf_counter() - self.started

    def settle(self, quiet: float = 0.5) -> None:
        """Read until nothing has come for so long, in seconds."""
        while self._read(quiet) is not None:
            pass

    def ask(self, keys: bytes, quiet: float = QUIET) -> Answer:
        """Send keys and read the answer until it is over."""
        return self._answer(lambda: os.write(self._fd, keys), quiet)

    def time_to(self, keys: bytes, *marks: bytes) -> float:
        """Send keys; seconds until all of `marks` have come since."""
        began = perf_counter()
        os.write(self._fd, keys)
        return self.wait_for(*marks) - (began - self.started)

    def resize(self, size: tuple[int, int], quiet: float = QUIET) -> Answer:
        """Give the terminal another size and read the answer."""
        return self._answer(lambda: _set_size(self._fd, size), quiet)

    def hold(self, keys: Sequence[bytes], apart: float) -> list[Answer]:
        """Send keys, `apart` seconds from one to the next, as a key that is held down comes.

        Each answer is what came before the next key.
        """
        return [
            self._answer(lambda key=key: os.write(self._fd, key), apart, exactly=True)
            for key in keys
        ]

    def longest_wait(
        self, key: bytes, steps: Sequence[bytes], apart: float, seconds: float
    ) -> float:
        """Press a key, then others, `apart` seconds from one to the next, for so many seconds.

        The longest time, in seconds, that one of them waited for anything to be drawn.
        """
        keys = chain((key,), cycle(steps))
        now = perf_counter()
        due, end = now, now + seconds
        longest, waiting = 0.0, 0.0
        while now < end or waiting:
            if due <= now < end:
                os.write(self._fd, next(keys))
                waiting, due = waiting or now, now + apart
            is_over = now >= end
            piece = self._read(LAST if is_over else max(due - now, 0.0))
            now = perf_counter()
            if waiting and (piece is not None or is_over):
                longest, waiting = max(longest, now - waiting), 0.0
        return longest

    @property
    def memory(self) -> int:
        """Bytes of memory that the program has to itself or shares, as the system counts them."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
        raise TooSlow("the program is gone")

    def close(self) -> None:
        """End the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.close(self._fd)
        os.waitpid(self.pid, 0)

    def _answer(self, act: Callable[[], object], quiet: float, *, exactly: bool = False) -> Answer:
        began = perf_counter()
        act()
        first = last = 0.0
        pieces: list[bytes] = []
        wait = quiet
        while wait > 0:
            piece = self._read(wait if exactly or pieces else max(wait, 5 * quiet))
            if piece is None:
                break
            last = perf_counter() - began
            first = first or last
            pieces.append(piece)
            wait = quiet - last if exactly else quiet
        return Answer(first, last, b"".join(pieces))

    def _read(self, wait: float) -> bytes | None:
        """What the program sends within so many seconds; None for nothing."""
        ready, _, _ = select.select([self._fd], [], [], wait)
        if not ready:
            return None
        try:
            return os.read(self._fd, 1 << 16) or None
        except OSError:
            return None


def _set_size(fd: int, size: tuple[int, int]) -> None:
    columns, rows = size
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
