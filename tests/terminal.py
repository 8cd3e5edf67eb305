"""The program on its own pseudo-terminal: keys in, the raw bytes it sends out."""

import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from fcntl import ioctl
from functools import partial
from pathlib import Path
from typing import Self

ROOT = Path(__file__).parents[1]

PATIENCE = 30.0
"""Seconds after which a program that does not do the expected thing fails the test."""

DIPTYCH = (sys.executable, "-m", "tui")


class Terminal:
    """A program that leads a session on a terminal, like one started by a shell.

    `controls` makes the terminal its controlling one; otherwise no signal is sent when the terminal
    is closed. `seen` is every byte received so far.
    """

    def __init__(
        self,
        argv: Sequence[str] = DIPTYCH,
        *,
        env: Mapping[str, str] | None = None,
        size: tuple[int, int] = (100, 30),
        controls: bool = True,
    ) -> None:
        environment = {**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT)}
        for name in ("COLUMNS", "LINES"):  # these would take precedence over the terminal's size
            environment.pop(name, None)
        self.seen = b""
        # Keep the program's end open, to read the terminal's settings after the program exits.
        self._fd, self._slave = pty.openpty()
        self.resize(size)
        self.settings = self.settings_now
        self._process = subprocess.Popen(
            argv, stdin=self._slave, stdout=self._slave, stderr=self._slave,
            env=environment | dict(env or {}), start_new_session=True,
            preexec_fn=partial(ioctl, 0, termios.TIOCSCTTY, 0) if controls else None,
        )  # fmt: skip
        self.pid = self._process.pid

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self.close()

    @property
    def settings_now(self) -> list[object]:
        """The terminal's settings: echo, signals, line editing."""
        return termios.tcgetattr(self._slave)

    def resize(self, size: tuple[int, int]) -> None:
        """Set the terminal's size, in columns and rows."""
        columns, rows = size
        ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def press(self, keys: str) -> None:
        """Type keys, encoded as a terminal sends them."""
        self.type(keys.encode())

    def type(self, data: bytes) -> None:
        """Send the program arbitrary bytes."""
        os.write(self._fd, data)

    def send(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self._process.send_signal(number)

    def until(self, done: Callable[[], object]) -> None:
        """Read what the program sends until `done()` is true."""
        end = time.monotonic() + PATIENCE
        while not done():
            assert time.monotonic() < end, f"never came; the last bytes: {self.seen[-600:]!r}"
            self.read(0.05)

    def shows(self, words: str, since: int = 0) -> None:
        """Wait until `words`, which must be drawn in one piece, have been sent after `since`."""
        self.until(lambda: words.encode() in self.seen[since:])

    def read(self, wait: float) -> bool:
        """Read for up to `wait` seconds; return whether anything came."""
        if self._fd < 0:
            time.sleep(wait)
            return False
        ready, _, _ = select.select([self._fd], [], [], wait)
        piece = b""
        if ready:
            try:
                piece = os.read(self._fd, 1 << 16)
            except OSError:  # the program's end is closed
                time.sleep(wait)
        self.seen += piece
        return bool(piece)

    def sends(self) -> None:
        """Wait until the program sends something, and leave it unread."""
        ready, _, _ = select.select([self._fd], [], [], PATIENCE)
        assert ready, "nothing came"

    def settle(self, quiet: float = 0.4) -> None:
        """Read until nothing has come for `quiet` seconds."""
        while self.read(quiet):
            pass

    def gone(self) -> int:
        """Wait for the program to exit; return its exit code, negative if a signal ended it."""

        self.until(lambda: self._process.poll() is not None)
        while self.read(0.1):
            pass
        return int(self._process.returncode)

    def close(self) -> None:
        """Close both ends held here, as closing the terminal's window would."""
        for end in (self._fd, self._slave):
            if end >= 0:
                os.close(end)
        self._fd = self._slave = -1


def is_restored(seen: bytes) -> bool:
    """Whether a program restored the terminal: screen, cursor, mouse, paste and key modes."""
    return all(
        seen.rfind(on) < seen.rfind(off)
        for on, off in (
            (b"\x1b[?1049h", b"\x1b[?1049l"),
            (b"\x1b[?25l", b"\x1b[?25h"),
            (b"\x1b[?1000h", b"\x1b[?1000l"),
            (b"\x1b[?1003h", b"\x1b[?1003l"),
            (b"\x1b[?1006h", b"\x1b[?1006l"),
            (b"\x1b[?2004h", b"\x1b[?2004l"),
            (b"\x1b[?1004h", b"\x1b[?1004l"),
            (b"\x1b[?7l", b"\x1b[?7h"),
        )
    )
