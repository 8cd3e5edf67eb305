"""The composition root: settings, session and study come together here in one app."""

import asyncio
import logging
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console, RenderableType
from textual import events
from textual.app import App, SystemCommand
from textual.dom import DOMNode
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen
from textual.worker import WorkerFailed

from annotations.store import Store
from tui.actions import ACTIONS, shown
from tui.folders import users_folders
from tui.keymap import name_of
from tui.reader.reader import Reader
from tui.reader.shutdown import HUNG_UP, Shutdown, Writing
from tui.session import load_theme, save_theme, session_file, theme_file
from tui.settings import Settings, nearest
from tui.startup import collector
from tui.terminal.clicks import Clicks
from tui.terminal.listening import is_hung_up
from tui.terminal.sent_rows import SentRows
from tui.text.dimming import Dimming
from tui.text.pointer import WHEEL_ROWS

if TYPE_CHECKING:
    from textual.actions import ActionParseResult

FAILED = 1
"""The exit code after an unexpected error has ended the screen; the log says which."""

log = logging.getLogger("diptych")


def run(store: Store, articles: list[str], settings: Settings, remark: str = "") -> int:
    """Open the reader on a study, with these articles in the panes; return the exit code.

    `remark` is a message to show when it opens.
    """
    match settings.monochrome:
        case "on":
            os.environ["NO_COLOR"] = "1"
        case "off":
            os.environ.pop("NO_COLOR", None)
    app = DiptychApp(store, articles, settings, users_folders().state)
    app.reader.remark = " · ".join(filter(None, [remark, app.reader.remark]))
    app.run()
    app.shutdown.arrived()
    return app.return_code or 0


def _theme_remark(theme: str, known: Collection[str]) -> str:
    """The message about an unknown theme in the settings; empty if the theme is known or unset."""
    if not theme or theme in known:
        return ""
    near = nearest(theme, known)
    return f"The settings name no theme with {theme!r}{near}; diptych settings lists them."


class DiptychApp(App[int]):
    """The reader and what every screen has in common: theme, palette, leaving."""

    TITLE = "diptych"
    ENABLE_COMMAND_PALETTE = True
    # The panes do their own selecting. Textual's fails if the widget that was pressed disappears
    # meanwhile, and it looks up a style of the screen that is inherited along the first base class
    # only.
    ALLOW_SELECT = False
    CSS = """
    * {
        scrollbar-size: 1 1;
        scrollbar-color: $foreground 30%;
        scrollbar-color-hover: $foreground 45%;
        scrollbar-color-active: $foreground 60%;
        scrollbar-background: $background;
        scrollbar-background-hover: $background;
        scrollbar-background-active: $background;
    }
    /* A line to type in has no row to spare: a scrollbar would take the place of its text. */
    Input { scrollbar-size: 0 0; }
    Input > .input--placeholder { color: $foreground; text-style: dim; }
    """

    def __init__(self, store: Store, articles: list[str], settings: Settings, state: Path) -> None:
        self.sent_rows = SentRows()
        self._dimming = Dimming()
        super().__init__()
        self.animation_level = "none"
        self.scroll_sensitivity_y = WHEEL_ROWS
        # Textual's error output shows local variables, and with them the text of articles.
        self.error_console = Console(quiet=True)
        self.reader = Reader(store, articles, settings, session_file(state, store.path))
        self.shutdown = Shutdown(self, store)
        self.reader.remark = _theme_remark(settings.theme, self.available_themes)
        self._theme_file = theme_file(state)
        self._sweeper: collector.Sweeper | None = None
        self._is_leaving = False
        self._is_clicked = False
        self._clicks = Clicks(self)
        for theme in (load_theme(self._theme_file), settings.theme):
            # Textual paints its ANSI themes black on black where there are no colours.
            if theme in self.available_themes and not (self.no_color and theme.startswith("ansi")):
                self.theme = theme
                break

    def get_driver_class(self) -> type[Driver]:
        """Textual's choice; on POSIX, a driver that sends nothing twice and reads without delay."""
        chosen = super().get_driver_class()
        if chosen.__name__ != "LinuxDriver":
            return chosen
        from tui.terminal.driver import TerminalDriver

        return TerminalDriver

    def get_line_filters(self) -> Sequence[LineFilter]:
        """A filter that fades dim text, then Textual's own."""
        return [self._dimming, *super().get_line_filters()]

    def get_default_screen(self) -> Screen[None]:
        """The reader, below all other screens."""
        return self.reader

    def on_ready(self) -> None:
        """Resume garbage collection and import ahead, now that the first frame is shown."""
        collector.resume()
        self._sweeper = collector.Sweeper(asyncio.get_running_loop())
        if not self.is_headless:
            from tui.startup import preloading

            preloading.begin()
            self.run_worker(preloading.import_all(self._sweeper.is_resting))

    async def on_event(self, event: events.Event) -> None:
        """Do what a key or the mouse asks for; garbage is collected in the rest after it."""
        if isinstance(event, events.Resize):
            self.sent_rows.forget()
        if not self._clicks.means_us(event):
            if self._clicks.goes_back(event) and self.screen is self.reader:
                await self.reader.input.wanted(self.reader.pane, "moving.back")
            return
        if isinstance(event, events.Key) and self._asks_for_all(event):
            self.action_repaint()
            return
        if isinstance(event, events.Key) and event.key == "escape":
            self.reader.told_here.escape(event.time)
        if isinstance(event, events.MouseUp):
            self._is_clicked = True
        elif isinstance(event, events.Key) and self._is_clicked:
            self._is_clicked = False
            # The click is still queued for the clicked widget, which must act before the key does.
            await asyncio.sleep(0)
        await super().on_event(event)
        if self._sweeper is not None and isinstance(event, (events.InputEvent, events.Resize)):
            self._sweeper.put_off()

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run the action of a key, unless it is bound on a screen that is not mounted yet.

        A key that was meant for the screen below may arrive that early.
        """
        if isinstance(default_namespace, Screen) and not default_namespace.is_mounted:
            return False
        return await super().run_action(action, default_namespace, namespaces)

    def _asks_for_all(self, key: events.Key) -> bool:
        """Whether a key asks for a repaint: on every screen, unless it types a character."""
        if key.is_printable:
            return False
        action = self.reader.keymap.action(name_of(key), selecting=False)
        return action is not None and action.id == "studying.repaint"

    def on_mount(self) -> None:
        """Save the theme when it changes, leave cleanly on signals, redraw after a suspension."""
        self.theme_changed_signal.subscribe(
            self, lambda theme: save_theme(self._theme_file, theme.name)
        )
        self.shutdown.watch()
        self.app_resume_signal.subscribe(self, lambda _: self.screen.refresh(layout=True))

    def action_repaint(self) -> None:
        """Send the whole screen again, as another program has written over it."""
        self.sent_rows.forget()
        self.screen.refresh()

    def action_command_palette(self) -> None:
        """Open the command palette."""
        # Imported late: most users never open it, and its imports take a while.
        from tui.screens.palette import ActionPalette

        if not isinstance(self.screen, ActionPalette):
            self.push_screen(ActionPalette())

    async def action_quit(self) -> None:
        """Leave as the reader's own key does, from whatever dialog is open."""
        from tui.commands import studying

        self._keep_written()
        await self.reader.attempt(studying.quit)

    def exit(
        self,
        result: int | None = None,
        return_code: int = 0,
        message: RenderableType | None = None,
    ) -> None:
        """Leave, after saving what the user is writing.

        If saving fails, leave all the same, with an exit code that makes the command line say so.
        """
        self._is_leaving = True
        if not self._keep_written():
            return_code = return_code or FAILED
        super().exit(result, return_code, message)

    def _keep_written(self) -> bool:
        """Save what the user is writing; return whether no unexpected error was raised."""
        is_kept = True
        for screen in self.screen_stack:
            if isinstance(screen, Writing):
                try:
                    screen.keep_written()
                except Exception:
                    log.exception("what was being written could not be kept")
                    is_kept = False
        return is_kept

    def panic(self, *renderables: RenderableType) -> None:
        """Leave without a message: the error is in the log, and the command line says so.

        A closed terminal leads here too, as an error on the thread that reads keys.
        """
        hung_up = is_hung_up()
        if not hung_up:
            log.error("the screen gave up")
        self.exit(return_code=HUNG_UP if hung_up else FAILED)

    def _handle_exception(self, error: Exception) -> None:
        # Textual has no public hook for this. Without it only the log entry would be missing.
        if self._is_leaving:
            # A widget still being mounted finds half the screen gone; nobody would have seen it.
            log.info("on the way out of the reader", exc_info=error)
            return
        cause = error.error if isinstance(error, WorkerFailed) else error
        log.error("unexpected, in the reader", exc_info=cause)
        super()._handle_exception(error)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action of the reader, by what it does."""
        if screen is self.reader:
            # Last the digits: “tag” would find all ten of them before the tag picker.
            for action in sorted(ACTIONS, key=lambda action: action.argument.isdigit()):
                keys = ", ".join(map(shown, self.reader.keymap.keys_of(action.id)))
                yield SystemCommand(action.does, keys, partial(self.reader.do, action))
