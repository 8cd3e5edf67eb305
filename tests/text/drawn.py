"""For tests of views: what a view draws, as text, as strips, and with nothing cached."""

from textual.geometry import Region
from textual.pilot import Pilot

from tests.hands import until
from tui.text.view import TextView


def lines(view: TextView) -> list[str]:
    strips = view.render_lines(Region(0, 0, view.size.width, view.size.height))
    return [strip.text for strip in strips]


def drawn(view: TextView) -> list[object]:
    return list(view.render_lines(Region(0, 0, view.size.width, view.size.height)))


async def drawn_ahead(view: TextView) -> None:
    """Wait until the page that is expected next has been drawn ahead completely."""
    await until(lambda: view._canvas._ahead._handle is None)


async def afresh(pilot: Pilot[None], view: TextView) -> list[object]:
    """What is drawn with nothing cached: no page and, thanks to a change of theme, no line."""
    theme = view.app.theme
    view.repaint()
    for other in ("textual-light", theme):
        view.app.theme = other
        await pilot.pause()
        lines_now = drawn(view)
    return lines_now
