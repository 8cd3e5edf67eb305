"""Which key does what: the action table, and the reader's own keys from the settings over it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from annotations.errors import DiptychError
from tui.actions import ACTIONS, BY_ID, Action
from tui.settings import nearest

if TYPE_CHECKING:
    from textual import events


class Keymap:
    """Looks actions up by key and keys up by action.

    `own` holds the actions whose keys the settings change, by id; an empty list leaves an action
    without a key. Raises `DiptychError` when an id is none, or two actions would share a key.
    """

    def __init__(self, own: Mapping[str, Sequence[str]]) -> None:
        unknown = [action for action in own if action not in BY_ID]
        if unknown:
            near = nearest(unknown[0], BY_ID)
            raise DiptychError(
                f"The settings give keys to {unknown[0]!r}, which is no action{near}. "
                "All are in what diptych settings prints."
            )
        self._keys = {a.id: tuple(own.get(a.id, a.keys)) for a in ACTIONS}
        self._usual: dict[str, Action] = {}
        self._selecting: dict[str, Action] = {}
        for action in ACTIONS:
            table = self._selecting if action.selecting else self._usual
            for key in self._keys[action.id]:
                if key in table:
                    does = f"{table[key].does!r} and {action.does!r}"
                    raise DiptychError(f"The settings give the key {key} to both {does}.")
                table[key] = action

    def action(self, key: str, *, selecting: bool) -> Action | None:
        """The action of a key, as `name_of` names it; None when the key does nothing."""
        return (self._selecting.get(key) if selecting else None) or self._usual.get(key)

    @property
    def all(self) -> dict[str, tuple[str, ...]]:
        """The keys of every action, by its id."""
        return dict(self._keys)

    def keys_of(self, action: str) -> tuple[str, ...]:
        """The keys of an action, given by its id."""
        return self._keys[action]


def name_of(event: "events.Key") -> str:
    """The name of a pressed key in the action table: the character, or else Textual's name."""
    # A terminal's alt+a comes with the character a as well.
    if event.key.startswith("alt+"):
        return event.key
    if event.character and event.is_printable and event.character != " ":
        return event.character
    return event.key
