"""Edits of one text that is saved repeatedly while it is written, but undone as one step."""

from collections.abc import Callable

from annotations.change import Change
from annotations.study.study import Study


class CoalescedEdit:
    """The writing of one text, from its first letter to its last.

    `before` is the initial text. `write` puts a text into the study by at most one change; it is
    called for each text to be saved.
    """

    def __init__(self, study: Study, before: str, write: Callable[[str], object]) -> None:
        self._study = study
        self._before = before
        self._kept = before
        self._write = write
        self._step: Change | None = None
        self._behind: Change | None = None
        """The latest change before `_step`."""

    def keep(self, text: str) -> None:
        """Save the current text.

        When it equals `before` again, the step is taken back for good, unless another
        change was made since. Raises `Refused` when the study cannot take the text.
        """
        if text == self._kept:
            return
        history = self._study.history
        latest = history.to_undo
        # A change made elsewhere in between remains a separate step.
        goes_on = self._step is not None and self._step is latest
        if goes_on and text == self._before:
            self._study.take_back()
            self._step = None
        else:
            self._write(text)
            if history.to_undo is not latest:
                if self._step is not None and goes_on:
                    history.join_since(self._behind, self._step.label)
                else:
                    self._behind = latest
                self._step = history.to_undo
        self._kept = text
