"""A line of chrome that can show a message instead, on two rows if needed."""

from rich.cells import cell_len
from textual.content import Content
from textual.strip import Strip

from tui.widgets.line import Line, Piece, spaced
from tui.widgets.plain import cut, fitted, plain_line


class MessageLine(Line):
    """A line of one row that takes as many rows as a message needs while it is shown."""

    _said = ""

    @property
    def says(self) -> bool:
        """Whether a message is shown."""
        return bool(self._said)

    def set(self, left: tuple[Piece, ...], right: tuple[Piece, ...] = ()) -> None:
        """Show these pieces instead of any message."""
        if self._said:
            self._said = ""
            self.styles.height = 1
        super().set(left, right)

    def say(self, words: str, right: tuple[Piece, ...] = ()) -> None:
        """Show a message at the left."""
        self._said = words
        super().set((Piece(f" {words}"),), right)
        self.on_resize()

    def on_resize(self) -> None:
        """Take the rows that the message needs."""
        if self._said:
            self.styles.height = len(self._rows())

    def _rows(self) -> list[Content]:
        """The message in rows; the first leaves room for the pieces at the right."""
        below = max((self.size.width or self.app.size.width) - 2, 1)
        room = max(below - sum(cell_len(piece.words) for piece in self._right), 1)
        if cell_len(self._said) <= room:
            return [plain_line(self._said)]
        # Wrapping between words leaves some cells of a row empty.
        first, *rest = plain_line(fitted(self._said, room + below - 1)).wrap(room)
        return [first, plain_line(cut(Content(" ").join(rest).plain, below))] if rest else [first]

    def paint(self) -> list[Strip]:
        """The message in its rows, or the plain line."""
        if not self._is_long:
            return super().paint()
        width, coat = self.size.width, self.brush.on(self.visual_style)
        return [coat.strip(row, width) for row in self.render().split()]

    @property
    def _is_long(self) -> bool:
        return bool(self._said) and self.size.height > 1

    def render(self) -> Content:
        """The same rows as content."""
        if not self._is_long:
            return super().render()
        first, *more = self._rows()
        self._places = []
        right = [(spaced(piece.words), piece.style) for piece in self._right]
        room = self.size.width - sum(cell_len(words) for words, _ in right) - 1
        top = Content.assemble(" ", first.pad_right(max(room - first.cell_length, 0)), *right)
        return Content("\n ").join([top, *more])
