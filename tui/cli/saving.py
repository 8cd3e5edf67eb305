"""Files that commands read and write: `-` is a pipe, and nothing is overwritten unless forced."""

import errno
import os
import sys
from collections.abc import Callable, Iterable
from os.path import realpath
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import click

from annotations.errors import DiptychError
from annotations.store.paths import Paths
from tui.cli.names import OUTPUT_NAME
from tui.cli.output import put_json, put_table
from tui.cli.paths import PIPE
from tui.files import (
    NotWritten,
    belongs_to_study,
    check_target,
    not_written,
    read_file,
    write_pieces,
)

Command = TypeVar("Command", bound=Callable[..., Any])


force_option = click.option("--force", is_flag=True, help="Replace the file if it is there.")


def output_options(command: Command) -> Command:
    """Give a command `--output` and `--force`, for `deliver`."""
    output = click.option(
        "--output", metavar="FILE|-", type=OUTPUT_NAME, default=PIPE,
        help="The file to write; by default -, standard output.",
    )  # fmt: skip
    return output(force_option(command))


class NoInput(DiptychError):
    """Standard input is to be read, but is closed."""


def read_input() -> bytes:
    """The content of standard input. Raises `NoInput` if it is closed."""
    # A stream that the shell has closed (`<&-`) is None, whatever its type says.
    if not sys.stdin:
        raise NoInput(
            "Standard input is closed, so there is nothing to read; give the command one."
        )
    return sys.stdin.buffer.read()


def read_bytes(name: str) -> bytes:
    """The content of a file or, for `-`, of standard input.

    Raises `NoInput`, or `NoSuchPath`, with a message, if it is not a readable file.
    """
    if name == PIPE:
        return read_input()
    return read_file(Path(name))


def check_output(path: Path, study: Path) -> Path:
    """The path to write to, with links followed. Raises `NotWritten` if it must not be written."""
    # A circular link resolves to itself.
    target = Path(realpath(path))
    if Paths(study.resolve()).owns(target):
        raise belongs_to_study(path)
    check_target(path)
    return target


def deliver(
    pieces: Iterable[bytes], output: str, *, is_json: bool = False, force: bool, study: Path
) -> None:
    """Write pieces, of JSON or of a table, to the file that is named, or to standard output.

    Raises as `save` does.
    """
    if output != PIPE:
        save(Path(output), pieces, force=force, study=study)
    elif is_json:
        put_json(pieces)
    else:
        put_table(pieces)


def save(path: Path, pieces: Iterable[bytes], *, force: bool, study: Path) -> None:
    """Write a whole file or none: other programs never see a part of it.

    A link is followed; a pipe or a device is written to directly. Raises `NotWritten` if the file
    exists and `force` is not given, if it is a folder or its folder does not exist, or if it is a
    study, or a file that a study keeps beside itself.
    """
    target = check_output(path, study)
    if path.exists() and not path.is_file():
        with _into_pipe(path) as pipe:
            pipe.writelines(pieces)
    elif target.exists() and not force:
        raise NotWritten(f"{path} is there already; use --force to replace it.")
    else:
        write_pieces(target, pieces)


def _into_pipe(path: Path) -> BinaryIO:
    """A pipe or device, opened for writing. Raises `NotWritten` if nobody reads the pipe.

    `path` must be the name that was given: a pipe may have no other name.
    """

    def at_once(name: str, flags: int) -> int:
        # Otherwise opening a pipe without a reader would block.
        return os.open(name, flags & ~(os.O_CREAT | os.O_TRUNC) | os.O_NONBLOCK)

    try:
        pipe = open(path, "wb", opener=at_once)  # noqa: SIM115 - the caller closes it
    except OSError as error:
        if error.errno == errno.ENXIO and path.is_fifo():
            raise NotWritten(
                f"Nobody reads the pipe {path}; begin to read it first, or name a file."
            ) from error
        raise not_written(path, error) from error
    os.set_blocking(pipe.fileno(), True)
    return pipe
