"""A forgetful disk: records the store's calls and computes what may remain after a stop.

A killed process leaves everything it wrote. A power loss leaves each file's synced bytes and, of
its unsynced bytes, none, all or a torn part. Of the changes to a folder's names since it was
synced, it leaves the first few, as on file systems that journal them in order, or all but one.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import product, takewhile
from operator import eq
from pathlib import Path
from typing import Any

import pytest

from annotations.store import disk

Image = dict[str, bytes]
"""A folder: the contents of each file by name."""

TORN = ("nothing", "half", "zeros", "late", "all")
"""What may happen to unsynced bytes."""


@dataclass
class Inode:
    """A file: the bytes surely on the disk, and the current bytes in memory."""

    synced: bytes = b""
    now: bytes = b""

    def put(self, start: int, data: bytes) -> None:
        """Write `data` at offset `start`."""
        self.now = self.now[:start] + data + self.now[start + len(data) :]

    def after_power_loss(self, how: str) -> bytes:
        """The bytes the file may have after a power loss."""
        if self.now == self.synced or how == "nothing":
            return self.synced
        if how == "all":
            return self.now
        kept = sum(takewhile(bool, map(eq, self.synced, self.now)))
        half = kept + (len(self.now.rstrip(b"\0")) - kept) // 2
        match how:
            case "half":
                return self.now[:half] + self.synced[half:]
            case "zeros":
                return self.now[:kept] + bytes(half - kept) + self.synced[half:]
            case _:
                return self.synced[:half].ljust(half, b"\0") + self.now[half:]


@dataclass
class DiskModel:
    """The disk after each call; `images` holds what a stop before or after any call may leave."""

    root: Path
    acknowledged: Callable[[], int]
    images: list[tuple[str, int, Image]] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    _known: set[object] = field(default_factory=set)
    _names: dict[str, Inode] = field(default_factory=dict)
    _unsynced: list[Callable[[dict[str, Inode]], None]] = field(default_factory=list)
    _synced_names: dict[str, Inode] = field(default_factory=dict)
    _open: dict[int, Inode] = field(default_factory=dict)
    _place: dict[int, int] = field(default_factory=dict)

    def install(self, patch: pytest.MonkeyPatch) -> None:
        """Record the store's calls from now on; the folder's present contents count as synced."""
        for file in self.root.iterdir():
            if not file.name.endswith(".lock"):
                data = file.read_bytes()
                self._names[file.name] = Inode(data, data)
        self._synced_names = dict(self._names)
        for name in ("create", "reopen", "write", "reserve", "truncate", "sync", "sync_data",
                     "sync_folder", "replace", "link", "remove"):  # fmt: skip
            patch.setattr(disk, name, self._recorder(name, getattr(disk, name)))

    def _recorder(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def recorded(*args: Any) -> Any:
            self._take(f"before {name}")
            result = real(*args)
            self.calls.append(name)
            getattr(self, f"_{name}")(result, *args)
            self._take(f"after {name}")
            return result

        return recorded

    def _take(self, when: str) -> None:
        moment = f"{len(self.calls)}: {when}"
        least = self.acknowledged()
        images = [(f"{moment}, killed", self._killed())]
        images += [(f"{moment}, {how}", image) for how, image in self._powerless()]
        for when, image in images:
            known = (least, tuple(sorted(image.items())))
            if known not in self._known:
                self._known.add(known)
                self.images.append((when, least, image))

    def _killed(self) -> Image:
        return {name: inode.now for name, inode in self._names.items()}

    def _powerless(self) -> Iterator[tuple[str, Image]]:
        waiting = self._unsynced
        orders = [("in order", waiting[:count]) for count in range(len(waiting) + 1)]
        orders += [
            ("reordered", waiting[:gone] + waiting[gone + 1 :]) for gone in range(len(waiting) - 1)
        ]
        for (order, changes), how in product(orders, TORN):
            names = dict(self._synced_names)
            for change in changes:
                change(names)
            image = {name: inode.after_power_loss(how) for name, inode in names.items()}
            yield f"without power, {order}, {how}", image

    def _rename(self, change: Callable[[dict[str, Inode]], None]) -> None:
        change(self._names)
        self._unsynced.append(change)

    def _create(self, fd: int, path: Path, mode: int) -> None:
        inode = self._open[fd] = Inode()
        self._place[fd] = 0
        self._rename(lambda names: names.update({path.name: inode}))

    def _reopen(self, fd: int, path: Path, start: int) -> None:
        self._open[fd] = self._names[path.name]
        self._place[fd] = start

    def _write(self, result: None, fd: int, data: bytes) -> None:
        self._open[fd].put(self._place[fd], data)
        self._place[fd] += len(data)

    def _reserve(self, result: None, fd: int, start: int, count: int) -> None:
        self._open[fd].put(start, bytes(count))

    def _truncate(self, result: None, fd: int, length: int) -> None:
        self._open[fd].now = self._open[fd].now[:length]
        self._place[fd] = length

    def _sync(self, result: None, fd: int) -> None:
        self._open[fd].synced = self._open[fd].now

    _sync_data = _sync

    def _sync_folder(self, result: None, folder: Path) -> None:
        self._synced_names = dict(self._names)
        self._unsynced.clear()

    def _replace(self, result: None, source: Path, target: Path) -> None:
        def change(names: dict[str, Inode]) -> None:
            if source.name in names:
                names[target.name] = names.pop(source.name)

        self._rename(change)

    def _link(self, result: None, source: Path, target: Path) -> None:
        def change(names: dict[str, Inode]) -> None:
            if source.name in names:
                names[target.name] = names[source.name]

        self._rename(change)

    def _remove(self, result: None, path: Path) -> None:
        if path.name in self._names:
            self._rename(lambda names: names.pop(path.name, None) and None)
