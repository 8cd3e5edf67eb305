"""A selection: where it was begun and where it stands. A pane owns it, an article does not.

How it moves is for `tui.text.motion`.
"""

from typing import Self

import msgspec

from annotations.span import Span


class Selection(msgspec.Struct, frozen=True):
    """Two boundaries between code points, and what the next motion needs to know.

    Attributes:
        anchor: where it was begun.
        head: where it stands; the caret is here.
        sticky: motions extend it without being told to (the selecting mode).
        goal: the cell that motions from row to row aim for; None after any other motion.
        grown: what it was before each growth, first to last, as `(anchor, head)`.

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
        """The head at `offset`; the anchor stays if `extend` or sticky, else it comes along."""
        anchor = self.anchor if extend or self.sticky else offset
        return msgspec.structs.replace(self, anchor=anchor, head=offset, goal=goal, grown=())

    def flipped(self) -> Self:
        """The same passage, with its ends' parts exchanged."""
        return msgspec.structs.replace(self, anchor=self.head, head=self.anchor, goal=None)

    def collapsed(self) -> Self:
        """Nothing covered, no longer sticky, the head where it was."""
        return type(self)(self.head, self.head)

    def over(self, span: Span) -> Self:
        """This selection over `span`, its head at the end; stickiness stays."""
        return msgspec.structs.replace(self, anchor=span.start, head=span.end, goal=None, grown=())

    def reaching(self, begun: Span, there: Span) -> Self:
        """This selection over all from one span to another, its head at the far end of `there`.

        The one that it was `begun` with is covered whichever way it goes; stickiness stays.
        """
        if there.start < begun.start:
            anchor, head = begun.end, there.start
        else:
            anchor, head = begun.start, max(begun.end, there.end)
        return msgspec.structs.replace(self, anchor=anchor, head=head, goal=None, grown=())
