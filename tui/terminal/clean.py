"""Makes untrusted text safe to show in a terminal: visible stand-ins, one code point for one.

Display only: the stored text is never changed, and offsets stay valid in the result. It uses
neither Textual nor Rich, so that the command line can use it too; `tui.text.clusters` measures
widths.
"""

import re
import unicodedata
from enum import IntEnum

FORMAT_STAND_IN = "\N{SYMBOL FOR SUBSTITUTE FORM TWO}"
STRAY_STAND_IN = "\N{DOTTED CIRCLE}"
UNKNOWN_STAND_IN = "\N{REPLACEMENT CHARACTER}"
SOFT_HYPHEN_STAND_IN = "\N{HYPHENATION POINT}"

MARKS_AT_MOST = 8
"""How many combining marks one character may carry; any beyond these are shown as stray."""
JOINS_AT_MOST = 4
"""How many joiners one emoji may hold: the longest in use, a family of four, holds three."""

ZERO_WIDTH_JOINER = "\u200d"
_ZERO_WIDTH_NON_JOINER = "\u200c"
_BLACK_FLAG = "\U0001f3f4"
_TAGGED_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,6}\U000e007f")

# Scripts in which a joiner between letters changes their shape: Arabic and its kin, the Indic
# family, Myanmar, Khmer, Mongolian.
_JOINING_SCRIPTS = (
    (0x0600, 0x0DFF),
    (0x0F00, 0x109F),
    (0x1780, 0x18AF),
    (0x1900, 0x1CFF),
    (0xA800, 0xABFF),
    (0xFB50, 0xFDFF),
    (0xFE70, 0xFEFC),
    (0x10A00, 0x11FFF),
    (0x1E900, 0x1E95F),
)
# Arabic and Kaithi signs that Unicode counts as format characters though they are visible.
_VISIBLE_FORMATS = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u0890\u0891\u08e2\U000110bd"
)
# Characters that are letters by category but invisible: the Hangul fillers.
_INVISIBLE_LETTERS = frozenset("\u115f\u3164\uffa0")


class Kind(IntEnum):
    """What a character needs in order to be shown."""

    PLAIN = 0
    """Visible by itself."""
    SWAPPED = 1
    """Never shown: a stand-in takes its place."""
    MARK = 2
    """Needs a character before it to sit on."""
    JOINER = 3
    SELECTOR = 4
    """A variation selector: changes the look of the character right before it."""
    MODIFIER = 5
    """A skin tone."""
    JAMO = 6
    """A Hangul vowel or final consonant, drawn into the syllable before it."""
    TAG = 7
    """Spells a flag's region after a black flag."""


def _stand_in(character: str) -> str:
    """What is shown in place of `character`; itself if it may be shown."""
    point = ord(character)
    if point < 0x20:
        return chr(0x2400 + point)
    if point == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    if character == "\u00ad":
        return SOFT_HYPHEN_STAND_IN
    category = unicodedata.category(character)
    if category in {"Zl", "Zp"} or character in _INVISIBLE_LETTERS:
        return FORMAT_STAND_IN
    if category == "Cf" and character not in _VISIBLE_FORMATS:
        return FORMAT_STAND_IN
    if category in {"Cc", "Co", "Cs"} or (category == "Cn" and not _set_aside(point)):
        return UNKNOWN_STAND_IN
    return character


def _set_aside(point: int) -> bool:
    """Whether an unassigned `point` lies where only emoji or ideographs will ever be assigned.

    Python's own tables lag behind: without this a new emoji would be shown as unknown.
    """
    return 0x1F000 <= point <= 0x1FAFF or (0x20000 <= point <= 0x3FFFF and point & 0xFFFE != 0xFFFE)


def _kind(character: str) -> Kind:
    point = ord(character)
    if character in {ZERO_WIDTH_JOINER, _ZERO_WIDTH_NON_JOINER}:
        return Kind.JOINER
    if 0xFE00 <= point <= 0xFE0F or 0xE0100 <= point <= 0xE01EF or 0x180B <= point <= 0x180F:
        return Kind.SWAPPED if point == 0x180E else Kind.SELECTOR
    if 0x1F3FB <= point <= 0x1F3FF:
        return Kind.MODIFIER
    if 0x1160 <= point <= 0x11FF or 0xD7B0 <= point <= 0xD7FB:
        return Kind.JAMO
    if 0xE0020 <= point <= 0xE007F:
        return Kind.TAG
    if unicodedata.category(character) in {"Mn", "Mc", "Me"}:
        return Kind.MARK
    return Kind.PLAIN if _stand_in(character) == character else Kind.SWAPPED


class _Memo(dict[str, Kind]):
    """Caches kinds by character: an article has a few hundred distinct ones."""

    def __missing__(self, character: str) -> Kind:
        kind = self[character] = _kind(character)
        return kind


_KINDS = _Memo()


def kind_of(character: str) -> Kind:
    """What `character` needs in order to be shown."""
    return _KINDS[character]


def joins_shapes(character: str) -> bool:
    """Whether `character` is of a script whose letters a joiner reshapes."""
    point = ord(character)
    return any(low <= point <= high for low, high in _JOINING_SCRIPTS)


def is_pictograph(character: str) -> bool:
    """Whether `character` may take part in an emoji sequence."""
    point = ord(character)
    if 0x1F000 <= point <= 0x1FAFF:
        return True
    return 0x2190 <= point <= 0x2BFF and unicodedata.category(character) in {"So", "Sm"}


def is_hangul(character: str) -> bool:
    """Whether `character` can begin a Hangul syllable that further letters complete."""
    point = ord(character)
    return 0x1100 <= point <= 0x115E or 0xA960 <= point <= 0xA97C or 0xAC00 <= point <= 0xD7A3


class _Cleaner:
    """One pass over a text, which tracks what the next character may attach to."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.shown: list[str] = []
        self.base = ""
        self.marks = 0
        self.joins = 0

    def run(self) -> str:
        text, shown = self.text, self.shown
        kinds = _KINDS
        while len(shown) < len(text):
            character = text[len(shown)]
            kind = kinds[character]
            if kind is Kind.PLAIN:
                self._plain(character)
            elif kind is Kind.SWAPPED:
                shown.append(_stand_in(character))
                self.base = ""
            elif self._belongs(character, kind):
                shown.append(character)
            else:
                shown.append(STRAY_STAND_IN if kind in {Kind.MARK, Kind.JAMO} else FORMAT_STAND_IN)
                self.base = ""
        return "".join(shown)

    def _plain(self, character: str) -> None:
        """Show a visible character; what follows may attach to it, unless it is white space."""
        joined = self.joins and self.shown[-1] == ZERO_WIDTH_JOINER
        if not joined:
            self.joins = 0
        self.base = "" if character in " \n\t" else character
        self.marks = 0
        if character == _BLACK_FLAG and (flag := _TAGGED_FLAG.match(self.text, len(self.shown))):
            self.shown.extend(flag.group())
        else:
            self.shown.append(character)

    def _belongs(self, character: str, kind: Kind) -> bool:
        """Whether `character` has what it needs before it (and, if it joins emoji, after it)."""
        if not self.base:
            return False
        if kind is Kind.JOINER:
            return self._joins(character)
        if kind is Kind.SELECTOR:
            return self.shown[-1] == self.base
        if kind is Kind.MODIFIER:
            return is_pictograph(self.base) and self.shown[-1] == self.base
        if kind is Kind.TAG or (kind is Kind.JAMO and not is_hangul(self.base)):
            return False
        self.marks += 1
        return self.marks <= MARKS_AT_MOST

    def _joins(self, joiner: str) -> bool:
        if kind_of(self.shown[-1]) is Kind.JOINER:
            return False
        if joins_shapes(self.base):
            return True
        following = self.text[len(self.shown) + 1 : len(self.shown) + 2]
        if joiner != ZERO_WIDTH_JOINER or not following:
            return False
        if not (is_pictograph(self.base) and is_pictograph(following)):
            return False
        self.joins += 1
        return self.joins <= JOINS_AT_MOST and kind_of(following) is Kind.PLAIN


def clean(text: str, *, keep: str = "") -> str:
    """`text` made safe to send to a terminal, with the same number of code points.

    Control characters become their pictures, bidirectional overrides and stray invisible characters
    a stand-in of one cell, unassigned and private ones U+FFFD. Joiners, variation selectors and
    marks stay where they belong to a valid cluster. The characters of `keep` (say, a newline) are
    left alone.
    """
    if text.isascii() and text.isprintable():
        return text
    kinds = {_KINDS[character] for character in set(text) - set(keep)}
    if kinds <= {Kind.PLAIN}:
        return text
    if keep:
        parts = re.split(f"([{re.escape(keep)}]+)", text)
        return "".join(part if index % 2 else clean(part) for index, part in enumerate(parts))
    if kinds <= {Kind.PLAIN, Kind.SWAPPED}:
        swaps = {ord(character): _stand_in(character) for character in set(text)}
        return text.translate(swaps)
    return _Cleaner(text).run()


_ON_ONE_LINE = dict.fromkeys(map(ord, "\t\n\r"), " ")


def clean_line(text: str) -> str:
    """`text` cleaned for a label of one line: newlines and tabs become spaces."""
    return clean(text.translate(_ON_ONE_LINE))


def clean_typed(text: str) -> str:
    """`text` cleaned for a line that is being typed in: characters may lack a neighbour.

    A mark, a joiner or a selector that is alone now may have its neighbour after the next key. Too
    many marks are shown as stray; so are the tags that spell a region without its flag.
    """
    line = text.translate(_ON_ONE_LINE)
    if line.isascii() and line.isprintable():
        return line
    kinds = {character: _KINDS[character] for character in set(line)}
    swaps = {ord(c): _stand_in(c) for c, kind in kinds.items() if kind is Kind.SWAPPED}
    if _BLACK_FLAG not in kinds:
        swaps |= {ord(c): FORMAT_STAND_IN for c, kind in kinds.items() if kind is Kind.TAG}
    line = line.translate(swaps)
    if Kind.MARK not in kinds.values():
        return line
    shown: list[str] = []
    marks = 0
    for character in line:
        marks = marks + 1 if _KINDS[character] is Kind.MARK else 0
        shown.append(character if marks <= MARKS_AT_MOST else STRAY_STAND_IN)
    return "".join(shown)


def without_controls(text: str) -> str:
    """`text` for another program, without characters that could act as commands.

    Control characters are removed, except line ends and tabs, and so are those that change the
    direction of text, spell invisible words or split what looks like one word. Joiners and spaces
    stay.
    """
    if text.isascii() and text.isprintable():
        return text
    told = set(text)
    gone = "".join(c for c in told if c not in _CARRIED and _commands(c))
    if not gone and told.isdisjoint(_ENDS):
        return text
    return text.translate(str.maketrans("", "", gone) | _LINE_ENDS)


_ENDS = "\x0b\x0c\x85\u2028\u2029"
_LINE_ENDS: dict[int, int | None] = dict.fromkeys(map(ord, _ENDS), ord("\n"))
_CARRIED = frozenset("\n\t\u00ad\u200c\u200d")
"""Characters that are kept though Unicode counts them among controls and formats."""


def _commands(character: str) -> bool:
    """Whether `character` is an instruction rather than something visible."""
    category = unicodedata.category(character)
    if category == "Cf":
        return character not in _VISIBLE_FORMATS
    return category in {"Cc", "Cs"}
