"""Keys and what they do, each pair kept whole, in as many rows as that takes."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

BETWEEN = "  "


class KeyHints(Widget):
    """Shows pairs of a key and a few words."""

    DEFAULT_CSS = "KeyHints { height: auto; }"

    def __init__(self) -> None:
        super().__init__()
        self._hints: Sequence[tuple[str, str]] = ()

    def set(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show these."""
        if hints != self._hints:
            self._hints = hints
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The rows that the hints take."""
        return len(self._rows(width))

    def render(self) -> Content:
        """The hints, row by row."""
        return Content.styled("\n".join(self._rows(self.size.width)), "dim")

    def _rows(self, width: int) -> list[str]:
        rows = [""]
        for key, word in self._hints:
            hint = f"{key} {word}"
            if rows[-1] and cell_len(rows[-1] + BETWEEN + hint) > width:
                rows.append("")
            rows[-1] += (BETWEEN if rows[-1] else "") + hint
        return rows
