"""What every command is passed: which study, coder and settings. Opens the study."""

import os
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from shlex import quote
from time import monotonic, sleep
from typing import TYPE_CHECKING

from annotations.errors import DiptychError, StudyBusy, StudyDamaged
from tui.cli.output import say
from tui.cli.paths import no_study_but_export
from tui.folders import remembered_study, users_folders
from tui.paths import is_begun, is_foreign, kind_of, path_named
from tui.settings import Settings, WrongSettings, coder_name, read_settings

if TYPE_CHECKING:
    from annotations.store import Store
    from annotations.store.opening import Access

PATIENCE = 2.0
"""Seconds that a command waits for a study that is in use: commands take tenths of a second."""

PAUSE = 0.01
"""Seconds between two attempts to open it."""


class NoStudy(DiptychError):
    """There is no study where one was named."""


class Invocation:
    """One run of the command line. Options may stand before or after the subcommand.

    The later one counts, so they are set while the arguments are parsed. An option takes precedence
    over the environment variable; an empty variable is ignored.
    """

    def __init__(self) -> None:
        self.study_option: str | None = None
        self.coder_option: str | None = None
        self.folders = users_folders()
        self._study_variable = os.environ.get("DIPTYCH_STUDY")
        self._coder_variable = os.environ.get("DIPTYCH_CODER")

    @property
    def names_study(self) -> bool:
        """Whether a study is named, by an option or by the environment."""
        return bool(self.study_option or self._study_variable)

    @property
    def study(self) -> Path:
        """The study that is named, or the default one. Raises `NoSuchPath` for an invalid path."""
        named = self.study_option or self._study_variable
        return path_named(named) if named else self.folders.study

    @cached_property
    def settings(self) -> Settings:
        """What the settings file says."""
        return read_settings(self.folders.settings)

    def check_keys(self) -> None:
        """Raise `WrongSettings` if the settings give invalid keys to actions."""
        if not self.settings.keys:
            return
        # Imported late: commands that open no screen need no keys.
        from tui.keymap import Keymap, WrongKeys

        try:
            Keymap(self.settings.keys)
        except WrongKeys as error:
            raise WrongSettings(f"{self.folders.settings}: {error}") from error

    @property
    def coder(self) -> str:
        """The coder's name for what is made."""
        return coder_name(self.coder_option or self._coder_variable, self.settings)

    def writing(self) -> "Store":
        """The study, opened for writing; it is created if there is none."""
        self.say_which()
        return self._open(self.study, "write")

    def editing(self) -> "Store":
        """The study, opened for writing; it must exist."""
        self.insist()
        return self._open(self.study, "write")

    def reading(self) -> "Store":
        """The study, opened for reading, even while another process writes to it; it must exist."""
        self.insist()
        return self._open(self.study, "read")

    def insist(self) -> None:
        """Name the study as `say_which` does, or raise `NoStudy` if it was never begun."""
        if not is_begun(self.study):
            also = f", and {self._others}" if self._others else ""
            raise NoStudy(f"There is no study {self.study} yet; diptych add makes one{also}.")
        self.say_which()

    @property
    def _others(self) -> str:
        """Another study that may be the one meant, as the end of a sentence."""
        if self.elsewhere:
            return f"--study {quote(str(self.elsewhere))} is what was read last"
        samples = self.folders.samples
        if not self.names_study and is_begun(samples):
            return f"what you marked in the samples is in --study {quote(str(samples))}"
        return ""

    @cached_property
    def elsewhere(self) -> Path | None:
        """The study that the reader opens without a path, if it is not that of this command."""
        last = None if self.names_study else remembered_study(self.folders)
        return last if last and last.resolve() != self.study.resolve() else None

    def say_which(self) -> None:
        """Name the study, if the user may be thinking of another."""
        if self.elsewhere:
            last = quote(str(self.elsewhere))
            say(f"This is {self.study}; the study read last is --study {last}.")

    def opening(self, study: Path) -> "Store":
        """A study for the reader: for writing, or read-only while another process writes to it."""
        return self._open(study, "write or read")

    def _open(self, study: Path, access: "Access") -> "Store":
        # Imported late: `--help` and `paths` open no study.
        from annotations.store import Store

        def open_once() -> "Store":
            return Store.open(
                study, coder=self.coder, access=access, state_folder=self.folders.state
            )

        try:
            return _when_free(open_once)
        except StudyDamaged:
            self.refuse_foreign(study)
            raise

    def refuse_foreign(self, study: Path) -> None:
        """Raise `NoStudy` for a file that is something else, and therefore not a damaged study."""
        from annotations.store.fingerprint import Fingerprints

        if kind_of(study) == "export":
            raise NoStudy(no_study_but_export(str(study)))
        if not is_foreign(study) or Fingerprints(self.folders.state).known(study):
            return
        if study.stat().st_size:
            way_out = f"name one, or if it is an article: diptych add {quote(str(study))}"
        else:
            way_out = "it is empty. Name another file, or move it away to begin a study there."
        raise NoStudy(f"{study} is no study; {way_out}")


def _when_free(open_once: Callable[[], "Store"]) -> "Store":
    """Open a study as soon as it is free; raise `StudyBusy` if it stays in use for `PATIENCE`.

    An access that falls back to reading, as the reader's does, never waits: it is not refused.
    """
    end = monotonic() + PATIENCE
    while True:
        try:
            return open_once()
        except StudyBusy:
            if monotonic() > end:
                raise
        sleep(PAUSE)
