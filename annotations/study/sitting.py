"""A sitting: the writing of one text, saved again and again meanwhile, undone as one step."""

from collections.abc import Callable

from annotations.change import Change
from annotations.study.study import Study


class Sitting:
    """From the first letter of a text to its last.

    `before` is the text at first. `write` puts a text into the study by one change at most; it is
    asked again for each text that is to be kept.
    """

    def __init__(self, study: Study, before: str, write: Callable[[str], object]) -> None:
        self._study = study
        self._before = before
        self._kept = before
        self._write = write
        self._step: Change | None = None
        self._behind: Change | None = None
        """What was done before that step."""

    def keep(self, text: str) -> None:
        """Save the text as it is now; back at `before`, it is as if nothing had been written.

        Raises `Refused` when the study cannot take it.
        """
        if text == self._kept:
            return
        history = self._study.history
        latest = history.to_undo
        # Somebody else's change in between stays a step of its own.
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
