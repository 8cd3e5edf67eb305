"""Notes on highlights."""

from typing import TYPE_CHECKING

from tui.commands.aiming import Aim, aim, refuse_if_read_only, settle
from tui.commands.dialogs import ask

if TYPE_CHECKING:
    from tui.reader.reader import Reader


async def edit(reader: "Reader") -> None:
    """Write the note of what is aimed at; a passage that gets one is highlighted."""
    await edit_note(reader, aim(reader))


async def edit_note(reader: "Reader", target: Aim) -> None:
    """Write the note of a highlight, or of a passage that becomes one."""
    refuse_if_read_only(reader)
    from tui.screens.note import NoteEditor

    study = reader.study
    quote = target.span.of(study.articles.get(target.article).text)

    def written(note: str | None) -> None:
        if note is None:
            return
        if target.highlight is not None:
            study.highlights.note(target.highlight.id, note)
            settle(reader, study.highlights.get(target.highlight.id))
        elif note:
            settle(reader, study.highlights.make(target.article, target.span, note=note))

    note = target.highlight.note if target.highlight else ""
    await ask(reader, NoteEditor(note, quote), written)
