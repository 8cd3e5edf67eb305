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

    Else `word` is said meanwhile, and keys have turns. An edit that comes between is made first,
    and undo, redo and leaving end the making. Raises `DiptychError` where it can be told at once.
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
        self._done = done
        self._steps = draft.slices()
        self._is_over = False
        self._is_in = False

    def begin(self) -> bool:
        """Make what is soon made, and commit it if that is all."""
        until = monotonic() + SLICE
        for _ in self._steps:
            if monotonic() > until:
                self._draft.study.unsettled = self._end
                return False
        self._done(self._draft.take_in())
        return True

    async def work(self) -> bool:
        """Make the rest beside other work, and commit it; whether it is in the study now."""
        try:
            for _ in range(TRIES):
                await in_turns(self._steps)
                if self._is_over or not self._draft.is_stale:
                    break
                self._begin_anew()
        except DiptychError as error:
            self._over()
            tell(self._app, str(error))
        finally:
            # Also where the app goes meanwhile: it has been asked for.
            self._end()
        return self._is_in

    def _end(self) -> None:
        """Do at once what is left to do."""
        if self._is_over or current_thread() is not main_thread():
            return
        self._over()
        try:
            if self._draft.is_stale:
                self._begin_anew()
            for _ in self._steps:
                pass
            change = self._draft.take_in()
            self._is_in = True
            self._done(change)
        except DiptychError as error:
            tell(self._app, str(error))

    def _begin_anew(self) -> None:
        """Make it of the study as it is now, and nothing more of what that was."""
        self._steps.close()
        self._steps = self._draft.slices()

    def _over(self) -> None:
        self._is_over = True
        self._draft.study.unsettled = None
