"""Which paragraphs of a web article are furniture: captions, credits, navigation and the like.

Rules over one paragraph and its neighbours, no model. When in doubt, a paragraph belongs to the
article; furniture is only recognised here, not removed.
"""

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache

from annotations.stops import CLOSING, PAUSES, STOPS

REACH = 5
"""How many paragraphs before and after are looked at."""

LONGEST = 1_000
"""The code points of the longest paragraph that can be furniture."""

# Whole lines in lower case, separated by bars: English, German, French, Spanish, Italian,
# Portuguese, Russian.
_NAVIGATION = frozenset(
    re.split(
        r"\s*[|\n]\s*",
        """skip to main content|skip to content|skip to navigation|skip navigation
        jump to content|menu|home|search|close|open menu|main menu|log in|login|sign in
        sign up|register|my account|subscribe|subscribe now|share|share this
        share this article|share this story|share on facebook|share on twitter|tweet|email
        print|print this article|copy link|save|save article|comments|leave a comment
        view comments|follow us|follow us on twitter|advertisement|advertising
        sponsored content|story continues below|story continues below advertisement
        article continues below|article continues after advertisement|most read|most popular
        trending|more on this story|more on this topic|read more|related|related articles
        related stories|related topics|you may also like|recommended|back to top|next article
        previous article|listen to this article|getty images|file photo|zum inhalt springen
        zum hauptinhalt springen|menü|startseite|anmelden|abonnieren|anzeige|werbung|teilen
        mehr zum thema|lesen sie auch|weiterlesen|aller au contenu|aller au contenu principal
        accueil|s'abonner|se connecter|publicité|partager|lire aussi|à lire aussi
        lire la suite|saltar al contenido|ir al contenido|inicio|suscríbete|iniciar sesión
        publicidad|compartir|leer más|lea también|te puede interesar|vai al contenuto|abbonati
        accedi|pubblicità|condividi|leggi anche|pular para o conteúdo|ir para o conteúdo
        assine|publicidade|compartilhar|leia mais|leia também|перейти к содержанию|главная
        реклама|поделиться|читайте также""",
    )
)


class Sign:
    """A regular expression, compiled lazily: few articles have all these signs.

    Every match contains one of `words`, in lower case; most paragraphs contain none, and are not
    searched.
    """

    def __init__(self, pattern: str, flags: re.RegexFlag, *words: str) -> None:
        self._source, self._flags, self._words = pattern, flags, words

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled expression."""
        return re.compile(self._source, self._flags)

    def begins(self, line: str) -> bool:
        """Whether `line` begins with a match."""
        return self._may_be_in(line) and self.pattern.match(line) is not None

    def is_in(self, line: str) -> bool:
        """Whether `line` contains a match."""
        return self._may_be_in(line) and self.pattern.search(line) is not None

    def _may_be_in(self, line: str) -> bool:
        folded = _folded(line)
        return any(word in folded for word in self._words)


_folded = lru_cache(maxsize=2 * REACH)(str.casefold)
_EXACTLY, _ANY_CASE = re.NOFLAG, re.IGNORECASE
_POINTER = Sign(
    # A label with a colon, then what it points to; or the words of a button and little more.
    r"(?:read (?:more|also|next)|see also|related|more|watch|listen|in pictures|explained|opinion"
    r"|recommended|don[’']t miss|lesen sie auch|mehr zum thema|lire aussi|à lire aussi|leer más"
    r"|lea también|leggi anche|leia (?:mais|também)|читайте также)\s*[:|»>→]\s*\S.*$",
    _ANY_CASE,
    *":|»>→",
)
_GENRE = Sign(
    # A label that says what kind of article this is; inside an article it points to another one.
    r"(?:watch|listen|in pictures|explained|opinion)\s*[:|»>→]",
    _ANY_CASE,
    *":|»>→",
)
_AGENCY = (
    r"(?:AFP|AP|REUTERS|Reuters|EPA(?:-EFE)?|EFE|dpa|DPA|ANSA|TASS|Xinhua|Getty(?: Images)?"
    r"|Shutterstock|Alamy|iStock|Bloomberg|Associated Press|Keystone|Magnum|Unsplash|NurPhoto"
    r"|Anadolu)"
)
_CAPITALS = r"[^\W\d_a-zà-öø-ÿ]"
_PHOTOS = (
    "photo", "picture", "image", "foto", "imagen", "bild", "immagine", "imagem", "zdjęcie", "фото"
)  # fmt: skip
_PHOTO = rf"(?:photograph|{'|'.join(_PHOTOS)})"
_PHOTO_FIRST = Sign(
    rf"[(\[]?{_PHOTO}s?(?:\s+(?:credit|by|courtesy of|de|von|di|par)[\s:]+(?-i:{_CAPITALS})"
    r"|\s*[:/©|]\s*\S)",
    _ANY_CASE,
    *_PHOTOS,
)
_AGENCY_FIRST = Sign(
    # AFP/Ana Ferreira ...; or any source in capitals, a slash, a name, a dash, the caption.
    rf"{_AGENCY}\s*/\s*\S|{_CAPITALS}{{2,}}/[\w.'’ -]{{2,80}}?\s[-–—]\s",
    _EXACTLY,
    "/",
)
_NAME_LAST = Sign(
    # ... on Monday.ANA FERREIRA/North Press: a name in capitals, a slash and no final stop.
    rf"(?:^|[\s.)\]]){_CAPITALS}{{2,}}(?:[ .'’-]+{_CAPITALS}+)+(?:/[\w.&'’ -]{{2,40}})+$",
    _EXACTLY,
    "/",
)
_AGENCY_LAST = Sign(
    rf"[/|©]\s*{_AGENCY}[)\]]?\.?$|\b(?:Getty Images|Shutterstock|Alamy|iStock)[)\]]?$"
    rf"|[(\[][^()\[\]]*\b{_AGENCY}\s+(?:[Pp]hoto|[Ff]ile)[^()\[\]]*[)\]]\.?$",
    _EXACTLY,
    *("/", "|", "©", "(", "[", "getty images", "shutterstock", "alamy", "istock"),
)
_PHOTO_LAST = Sign(
    rf"[(\[]{_PHOTO}s?(?:\s+(?:by|credit|courtesy)\b|\s*[:/])[^()\[\]]*[)\]]\.?$",
    _ANY_CASE,
    *_PHOTOS,
)
_COPYRIGHT = Sign(
    r"(?:©|\(c\)\s|copyright\s+(?:©|\(c\)|\d{4}))", _ANY_CASE, "©", "(c)", "copyright"
)
_RIGHTS = Sign(r"\ball rights reserved\.?$", _ANY_CASE, "all rights reserved")
_SIGN_UP = Sign(
    r"\b(?:sign up|subscribe|register)\b(?: \w+){0,6} (?:today|now|here|newsletters?|inbox|free)\b"
    r"|^(?:sign up|subscribe) (?:for|to) (?:our|the)\b"
    r"|\b(?:sign up|subscribe) (?:today|now|here)\b",
    _ANY_CASE,
    *("sign up", "subscribe", "register"),
)
_LETTER = Sign(
    r"\b(?:newsletters?|inbox|daily briefing|podcast|email alerts?)\b",
    _ANY_CASE,
    *("newsletter", "inbox", "daily briefing", "podcast", "email alert"),
)
_ENDING = tuple(STOPS)
_PARTING = tuple(STOPS + PAUSES)
_QUOTED = ('"', "'", "“", "‘", "«", "„", "-", "–", "—", "•", "*", "#")


def is_furniture(paragraph: str, before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether `paragraph` is furniture, given its neighbours, the nearest first on either side.

    Furniture is
    - navigation: a line that is nothing but the words of a button or a menu, or a label such as
      "Read more:" with what it points to ("Opinion:" at the very beginning makes a headline);
    - a caption or credit: a line that begins or ends as those do, and the short name that stands
      directly before a caption that repeats it;
    - a copyright line;
    - a newsletter's sign-up, among the last paragraphs;
    - bare related links: up to four lines in a row that read like headlines of eight words or
      more, without a final stop, between two paragraphs of prose (a section heading may stand
      before the second).
    """
    line = " ".join(paragraph.split())
    if not line or len(paragraph) > LONGEST:
        return False
    return (
        (_is_navigation(line) and not (_is_genre(line) and not before))
        or _is_caption(line)
        or _labels_caption(line, after)
        or _is_sign_up(line, after)
        or _is_related_link(line, before, after)
    )


def depends_on_place(paragraph: str) -> bool:
    """Whether the neighbours of `paragraph` may affect whether it is furniture."""
    line = " ".join(paragraph.split())
    if not line or len(paragraph) > LONGEST:
        return False
    return any(kind(line) for kind in (_is_label, _is_invitation, _is_headline, _is_genre))


def _is_navigation(line: str) -> bool:
    if line.casefold().rstrip(" .:…»>→|").replace("’", "'") in _NAVIGATION:
        return True
    return len(line) <= 200 and _POINTER.begins(line) and _stops(line) <= 1


def _is_genre(line: str) -> bool:
    return _GENRE.begins(line)


def _is_caption(line: str) -> bool:
    """A line that begins with a credit, or a line of at most three sentences that ends with one."""
    if _COPYRIGHT.begins(line) or (len(line) <= 300 and _RIGHTS.is_in(line)):
        return True
    return _has_credit(line) and _stops(line) <= 3


def _has_credit(line: str) -> bool:
    return any(sign.begins(line) for sign in (_PHOTO_FIRST, _AGENCY_FIRST)) or any(
        sign.is_in(line) for sign in (_AGENCY_LAST, _NAME_LAST, _PHOTO_LAST)
    )


def _labels_caption(line: str, after: Sequence[str]) -> bool:
    """A name directly before a caption that holds its last word."""
    if not after or not _is_label(line):
        return False
    caption = " ".join(after[0].split())
    return _is_caption(caption) and line.split()[-1].casefold() in caption.casefold()


def _is_label(line: str) -> bool:
    """At most five words, the first with a capital, and no sentence."""
    return len(line.split()) <= 5 and line[0].isupper() and not _ends_sentence(line)


def _is_sign_up(line: str, after: Sequence[str]) -> bool:
    """An invitation to a newsletter, with at most two paragraphs after it."""
    return len(after) <= 2 and _is_invitation(line)


def _is_invitation(line: str) -> bool:
    if len(line) > 400 or not _SIGN_UP.is_in(line):
        return False
    return _stops(line) <= 4 and (_LETTER.is_in(line) or len(line) <= 80)


def _is_related_link(line: str, before: Sequence[str], after: Sequence[str]) -> bool:
    """One of up to four headlines in a row that stand between two paragraphs of prose."""
    if not _is_headline(line):
        return False
    above = [_is_headline(other) for other in before]
    below = [_is_headline(other) for other in after]
    over = above.index(False) if False in above else REACH
    under = below.index(False) if False in below else REACH
    if over + under + 1 > 4 or over >= len(before) or not _is_prose(before[over]):
        return False
    rest = after[under:]
    if len(rest) > 1 and _is_section_heading(rest[0]):
        rest = rest[1:]
    return bool(rest) and _is_prose(rest[0])


def _is_headline(line: str) -> bool:
    words = line.split()
    if not 8 <= len(words) <= 25 or len(line) > 160 or _ends_sentence(line):
        return False
    # A stop inside would make it two sentences, a mark in front a quotation or an item of a list.
    if line.startswith(_QUOTED) or _stops(line):
        return False
    return line[0].isupper() or line[0].isdigit()


def _is_section_heading(line: str) -> bool:
    return len(line.split()) < 8 and not _ends_sentence(line)


def _is_prose(paragraph: str) -> bool:
    line = paragraph.rstrip()
    return len(line) >= 120 and _stops(line[-4:]) > 0 and not _is_caption(line)


def _ends_sentence(line: str) -> bool:
    """Whether a stop, colon, semicolon or comma ends `line`, closing quotes and brackets aside."""
    return line.rstrip(CLOSING).endswith(_PARTING)


def _stops(line: str) -> int:
    """How many words of `line` end in a stop, ignoring closing quotes and brackets."""
    return sum(word.rstrip(CLOSING).endswith(_ENDING) for word in line.split())
