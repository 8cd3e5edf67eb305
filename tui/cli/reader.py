"""Prepares what the command line opens, and hands it to the reader."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import msgspec

from annotations.address import address_of
from annotations.errors import DiptychError, NotSaved, UnknownRecord
from annotations.study.study import Study
from tui.cli.invocation import Invocation
from tui.cli.output import complain, say
from tui.cli.paths import PIPE, no_study_but_export
from tui.cli.samples import about_samples, sample_articles
from tui.counted import counted
from tui.folders import remember_study, remembered_study
from tui.paths import NoSuchPath, PathKind, files_at, is_begun, kind_of, source_of

if TYPE_CHECKING:
    from annotations.store import Store
    from tui.cli.intake import Intake

PANES_OF_A_FOLDER = 2

FRAMES_A_SECOND = "240"

TURN = 0.0005
"""Seconds after which a thread that waits for the interpreter gets it.

A separate thread sends the output to the terminal: at Python's 5 ms it would wait for what the
screen's thread does after a frame, and a key would wait for every other thread that computes.
"""

ESCAPE_DELAY = "25"
"""Milliseconds after which an Esc is a key itself, not the start of another's bytes; as in Vim."""

DUMB = ("dumb", "unknown")
"""The values of `TERM` for terminals that only print line after line."""

NOTHING_READ = "None of these could be read, so there is nothing to open."


class NotOpened(DiptychError):
    """The reader cannot be opened, or not on what was named."""


class NoCommand(DiptychError):
    """A name that is neither a command's nor a file's: a usage error."""

    exit_code = 2


class ToOpen(msgspec.Struct, frozen=True):
    """What to open: a study, files to add to it, and how many of them get a pane (None: all)."""

    study: Path
    files: tuple[Path, ...] = ()
    panes: int | None = None


def read(invocation: Invocation, names: Sequence[str] = ()) -> int:
    """Show what is named, or what was read last, until the user leaves; return the exit code.

    Raises `NoCommand` for a name that could be a command's, if there is no such file.
    """
    opening = opening_of(invocation, names)
    if not is_terminal():
        raise NotOpened(
            "The reader needs a terminal to show the articles in; see diptych --help for the "
            "commands that do without."
        )
    if os.environ.get("TERM") in DUMB:
        raise NotOpened(
            "The reader needs a terminal that can move its cursor, which the variable TERM says "
            "that this one cannot; see diptych --help for the commands that do without."
        )
    # Check this before anything is put into a study that the reader could not show.
    invocation.check_keys()
    try:
        code = _opened(invocation, opening)
    except NotSaved as error:
        from tui.cli import logs

        # If the terminal was closed, nobody sees the message there.
        logs.begin(invocation.folders.logs)
        logs.note(str(error))
        raise
    from tui.app import FAILED

    # Say this only now, when everything is saved.
    if code == FAILED:
        from tui.cli.logs import apology

        complain(apology(invocation.folders.logs))
    return code


def _opened(invocation: Invocation, opening: ToOpen) -> int:
    """Open a study, show it until the user leaves, and save it; return the exit code."""
    intake = _intake(opening)
    is_new = not is_begun(opening.study)
    if intake and not intake.is_for(opening.study):
        raise NotOpened(NOTHING_READ)
    with invocation.opening(opening.study) as store:
        store.refuge = invocation.folders.refuge
        place = store.path
        articles, failures = _in_panes(store, opening, intake)
        if not _is_samples(invocation, opening):
            remember_study(invocation.folders, opening.study)
        # Only one of these fits into two rows, and edits missing from the study matter more.
        kept = list(_shelter(store)) or _recovered(store)
        # This shows a slip to a user who meant an existing study.
        begun = [f"{place.name} is a new study"] if is_new and not articles else []
        remark = " · ".join([*begun, *failures, *kept])
        code = _run(store, articles, remark, invocation)
    if store.path != place:
        # It was saved elsewhere because of a change from outside, or a full disk.
        remember_study(invocation.folders, store.path)
        # If the terminal was closed, nobody can be told, and that is not a failure.
        with suppress(OSError):
            say(f"The study is {store.path} now; to open it: diptych {quote(str(store.path))}")
    return code


def _run(store: "Store", articles: list[str], remark: str, invocation: Invocation) -> int:
    """Show the study until the user leaves; return the exit code."""
    # Frames are drawn at fixed moments, this many per second; at Textual's 60, a key that is held
    # down would wait longer for its frame than the frame takes to make.
    os.environ.setdefault("TEXTUAL_FPS", FRAMES_A_SECOND)
    os.environ.setdefault("ESCDELAY", ESCAPE_DELAY)
    sys.setswitchinterval(TURN)
    from tui.startup.lean import load_asyncio

    load_asyncio()
    # Imported late: everything else on the command line is quicker without Textual or a log.
    from tui.app import run
    from tui.cli import logs

    logs.begin(invocation.folders.logs)
    return run(store, articles, invocation.settings, remark)


def _recovered(store: "Store") -> Iterator[str]:
    """How many edits came from the journal, if the last run did not fold it in."""
    if store.recovered:
        yield f"{counted(store.recovered, 'edit')} recovered: the last session was cut off"


def _shelter(store: "Store") -> Iterator[str]:
    """Where edits are that were not saved in the study itself, if there are any."""
    from annotations.store.closing import sheltered
    from annotations.store.paths import Paths

    for conflict in Paths(store.path).conflicts[-1:]:
        yield (
            f"Edits made while another program changed {store.path.name} are in {conflict}, until "
            "you move it away."
        )
    file = sheltered(store)
    if file is not None:
        yield f"Edits that could not be saved then are in {file}, until you remove it."


def is_terminal() -> bool:
    """Whether somebody can see the reader and press keys."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _is_samples(invocation: Invocation, opening: ToOpen) -> bool:
    """Whether only the samples are opened, or their study."""
    return opening.study == invocation.folders.samples or _are_samples(opening.files)


def _are_samples(files: Sequence[Path]) -> bool:
    # Unlike a path's own resolving it takes a link that leads round in a circle for what it is.
    samples = set(map(os.path.realpath, sample_articles()))
    return bool(files) and set(map(os.path.realpath, files)) <= samples


def opening_of(invocation: Invocation, paths: Sequence[str]) -> ToOpen:
    """What the paths ask to open; without any, the last study, or the first time the samples."""
    if not paths:
        return _usual(invocation)
    files: list[Path] = []
    studies: list[Path] = []
    folders = 0
    for path in paths:
        match _kind(path):
            case "folder":
                files += files_at(Path(path)).files
                folders += 1
            case "study":
                studies.append(Path(path))
            case "export":
                raise NotOpened(no_study_but_export(path))
            case "file":
                files.append(Path(path))
    if len(studies) > 1 or (studies and invocation.study_option):
        raise NotOpened("One study can be open at a time; name one.")
    if folders and not files:
        raise NotOpened("There is no article to read in that folder.")
    return ToOpen(
        study=studies[0] if studies else invocation.study,
        files=tuple(files),
        panes=PANES_OF_A_FOLDER if folders else None,
    )


def _kind(path: str) -> PathKind:
    if path == PIPE:
        raise NotOpened("The reader takes keys from standard input; give articles to diptych add.")
    try:
        return kind_of(Path(path))
    except PermissionError:
        # Reading it will report this, without stopping the others.
        return "file"
    except NoSuchPath as error:
        if Path(path).suffix == ".json" and not address_of(Path(path)):
            if is_begun(Path(path)):
                return "study"
            begins = f"to begin a study of that name: diptych --study {quote(path)}"
            told = str(error).rstrip(".")
            raise NotOpened(f"{told}; {begins}") from None
        if Path(path).name != path or Path(path).suffix:
            raise
        raise NoCommand(f"There is no command and no file {path!r}.") from None


def _usual(invocation: Invocation) -> ToOpen:
    if invocation.names_study:
        return ToOpen(invocation.study)
    last = remembered_study(invocation.folders)
    if last is not None:
        return ToOpen(last)
    if is_begun(invocation.folders.study):
        return ToOpen(invocation.folders.study)
    samples = invocation.folders.samples
    # Add the samples only once: if their folder has moved since, they would be new articles.
    return ToOpen(samples) if is_begun(samples) else ToOpen(samples, tuple(sample_articles()))


def _intake(opening: ToOpen) -> "Intake | None":
    """The intake that reads the files to be opened, if there are any."""
    if not opening.files:
        return None
    # Imported late: opening a study as it is needs nothing that reads sources.
    from tui.cli.intake import Intake
    from tui.intake import NOTHING

    if _are_samples(opening.files):
        about = about_samples().match(opening.files)
        return Intake((file, about.given(file)) for file in opening.files)
    return Intake((file, NOTHING) for file in opening.files)


def _in_panes(
    store: "Store", opening: ToOpen, intake: "Intake | None"
) -> tuple[list[str], list[str]]:
    """Add the files, if the study can be written; the ids for the panes, and what failed."""
    if store.read_only or intake is None:
        return _found(store, opening), []
    intake.put_into(store.study)
    if not intake.ids:
        raise NotOpened(NOTHING_READ)
    return intake.ids[: opening.panes], intake.failures


def _found(store: "Store", opening: ToOpen) -> list[str]:
    """The ids of the articles for the panes in a read-only study, which must hold them already."""
    return [_of_source(store.study, path) for path in opening.files[: opening.panes]]


def _of_source(study: Study, path: Path) -> str:
    source = source_of(path)
    for article in study.articles:
        if article.source == source:
            return article.id
    raise UnknownRecord(f"{path} is not in the study and cannot be added. {study.refusal}")
