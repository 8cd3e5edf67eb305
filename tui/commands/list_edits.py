"""Commands of the side bar's own keys: on a highlight, a link, or all that is listed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.commands import link_edits, linking, marking, noting, tagging
from tui.commands.aiming import Aim, own

if TYPE_CHECKING:
    from annotations.span import Passage
    from tui.reader.reader import Reader
    from tui.widgets.side.highlights import HighlightDoing
    from tui.widgets.side.links import LinkDoing


async def edit_highlight(reader: "Reader", id: str, action: "HighlightDoing") -> None:
    """Delete a highlight, edit its note, choose its tags or add the last ones."""
    highlight = reader.study.highlights.get(id)
    target = own(reader, Aim(highlight.article, highlight.span, highlight))
    match action:
        case "delete":
            marking.remove(reader, highlight)
        case "note":
            await noting.edit_note(reader, target)
        case "tags":
            await tagging.pick_for(reader, target)
        case "again":
            tagging.repeat_for(reader, target)


async def tag_all(reader: "Reader", passages: "Sequence[Passage]") -> None:
    """Choose tags for all passages that a list shows."""
    reader.study.check_editable()
    from tui.commands.tagging_many import choose_tags, listed

    await choose_tags(reader, listed(reader, passages), reader.memory.recent_tags)


async def edit_link(reader: "Reader", id: str, action: "LinkDoing") -> None:
    """Follow a link, choose its relation, edit its note or delete it."""
    link = reader.study.links.get(id)
    match action:
        case "follow":
            await linking.go_to_end(reader, link.target)
        case "relation":
            await link_edits.edit_relation(reader, link)
        case "note":
            await link_edits.edit_note(reader, link)
        case "delete":
            link_edits.delete(reader, link)
