"""The library's dialogs: an article's fields, tags and note, files to add, files refused."""

from collections.abc import Awaitable
from typing import TYPE_CHECKING

from annotations.article import Article
from annotations.errors import Refused
from tui.screens.ask_path import AskPath
from tui.screens.library import edits
from tui.screens.library.article_form import ArticleForm
from tui.screens.library.refusals import Refusals
from tui.screens.note import NoteEditor
from tui.screens.tag_picker import Picked, TagPicker

if TYPE_CHECKING:
    from annotations.change import Change
    from tui.screens.library.screen import LibraryScreen


def fields(library: "LibraryScreen") -> Awaitable[object]:
    """Edit the fields of the articles that are picked."""
    picked = library.shelf.picked
    if not picked:
        raise Refused("There is no article here; + adds some.")

    def done(change: "Change") -> None:
        library.edited(change.label)

    return library.ask(ArticleForm(library.study, picked), done)


def tags(library: "LibraryScreen") -> Awaitable[object]:
    """Choose the tags of the article under the cursor."""
    article, study = _current(library), library.study

    def done(picked: Picked) -> None:
        if picked.changed:
            library.edited(edits.retag(study, article.id, picked.tags))

    return library.ask(
        TagPicker(study, study.codebook.names(article.tags), (), article.title), done
    )


def note(library: "LibraryScreen") -> Awaitable[object]:
    """Write the note on the article under the cursor."""
    article = _current(library)

    def done(words: str) -> None:
        library.edited("set note; u undoes" if words != article.note else "")

    sitting = edits.noting(library.study, article)
    return library.ask(NoteEditor(article.note, article.title, keep=sitting.keep), done)


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


def _current(library: "LibraryScreen") -> Article:
    """The article under the cursor. Raises `Refused` when there is none."""
    current = library.shelf.current
    if current is None:
        raise Refused("There is no article here; + adds some.")
    return library.study.articles.get(current)
