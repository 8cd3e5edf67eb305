"""Detects the language of a text from its script and its commonest words.

Used where words of two articles are compared, which is meaningless across two languages.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

_LOOKED_AT = 20_000
"""Code points of a text that are examined."""

_LETTERS = 4_000
"""Letters of these by which the script is detected."""

_FEWEST_WORDS = 40
"""The fewest words by which a language is detected in Latin script."""

_SHARE = 0.12
"""The least share of a text's words that its language's commonest words must make up."""

_LEAD = 1.4
"""How many times they must outnumber any other language's; words that both list do not count."""

_SOME_KANA = 0.05

_SCRIPTS = {
    "CJK": "Chinese", "HANGUL": "Korean", "GREEK": "Greek", "HEBREW": "Hebrew", "THAI": "Thai",
    "GEORGIAN": "Georgian", "ARMENIAN": "Armenian", "ETHIOPIC": "an Ethiopic script",
    "ARABIC": "Arabic script", "CYRILLIC": "Cyrillic script", "DEVANAGARI": "Devanagari script",
    "BENGALI": "Bengali script", "TAMIL": "Tamil",
}  # fmt: skip
"""The language or script reported, by the first word of the Unicode names of a script's letters."""

_COMMON = {
    "English": "the of and to in that is was for on with as by it he said from at which have",
    "German": "der die und den das von mit ist nicht auch sich ein dem des eine als im auf dass",
    "French": "le la les des et est que dans une pour qui du en un sur pas par au ce il",
    "Spanish": "el la los las que del por con una para es se en de un su como más al lo",
    "Italian": "il che di della per una con del gli sono non la le un nel dei alla si ha è",
    "Portuguese": "o os que da do uma para com não dos em as um na no se por mais ao é",
    "Dutch": "het een van de dat niet zijn op voor met te en in is ook aan door bij die er",
    "Swedish": "och att det som på är för inte av en med den till har de om ett var i",
    "Danish or Norwegian": "og at det som på er af til ikke en med den for har de om av i et",
    "Polish": "w na się nie że do jest z i to o od przez po za jak są dla co",
    "Czech": "se na že je v a s z do o k by jsou ve i od pro ale za ještě",
    "Turkish": "ve bir bu için ile da de olarak olan çok daha gibi sonra kadar en ise ki",
    "Finnish": "ja on että se ei oli ovat mutta myös kun hän joka mukaan sen voi kuin",
    "Hungarian": "a az és hogy nem is egy volt meg de már csak el mint még ki van azt",
    "Romanian": "și în de la cu a din pe că o nu este care mai pentru au un ca fi",
    "Slovak": "sa že je v s z o k by sú ve i od ale nie ako podľa pre aj ktoré ktorá ktorý pri ich",
    "Slovene": "je in v se da so bi ki z s od o tudi kot še ali pri bil lahko ter",
    "Bosnian, Croatian or Serbian": "je i u na se da su za bi koji a iz ne po s od o kao što nije",
    "Catalan": "el la i que els les en de un una per del amb és al va com més dels es",
    "Galician": "o os que da do unha para non dos en as na se por máis ao coa é",
    "Afrikaans": "die van het nie in en is vir dat met hy sy te aan op ook deur sal hulle n",
    "Indonesian or Malay": "yang dan di untuk dengan itu ini dari pada tidak akan oleh ke",
}
"""The commonest words of languages in Latin script.

A word that is listed for one language and as common in a related one must be listed there too.
"""

_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """The language of a text, or its script where only that is detected; empty if neither is.

    Only the first 20,000 code points are examined.
    """
    return _told_by(text[:_LOOKED_AT])


@lru_cache(maxsize=64)
def _told_by(beginning: str) -> str:
    letters = [letter for letter in beginning if letter.isalpha()][:_LETTERS]
    scripts = Counter(unicodedata.name(letter, "").partition(" ")[0] for letter in letters)
    if not scripts:
        return ""
    kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
    if kana > _SOME_KANA * len(letters):
        return "Japanese"
    ((script, _),) = scripts.most_common(1)
    return _of_words(beginning) if script == "LATIN" else _SCRIPTS.get(script, "")


def _of_words(text: str) -> str:
    """The language of a text in Latin letters, by its commonest words; empty if uncertain."""
    words = Counter(word.casefold() for word in _WORD.findall(text))
    total = words.total()
    if total < _FEWEST_WORDS:
        return ""

    def count(common: frozenset[str]) -> int:
        return sum(words[word] for word in common)

    language = max(_WORDS, key=lambda name: count(_WORDS[name]))
    own = _WORDS[language]
    is_certain = count(own) >= _SHARE * total and all(
        count(own - other) > _LEAD * count(other - own)
        for name, other in _WORDS.items()
        if name != language
    )
    return language if is_certain else ""


def are_apart(one: str, other: str) -> bool:
    """Whether two texts are known to be in different languages."""
    first, second = language_of(one), language_of(other)
    return bool(first and second) and first != second
