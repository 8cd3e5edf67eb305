"""Notes on highlights."""

from typing import TYPE_CHECKING

from tui.commands.aiming import Aim, aim, own, settle
from tui.commands.dialogs import ask

if TYPE_CHECKING:
    from tui.reader.reader import Reader


async def edit(reader: "Reader") -> None:
    """Edit the note of the current target; a passage that gets a note is highlighted."""
    await edit_note(reader, own(reader, aim(reader)))


async def edit_note(reader: "Reader", target: Aim) -> None:
    """Edit the note of a highlight, or of a passage: the first text makes that a highlight."""
    reader.study.check_editable()
    from annotations.study.coalescing import CoalescedEdit
    from tui.screens.note import NoteEditor

    study = reader.study
    noted = target.highlight

    def write(note: str) -> None:
        nonlocal noted
        if noted is not None and noted.id in study.state.highlights:
            study.highlights.note(noted.id, note)
        elif note:
            noted = study.highlights.make(target.article, target.span, note=note)

    def written(_note: str) -> None:
        if noted is not None and noted.id in study.state.highlights:
            settle(reader, study.highlights.get(noted.id))

    before = target.highlight.note if target.highlight else ""
    keep = CoalescedEdit(study, before, write).keep
    editor = NoteEditor(before, target.quote(reader), keep=keep, told=reader.lines.writing)
    await ask(reader, editor, written)
