"""What another coder made: it stays as it is, and who deletes it is told whose it was."""

from typing import TYPE_CHECKING

from annotations.errors import Refused
from annotations.highlight import Highlight
from annotations.link import Link
from tui.commands.sentences import undoes

if TYPE_CHECKING:
    from tui.reader.reader import Reader


def refuse_if_anothers(reader: "Reader", record: Highlight | Link, instead: str) -> None:
    """Raise `Refused` for what another coder made; `instead` says what can be done, after "to".

    Altered, one coder's judgement would stand under the name of another.
    """
    if theirs := _whose(reader, record):
        raise Refused(f"This is {theirs} and stays as it is; to {instead}.")


def say_deleted(reader: "Reader", record: Highlight | Link) -> None:
    """Say that something was deleted; whose it was, if it was another coder's."""
    deleted = f"deleted {_whose(reader, record)}".rstrip()
    reader.say(f"{deleted}; {undoes(reader)}")


def _whose(reader: "Reader", record: Highlight | Link) -> str:
    """Another coder's highlight or link in words; empty for one's own."""
    kind = "highlight" if isinstance(record, Highlight) else "link"
    return "" if record.coder == reader.study.coder else f"{record.coder}'s {kind}"
