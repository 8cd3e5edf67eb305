"""Handles keys that arrive faster than dialogs open and close: each goes to its target, in order.

Textual sends a key to the widget that has the focus when the key arrives, and looks up its binding
only after the key has bubbled up: in a burst of keys, those after the one that closes a dialog
would be typed into it.
"""

from collections.abc import Callable

from textual import events
from textual.screen import Screen
from textual.widget import Widget

from tui.terminal.clean import Kind, kind_of

UNSEEN = frozenset({Kind.JOINER, Kind.TAG})
"""Invisible characters that shape the letters beside them; Textual would not type them."""


def passed_on(widget: Widget, event: events.Key) -> bool:
    """Pass a key on if the focus has left `widget`; return whether it was passed on."""
    screen = widget.app.screen
    target = screen.focused or screen
    if target is widget:
        return False
    if screen is widget and not target.check_consume_key(event.key, event.character):
        # The key has bubbled up from there.
        return False
    event.stop()
    event.prevent_default()
    target.post_message(events.Key(event.key, event.character))
    return True


async def act_on(
    widget: Widget, event: events.Key, take_in: Callable[[str], object] | None = None
) -> None:
    """Run the binding of a key at once, unless it is a character to be typed into `widget`.

    `take_in` inserts a character that Textual would not accept.
    """
    if passed_on(widget, event) or (event.is_printable and not isinstance(widget, Screen)):
        return
    typed = event.character or ""
    if take_in and any(kind_of(character) in UNSEEN for character in typed):
        event.stop()
        event.prevent_default()
        take_in(typed)
        return
    bound = widget.screen.active_bindings.get(event.key)
    if bound is not None and bound.enabled:
        event.stop()
        event.prevent_default()
        await widget.app.run_action(bound.binding.action, bound.node)
