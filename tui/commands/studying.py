"""The study as a whole: undo, redo, codebook, clipboard, export, help, leaving."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.change import Change, Edit
from annotations.errors import Refused
from annotations.formats.forms import form_of, has_form
from annotations.span import Passage, Span
from tui.clean import without_controls
from tui.commands.aiming import aim, settle
from tui.commands.dialogs import ask, later
from tui.counted import counted
from tui.files import AWAITED, check_target, in_batches
from tui.paths import path_typed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tui.reader.reader import Reader

PATIENCE = 3.0
"""Seconds that leaving waits for a slow disk before it asks for another place."""

EXPORT_TO = "Export to (.json: all there is, .csv: highlights, links.csv: links)"

ELSEWHERE = "elsewhere"
"""The class of the dialog that asks for another place."""


def undo(reader: "Reader") -> None:
    """Take the latest change back."""
    from tui.screens.undoing import undone

    _tell(reader, undone(reader.study))


def redo(reader: "Reader") -> None:
    """Do again what was undone last."""
    from tui.screens.undoing import redone

    _tell(reader, redone(reader.study))


def _tell(reader: "Reader", change: Change) -> None:
    """Say what was undone or redone, and bring a place of it into view, or name its article.

    What is gone now has left its place behind. Where there are places in several articles, or the
    change takes an article out or brings it back, the label says enough.
    """
    places = [place for edit in change.edits if (place := _place(reader, edit))]
    named, panes = {place.article for place in places}, reader.panes
    seen = {pane.article.id for pane in panes.shown if pane.article}
    for pane in (reader.pane, *panes.shown, *panes.order):
        if pane.article and pane.article.id in named:
            span = next(place.span for place in places if place.article == pane.article.id)
            if not span.overlaps(pane.view.viewport.visible):
                pane.view.reveal(span.start, where="third")
            break
    _aim_at(reader, change)
    where = _of_article(reader, change)
    if len(named) == 1 and named.isdisjoint(seen) and not _is_of_articles(change):
        where = f", in “{reader.study.articles.get(*named).title}”"
    reader.say(f"{change.label}{where}")


def _aim_at(reader: "Reader", change: Change) -> None:
    """Aim the next key at the only highlight that came or went in the focused pane's article.

    Who takes a tag back that was the wrong one means that same passage with the next: selected.
    """
    pane = reader.pane
    here = pane.article.id if pane.article else ""
    # Only a birth or a death holds the field that tells the article.
    edits = [edit for edit in change.edits if here in _articles(edit)]
    if reader.mode is not None or len(edits) != 1:
        return
    came = reader.study.state.highlights.get(edits[0].id)
    gone = _place(reader, edits[0])
    if came is not None:
        settle(reader, came)
    elif gone is not None:
        pane.selection = pane.selection.collapsed().over(gone.span)


def _articles(edit: Edit) -> set[str]:
    """The article of a highlight that an edit made or took away."""
    sides = (edit.before, edit.after) if edit.table == "highlights" else ()
    return {side["article"] for side in sides if side and "article" in side}


def _of_article(reader: "Reader", change: Change) -> str:
    """Which article had a field set, and nothing else was done.

    It may have been left since, as one is that is done.
    """
    altered = {edit.id for edit in change.edits if edit.table == "articles"}
    if len(altered) != 1 or any(
        edit.table != "articles" or None in (edit.before, edit.after) for edit in change.edits
    ):
        return ""
    return f", of “{reader.study.articles.get(*altered).title}”"


def _is_of_articles(change: Change) -> bool:
    return any(edit.table == "articles" for edit in change.edits)


def _place(reader: "Reader", edit: Edit) -> Passage | None:
    """Where a highlight is that an edit made or altered, or was that it took away.

    A link is where it begins.
    """
    state = reader.study.state
    link = state.links.get(edit.id)
    fields = (edit.before or {}) if edit.table == "links" else {}
    begins = link.source if link else fields.get("source", edit.id)
    highlight = state.highlights.get(begins)
    if highlight is not None:
        return Passage(highlight.article, highlight.span)
    gone = edit.before if edit.table == "highlights" else None
    if gone is None or gone["article"] not in state.articles:
        return None
    return Passage(gone["article"], Span(gone["start"], gone["end"]))


async def codebook(reader: "Reader") -> None:
    """Open the codebook."""
    from tui.screens.codebook.screen import CodebookScreen

    await ask(reader, CodebookScreen(reader.study), lambda _: None)


def copy(reader: "Reader") -> None:
    """Send the passage to the terminal's clipboard, without control characters."""
    target = aim(reader)
    quote = target.span.of(reader.study.articles.get(target.article).text)
    reader.app.copy_to_clipboard(without_controls(quote))
    reader.say("Sent to the terminal's clipboard; some terminals refuse it.")


async def export(reader: "Reader") -> None:
    """Ask for a file, and export the study into it: as JSON, or the highlights as CSV."""
    from tui.screens.ask_path import AskPath

    usual = reader.memory.exported or Path.cwd() / f"{reader.store.path.stem}-export.json"

    def asked(path: str | None) -> None:
        if path:
            target = path_typed(path)
            check_target(target)
            if not has_form(target.name):
                key = reader.keymap.shown("comparing.matrix")
                raise Refused(f"End the name in .json or .csv; {key}, then x, writes a page.")
            # Who writes over nothing after all has the name again, to be mended.
            reader.memory.exported = target
            later(reader, lambda reader: _export(reader, target))

    await ask(reader, AskPath(EXPORT_TO, str(usual), replaced=True), asked)


async def _export(reader: "Reader", path: Path) -> None:
    from tui.screens.ask import write_over

    def write(yes: bool | None) -> None:
        if yes:
            _write(reader, path)

    if path.exists():
        await ask(reader, write_over(path), write)
    else:
        write(True)


def _write(reader: "Reader", path: Path) -> None:
    from tui.screens.writing import write

    study = reader.study
    if form_of(path.name) == "links":
        count = counted(len(study.links), "link")
    else:
        count = counted(len(study.highlights), "highlight")
    write(reader.app, path, _exported(reader, path), f"exported {count} to {path}")


def _exported(reader: "Reader", path: Path) -> "Iterable[bytes]":
    """What goes into an export, by the end of its name: the study as it is at this moment."""
    study = reader.study
    form = form_of(path.name)
    if form == "json":
        from annotations.formats.json import pieces

        return pieces(study.state, exported=study.clock())
    from annotations.formats.csv import TABLES

    return in_batches(TABLES[form](study.state))


async def help(reader: "Reader") -> None:  # noqa: A001 - the action's own word
    """Show what there is and how it is done."""
    from tui.screens.help import HelpScreen

    await ask(reader, HelpScreen(reader.keymap.all), lambda _: None)


def palette(reader: "Reader") -> None:
    """Open the command palette."""
    reader.app.action_command_palette()


def theme(reader: "Reader") -> None:
    """From a light theme to a dark one, and back to that which it was."""
    now = reader.app.current_theme
    reader.memory.themes[now.dark] = now.name
    reader.app.theme = reader.memory.themes[not now.dark]


async def repaint(reader: "Reader") -> None:
    """Send the whole screen again."""
    await reader.app.run_action("repaint")


def suspend(reader: "Reader") -> None:
    """Suspend to the shell; fg comes back."""
    reader.app.action_suspend_process()


async def quit(reader: "Reader") -> None:  # noqa: A001 - the action's own word
    """Leave; while there is something that cannot be saved, ask for another place first.

    Who answers that by leaving leaves: the study is saved in the state folder then. An export that
    is being written is waited for, and so is one that comes in, or what it asks is asked now; when
    it fails the reader stays and says so.
    """
    from asyncio import to_thread

    for one in [*reader.memory.importing]:
        if not await one.hurried():
            return
    for worker in [w for w in reader.workers if w.group == AWAITED and w.is_running]:
        if not await worker.wait():
            return
    is_asking = reader.app.screen.has_class(ELSEWHERE)
    if is_asking or await to_thread(reader.store.flush, PATIENCE):
        _leave(reader)
    else:
        await _ask_for_place(reader, partial(_leave, reader))


def _leave(reader: "Reader") -> None:
    reader.is_leaving = True
    reader.app.exit(0)


async def save_elsewhere(reader: "Reader") -> None:
    """Save the whole study to another file, and go on there."""
    await _ask_for_place(reader, lambda: reader.say(f"The study is {reader.store.path} now."))


async def _ask_for_place(reader: "Reader", then: "Callable[[], None]") -> None:
    from tui.screens.ask_path import AskPath

    def asked(path: str | None) -> None:
        if path:
            reader.store.save_elsewhere(path_typed(path))
            then()
        elif reader.store.status.pending:
            reader.say(reader.store.status.message)

    usual = Path.home() / reader.store.path.name
    why = reader.store.status.why
    asks = "Save the whole study to"
    dialog = AskPath(f"unsaved, {why}. {asks}" if why else asks, str(usual), replaced=True)
    dialog.add_class(ELSEWHERE)
    await ask(reader, dialog, asked)
