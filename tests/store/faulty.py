"""A failing disk: one of the store's calls fails, or all calls, or those on some files."""

import errno
import os
from collections.abc import Callable
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

from annotations.store import disk
from annotations.store.paths import TEMPORARY

CALLS = ("create", "reopen", "write", "reserve", "truncate", "sync", "sync_data", "sync_folder",
         "replace", "link", "remove")  # fmt: skip


class Faulty:
    """Makes disk calls fail: the one with a given number, or all on some files for a while.

    `files` is a pattern for their names; a temporary file counts under its final name.
    """

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.count = 0
        self.fails_at = -1
        self.error = 0
        self.files = "*"
        self._names: dict[int, str] = {}
        for name in CALLS:
            patch.setattr(disk, name, self._failing(name, getattr(disk, name)))

    def _failing(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any) -> Any:
            self.count += 1
            file = self._file(args)
            if (self.error and fnmatch(file, self.files)) or self.count == self.fails_at:
                if name == "write":
                    real(args[0], args[1][: len(args[1]) // 2])
                code = self.error or errno.ENOSPC
                raise OSError(code, os.strerror(code))
            result = real(*args)
            if name in ("create", "reopen"):
                self._names[result] = file
            return result

        return call

    def _file(self, args: tuple[Any, ...]) -> str:
        """The name of the file that a call concerns."""
        paths = [arg.name for arg in args if isinstance(arg, Path)]
        return (paths[-1] if paths else self._names[args[0]]).removesuffix(TEMPORARY)
