"""Bringing in an export of another study: asking for it, and for whose version holds."""

from asyncio import Event, to_thread, wait_for
from collections import deque
from contextlib import suppress
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from textual.widgets import Input

from annotations.errors import DiptychError, ReadOnly
from tui.account import alike, in_a_line
from tui.commands import dialogs, studying
from tui.commands.opening import AT_FIRST, in_panes, side_by_side
from tui.commands.sentences import undoes
from tui.files import AWAITED, check_source, read_file
from tui.paths import path_typed
from tui.screens.ask import CALM
from tui.screens.ask_path import AskPath
from tui.screens.differences import Differences, Wish
from tui.screens.writing import tell
from tui.turns import TRIES, all_heard, in_turns

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.worker import Worker

    from annotations.study.adoption import Adoption, Comparison, Conflict, Offer
    from tui.reader.reader import Reader

IMPORT = "Import an export of diptych (.json)"

SAVED = 5.0
"""Seconds within which what came in is on the disk; where it cannot be, that is told elsewhere."""


async def ask(reader: "Reader") -> None:
    """Ask for a file, and import the export that it holds."""
    reader.study.check_editable()
    usual = reader.memory.imported
    await _ask(reader, str(usual) if usual else "")


async def _ask(reader: "Reader", typed: str, wrong: str = "") -> None:
    """Ask for the file; `wrong` says why the one that was typed is none."""

    def asked(path: str) -> None:
        if path:
            file = path_typed(path)
            check_source(file)
            Import(reader, file, path).begin()

    await dialogs.ask(reader, AskPath(IMPORT, typed, replaced=not wrong, wrong=wrong), asked)


class Import:
    """An export on its way into the study, beside the reading.

    It comes in while the text has the keys and not while a dialog or another screen has them: what
    stands there would not be true any more. While it is under way the reader's memory has it.
    """

    def __init__(self, reader: "Reader", file: Path, typed: str) -> None:
        self._reader = reader
        self.file = file
        self._typed = typed
        self._wish = Wish()
        self._offer: Offer | None = None
        self._pressed = reader.hands.pressed
        self._hurry = Event()
        self._worker: Worker[bool] | None = None
        reader.memory.importing.append(self)

    def begin(self) -> None:
        """Take in what the file holds, or ask; it is read once only."""
        self._tell(f"importing {self.file.name}…")
        self._worker = self._reader.app.run_worker(self._work, group=AWAITED)

    async def hurried(self) -> bool:
        """Wait neither for the text nor for calm any more: the reader is being left.

        Whether it may be: this has come in, or somebody leaves what it asks unanswered.
        """
        self._hurry.set()
        worker = self._worker
        return worker is None or not worker.is_running or await worker.wait()

    async def _work(self) -> bool:
        """Whether what the file holds is in the study now."""
        try:
            if self._offer is None:
                self._offer = await self._read()
            return await self._settle(await self._compare(self._offer))
        except DiptychError as error:
            self._over()
            await self._refuse(error)
            return False

    async def _read(self) -> "Offer":
        # Who imports nothing does without.
        from annotations.formats.json_reading import Decoding, UnreadableExport

        decoding = Decoding(await to_thread(read_file, self.file))
        try:
            await in_turns(decoding.slices(), lambda _: self._tell(f"reading {len(decoding):,}…"))
        except UnreadableExport as error:
            raise UnreadableExport(f"{self.file}: {error}") from error
        return decoding.result()

    async def _compare(self, offer: "Offer") -> "Comparison":
        """The export held against the study as it is when it may come in."""
        from annotations.study.adoption import Comparison

        reader, wish, most = self._reader, self._wish, len(offer)
        for tries in count():
            comparison = Comparison(
                reader.study, offer, prefer=wish.prefer, same_articles=wish.same_articles
            )
            if tries < TRIES:
                await in_turns(
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
        """Take in what was compared; or ask, where that is not for us to say."""
        from annotations.study.adoption import Conflict

        wish = self._wish
        try:
            adoption = comparison.result()
        except Conflict as conflict:
            await self._inquire(conflict)
            return False
        if alike(adoption.doubles) and not (wish.twice or wish.same_articles):
            await self._inquire(adoption)
            return False
        comparison.take_in()
        self._over()
        self._reader.memory.imported = self.file
        await self._open()
        self._tell(in_a_line(adoption, wish.prefer, undoes(self._reader)))
        return True

    async def _open(self) -> None:
        """Where no pane shows an article yet, show the first that are there now."""
        first = next(iter(self._reader.study.articles.events().values()), [])
        if first and not in_panes(self._reader):
            await side_by_side(self._reader, [article.id for article in first[:AT_FIRST]])

    async def _inquire(self, found: "Conflict | Adoption") -> None:
        """Ask what is to become of what differs, or is here under another id.

        Who was leaving leaves with the answer, and stays where there is none.
        """

        def left() -> None:
            self._over()
            self._tell(f"nothing was imported from {self.file.name}")

        def answered(wish: Wish) -> None:
            self._wish = wish
            self.begin()
            if self._hurry.is_set():
                dialogs.later(self._reader, studying.quit)

        await self._until(self._is_calm)
        self._reader.lines.forget()
        dialog = Differences(self.file.name, found, self._wish)
        await dialogs.ask(self._reader, dialog, answered, left)

    async def _refuse(self, error: DiptychError) -> None:
        """Say why nothing comes in; who waits for it mends the path where it was typed."""
        # What was pressed while the file was read may be on its way: it is for the text.
        await all_heard()
        if isinstance(error, ReadOnly) or not self._is_calm():
            self._tell(str(error))
        else:
            await _ask(self._reader, self._typed, str(error))

    def _over(self) -> None:
        """It has come in, or will not."""
        importing = self._reader.memory.importing
        if self in importing:
            importing.remove(self)
            self._reader.app.run_worker(self._write_down())

    async def _write_down(self) -> None:
        """Have the next start know that it is over, even where diptych is killed now.

        What came in is on the disk before that is: it would be missing without a word.
        """
        await to_thread(self._reader.store.flush, SAVED)
        await self._reader.session.write()

    def _is_calm(self) -> bool:
        """Whether nothing is being done in the text, nor was since this was asked last."""
        reader, pressed = self._reader, self._pressed
        self._pressed = reader.hands.pressed
        is_at_it = reader.mode is not None or isinstance(reader.focused, Input)
        return self._has_text() and not is_at_it and pressed == self._pressed

    def _has_text(self) -> bool:
        """Whether no dialog is open, nor another screen."""
        return self._reader.app.screen is self._reader

    async def _until(self, is_time: "Callable[[], bool]") -> None:
        """Wait until it is time to go on, or the reader is being left."""
        # As in `_refuse`.
        await all_heard()
        while not (self._hurry.is_set() or is_time()):
            with suppress(TimeoutError):
                await wait_for(self._hurry.wait(), CALM)

    def _tell(self, words: str) -> None:
        tell(self._reader.app, words)
