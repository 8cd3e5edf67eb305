"""Hints: keys and what they do; a click on one acts as its key.

What a key does is up to the bindings of the focused widget and screen.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen

from tui.actions import shown
from tui.widgets.click_targets import ClickTargets, spot
from tui.widgets.line import Piece, spaced

Hint = tuple[str, str]
"""A key as named in bindings, or several separated by commas, and a few words on what they do.

The words follow the last of the keys.
"""

BETWEEN = " · "
_KEY = "key "
"""The prefix of the names of spots that are hints."""


def hinted(hint: Hint) -> Content:
    """A hint as clickable content."""
    return Content("").join(
        spot(Content(spaced(words)), f"{_KEY}{key}") for key, words in _parts(hint)
    )


def all_hinted(hints: Iterable[Hint]) -> Content:
    """Hints in a row, as clickable content."""
    return Content(BETWEEN).join(map(hinted, hints))


def hint_pieces(hints: Iterable[Hint], between: str = BETWEEN) -> tuple[Piece, ...]:
    """Hints as dim pieces of a line, whose actions are the keys."""
    pieces: list[Piece] = []
    for hint in hints:
        lead = between if pieces else ""
        for key, words in _parts(hint):
            pieces.append(Piece(f"{lead}{words}", "dim", key))
            lead = ""
    return tuple(pieces)


def _parts(hint: Hint) -> Iterator[tuple[str, str]]:
    """The keys of a hint, each with the words shown for it."""
    keys, does = hint
    *others, last = keys.split(",")
    yield from ((key, f"{shown(key)} ") for key in others)
    yield last, f"{shown(last)} {does}"


async def press(screen: Screen[Any], key: str) -> None:
    """Do what a key does on a screen, before keys that follow are handled.

    Nothing is done if another screen is active by now.
    """
    if screen.app.screen is not screen:
        return
    (name,) = (binding.key for binding in Binding.make_bindings([Binding(key, "")]))
    bound = screen.active_bindings.get(name)
    if bound is not None and bound.enabled:
        await screen.app.run_action(bound.binding.action, bound.node)
    else:
        typed = key if len(key) == 1 else None
        (screen.focused or screen).post_message(events.Key(name, typed))


class HintClicks:
    """Handles clicks on hints; several quick clicks count once."""

    def __init__(self) -> None:
        self._targets = ClickTargets()

    async def heard(
        self, event: events.Click, screen: Screen[Any], first: Callable[[], object] | None = None
    ) -> bool:
        """Call `first` and carry out a clicked hint; return whether the click is dealt with."""
        name = self._targets.clicked(event)
        if name is None:
            return True
        if not name.startswith(_KEY):
            return False
        if first is not None:
            first()
        await press(screen, name.removeprefix(_KEY))
        return True
