"""A selection: its anchor and its head. A pane owns it, not an article.

`tui.text.motion` moves it.
"""

from typing import Self

import msgspec

from annotations.span import Span


class Selection(msgspec.Struct, frozen=True):
    """Two boundaries between code points, and what the next motion needs to know.

    Attributes:
        anchor: where it began.
        head: its moving end, where the caret is.
        sticky: motions extend it without being asked to (the selecting mode).
        goal: the cell that motions from row to row aim for; None after any other motion.
        grown: its `(anchor, head)` before each growth, oldest first.

    """

    anchor: int = 0
    head: int = 0
    sticky: bool = False
    goal: int | None = None
    grown: tuple[tuple[int, int], ...] = ()

    @classmethod
    def at(cls, offset: int) -> Self:
        """The empty selection at `offset`."""
        return cls(offset, offset)

    @property
    def span(self) -> Span:
        """The code points covered."""
        return Span(min(self.anchor, self.head), max(self.anchor, self.head))

    @property
    def empty(self) -> bool:
        """Whether nothing is covered."""
        return self.anchor == self.head

    def moved_to(self, offset: int, extend: bool = False, *, goal: int | None = None) -> Self:
        """Move the head to `offset`; the anchor stays if `extend` or sticky, else it moves too."""
        anchor = self.anchor if extend or self.sticky else offset
        return msgspec.structs.replace(self, anchor=anchor, head=offset, goal=goal, grown=())

    def flipped(self) -> Self:
        """The same passage with anchor and head exchanged."""
        return msgspec.structs.replace(self, anchor=self.head, head=self.anchor, goal=None)

    def collapsed(self) -> Self:
        """An empty selection at the head, no longer sticky."""
        return type(self)(self.head, self.head)

    def over(self, span: Span) -> Self:
        """This selection covering `span`, with its head at the end; stickiness is kept."""
        return msgspec.structs.replace(self, anchor=span.start, head=span.end, goal=None, grown=())

    def reaching(self, begun: Span, there: Span) -> Self:
        """This selection extended from `begun` to `there`, its head at the far end of `there`.

        `begun` is covered in either direction; stickiness is kept.
        """
        if there.start < begun.start:
            anchor, head = begun.end, there.start
        else:
            anchor, head = begun.start, max(begun.end, there.end)
        return msgspec.structs.replace(self, anchor=anchor, head=head, goal=None, grown=())
