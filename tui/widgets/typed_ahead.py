"""Keys that come faster than dialogs open and close: each is acted on, or passed on, in its order.

Textual gives a key to the widget that has the focus when the key comes in, and looks for its
binding only after it has bubbled up: in a burst of keys, those behind the one that closes a dialog
would be typed into it.
"""

from collections.abc import Callable

from textual import events
from textual.screen import Screen
from textual.widget import Widget

from tui.clean import Kind, kind_of

UNSEEN = frozenset({Kind.JOINER, Kind.TAG})
"""What shapes the letters beside it: Textual would take in no key that cannot be seen by itself."""


def passed_on(widget: Widget, event: events.Key) -> bool:
    """Whether a key was meant for what comes after `widget`, and went there."""
    screen = widget.app.screen
    target = screen.focused or screen
    if target is widget:
        return False
    if screen is widget and not target.check_consume_key(event.key, event.character):
        # It has bubbled up from there.
        return False
    event.stop()
    event.prevent_default()
    target.post_message(events.Key(event.key, event.character))
    return True


async def act_on(
    widget: Widget, event: events.Key, take_in: Callable[[str], object] | None = None
) -> None:
    """Run the binding of a key at once, unless it is a character for `widget` to take in.

    `take_in` types a character into the widget that Textual would leave out.
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
