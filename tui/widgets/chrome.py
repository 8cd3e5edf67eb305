"""The contents of the lines around the text: status, inspector and footer, as pieces."""

from collections.abc import Mapping, Sequence

from annotations.highlight import Highlight
from annotations.link import Link
from annotations.span import Span
from annotations.store import Store
from annotations.structure import Structure
from annotations.study import Study
from tui.actions import BY_ID, shown
from tui.counted import counted
from tui.keymap import Keymap
from tui.session import Way
from tui.widgets.line import Piece
from tui.widgets.plain import AT_MOST, cut

READING = (
    "labelling.select", "tagging.digit:1", "tagging.pick", "noting.edit",
    "comparing.counterpart", "searching.ask", "opening.choose", "opening.library",
    "studying.undo",
)  # fmt: skip
"""The footer's actions while nothing is selected, most wanted first."""

EMPTY = (
    "opening.choose", "opening.library", "importing.ask", "studying.undo", "studying.quit",
)  # fmt: skip
"""What it shows in a pane without an article, where there is nothing to mark."""

SELECTING = (
    "tagging.digit:1", "tagging.pick", "tagging.plain", "noting.edit", "selecting.grow",
    "selecting.shrink", "selecting.other_end", "studying.copy", "selecting.cancel",
)  # fmt: skip
"""The footer's actions while a passage is selected."""

ON_HIGHLIGHT = (
    "tagging.digit:1", "tagging.pick", "noting.edit", "linking.link", "marking.respan",
    "marking.delete", "labelling.select", "marking.next", "searching.ask", "studying.undo",
)  # fmt: skip
"""The footer's actions while the caret is on a highlight."""

ALWAYS = ("studying.help",)
"""The footer's actions shown however short it is."""

NAME = 24
"""Minimum cells of an outlet or title after a link's relation."""

CODER = 16
"""Cells of a coder's name, when only that coder's highlights are shown."""

COUNTED = 200_000
"""Code points of the longest selection whose words are counted at every caret step."""


def footer(actions: Sequence[str], keymap: Keymap) -> tuple[Piece, ...]:
    """The keys of some actions, each followed by what it does."""
    pieces: list[Piece] = []
    for action in actions:
        keys = keymap.keys_of(action)
        if keys:
            key = "1-9" if action == "tagging.digit:1" else shown(keys[0])
            word = BY_ID[action].footer
            # A click on "1-9" does not tell which digit is meant.
            does = "tagging.pick" if action == "tagging.digit:1" else action
            pieces += [Piece(f" {key}", "bold", does), Piece(f" {word} ", "dim", does)]
    return tuple(pieces)


def inspector(
    study: Study,
    under: Sequence[Highlight],
    selected: Span,
    text: str,
    opened: Mapping[str, Structure],
    width: int,
) -> tuple[Piece, ...]:
    """Every tag, note and link under the caret, or how much is selected.

    `opened` are the structures of the open articles, by id: places in these get paragraph numbers.
    Half of the `width` (cells) is for the names of articles that links lead to.
    """
    links = sum(len(study.links.of(highlight.id)) for highlight in under)
    name = max(width // (2 * links), NAME) if links else NAME
    if selected:
        of_it = _of(study, under[0], opened, name) if under else []
        return (_amount(selected.of(text)), *of_it)
    pieces: list[Piece] = []
    for nth, highlight in enumerate(under):
        pieces.append(Piece(" " if nth == 0 else "  │ ", "dim"))
        pieces += _of(study, highlight, opened, name)
    return tuple(pieces)


def state(store: Store, *, writing: bool) -> tuple[Piece, ...]:
    """Whether everything is saved, unless unsaved text is being typed (`writing`)."""
    status = store.status
    match status.kind:
        case "saved" | "saving" if writing:
            return (Piece("  writing ", "dim"),)
        case "saved" | "saving":
            return (Piece(f"  {status.kind} ", "dim"),)
        case _:
            return (Piece("  "), Piece(f" {status.kind} ", "bold reverse"))


def only(coder: str) -> tuple[Piece, ...]:
    """Whose highlights are shown, if only one coder's."""
    told = cut(_line(coder), CODER)
    return (Piece(f" only by {told}  ", "bold", "marking.whose"),) if coder else ()


def where(coder: str, way: Way) -> tuple[Piece, ...]:
    """The coder, and how the panes scroll together."""
    off = (Piece(" scroll: off  ", "dim", "comparing.scroll_together"),)
    return (Piece(f"{coder}  "), *(scrolling(way) or off))


def scrolling(way: Way) -> tuple[Piece, ...]:
    """How the panes scroll together, if they do."""
    return (Piece(f" scroll: {way}  ", "", "comparing.scroll_together"),) if way != "off" else ()


def _amount(passage: str) -> Piece:
    if len(passage) > COUNTED:
        return Piece(f" {len(passage):,} characters   ", "dim")
    words, characters = len(passage.split()), len(passage)
    return Piece(f" {counted(words, 'word')}, {counted(characters, 'character')}   ", "dim")


def _of(
    study: Study, highlight: Highlight, opened: Mapping[str, Structure], name: int
) -> list[Piece]:
    """A highlight's tags, note, links and coder; articles' names get at most `name` cells."""
    pieces: list[Piece] = []
    for tag_id in highlight.tags:
        tag = study.state.tags.get(tag_id)
        if tag is not None:
            pieces += [Piece(f"{tag.key or '·'} ", f"bold {tag.color}"), Piece(f"{tag.name}  ")]
    if not highlight.tags:
        pieces.append(Piece("highlight  ", "dim"))
    if highlight.note:
        pieces += [Piece("note: ", "dim"), Piece(f"{_line(highlight.note)}  ")]
    for link in study.links.of(highlight.id):
        end = _other_end(study, link, highlight, opened, name)
        pieces.append(Piece(f"{link.told_from(highlight.id, end)}  "))
    if highlight.coder != study.coder:
        pieces.append(Piece(f"by {highlight.coder}  ", "dim"))
    return pieces


def _other_end(
    study: Study, link: Link, highlight: Highlight, opened: Mapping[str, Structure], name: int
) -> str:
    """Where a link leads from a highlight: the name of another article, the paragraph's number."""
    there = link.other_end(highlight.id)
    end = study.state.highlights.get(there)
    article = study.state.articles.get(end.article if end else there)
    if article is None:
        return ""
    parts = []
    if article.id != highlight.article:
        parts.append(cut(_line(article.known_as), name))
    if end is not None and end.article in opened:
        structure = opened[end.article]
        parts.append(str(structure.number_of(structure.paragraph_at(end.start))))
    return " ".join(parts)


def _line(note: str) -> str:
    return " ".join(note[:AT_MOST].split())
