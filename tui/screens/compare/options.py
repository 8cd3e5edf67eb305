"""The settings of a comparison: articles, columns, coders, tags, and what cells show."""

from collections.abc import Awaitable
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace
from textual.content import Content

from annotations.compare.matrix.columns import ACROSS
from annotations.compare.matrix.notation import SHOWN
from annotations.compare.matrix.outline import Outline
from annotations.errors import Refused
from tui.screens.compare.articles import ArticleMarker
from tui.screens.compare.filters import PickSome
from tui.screens.compare.moves import show_passages
from tui.screens.compare.query import MatrixQuery
from tui.widgets.plain import cut, plain_line
from tui.widgets.tags.row import swatch

if TYPE_CHECKING:
    from tui.screens.compare.screen import CompareScreen

Way = TypeVar("Way")


def ask_for(compare: "CompareScreen", asked: MatrixQuery) -> None:
    """Show the answer to another question."""
    compare.asked = asked
    compare.matrix.take(compare.answer(asked), asked.show)
    if compare.reading and compare.matrix.frame.line.row.total.count:
        show_passages(compare)
    else:
        compare.remove_class("-reading")
    compare.fit_bars()
    compare.tell()


def turn_show(compare: "CompareScreen") -> None:
    """Show the next kind of content in the cells."""
    ask_for(compare, replace(compare.asked, show=_after(SHOWN, compare.asked.show)))


def set_show(compare: "CompareScreen", *, nth: int) -> None:
    """Show the nth kind of content in the cells, from 1."""
    ask_for(compare, replace(compare.asked, show=SHOWN[nth - 1]))


def turn_across(compare: "CompareScreen") -> None:
    """Switch the columns to the next of articles, outlets, events."""
    ask_for(compare, replace(compare.asked, across=_after(ACROSS, compare.asked.across)))


def _after(ways: tuple[Way, ...], now: Way) -> Way:
    return ways[(ways.index(now) + 1) % len(ways)]


def hide_empty(compare: "CompareScreen") -> None:
    """Hide tags without passages, or show them again."""
    frame = compare.matrix.frame
    frame.used_only = not frame.used_only
    compare.matrix.refold()


def ask_articles(compare: "CompareScreen") -> Awaitable[object]:
    """Ask which articles to compare."""

    def chosen(articles: tuple[str, ...]) -> None:
        ask_for(compare, replace(compare.asked, articles=articles))

    return compare.ask(ArticleMarker(compare.study, compare.asked.articles), chosen)


def ask_coders(compare: "CompareScreen") -> Awaitable[object]:
    """Ask whose highlights to compare, among the coders who have made some."""
    coders = sorted(compare.study.state.coders)
    if not coders:
        raise Refused("Nobody has highlighted anything yet.")

    def chosen(coders: tuple[str, ...]) -> None:
        ask_for(compare, replace(compare.asked, coders=coders))

    dialog = PickSome("highlights by", "every coder", coders, compare.asked.coders)
    return compare.ask(dialog, chosen)


def ask_tags(compare: "CompareScreen") -> Awaitable[object]:
    """Ask which tags to compare; the tags below them are included."""
    study = compare.study
    names = Outline(study.codebook).names
    if not names:
        raise Refused("There are no tags yet.")
    by_name = {tag.name: tag for tag in study.codebook}

    def draw(name: str, width: int) -> Content:
        return swatch(by_name.get(name)) + " " + plain_line(cut(name, max(width - 3, 1)))

    def chosen(tags: tuple[str, ...]) -> None:
        ask_for(compare, replace(compare.asked, tags=tags))

    dialog = PickSome("tags, with those below them", "every tag", names, compare.asked.tags, draw)
    return compare.ask(dialog, chosen)
