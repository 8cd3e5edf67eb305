"""Label jump and label select: letters on the visible words, and what typing them does."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from annotations.errors import Refused
from tui.commands import Mode
from tui.text.labels import Choice, SeenWord, assign, match, passage
from tui.widgets.pane import ArticlePane

if TYPE_CHECKING:
    from tui.reader.reader import Reader

Chosen = Callable[["Reader", ArticlePane, Choice], None]


class Labels:
    """The mode in which the visible words of some panes carry letters until one is chosen.

    The mode before it, such as a link that was begun, is suspended and resumes afterwards.
    """

    yields = True
    goal = "the letters"

    def __init__(
        self, reader: "Reader", panes: Sequence[ArticlePane], hint: str, chosen: Chosen
    ) -> None:
        before = reader.mode
        self.before: Mode | None = before.before if isinstance(before, Labels) else before
        self.hint = f"{hint} · {f'Esc back to {self.before.goal}' if self.before else 'Esc leaves'}"
        self._panes = panes
        self._chosen = chosen
        self._typed = ""
        places: list[SeenWord] = []
        edges: list[int] = []
        for number, pane in enumerate(panes):
            places += pane.view.visible_places(number)
            edges.append(pane.view.layout_.width)
        self.labels = assign(places, edges)
        if not self.labels:
            raise Refused("There is no word to choose here.")
        self._show()

    def key(self, reader: "Reader", key: str) -> bool:
        """Take a letter; Backspace removes one, Esc leaves, any other key is ignored.

        A letter that fits no label is not taken either: a slip must not lose the first word chosen.
        """
        if key == "backspace" and self._typed:
            self._typed = self._typed[:-1]
            self._show()
            return True
        if key == "escape":
            reader.mode = self.before
            self._clear()
            return True
        if len(key) > 1 or not key.isalpha():
            return True
        found = match(self.labels, self._typed + key)
        if not found.possible:
            reader.say(f"No word has the letters {self._typed + key}")
            return True
        self._typed += key
        if found.chosen is None:
            self._show()
            return True
        reader.mode = self.before
        self._clear()
        place = self.labels[found.chosen]
        choice = Choice(place.word, self._typed[-1].isupper())
        self._chosen(reader, self._panes[place.pane], choice)
        return True

    def _show(self) -> None:
        """Show on each word that can still be chosen the letters that are left to type."""
        typed = self._typed.lower()
        for number, pane in enumerate(self._panes):
            left = {
                place.word.start: label[len(typed) :]
                for label, place in self.labels.items()
                if place.pane == number and label.startswith(typed)
            }
            pane.view.show_labels(left)

    def _clear(self) -> None:
        for pane in self._panes:
            pane.view.show_labels({})


def jump(reader: "Reader") -> None:
    """Go to a visible word of any pane; while selecting, extend to it."""
    panes = reader.panes.shown
    if reader.pane.selection.sticky:
        panes = [reader.pane]
    reader.mode = Labels(reader, panes, "jump to: type the letters on a word", _jumped)


def _jumped(reader: "Reader", pane: ArticlePane, choice: Choice) -> None:
    reader.memory.leave(reader.pane)
    if pane is not reader.pane:
        reader.panes.focus_pane(pane)
    pane.selection = pane.selection.moved_to(choice.word.start)


def select(reader: "Reader") -> None:
    """Select from a visible word of this pane to another."""

    def first(reader: "Reader", pane: ArticlePane, begin: Choice) -> None:
        def last(reader: "Reader", pane: ArticlePane, end: Choice) -> None:
            span = passage(pane.structure.text, begin, end)
            pane.selection = pane.selection.collapsed().over(span)

        hint = "to: last word's letters, CAPITALS with its punctuation"
        reader.mode = Labels(reader, [pane], hint, last)
        pane.view.flash(begin.word)

    hint = "from: first word's letters, CAPITALS with its punctuation"
    reader.mode = Labels(reader, [reader.pane], hint, first)
