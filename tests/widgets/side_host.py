"""For tests of the side bar's lists: the side bar in its own app, over two articles."""

from textual.app import App, ComposeResult
from textual.message import Message

from annotations.span import Span
from annotations.study.study import Study
from tests.screens.dialog_host import TEXT, a_study
from tui.keymap import Keymap
from tui.widgets.lists.listing import Listing
from tui.widgets.side.bar import SideBar


def two_articles() -> Study:
    """Two articles with two highlights each; the note of the first one looks like markup."""
    study = a_study("frame/conflict", "tone")
    study.articles.add(
        "A second text. " + TEXT, title="Bridge \x1bopens", source="bridge.txt",
        media_type="text/plain", outlet="The Ledger",
    )  # fmt: skip
    ferry, bridge = study.articles
    study.highlights.make(ferry.id, Span(4, 9), tags=["frame/conflict"], note="[b]both[/b]")
    study.highlights.make(ferry.id, Span(10, 27), tags=["tone"])
    study.highlights.make(bridge.id, Span(0, 13))
    study.coder = "bo"
    study.highlights.make(bridge.id, Span(15, 24), tags=["frame/conflict", "tone"])
    study.coder = "ana"
    return study


class Host(App[None]):
    """Shows only the side bar; `told` holds the messages it sent to its screen."""

    CSS = "SideBar { width: 58; }"

    def __init__(self, study: Study) -> None:
        super().__init__()
        self.study = study
        self.bar = SideBar(study, Keymap({}).shown)
        self.told: list[Message] = []

    def compose(self) -> ComposeResult:
        yield self.bar

    def on_mount(self) -> None:
        self.bar.set_article(next(iter(self.study.articles)).id)
        self.bar.enter()

    def on_side_bar_chosen(self, message: SideBar.Chosen) -> None:
        self.told.append(message)

    def on_side_highlights_wants(self, message: SideBar.Wants) -> None:
        self.told.append(message)

    def on_side_links_wants(self, message: SideBar.LinkWants) -> None:
        self.told.append(message)

    def on_side_bar_left(self, message: SideBar.Left) -> None:
        self.told.append(message)

    @property
    def quotes(self) -> list[str]:
        """The passages listed, in order."""
        highlights = self.study.state.highlights
        listing = self.query_one("SideHighlights Listing", Listing)
        return [highlights[one].quote for one in listing.roll.items if one in highlights]
