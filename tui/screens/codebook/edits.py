"""The codebook's edits of tags; each is one change, which can be undone."""

from collections.abc import Awaitable
from functools import partial
from typing import TYPE_CHECKING, Literal

from textual.color import Color
from textual.content import Content

from annotations.change import Change
from annotations.compare.matrix.outline import Outline
from annotations.study.coalescing import CoalescedEdit
from annotations.study.study import Study
from annotations.tag import PALETTE, SEPARATOR, Tag, is_below, tag_name
from tui.colors import as_hex
from tui.counted import counted
from tui.screens.ask import AskLine, Confirm, Suggestions
from tui.screens.drafting import take_in
from tui.screens.note import NoteEditor
from tui.terminal.clean import clean_line
from tui.text.palette import ink_on
from tui.widgets.plain import cut

if TYPE_CHECKING:
    from tui.screens.codebook.screen import CodebookScreen


def make(book: "CodebookScreen") -> Awaitable[object]:
    """Ask for a new tag's name; `/name` goes below the tag under the cursor."""

    def named(typed: str) -> None:
        name = tag_name(book.here.name + typed if typed.startswith(SEPARATOR) else typed)
        known = book.study.codebook.named(name)
        made = book.study.codebook.add(name)
        book.show(at=made.id)
        book.say(f"{name} is there already." if known else _made(made))

    here = book.tags.here
    usual = here.name if here and here.tag is None else ""
    return book.ask(AskLine("new tag", usual, replaced=True), named)


def rename(book: "CodebookScreen") -> Awaitable[object]:
    """Ask for another name for the tag."""
    name = book.here.name
    return book.ask(AskLine(f"rename {name}", name), partial(_rename, book, name))


def merge(book: "CodebookScreen") -> Awaitable[object]:
    """Ask which tag to merge this one into."""
    name = book.tag.name
    others = [other.name for other in book.study.codebook if not is_below(other.name, name)]
    dialog = AskLine(f"merge {name} into", "", Suggestions(others, only=True))
    return book.ask(dialog, partial(_move, book, name))


def nest(book: "CodebookScreen") -> Awaitable[object]:
    """Ask below which tag to put this one; an empty answer puts it below none."""
    here = book.here

    def chosen(above: str) -> None:
        _rename(book, here.name, SEPARATOR.join(filter(None, [above, here.label])))

    # Also names that are no tags but only begin names: many codebooks have no other parents.
    others = [name for name in Outline(book.study.codebook).names if not is_below(name, here.name)]
    dialog = AskLine(f"put {here.name} below (empty: below none)", "", Suggestions(others))
    return book.ask(dialog, chosen)


def nest_deeper(book: "CodebookScreen") -> None:
    """Put the tag below the one before it."""
    here = book.here
    before = book.tags.sibling(here)
    if before is None:
        book.say("There is no tag before it to put it below.")
    else:
        book.tags.folds.discard(before.key)
        _rename(book, here.name, before.name + SEPARATOR + here.label)


def nest_higher(book: "CodebookScreen") -> None:
    """Put the tag one level up."""
    here = book.here
    *above, leaf = here.name.split(SEPARATOR)
    if above:
        _rename(book, here.name, SEPARATOR.join([*above[:-1], leaf]))
    else:
        book.say(f"{here.name} lies below no tag.")


def shift(book: "CodebookScreen", *, by: Literal[-1, 1]) -> None:
    """Move the tag, with those below it, before the one before it (-1) or after the next (1)."""
    here = book.here
    book.study.codebook.branch(here.name).shift(by)
    book.show(at=here.key)
    book.say(f"moved {here.name} {'up' if by < 0 else 'down'}; u undoes")


def _made(tag: Tag) -> str:
    """The message about a new tag, with the key it was given.

    A user who does not know of that key may press it to assign it, which would remove it.
    """
    return "; ".join(
        filter(None, [f"made {tag.name}", tag.key and f"{tag.key} sets it", "u undoes"])
    )


def _offer_to_make(book: "CodebookScreen") -> Awaitable[object]:
    """Ask whether to make a mere beginning of names a tag, as only a tag has a colour or words.

    This is a dialog because, after a mere message, what the user types next would run commands.
    """
    name = book.here.name

    def answered(yes: bool) -> None:
        if yes:
            made = book.study.codebook.add(name)
            book.show(at=made.id)
            book.say(_made(made))

    sentence = f"{name} is no tag yet, only the beginning of other names. Make it one?"
    return book.ask(Confirm(sentence, "make it a tag"), answered)


def _rename(book: "CodebookScreen", path: str, typed: str) -> None:
    """Rename the tag or beginning of names `path`; ask for confirmation if that merges tags."""
    name = tag_name(typed)
    merged = book.study.codebook.branch(path).merges(name)
    if not merged and not _is_joined(book.study, path, name):
        _move(book, path, name)
        return
    highlights = counted(book.study.state.count_uses(*merged), "highlight")
    also = "" if len(merged) == 1 else f", and {len(merged):,} tags become {len(merged):,} others"
    sentence = f"{name} is there already. Merge {path}, {highlights}, into it{also}?"
    tag = book.study.codebook.named(path)
    if not merged:
        sentence = f"There are tags below {name} already. Put what is below {path} among them?"
    elif tag is None or tag.id not in merged:
        sentence = f"Tags below {name} are there already. Merge {highlights} into them?"

    def answered(yes: bool) -> None:
        if yes:
            _move(book, path, name)

    book.ask(Confirm(sentence, "merge"), answered)


def _is_joined(study: Study, path: str, name: str) -> bool:
    """Whether renaming would put tags from below one name among the tags below another."""
    here, there = ([tag.name for tag in study.codebook.branch(at).tags] for at in (path, name))
    return any(one != path for one in here) and not set(there) <= {name, *here}


def _move(book: "CodebookScreen", path: str, name: str) -> None:
    """Rename the tag or beginning of names `path`, merging tags where a name is taken."""
    codebook = book.study.codebook
    merged, tag = codebook.branch(path).merges(name), codebook.named(path)
    highlights = counted(book.tags.uses.under(path), "highlight")
    into = codebook.named(tag_name(name)) if tag and tag.id in merged else None

    def moved(change: Change) -> None:
        if not change.edits:
            book.edited("The name stays as it was.", at=tag_name(name))
        elif tag and into:
            kept = ", its description kept" if tag.description and not into.description else ""
            told = f"merged {path} into {into.name}, {highlights}{kept}; u undoes"
            book.edited(told, at=into.id)
        else:
            book.edited(f"renamed {path} to {tag_name(name)}; u undoes", at=tag_name(name))

    take_in(book.app, codebook.branch(path).renaming(name), f"merging {path}…", moved)


def recolour(book: "CodebookScreen") -> Awaitable[object]:
    """Ask for the tag's colour."""
    if book.here.tag is None:
        return _offer_to_make(book)
    tag = book.tag

    def chosen(color: str) -> None:
        change = book.study.codebook.change(tag.id, color=as_hex(color))
        book.show()
        if change.edits:
            book.say(f"coloured {tag.name}; u undoes")

    title = f"colour of {tag.name}: #rrggbb, or a name"
    samples = Suggestions(PALETTE, draw=_sample)
    return book.ask(AskLine(title, tag.color, samples, replaced=True), chosen)


def _sample(color: str, width: int) -> Content:
    """A sample of how a highlight in this colour will look."""
    ink = ink_on(Color.parse(color)).hex6
    shown = cut(clean_line(f" {color}  words in it "), width)
    return Content.styled(shown, f"{ink} on {color}")


def describe(book: "CodebookScreen") -> Awaitable[object]:
    """Edit the tag's description."""
    if book.here.tag is None:
        return _offer_to_make(book)
    tag, study = book.tag, book.study

    def described(words: str) -> None:
        book.show()
        if words != tag.description:
            book.say(f"described {tag.name}; u undoes")

    edit = CoalescedEdit(
        study, tag.description, lambda words: study.codebook.change(tag.id, description=words)
    )
    editor = NoteEditor(tag.description, tag.name, kind="what is it for?", keep=edit.keep)
    return book.ask(editor, described)


def give_key(book: "CodebookScreen", *, key: str) -> None:
    """Assign a digit key to this tag, or remove the key if it has it already."""
    tag = book.tag
    holder = book.study.codebook.keyed(key)
    gone = holder is not None and holder.id == tag.id
    book.study.codebook.change(tag.id, key=None if gone else key)
    book.show()
    if gone:
        book.say(f"{key} sets no tag now; u undoes")
    else:
        instead = f" instead of {holder.name}" if holder else ""
        book.say(f"{key} sets {tag.name}{instead}; u undoes")


def delete(book: "CodebookScreen") -> None:
    """Delete the tag and those below it; the passages stay highlighted."""
    here = book.here
    also = f" and {here.below} below it" if here.below else ""

    def deleted(change: Change) -> None:
        highlights = counted(change.counts["highlights"], "highlight")
        book.edited(f"deleted {here.name}{also}, on {highlights}; u undoes")

    removal = book.study.codebook.branch(here.name).removal()
    take_in(book.app, removal, f"deleting {here.name}…", deleted)
