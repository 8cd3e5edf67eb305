"""What a reader types to filter highlights, and which highlights it lets through. Pure.

`tag:frame` asks for a tag with a part that begins so, `tag:"frame/conflict"` for that very tag or
one below it, `article:ledger` for an article whose title, outlet or event holds the word,
`coder:ana` for the coder, `note:` for any note and `note:word` for one that holds the word; all
else must be in the passage, the note or the name of a tag. Neither case nor accents matter; all
conditions must hold, those with a hyphen before them must not.
"""

from collections.abc import Callable

from annotations.highlight import Highlight
from annotations.study import Study
from annotations.tag import SEPARATOR, is_below
from tui.widgets.folding import folded
from tui.widgets.side.conditions import Condition, all_hold, is_called, parsed, quoted

FIELDS = ("tag", "article", "coder", "note")

Keep = Callable[[Highlight], bool]


def exactly(tag: str) -> str:
    """What to type for a tag and those below it."""
    return f"tag:{quoted(tag)}"


def compiled(typed: str, study: Study) -> Keep:
    """Whether a highlight fits what was typed, by the codebook as it is now."""
    return all_hold(parsed(typed, FIELDS), lambda condition: _test(condition, study))


def _test(condition: Condition, study: Study) -> Keep:
    match condition.field:
        case "tag":
            wanted = _tags(study, condition)
            return lambda highlight: not wanted.isdisjoint(highlight.tags)
        case "article":
            homes = {article.id for article in study.articles if is_called(condition, article)}
            return lambda highlight: highlight.article in homes
        case "coder":
            return lambda highlight: condition.is_in(highlight.coder)
        case "note":
            return lambda highlight: bool(highlight.note) and condition.is_in(highlight.note)
        case _:
            called = {tag.id for tag in study.codebook if condition.is_in(tag.name)}
            return lambda highlight: (
                condition.is_in(highlight.quote)
                or condition.is_in(highlight.note)
                or not called.isdisjoint(highlight.tags)
            )


def _tags(study: Study, condition: Condition) -> set[str]:
    """The ids of the tags that are asked for: that very one first, then what reads alike."""
    if condition.quoted:
        asked = condition.quoted.casefold()
        exact = {tag.id for tag in study.codebook if is_below(tag.name.casefold(), asked)}
        return exact or {t.id for t in study.codebook if is_below(folded(t.name), condition.value)}
    part = SEPARATOR + condition.value
    return {tag.id for tag in study.codebook if part in SEPARATOR + folded(tag.name)}
