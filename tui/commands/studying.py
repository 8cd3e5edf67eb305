"""The study as a whole: undo, redo, codebook, clipboard, export, help, quitting."""

from collections import deque
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.errors import Refused
from annotations.formats.forms import form_of, has_form
from tui.commands.aiming import aim
from tui.commands.dialogs import ask, later
from tui.commands.retracing import show_change
from tui.counted import counted
from tui.files import AWAITED, check_target, in_batches
from tui.paths import path_typed
from tui.slicing import in_slices
from tui.terminal.clipboard import Copied

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable
    from typing import Any

    from textual.worker import Worker

    from tui.reader.reader import Reader

PATIENCE = 3.0
"""Seconds that quitting waits for a slow disk before it asks where else to save."""

EXPORT_TO = "Export to (.json: all there is, .csv: highlights, links.csv: links)"

ELSEWHERE = "elsewhere"
"""The CSS class of the dialog that asks where else to save."""


def undo(reader: "Reader") -> None:
    """Undo the latest change."""
    from tui.screens.undoing import undone

    show_change(reader, undone(reader.study))


def redo(reader: "Reader") -> None:
    """Redo what was undone last."""
    from tui.screens.undoing import redone

    show_change(reader, redone(reader.study))


async def codebook(reader: "Reader") -> None:
    """Open the codebook, and list the highlights of the tag chosen there, if any."""
    from tui.screens.codebook.screen import CodebookScreen

    reader.study.settle()
    await ask(reader, CodebookScreen(reader.study), reader.side.show_tag)


def copy(reader: "Reader") -> None:
    """Send the passage to the terminal's clipboard, without control characters.

    A long passage is prepared in the background; if another is copied meanwhile, only that is sent.
    """
    copied = reader.memory.copied = Copied(aim(reader).quote(reader))

    async def work() -> bool:
        await in_slices(copied.slices())
        if reader.memory.copied is copied:
            _send(reader, copied)
        return True

    if copied.is_short:
        deque(copied.slices(), maxlen=0)
        _send(reader, copied)
    else:
        reader.say("copying…")
        _: Worker[bool] = reader.app.run_worker(work, group=AWAITED)


def _send(reader: "Reader", copied: Copied) -> None:
    from tui.screens.writing import tell

    reader.memory.copied = None
    copied.send(reader.app)
    tell(reader.app, "Sent to the terminal's clipboard; some terminals refuse it.")


async def export(reader: "Reader") -> None:
    """Ask for a file, and export to it: everything as JSON, or highlights or links as CSV."""
    from tui.screens.ask_path import AskPath

    usual = reader.memory.exported or Path.cwd() / f"{reader.store.path.stem}-export.json"

    def asked(path: str) -> None:
        if path:
            target = path_typed(path)
            check_target(target)
            if not has_form(target.name):
                key = reader.keymap.shown("comparing.matrix")
                raise Refused(f"End the name in .json or .csv; {key}, then x, writes a page.")
            # Offer the name again, for correction, to a user who decides not to overwrite a file.
            reader.memory.exported = target
            later(reader, lambda reader: _export(reader, target))

    await ask(reader, AskPath(EXPORT_TO, str(usual), replaced=True), asked)


def _export(reader: "Reader", path: Path) -> "Awaitable[Any] | None":
    from tui.screens.writing import ask_to_write

    study = reader.study
    study.settle()
    if form_of(path.name) == "links":
        count = counted(len(study.links), "link")
    else:
        count = counted(len(study.highlights), "highlight")
    done, pieces = f"exported {count} to {path}", partial(_exported, reader, path)
    return ask_to_write(reader.app, partial(ask, reader), path, pieces, done)


def _exported(reader: "Reader", path: Path) -> "Iterable[bytes]":
    """The content of an export, in the form the file's name asks for, of the study as it is now."""
    study = reader.study
    form = form_of(path.name)
    if form == "json":
        from annotations.formats.json import pieces

        return pieces(study.state, exported=study.clock())
    from annotations.formats.csv import TABLES

    return in_batches(TABLES[form](study.state))


async def help(reader: "Reader") -> None:  # noqa: A001 - the action's own word
    """Open the help screen."""
    from tui.screens.help import HelpScreen

    await ask(reader, HelpScreen(reader.keymap))


def palette(reader: "Reader") -> None:
    """Open the command palette."""
    reader.app.action_command_palette()


def theme(reader: "Reader") -> None:
    """Switch between the light and the dark theme that were used last."""
    now = reader.app.current_theme
    reader.memory.themes[now.dark] = now.name
    reader.app.theme = reader.memory.themes[not now.dark]


async def repaint(reader: "Reader") -> None:
    """Redraw the whole screen."""
    await reader.app.run_action("repaint")


def suspend(reader: "Reader") -> None:
    """Suspend to the shell, from which `fg` comes back."""
    reader.app.action_suspend_process()


async def quit(reader: "Reader") -> None:  # noqa: A001 - the action's own word
    """Quit; if something cannot be saved, ask first where else to save the study.

    Quitting again in that dialog quits: the study is then saved in the state folder. An export that
    is being written and an import under way are waited for; if one fails, or the import has a
    question to ask now, the reader stays open and says so.
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
    """Save the whole study to another file, and go on with that file."""
    await _ask_for_place(reader, lambda: reader.say(f"The study is {reader.store.path} now."))


async def _ask_for_place(reader: "Reader", then: "Callable[[], None]") -> None:
    from tui.screens.ask_path import AskPath

    def left() -> None:
        if reader.store.status.pending:
            reader.say(reader.store.status.message)

    def asked(path: str) -> None:
        if path:
            reader.store.save_elsewhere(path_typed(path))
            then()
        else:
            left()

    usual = Path.home() / reader.store.path.name
    why = reader.store.status.why
    asks = "Save the whole study to"
    dialog = AskPath(f"unsaved, {why}. {asks}" if why else asks, str(usual), replaced=True)
    dialog.add_class(ELSEWHERE)
    await ask(reader, dialog, asked, left)
