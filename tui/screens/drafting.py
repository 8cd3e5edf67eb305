"""Putting drafts into the study: what takes long is made beside the reading, with a word of it."""

from collections.abc import Callable
from threading import current_thread, main_thread
from time import monotonic
from typing import Any

from textual.app import App
from textual.worker import Worker

from annotations.change import Change
from annotations.errors import DiptychError
from annotations.study.draft import Draft
from tui.files import AWAITED
from tui.screens.writing import tell
from tui.turns import SLICE, TRIES, in_turns


def take_in(app: App[Any], draft: Draft, word: str, done: Callable[[Change], object]) -> None:
    """Make a draft and commit it; `done` is given the change, at once if it is soon made.

    Else `word` is said meanwhile, and keys have turns. An edit that comes between is made first.
    Undo has it be made for redo alone, and leaving ends the making. Raises `DiptychError` where it
    can be told at once.
    """
    draft.study.settle()
    draft.study.check_editable()
    taking = _Taking(app, draft, done)
    if not taking.begin():
        tell(app, word)
        _: Worker[bool] = app.run_worker(taking.work, group=AWAITED)


class _Taking:
    """One draft on its way into the study."""

    def __init__(self, app: App[Any], draft: Draft, done: Callable[[Change], object]) -> None:
        self._app = app
        self._draft = draft
        self._study = draft.study
        self._done = done
        self._steps = draft.slices()
        self._taken_back: int | None = None
        """The number of the study's last change when it was taken back, if it was."""
        self._is_over = False
        self._is_done = False

    @property
    def label(self) -> str:
        """What it does, in a few words."""
        return self._draft.label

    def begin(self) -> bool:
        """Make what is soon made, and commit it if that is all."""
        until = monotonic() + SLICE
        for _ in self._steps:
            if monotonic() > until:
                self._study.unsettled = self
                return False
        self._done(self._draft.take_in())
        return True

    async def work(self) -> bool:
        """Make the rest beside other work; whether all that was asked for it has been done."""
        try:
            for _ in range(TRIES):
                await in_turns(self._steps)
                if self._is_over or self._is_given_up or not self._draft.is_stale:
                    break
                self._begin_anew()
            self._end()
        except DiptychError as error:
            self._over()
            tell(self._app, str(error))
        finally:
            # Also where the app goes meanwhile: it has been asked for.
            self.settle()
        return self._is_done

    def settle(self) -> None:
        """Have it in the study now, unless it was taken back."""
        if self._taken_back is None:
            self._end()

    def take_back(self) -> bool:
        """Have it be there for redo alone; whether it was not yet."""
        if self._taken_back is not None:
            self._end()
            return False
        self._taken_back, self._is_done = self._study.last, True
        return True

    def want_again(self) -> bool:
        """Have it be in the study after all; whether it was taken back, and nothing done since."""
        if self._taken_back is None or self._is_given_up:
            self._end()
            return False
        self._taken_back, self._is_done = None, False
        return True

    @property
    def _is_given_up(self) -> bool:
        """Whether it was taken back for good: what has been done since cannot be redone behind."""
        return self._taken_back is not None and (
            self._taken_back != self._study.last or self._study.unsettled is not self
        )

    def _end(self) -> None:
        """Do at once what is left to do."""
        if self._is_over or current_thread() is not main_thread():
            return
        is_given_up = self._is_given_up
        self._over()
        if is_given_up:
            return
        try:
            if self._draft.is_stale:
                self._begin_anew()
            for _ in self._steps:
                pass
            if self._taken_back is not None:
                self._draft.set_aside()
                return
            change = self._draft.take_in()
            self._is_done = True
            self._done(change)
        except DiptychError as error:
            tell(self._app, str(error))

    def _begin_anew(self) -> None:
        """Make it of the study as it is now, and nothing more of what that was."""
        self._steps.close()
        self._steps = self._draft.slices()

    def _over(self) -> None:
        self._is_over = True
        if self._study.unsettled is self:
            self._study.unsettled = None
