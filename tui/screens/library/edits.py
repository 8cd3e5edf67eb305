"""The library's edits: an article's fields, tags, note and status; adding and removing articles."""

from collections.abc import Awaitable
from typing import TYPE_CHECKING

from annotations.article import STATUSES, Article
from annotations.change import Change
from annotations.errors import Refused
from annotations.study import Study
from annotations.study.coalescing import CoalescedEdit
from tui.counted import counted
from tui.screens.ask_path import AskPath
from tui.screens.drafting import take_in
from tui.screens.library.article_form import ArticleForm
from tui.screens.library.refusals import Refusals
from tui.screens.note import NoteEditor
from tui.screens.tag_picker import Picked, TagPicker
from tui.widgets.plain import cut

if TYPE_CHECKING:
    from tui.screens.library.screen import LibraryScreen

NAME = 32
"""The most cells of a title in a message, to leave room for the rest."""

NONE_HERE = "There is no article here; + adds some."


def fields(library: "LibraryScreen") -> Awaitable[object]:
    """Edit the fields of the articles that are picked."""
    picked = picked_in(library)

    def done(change: Change) -> None:
        library.edited(change.label)

    return library.ask(ArticleForm(library.study, picked), done)


def next_status(library: "LibraryScreen") -> None:
    """Set all that are picked to the status after the first one's; after the last comes none."""
    study, picked = library.study, picked_in(library)
    ring = [None, *STATUSES]
    now = study.articles.get(picked[0]).status
    status = ring[(ring.index(now) + 1) % len(ring)]
    study.articles.set_all(list(picked), status=status)
    library.edited(f"{_named(study, picked)}: {status or 'no status'}")


def tags(library: "LibraryScreen") -> Awaitable[object]:
    """Choose the tags of the article under the cursor; those that the codebook lacks are made."""
    article, study = current_in(library), library.study

    def done(picked: Picked) -> None:
        if picked.changed:
            study.articles.retag([article.id], picked.tags)
            names = ", ".join(picked.tags)
            library.edited(f"tagged {names}" if names else "tags taken off")

    names = study.codebook.names(article.tags)
    return library.ask(TagPicker(study, names, (), article.title), done)


def note(library: "LibraryScreen") -> Awaitable[object]:
    """Edit the note on the article under the cursor."""
    article, study = current_in(library), library.study

    def done(words: str) -> None:
        library.edited("set note; u undoes" if words != article.note else "")

    edit = CoalescedEdit(
        study, article.note, lambda note: study.articles.set(article.id, note=note)
    )
    return library.ask(NoteEditor(article.note, article.title, keep=edit.keep), done)


def add(library: "LibraryScreen") -> Awaitable[object]:
    """Ask for a path, and add the file or the folder's files."""

    def done(typed: str) -> None:
        if typed:
            library.add(typed)

    return library.ask(AskPath("add: the path of a file or a folder"), done)


def refusals(library: "LibraryScreen") -> Awaitable[object]:
    """Show why files were not added."""
    if not library.failures:
        raise Refused("No file was refused here.")
    return library.app.push_screen(Refusals(library.failures.values()))


def remove(library: "LibraryScreen") -> None:
    """Remove the articles that are picked, with their highlights and links."""
    picked = picked_in(library)
    named = _named(library.study, picked)

    def removed(change: Change) -> None:
        gone = [counted(change.counts["highlights"], "highlight")]
        if links := change.counts["links"]:
            gone.append(counted(links, "link"))
        library.edited(f"removed {named} with {' and '.join(gone)}; u undoes")

    take_in(library.app, library.study.articles.removal(picked), "removing…", removed)


def picked_in(library: "LibraryScreen") -> tuple[str, ...]:
    """The marked articles, or else the one under the cursor. Raises `Refused` for none."""
    if not library.shelf.picked:
        raise Refused(NONE_HERE)
    return library.shelf.picked


def current_in(library: "LibraryScreen") -> Article:
    """The article under the cursor. Raises `Refused` when there is none."""
    current = library.shelf.current
    if current is None:
        raise Refused(NONE_HERE)
    return library.study.articles.get(current)


def _named(study: Study, picked: tuple[str, ...]) -> str:
    if len(picked) == 1:
        return cut(study.articles.get(picked[0]).title, NAME)
    return counted(len(picked), "article")
