"""Importing an export of another study: asks for the file, and whose version to keep."""

from asyncio import Event, to_thread, wait_for
from collections import deque
from contextlib import suppress
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from textual.widgets import Input

from annotations.errors import DiptychError, ReadOnly
from tui.commands import dialogs, studying
from tui.commands.opening import AT_FIRST, side_by_side
from tui.commands.phrases import undoes
from tui.files import AWAITED, check_source, read_file
from tui.import_report import alike, in_a_line
from tui.paths import path_typed
from tui.screens.ask import CALM
from tui.screens.ask_path import AskPath
from tui.screens.differences import Differences, ImportOptions
from tui.screens.writing import tell
from tui.slicing import TRIES, all_heard, in_slices

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.worker import Worker

    from annotations.study.adoption import Adoption, Comparison, Conflict, Offer
    from tui.reader.reader import Reader

IMPORT = "Import an export of diptych (.json)"

SAVED = 5.0
"""Seconds to wait until the import is on the disk; a failure to save is reported elsewhere."""


async def ask(reader: "Reader") -> None:
    """Ask for a file, and import the export that it holds."""
    reader.study.check_editable()
    usual = reader.memory.imported
    await _ask(reader, str(usual) if usual else "")


async def _ask(reader: "Reader", typed: str, wrong: str = "") -> None:
    """Ask for the file; `wrong` says why the path typed before was refused."""

    def asked(path: str) -> None:
        if path:
            file = path_typed(path)
            check_source(file)
            Import(reader, file, path).begin()

    await dialogs.ask(reader, AskPath(IMPORT, typed, replaced=not wrong, wrong=wrong), asked)


class Import:
    """An import that runs in the background while the user goes on reading.

    It is committed only while the reader is the active screen: an open dialog or another screen
    would show what is no longer true. `reader.memory.importing` holds it until it is over.
    """

    def __init__(self, reader: "Reader", file: Path, typed: str) -> None:
        self._reader = reader
        self.file = file
        self._typed = typed
        self._options = ImportOptions()
        self._offer: Offer | None = None
        self._pressed = reader.input.pressed
        self._hurry = Event()
        self._worker: Worker[bool] | None = None
        reader.memory.importing.append(self)

    def begin(self) -> None:
        """Start the import in the background, or go on with it; the file is read only once."""
        self._tell(f"importing {self.file.name}…")
        self._worker = self._reader.app.run_worker(self._work, group=AWAITED)

    async def hurried(self) -> bool:
        """Stop waiting for the reader or for calm, because the user is quitting.

        Return whether they may: True once the import is made, or if it had asked a question that
        they leave unanswered; False if it fails, or has to ask now.
        """
        self._hurry.set()
        worker = self._worker
        return worker is None or not worker.is_running or await worker.wait()

    async def _work(self) -> bool:
        """Do the import; return whether the content of the file is in the study now."""
        try:
            if self._offer is None:
                self._offer = await self._read()
            return await self._settle(await self._compare(self._offer))
        except DiptychError as error:
            self._over()
            await self._refuse(error)
            return False

    async def _read(self) -> "Offer":
        # Imported late: only an import needs it.
        from annotations.formats.json_reading import Decoding, UnreadableExport

        decoding = Decoding(await to_thread(read_file, self.file))
        try:
            await in_slices(decoding.slices(), lambda _: self._tell(f"reading {len(decoding):,}…"))
        except UnreadableExport as error:
            raise UnreadableExport(f"{self.file}: {error}") from error
        return decoding.result()

    async def _compare(self, offer: "Offer") -> "Comparison":
        """Compare the export with the study, until the result is current and may be used."""
        from annotations.study.adoption import Comparison

        reader, options, most = self._reader, self._options, len(offer)
        for tries in count():
            comparison = Comparison(
                reader.study, offer, prefer=options.prefer, same_articles=options.same_articles
            )
            if tries < TRIES:
                await in_slices(
                    chain(comparison.slices(), comparison.prepared()),
                    lambda done: self._tell(f"importing {min(done, most):,} of {most:,}…"),
                )
            else:
                deque(comparison.slices(), maxlen=0)
            if not self._has_text():
                self._tell(f"{self.file.name} comes in when you are back in the text")
                await self._until(self._has_text)
            if not comparison.is_stale:
                break
        return comparison

    async def _settle(self, comparison: "Comparison") -> bool:
        """Commit the import and return True; if the user must decide, ask and return False."""
        from annotations.study.adoption import Conflict

        options = self._options
        try:
            adoption = comparison.result()
        except Conflict as conflict:
            await self._inquire(conflict)
            return False
        if alike(adoption.doubles) and not (options.twice or options.same_articles):
            await self._inquire(adoption)
            return False
        comparison.take_in()
        self._over()
        self._reader.memory.imported = self.file
        await self._open()
        self._tell(in_a_line(adoption, options.prefer, undoes(self._reader)))
        return True

    async def _open(self) -> None:
        """If no pane shows an article yet, show the first ones of the study."""
        first = next(iter(self._reader.study.articles.events().values()), [])
        if first and not self._reader.panes.articles:
            await side_by_side(self._reader, [article.id for article in first[:AT_FIRST]])

    async def _inquire(self, found: "Conflict | Adoption") -> None:
        """Ask what to do with records that differ, and articles here under another id.

        If the user was quitting, an answer resumes that; without an answer the reader stays open.
        """

        def left() -> None:
            self._over()
            self._tell(f"nothing was imported from {self.file.name}")

        def answered(options: ImportOptions) -> None:
            self._options = options
            self.begin()
            if self._hurry.is_set():
                dialogs.later(self._reader, studying.quit)

        await self._until(self._is_calm)
        self._reader.lines.forget()
        dialog = Differences(self.file.name, found, self._options)
        await dialogs.ask(self._reader, dialog, answered, left)

    async def _refuse(self, error: DiptychError) -> None:
        """Say why nothing is imported; if the user is idle, ask for the path again."""
        # Keys pressed while the file was read may still be queued; they are meant for the text.
        await all_heard()
        if isinstance(error, ReadOnly) or not self._is_calm():
            self._tell(str(error))
        else:
            await _ask(self._reader, self._typed, str(error))

    def _over(self) -> None:
        """Record that the import is over, whether it was made or not."""
        importing = self._reader.memory.importing
        if self in importing:
            importing.remove(self)
            self._reader.app.run_worker(self._write_down())

    async def _write_down(self) -> None:
        """Write to the session that the import is over, in case diptych is killed.

        The study is flushed first: otherwise the import could be lost without the next start saying
        so.
        """
        await to_thread(self._reader.store.flush, SAVED)
        await self._reader.session.write()

    def _is_calm(self) -> bool:
        """Whether the user is idle in the text, and has pressed no key since the last call."""
        reader, pressed = self._reader, self._pressed
        self._pressed = reader.input.pressed
        is_at_it = reader.mode is not None or isinstance(reader.focused, Input)
        return self._has_text() and not is_at_it and pressed == self._pressed

    def _has_text(self) -> bool:
        """Whether the reader is the active screen, with no dialog or screen over it."""
        return self._reader.app.screen is self._reader

    async def _until(self, is_time: "Callable[[], bool]") -> None:
        """Wait until `is_time` returns True, or the user is quitting."""
        # As in `_refuse`.
        await all_heard()
        while not (self._hurry.is_set() or is_time()):
            with suppress(TimeoutError):
                await wait_for(self._hurry.wait(), CALM)

    def _tell(self, words: str) -> None:
        tell(self._reader.app, words)
