"""Which key does what: the action table, overridden by the user's keys from the settings."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from annotations.errors import DiptychError
from tui.actions import ACTIONS, BY_ID, Action, shown
from tui.settings import nearest

if TYPE_CHECKING:
    from textual import events

MODIFIERS = frozenset({"ctrl", "alt", "shift"})

NAMED = frozenset(
    ("up", "down", "left", "right", "home", "end", "insert", "delete", "pageup", "pagedown",
     "enter", "escape", "tab", "space", "backspace", *(f"f{n}" for n in range(1, 25)))
)  # fmt: skip
"""The keys that have a name; any other is named by the character it types."""


SHORT_NAMES = {
    "slash": "/", "backslash": "\\", "minus": "-", "plus": "+", "underscore": "_", "at": "@",
}  # fmt: skip
"""Characters that Textual calls by another name than Unicode."""


class WrongKeys(DiptychError):
    """Invalid keys in the settings; the caller, which knows the file, puts its name in front."""


class Keymap:
    """Looks actions up by key and keys up by action.

    `own` holds the actions whose keys the settings change, by id; an empty list leaves an action
    without a key. Raises `WrongKeys` if an id or a key is invalid, or two actions share a key.
    """

    def __init__(self, own: Mapping[str, Sequence[str]]) -> None:
        _check(own)
        self._keys = {a.id: tuple(own.get(a.id, a.keys)) for a in ACTIONS}
        self._usual: dict[str, Action] = {}
        self._selecting: dict[str, Action] = {}
        for action in ACTIONS:
            table = self._selecting if action.selecting else self._usual
            for key in self._keys[action.id]:
                if key in table:
                    does = f"{table[key].does!r} and {action.does!r}"
                    raise WrongKeys(f"the key {key} is given to both {does}; take it from one.")
                table[key] = action

    def action(self, key: str, *, selecting: bool) -> Action | None:
        """The action of a key, as `name_of` names it; None when the key does nothing."""
        return (self._selecting.get(key) if selecting else None) or self._usual.get(key)

    def keys_of(self, action: str) -> tuple[str, ...]:
        """The keys of an action, given by its id."""
        return self._keys[action]

    def shown(self, action: str) -> str:
        """An action's first key as messages name it; without a key, its name in the palette."""
        keys = self.keys_of(action)
        return shown(keys[0]) if keys else f"“{BY_ID[action].does}” in the palette"

    def hints(self, *actions: tuple[str, str]) -> str:
        """The first keys of actions, each with what it does; actions without a key are left out."""
        keyed = ((self.keys_of(action), words) for action, words in actions)
        return " · ".join(f"{shown(keys[0])} {words}" for keys, words in keyed if keys)


def _check(own: Mapping[str, Sequence[str]]) -> None:
    """Raise `WrongKeys` if the settings name an unknown action or an invalid key."""
    for action, keys in own.items():
        if action not in BY_ID:
            near = nearest(action, BY_ID)
            raise WrongKeys(
                f"keys are given to {action!r}, which is no action{near}. "
                "All are in what diptych settings prints."
            )
        for key in keys:
            if not is_key(key):
                raise WrongKeys(f"{action!r} is given the key {key!r}, which is none{_meant(key)}.")


def is_key(name: str) -> bool:
    """Whether this names a key, such as `?`, `pageup`, `ctrl+x` or `ctrl+right_square_bracket`.

    Terminals need not be able to send it.
    """
    if len(name) == 1:
        return name.isprintable() and not name.isspace()
    *modifiers, base = name.split("+")
    if not MODIFIERS.issuperset(modifiers):
        return False
    return base in NAMED or bool(modifiers and (len(base) == 1 or _character(base)))


def _meant(key: str) -> str:
    """A suggestion for an invalid key, as the end of a sentence; empty if there is none."""
    if is_key(key.lower()):
        return f"; near it: {key.lower()}"
    character = _character(key)
    if character:
        return f"; it goes by the character it types, {character}"
    return nearest(key, sorted(NAMED.union(*(action.keys for action in ACTIONS))))


def _character(name: str) -> str:
    """The character with a Unicode name, in Textual's spelling; empty for none."""
    # Imported late: only needed when the settings define keys.
    import unicodedata

    if name in SHORT_NAMES:
        return SHORT_NAMES[name]
    try:
        return unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return ""


def name_of(event: "events.Key") -> str:
    """The name of a pressed key in the action table: the character, or else Textual's name."""
    # A terminal's alt+a comes with the character a as well.
    if event.key.startswith("alt+"):
        return event.key
    if event.character and event.is_printable and event.character != " ":
        return event.character
    return event.key
