"""Committing drafts to the study; slow ones are prepared in the background, with a message."""

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
from tui.slicing import SLICE, TRIES, in_slices


def take_in(app: App[Any], draft: Draft, word: str, done: Callable[[Change], object]) -> None:
    """Prepare a draft, commit it and call `done` with the change: at once, if that is quick.

    Otherwise the message `word` is shown, and the draft is prepared in the background. If the study
    is edited meanwhile, that edit comes first and the draft is prepared again. Undo withdraws the
    draft, so that only redo can bring it back; quitting completes it. `DiptychError` is raised only
    if it is known before this returns; later it is shown as a message.
    """
    draft.study.settle()
    draft.study.check_editable()
    taking = _Taking(app, draft, done)
    if not taking.begin():
        tell(app, word)
        _: Worker[bool] = app.run_worker(taking.work, group=AWAITED)


class _Taking:
    """A draft that is being prepared and committed; a `Coming` of `annotations.study.draft`."""

    def __init__(self, app: App[Any], draft: Draft, done: Callable[[Change], object]) -> None:
        self._app = app
        self._draft = draft
        self._study = draft.study
        self._done = done
        self._steps = draft.slices()
        self._taken_back: int | None = None
        """The number of the last change when the draft was withdrawn; None if it was not."""
        self._is_over = False
        self._is_done = False

    @property
    def label(self) -> str:
        """What the edit does, in a few words."""
        return self._draft.label

    def begin(self) -> bool:
        """Prepare for `SLICE` seconds; commit and return True if that finishes the draft."""
        until = monotonic() + SLICE
        for _ in self._steps:
            if monotonic() > until:
                self._study.unsettled = self
                return False
        self._done(self._draft.take_in())
        return True

    async def work(self) -> bool:
        """Prepare the rest in slices and commit it; return whether it is committed or withdrawn."""
        try:
            for _ in range(TRIES):
                await in_slices(self._steps)
                if self._is_over or self._is_given_up or not self._draft.is_stale:
                    break
                self._begin_anew()
            self._end()
        except DiptychError as error:
            self._over()
            tell(self._app, str(error))
        finally:
            # Also if the app quits meanwhile: the user has asked for this edit.
            self.settle()
        return self._is_done

    def settle(self) -> None:
        """Finish the edit and commit it now, unless it was withdrawn."""
        if self._taken_back is None:
            self._end()

    def take_back(self) -> bool:
        """Withdraw the edit so that only redo can bring it back; False if it already was."""
        if self._taken_back is not None:
            self._end()
            return False
        self._taken_back, self._is_done = self._study.last, True
        return True

    def want_again(self) -> bool:
        """Resume the edit; False if it was not withdrawn, or the study was edited since."""
        if self._taken_back is None or self._is_given_up:
            self._end()
            return False
        self._taken_back, self._is_done = None, False
        return True

    @property
    def _is_given_up(self) -> bool:
        """Whether the edit was withdrawn for good: a later change makes redoing it impossible."""
        return self._taken_back is not None and (
            self._taken_back != self._study.last or self._study.unsettled is not self
        )

    def _end(self) -> None:
        """Finish at once: commit the edit or, if it was withdrawn, put it on the redo stack.

        Nothing is done if the edit is over or given up, or off the main thread.
        """
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
        """Begin again with the study as it is now."""
        self._steps.close()
        self._steps = self._draft.slices()

    def _over(self) -> None:
        self._is_over = True
        if self._study.unsettled is self:
            self._study.unsettled = None
