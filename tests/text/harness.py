"""The smallest app of the text engine: two text views side by side on a test article."""

from textual.app import App, ComposeResult
from textual.containers import Horizontal

from annotations.span import Span
from annotations.structure import Structure
from tui.text.decoration import Mark
from tui.text.motion import MOTIONS, PAGES, Move, by_rows
from tui.text.view import TextView

ARTICLE = (
    "The embassy closes its doors\n\n"
    "PHOTO: the minister at the podium\n\n"
    "The embassy to the alliance will stop work at the start of November, the minister said on "
    "Monday, and the liaison office in the capital loses its accreditation within the month.\n\n"
    "“Pretending to work together helped nobody,” an analyst in the capital said, calling the "
    "move the end of a thirty-year attempt. Across the continent the news came as a shock.\n\n"
) + "\n\n".join(
    f"Paragraph {number} says little, but says it in two sentences. This is the second of them."
    for number in range(5, 60)
)


def marks_of(text: str) -> list[Mark]:
    """Four highlights, three of them overlapping, located by their words."""

    def mark(passage: str, identity: str, style: str, key: str, *, linked: bool = False) -> Mark:
        start = text.index(passage)
        return Mark(start, start + len(passage), identity, style, key, linked)

    return [
        mark(
            "The embassy to the alliance will stop work at the start of",
            "a",
            "#e69f00",
            "1",
        ),
        mark("start of November, the minister said on Monday", "b", "#56b4e9", "3", linked=True),
        mark("the minister said", "c", "", ""),
        mark("Across the continent the news came as a shock.", "d", "#0072b2", "2", linked=True),
    ]


class Harness(App[None]):
    """Two panes; the arrow keys move in the focused one."""

    CSS = "TextView { width: 1fr; height: 1fr; }"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, text: str = ARTICLE, marks: list[Mark] | None = None) -> None:
        super().__init__()
        self.text = text
        self.structure = Structure(text)
        self.marks = marks_of(text) if marks is None else marks
        self.heard: list[object] = []

    def compose(self) -> ComposeResult:
        one = TextView(turned=lambda: self.heard.append("turned"), point=self.pointed)
        two = TextView(point=self.pointed)
        one.id, two.id = "one", "two"
        yield Horizontal(one, two)

    def on_mount(self) -> None:
        for view in self.query(TextView):
            view.show(self.structure, self.marks_in)
        self.one.focus()

    @property
    def one(self) -> TextView:
        return self.query_one("#one", TextView)

    def marks_in(self, span: Span) -> list[Mark]:
        return [mark for mark in self.marks if mark.start < span.end and mark.end > span.start]

    def on_key(self, event) -> None:  # type: ignore[no-untyped-def]
        extend = event.key.startswith("shift+")
        motion = MOTIONS.get(event.key.removeprefix("shift+"))
        view = self.focused
        if motion and isinstance(view, TextView):
            event.stop()
            view.selection = motion(Move(self.structure, view.layout_, view.selection, extend))
        elif event.key == "pagedown" and isinstance(view, TextView):
            rows = PAGES["page_down"](view.viewport.height)
            view.scroll_rows(rows)
            view.selection = by_rows(Move(self.structure, view.layout_, view.selection), rows)

    async def pointed(self, what: object) -> None:
        self.heard.append(what)


if __name__ == "__main__":
    import sys
    from pathlib import Path

    Harness(Path(sys.argv[1]).read_text(), []).run() if sys.argv[1:] else Harness().run()
