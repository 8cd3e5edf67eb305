"""Editing an existing link: its relation, its note, deleting it."""

from typing import TYPE_CHECKING

from annotations.errors import Refused
from annotations.link import ABSENT, Link
from annotations.study import Study
from tui.commands.aiming import first_words
from tui.commands.coders import refuse_if_anothers, say_deleted
from tui.commands.dialogs import ask
from tui.commands.linking import ask_relation
from tui.commands.phrases import undoes

if TYPE_CHECKING:
    from tui.reader.reader import Reader


INSTEAD = "say it your way, link the passages yourself"
"""What to do instead of editing another coder's link."""


async def edit_relation(reader: "Reader", link: Link) -> None:
    """Ask for another relation; Enter alone keeps the current one."""
    reader.study.check_editable()
    refuse_if_anothers(reader, link, INSTEAD)
    if link.relation == ABSENT:
        raise Refused(f"{ABSENT!r} ends at a whole article and keeps its relation; d deletes it.")
    relations = [name for name in reader.study.links.relations() if name != ABSENT]
    relations.remove(link.relation)

    def chosen(relation: str) -> None:
        reader.study.links.set(link.id, relation=relation)
        reader.say(f"relation: {relation} · {undoes(reader)}")

    await ask_relation(reader, [link.relation, *relations], chosen)


async def edit_note(reader: "Reader", link: Link) -> None:
    """Edit a link's note."""
    reader.study.check_editable()
    refuse_if_anothers(reader, link, INSTEAD)
    from annotations.study.coalescing import CoalescedEdit
    from tui.screens.note import NoteEditor

    def written(_note: str) -> None:
        """Nothing: it was kept as it was written."""

    study = reader.study
    keep = CoalescedEdit(study, link.note, lambda note: study.links.set(link.id, note=note)).keep
    about = _about(study, link)
    editor = NoteEditor(link.note, about, keep=keep, told=reader.lines.writing)
    await ask(reader, editor, written)


def delete(reader: "Reader", link: Link) -> None:
    """Delete a link; the highlights it joins stay."""
    reader.study.links.remove(link.id)
    say_deleted(reader, link)


def _about(study: Study, link: Link) -> str:
    return f"{link.relation}: {first_words(study.highlights.get(link.source).quote)}"
