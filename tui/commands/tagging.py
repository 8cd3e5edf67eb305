"""Tagging: by a digit, by the picker, the last tags again, every occurrence."""

from typing import TYPE_CHECKING

from annotations.errors import Refused
from tui.commands.aiming import Aim, aim, own, settle
from tui.commands.dialogs import ask

if TYPE_CHECKING:
    from tui.reader.reader import Reader
    from tui.screens.tag_picker import Picked


async def digit(reader: "Reader", *, argument: str) -> None:
    """Toggle the tag of a digit key on the current target; ask for a tag if the key has none."""
    tag = reader.study.codebook.keyed(argument)
    if tag is None:
        await _give_key(reader, argument)
    else:
        _toggle(reader, own(reader, aim(reader)), tag.name)


def _toggle(reader: "Reader", target: Aim, name: str) -> None:
    study = reader.study
    if target.highlight is None:
        made = study.highlights.make(target.article, target.span, tags=[name])
        reader.say(f"tagged {name}")
    else:
        study.highlights.toggle(target.highlight.id, name)
        made = study.highlights.get(target.highlight.id)
        on = name in study.codebook.names(made.tags)
        reader.say(f"tagged {name}" if on else f"took {name} off")
    reader.memory.tagged([name])
    settle(reader, made)


async def _give_key(reader: "Reader", key: str) -> None:
    reader.study.check_editable()
    from tui.screens.tag_picker import TagPicker

    target = own(reader, aim(reader))

    def picked(answer: "Picked") -> None:
        if not answer.keyed:
            return
        with reader.study.as_one(f"tag {answer.keyed}, which {key} sets now"):
            tag = reader.study.codebook.add(answer.keyed)
            reader.study.codebook.change(tag.id, key=key)
            _add(reader, target, [tag.name])
        sets = reader.keymap.shown(f"tagging.digit:{key}")
        reader.say(f"tagged {tag.name}; {sets} sets it now")

    dialog = TagPicker(
        reader.study, (), reader.memory.recent_tags, target.excerpt(reader), give_key=key
    )
    await ask(reader, dialog, picked)


async def pick(reader: "Reader") -> None:
    """Choose tags for the current target."""
    await pick_for(reader, own(reader, aim(reader)))


async def pick_for(reader: "Reader", target: Aim) -> None:
    """Choose tags for a highlight, or for a passage that becomes one."""
    reader.study.check_editable()
    from tui.screens.tag_picker import TagPicker

    def picked(answer: "Picked") -> None:
        if answer.changed or target.highlight is None:
            _set(reader, target, answer.tags)

    dialog = TagPicker(
        reader.study, target.names(reader), reader.memory.recent_tags, target.excerpt(reader)
    )
    await ask(reader, dialog, picked)


def repeat(reader: "Reader") -> None:
    """Put the tags that were set last on the current target."""
    repeat_for(reader, own(reader, aim(reader)))


def repeat_for(reader: "Reader", target: Aim) -> None:
    """Put the tags that were set last on a highlight, or on a passage that becomes one."""
    known = {tag.name for tag in reader.study.codebook}
    names = [name for name in reader.memory.last_tags if name in known]
    if not names:
        chooses = reader.keymap.shown("tagging.pick")
        raise Refused(f"No tag has been set since you opened the study; {chooses} chooses some.")
    _add(reader, target, names)


def plain(reader: "Reader") -> None:
    """Highlight without a tag; a highlight that has tags keeps them."""
    target = own(reader, aim(reader))
    if target.highlight is None:
        settle(reader, reader.study.highlights.make(target.article, target.span))
        reader.say("highlighted")
    else:
        reader.say("This passage is highlighted already.")


def _add(reader: "Reader", target: Aim, names: list[str]) -> None:
    """Add tags to a target, which keeps those it has."""
    if target.highlight and set(names) <= set(target.names(reader)):
        reader.say(f"It has {', '.join(names)} already.")
        return
    _set(reader, target, tuple(dict.fromkeys([*target.names(reader), *names])))


def _set(reader: "Reader", target: Aim, names: tuple[str, ...]) -> None:
    study = reader.study
    before = target.names(reader)
    if target.highlight is None:
        if not names:
            return
        made = study.highlights.make(target.article, target.span, tags=names)
    else:
        study.highlights.retag([target.highlight.id], names)
        made = study.highlights.get(target.highlight.id)
    added = [name for name in names if name not in before]
    taken = [name for name in before if name not in names]
    reader.memory.tagged(added)
    settle(reader, made)
    said = [f"tagged {', '.join(added)}"] if added else []
    reader.say(" · ".join([*said, *(f"took {name} off" for name in taken)]))


async def every_occurrence(reader: "Reader", *, argument: str = "") -> None:
    """Tag each occurrence of the target's passage, in this article or in all, as one change.

    If the passage is a hit of the current search, all hits of that search are tagged. A passage of
    whole words matches whole words only.
    """
    reader.study.check_editable()
    from tui.commands.tagging_many import choose_tags, occurrences_of

    target = aim(reader)
    many = occurrences_of(reader, target, everywhere=argument == "all")
    await choose_tags(reader, many, [*target.names(reader), *reader.memory.recent_tags])
