"""Other coders' records: they cannot be edited, and deleting one says whose it was."""

from typing import TYPE_CHECKING

from annotations.errors import Refused
from annotations.highlight import Highlight
from annotations.link import Link
from tui.commands.phrases import undoes

if TYPE_CHECKING:
    from tui.reader.reader import Reader


def refuse_if_anothers(reader: "Reader", record: Highlight | Link, instead: str) -> None:
    """Raise `Refused` if another coder made the record.

    `instead` says what can be done, and completes the message after "to". If the record could be
    edited, one coder's judgement would stand under another's name.
    """
    if theirs := _whose(reader, record):
        raise Refused(f"This is {theirs} and stays as it is; to {instead}.")


def say_deleted(reader: "Reader", record: Highlight | Link) -> None:
    """Say that a record was deleted, and whose it was if it was another coder's."""
    deleted = f"deleted {_whose(reader, record)}".rstrip()
    reader.say(f"{deleted}; {undoes(reader)}")


def _whose(reader: "Reader", record: Highlight | Link) -> str:
    """A phrase for another coder's record, such as "ana's link"; empty for one's own."""
    kind = "highlight" if isinstance(record, Highlight) else "link"
    return "" if record.coder == reader.study.coder else f"{record.coder}'s {kind}"
