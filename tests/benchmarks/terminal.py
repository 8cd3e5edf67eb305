"""A program on a pseudo-terminal: keys in, bytes out, and how long the last byte took.

Independent of diptych and of what is measured.
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
"""Seconds of silence after which a response is considered complete."""

LAST = 5.0
"""Seconds allowed for the response to the last of several keys."""

PATIENCE = 30.0
"""Seconds of silence after which the program is given up."""


class Answer(NamedTuple):
    """A response: seconds to its first and last byte, and the bytes."""

    first: float
    last: float
    data: bytes


class TooSlow(Exception):
    """A program did not show the expected output in time."""


class Terminal:
    """A program running on its own pseudo-terminal."""

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
        """Read until all of `marks` have been sent; return the seconds since the start."""
        seen = b""
        while not all(mark in seen for mark in marks):
            piece = self._read(PATIENCE)
            if piece is None:
                raise TooSlow(f"{marks!r} never came; there was {seen[-400:]!r}")
            seen += piece
        return perf_counter() - self.started

    def settle(self, quiet: float = 0.5) -> None:
        """Read until nothing has come for `quiet` seconds."""
        while self._read(quiet) is not None:
            pass

    def ask(self, keys: bytes, quiet: float = QUIET) -> Answer:
        """Send keys and read the response until it is complete."""
        return self._answer(lambda: os.write(self._fd, keys), quiet)

    def time_to(self, keys: bytes, *marks: bytes) -> float:
        """Send keys; return the seconds until all of `marks` have come."""
        began = perf_counter()
        os.write(self._fd, keys)
        return self.wait_for(*marks) - (began - self.started)

    def resize(self, size: tuple[int, int], quiet: float = QUIET) -> Answer:
        """Resize the terminal and read the response."""
        return self._answer(lambda: _set_size(self._fd, size), quiet)

    def hold(self, keys: Sequence[bytes], apart: float) -> list[Answer]:
        """Send keys `apart` seconds from one another, like a key that is held down.

        Each response is what came before the next key was sent.
        """
        return [
            self._answer(lambda key=key: os.write(self._fd, key), apart, exactly=True)
            for key in keys
        ]

    def longest_wait(
        self, key: bytes, steps: Sequence[bytes], apart: float, seconds: float
    ) -> float:
        """Press `key`, then `steps` repeatedly, `apart` seconds from one another, for `seconds`.

        Returns the longest time, in seconds, that a key waited for anything to be drawn.
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
        """The program's resident memory in bytes, including shared pages."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
        raise TooSlow("the program is gone")

    def close(self) -> None:
        """Kill the program."""
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
        """Read what the program sends within `wait` seconds; None if nothing comes."""
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
