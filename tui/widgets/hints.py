"""Hints: keys and what they do, wherever there is room for them; a click on one does as its key.

What a key does is for the bindings of those who have the keys.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen

from tui.actions import shown
from tui.widgets.line import Piece, spaced
from tui.widgets.spots import Spots, spot

Hint = tuple[str, str]
"""A key as bindings name it, or several parted by commas, and what they do in a few words.

The words stand for the last of the keys.
"""

BETWEEN = " · "
_KEY = "key "
"""Begins the spot of a hint, which tells it from any other."""


def hinted(hint: Hint) -> Content:
    """One hint."""
    return Content("").join(
        spot(Content(spaced(words)), f"{_KEY}{key}") for key, words in _parts(hint)
    )


def all_hinted(hints: Iterable[Hint]) -> Content:
    """Hints in a row."""
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
    """The keys of a hint, each with the words that stand for it."""
    keys, does = hint
    *others, last = keys.split(",")
    yield from ((key, f"{shown(key)} ") for key in others)
    yield last, f"{shown(last)} {does}"


async def press(screen: Screen[Any], key: str) -> None:
    """Do on a screen what a key does, before keys that come right behind.

    The screen may have given place to another meanwhile: then nothing is done.
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
    """Hears of clicks where hints are drawn, and does what they say, once for quick clicks."""

    def __init__(self) -> None:
        self._spots = Spots()

    async def heard(
        self, event: events.Click, screen: Screen[Any], first: Callable[[], object] | None = None
    ) -> bool:
        """Whether a click is done with; if it was on a hint, `first` is called before."""
        name = self._spots.clicked(event)
        if name is None:
            return True
        if not name.startswith(_KEY):
            return False
        if first is not None:
            first()
        await press(screen, name.removeprefix(_KEY))
        return True
