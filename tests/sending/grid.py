"""A simplified terminal screen: cursor moves, styles and characters."""

import re

from rich.cells import cell_len

_PARTS = re.compile(r"\x1b\[[?<>]?([\d;]*)[$]?([A-Za-z])|\x1b\][^\x07]*\x07|[^\x1b]")


class Grid:
    """Cells by row and column, each with its character and style; other sequences are ignored."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], tuple[str, str]] = {}
        self._row, self._column, self._look = 1, 1, ""

    def feed(self, data: str) -> None:
        for part in _PARTS.finditer(data):
            match part[2]:
                case "H":
                    self._row, self._column = map(int, part[1].split(";"))
                case "m":
                    self._look = "" if part[1] in {"", "0"} else f"{self._look};{part[1]}"
                case None if not part[0].startswith("\x1b"):
                    self._put(part[0])
                case _:
                    pass

    def _put(self, character: str) -> None:
        if character == "\n":
            # With the terminal's settings, a line feed also returns to the first column.
            self._row, self._column = self._row + 1, 1
            return
        width = cell_len(character)
        if not width:
            return
        self.cells[self._row, self._column] = character, self._look
        for beside in range(1, width):
            self.cells[self._row, self._column + beside] = "", self._look
        self._column += width
