"""The codebook: all tags as a tree, to be renamed, merged, nested, coloured, described, deleted.

The screen shows the tags and passes keys on to the commands in `keys`.
"""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from annotations.errors import Refused
from annotations.study.study import Study
from annotations.tag import Tag
from tui.counted import counted
from tui.screens.codebook.keys import ALWAYS, HINTS, TABLE, WHILE_FILTERING
from tui.screens.codebook.moves import show_highlights, turn_fold
from tui.screens.keyed import KeyedScreen, ScreenCommand
from tui.screens.writing import tell
from tui.widgets.filter_line import FilterLine
from tui.widgets.line import Line
from tui.widgets.plain import plain, plain_line
from tui.widgets.tags.list import TagList
from tui.widgets.tags.tree import Twig
from tui.widgets.tags.uses import Uses


class TagFilter(FilterLine, inherit_bindings=False):
    """Keeps the keys while the arrows move the cursor in the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *Input.BINDINGS,
        Binding("escape", "clear", "clear", show=False),
    ]


class CodebookScreen(KeyedScreen[str | None]):
    """Shows and edits the tags of a study; every edit can be undone. Esc goes back.

    Returns the name of the tag whose highlights the user wants to see, or None.
    """

    DEFAULT_CSS = """
    CodebookScreen {
        background: $background;
        .title { padding: 0 1; height: 2; text-style: bold; }
        TagList { height: 1fr; margin: 0 1; }
        .about { padding: 0 1; height: auto; max-height: 4; }
        FilterLine { margin: 0 1; }
    }
    """
    called = "codebook"
    key_table = TABLE

    def __init__(self, study: Study) -> None:
        super().__init__()
        self.study = study
        self.tags = TagList(study, self._clicked, self._fold_clicked)
        self.filter_line = TagFilter(self._narrow, self._leave_filter, "show only tags with …")
        self._said = ""

    def compose(self) -> ComposeResult:
        """The tags, information on the one under the cursor, the filter and the hints."""
        yield Static("codebook", classes="title", markup=False)
        yield self.tags
        yield Static(classes="about", markup=False)
        yield self.filter_line
        yield Line(self.hint_clicked, classes="hints")

    def on_mount(self) -> None:
        """Show the tags."""
        self.show_keys(self.query_one(Line), HINTS, ALWAYS)
        self.show()

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _turned(self) -> None:
        """Show the keys of what has them now."""
        self.show_keys(self.query_one(Line), HINTS, ALWAYS)

    @property
    def tag(self) -> Tag:
        """The tag under the cursor. Raises `Refused` when there is none."""
        here = self.here
        if here.tag is None:
            raise Refused(f"{here.name} is only the beginning of other names; n makes it a tag.")
        return here.tag

    @property
    def here(self) -> Twig:
        """The row under the cursor. Raises `Refused` when there is none."""
        if self.tags.here is None:
            raise Refused("There is no tag here; n makes one.")
        return self.tags.here

    def show(self, at: str = "") -> None:
        """List the tags as they are, with the cursor on the key or name `at`, else unmoved."""
        self.tags.fill(self.filter_line.value, at)
        self.tell()

    def say(self, words: str) -> None:
        """Show a message until the next key."""
        self._said = words
        self.tell()

    def edited(self, told: str, at: str = "") -> None:
        """Show the tags after an edit, and say what it did, on whichever screen is open by now.

        The cursor goes to the key or name `at`, else to a tag that came back, else it stays.
        """
        if self.is_attached:
            if at:
                self.show(at)
            else:
                self.tags.refill(self.filter_line.value)
                self.tell()
        tell(self.app, told)

    def tell(self) -> None:
        """Show the current message, else information on the tag under the cursor."""
        about = self.query_one(".about", Static)
        here = self.tags.here
        if self._said or here is None:
            about.update(plain(self._said))
            return
        words = plain_line(f"{here.name} · {told(self.tags.uses, here)}", "dim")
        if here.tag and here.tag.description:
            words = words + "\n" + plain_line(here.tag.description)
        about.update(words)

    def command_of(self, event: events.Key) -> ScreenCommand | None:
        """The command of a key, also while the filter is typed; None if there is none."""
        if self.focused is self.filter_line and event.key not in WHILE_FILTERING:
            return None
        return super().command_of(event)

    def _leave_filter(self) -> None:
        self.set_focus(None)

    def _narrow(self, _typed: str) -> None:
        """Show the tags that match what is typed, with the cursor on one of them."""
        self.show()
        self.tags.seek()
        self.tell()

    def _clicked(self, index: int, times: int) -> None:
        """Put the cursor on the clicked row; a double click leads to its highlights."""
        self.tags.go(index)
        self.tell()
        if times == 2:
            show_highlights(self)

    def _fold_clicked(self, index: int) -> None:
        """Fold or unfold the row whose sign was clicked."""
        self.tags.go(index)
        turn_fold(self)


def told(uses: Uses, twig: Twig) -> str:
    """How many highlights and articles have a tag, and how many highlights with those below it."""
    words = counted(uses.of(twig.tag.id) if twig.tag else 0, "highlight")
    if twig.below:
        words += f", {uses.under(twig.name)} with the {twig.below} below it"
    articles = uses.articles(twig.tag.id) if twig.tag else 0
    return f"{words}, {counted(articles, 'article')}" if articles else words
