"""Reading a codebook from a CSV file, and writing one to a CSV file."""

from collections.abc import Awaitable
from pathlib import Path
from typing import TYPE_CHECKING

from tui.colors import as_hex
from tui.counted import counted
from tui.files import check_source, in_batches, read_file
from tui.paths import path_typed
from tui.screens.ask_path import AskPath
from tui.screens.writing import ask_to_write

if TYPE_CHECKING:
    from tui.screens.codebook.screen import CodebookScreen

USUAL = "codebook.csv"


def ask_import(book: "CodebookScreen") -> Awaitable[object]:
    """Ask for a CSV file with columns tag, description, key, color, and import its tags."""

    def chosen(typed: str) -> None:
        if typed:
            _import(book, path_typed(typed))

    return book.ask(AskPath("read a codebook from the CSV file"), chosen)


def _import(book: "CodebookScreen", path: Path) -> None:
    from annotations.formats.csv import CODEBOOK_COLUMNS
    from annotations.formats.csv_reading import naming, read_codebook, unread_columns
    from annotations.study.codebook_adoption import adopt_codebook, keyless_by

    check_source(path)
    content = read_file(path)
    with naming(str(path)):
        entries = read_codebook(content, as_hex)
    change = adopt_codebook(book.study, entries)
    book.show()
    unread = unread_columns(content, CODEBOOK_COLUMNS)
    also = f"; not read: {', '.join(unread)}" if unread else ""
    if keyless := keyless_by(book.study, change):
        also += f"; no key any more: {', '.join(keyless)}"
    if change.edits:
        book.say(f"read {counted(len(entries), 'tag')} from {path}{also}; u undoes")
    else:
        book.say(f"{path} says nothing new{also}.")


def ask_export(book: "CodebookScreen") -> Awaitable[object]:
    """Ask for a file, and write the codebook into it as CSV."""

    def chosen(typed: str) -> None:
        if typed:
            _export(book, path_typed(typed))

    return book.ask(
        AskPath("write the codebook to the CSV file", str(Path.cwd() / USUAL), replaced=True),
        chosen,
    )


def _export(book: "CodebookScreen", path: Path) -> None:
    from annotations.formats.csv import codebook_csv

    book.study.settle()
    done = f"wrote {counted(len(book.study.codebook), 'tag')} to {path}"
    ask_to_write(book.app, book.ask, path, lambda: in_batches(codebook_csv(book.study.state)), done)
