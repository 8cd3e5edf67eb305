"""Adding files on a thread in the background, so that the user can go on reading."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from textual.app import App
from textual.worker import get_current_worker

from annotations.address import nothing_at
from annotations.errors import DiptychError
from annotations.study import Study
from annotations.study.articles import fingerprint
from tui.paths import NoSuchPath, files_at, path_typed
from tui.screens.library.adding import Adding, Read

MANY = 100
"""With this many files or more, ask for confirmation: a folder is easily mistyped."""


class Adder:
    """Reads files one by one on a thread, and adds each to the study on the app's own thread.

    `watch` is called with the progress. `ask` is called with a phrase on how many files there are
    and where, and with a function to call if all of them are wanted. The thread belongs to the app,
    not to a screen, so that closing the screen does not stop it.
    """

    def __init__(
        self,
        app: App[Any],
        study: Study,
        watch: Callable[[Adding], object],
        ask: Callable[[str, Callable[[], object]], object],
    ) -> None:
        self._app = app
        self._study = study
        self._watch = watch
        self._ask = ask

    def add(self, typed: str) -> None:
        """Start to add the file, or the folder's files, at the path that was typed.

        Raises `NoSuchPath` if nothing is there, or if the text cannot be a path.
        """
        path = path_typed(typed)
        if not path.exists():
            raise NoSuchPath(nothing_at(path))
        self._app.run_worker(partial(self._look, path), thread=True)

    def _look(self, path: Path) -> None:
        """List the files, which may take a while; then read them, or ask first if they are many."""
        files = files_at(path).files
        if len(files) < MANY:
            self._read(files)
            return
        many = f"{len(files):,} files below {path}"
        begin = partial(self._app.run_worker, partial(self._read, files), thread=True)
        self._app.call_from_thread(self._ask, many, begin)

    def _read(self, files: list[Path]) -> None:
        # Imported late: only this needs readers of sources, and the HTML reader is slow to import.
        from annotations.reading import read_file

        worker = get_current_worker()
        adding = Adding(len(files))
        self._app.call_from_thread(self._watch, adding)
        for file in files:
            found: Read | DiptychError
            try:
                source = read_file(file)
                found = Read(source, fingerprint(source.text))
            except DiptychError as error:
                found = error
            if worker.is_cancelled:
                return
            self._app.call_from_thread(self._take, adding, file, found)

    def _take(self, adding: Adding, path: Path, found: Read | DiptychError) -> None:
        adding.take(self._study, path, found)
        self._watch(adding)
