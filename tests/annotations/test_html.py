"""A saved web page becomes the article it contains, in any encoding, and nothing is printed."""

import re

import pytest

from annotations.errors import UnreadableSource
from annotations.reading import Source, html, read_bytes

PAGE = """<!doctype html><html><head>%s<title>Mission closes | The Ledger</title>
<meta property="og:site_name" content="The Ledger">
<meta name="author" content="Zoë Ferreira">
<meta property="article:published_time" content="2021-10-19T08:00:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>The mission closes its doors</h1>
<p>The embassy to the alliance will stop work in November, the minister said, and the office
in the capital loses its accreditation within the month. “It’s over,” he added – with a shrug.</p>
<h2>What comes next</h2>
<p>Nobody in the alliance’s café expects a quick return to talks, said two diplomats who asked not
to be named because they were not allowed to speak &amp; feared for their posts.</p>
<table><tr><td>A cell of a table</td></tr></table></article>
<div class="comments"><p>A comment by somebody who is angry about it all.</p></div>
<footer>© 2021 The Ledger</footer></body></html>"""


def page(charset: str | None = None, encoding: str = "utf-8") -> Source:
    meta = f'<meta charset="{charset}">' if charset else ""
    return read_bytes((PAGE % meta).encode(encoding), "page.html")


def test_a_page_gives_its_article_and_what_it_says_of_itself() -> None:
    source = page("utf-8")
    assert source.title == "The mission closes its doors"
    assert source.media_type == "text/html"
    assert (source.outlet, source.byline, source.published) == (
        "The Ledger",
        "Zoë Ferreira",
        "2021-10-19",
    )


@pytest.mark.parametrize(
    ("written", "byline"),
    [
        ("P. Quist", "P. Quist"),
        ("By J.R.R. Tolkien", "J.R.R. Tolkien"),
        ("Dr. J. R. O&#39;Neil-Smith, Ph.D. and MARY mcdonald",
         "Dr. J. R. O'Neil-Smith, Ph.D., MARY mcdonald"),
        ("St. John Coe Jr.; A. B. Quist", "St. John Coe Jr., A. B. Quist"),
        ("zoë ferreira", "Zoë Ferreira"),
    ],
)  # fmt: skip
def test_the_byline_keeps_the_full_stops_of_names(written: str, byline: str) -> None:
    data = (PAGE % "").replace("Zoë Ferreira", written)
    assert read_bytes(data.encode(), "p.html").byline == byline


def test_a_full_stop_that_ends_a_sentence_is_none_of_a_name() -> None:
    about = '<meta name="description" content="Told by Wei Li. Ministers met.">'
    page = (PAGE % "").replace("Zoë Ferreira", "Wei Li").replace("<head>", f"<head>{about}")
    assert about in page
    assert read_bytes(page.encode(), "p.html").byline == "Wei Li"


def test_full_stops_of_names_are_found_in_data_for_machines_and_in_the_text() -> None:
    nameless = (PAGE % "").replace('<meta name="author" content="Zoë Ferreira">', "%s")
    person = '{"@type": "Person", "name": "A. B. Co\\u00e9"}'
    about = f'"@context": "https://schema.org", "@type": "NewsArticle", "author": [{person}]'
    machine = nameless.replace("%s", f'<script type="application/ld+json">{{{about}}}</script>')
    assert read_bytes(machine.encode(), "p.html").byline == "A. B. Coé"
    line = '</h1><p class="byline">By <a rel="author" href="/q">P. Quist</a></p>'
    told = nameless.replace("%s", "").replace("</h1>", line)
    assert read_bytes(told.encode(), "p.html").byline == "P. Quist"


def test_paragraphs_are_parted_by_blank_lines_and_headings_stand_alone() -> None:
    paragraphs = page("utf-8").text.split("\n\n")
    assert [line[:16] for line in paragraphs] == [
        "The mission clos",
        "The embassy to t",
        "What comes next",
        "Nobody in the al",
    ]
    assert "“It’s over,” he added – with a shrug." in paragraphs[1]
    assert "speak & feared" in paragraphs[3]
    assert "\n" not in "".join(paragraphs)


def test_navigation_comments_and_tables_stay_out() -> None:
    text = page("utf-8").text
    assert not re.search("World|angry|cell of|©", text)


def test_a_headline_outside_the_article_becomes_its_first_paragraph() -> None:
    data = (PAGE % "").replace("<article><h1>", "<h1>").replace("</h1>", "</h1><article>")
    assert read_bytes(data.encode(), "p.html").text.startswith("The mission closes its doors\n\n")


NO_ENCODINGS = (
    "hex", "zip", "bz2", "base64", "uu", "quopri", "rot13", "undefined", "unicode_escape",
    "raw_unicode_escape", "idna", "punycode", "utf-7", "mbcs",
)  # fmt: skip
"""Names that Python accepts as codecs but that no page is encoded in."""


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        (None, "utf-8"),
        ("iso-8859-1", "utf-8"),
        ("utf-8", "cp1252"),
        (None, "cp1252"),
        ("iso-8859-1", "cp1252"),
        ("windows-1252", "cp1252"),
        (None, "utf-16"),
        (None, "utf-8-sig"),
        ("no-such-thing", "utf-8"),
        *((charset, "utf-8") for charset in NO_ENCODINGS),
        *((charset, "cp1252") for charset in NO_ENCODINGS),
    ],
)
def test_the_encoding_is_found_even_where_the_page_misstates_it(
    charset: str | None, encoding: str
) -> None:
    assert page(charset, encoding).text == page("utf-8").text


def test_a_declared_legacy_encoding_is_followed() -> None:
    text = "Россия закрывает своё представительство, сообщил министр иностранных дел в понедельник."
    data = f"<html><head><meta charset=windows-1251></head><body><p>{text}</p></body></html>"
    assert read_bytes(data.encode("cp1251"), "p.html").text.endswith(text)


def test_a_page_that_says_it_is_escaped_is_read_as_it_stands() -> None:
    text = (
        "The minister said that the path was C:\\new\\table, and that nobody would ever go there."
    )
    data = f"<html><head><meta charset=unicode_escape></head><body><p>{text}</p></body></html>"
    assert read_bytes(data.encode(), "p.html").text.endswith(text)


def test_a_declaration_of_xml_does_not_stand_in_the_way() -> None:
    data = '<?xml version="1.0" encoding="iso-8859-1"?>\n' + PAGE % ""
    assert read_bytes(data.encode("cp1252"), "p.xhtml").text == page().text


@pytest.mark.parametrize(
    "data",
    [
        b"<html></html>",
        b"<!doctype html>",
        b"<html><body><nav><a href=/>Home</a> <a href=/b>News</a></nav></body></html>",
        b"<html><body><p>Please sign in.</p><p>Forgot your password?</p></body></html>",
        b"<html><body>" + b"<div>" * 50_000 + b"words</body></html>",
    ],
)
def test_a_page_with_no_article_is_refused_in_a_sentence(
    data: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UnreadableSource, match=r"^front\.html is a page with no article in it"):
        read_bytes(data, "front.html")
    assert capfd.readouterr() == ("", "")


def test_a_page_too_large_is_refused_and_the_limit_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "_LIMIT", 1024 * 1024)
    with pytest.raises(UnreadableSource, match="more than 1 MB"):
        read_bytes(b"<html>" + b" " * 1024 * 1024, "front.html")


def test_a_page_nested_beyond_reason_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import trafilatura

    def overflow(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(trafilatura, "bare_extraction", overflow)
    with pytest.raises(UnreadableSource, match="nested too deeply"):
        page()


def test_a_short_article_keeps_its_paragraphs_and_none_of_what_stands_around() -> None:
    short = (
        "<html><head><title>Ferry stops</title></head><body><nav><a href='/'>Home</a></nav>"
        "<article><h1>Ferry stops</h1><p>The ferry will not sail on Monday.</p>"
        "<p>Nobody asked the islanders.</p><blockquote>We wait.</blockquote></article>"
        "<footer>All rights reserved</footer></body></html>"
    )
    assert read_bytes(short.encode(), "p.html").text.split("\n\n") == [
        "Ferry stops",
        "The ferry will not sail on Monday.",
        "Nobody asked the islanders.",
        "We wait.",
    ]


def test_no_sentence_is_lost_for_tidier_paragraphs() -> None:
    short = (
        "<html><head><title>Ferry stops</title></head><body><div class='lead'>The ferry to the "
        "island is to stop in May, said the company.</div><main><p>The ferry will not sail on "
        "Monday, nor on any other day of that week.</p></main></body></html>"
    )
    text = read_bytes(short.encode(), "p.html").text
    assert "is to stop in May" in text
    assert "will not sail on Monday" in text


SCRIPTS = {
    "Hindi": (
        "बाँध टूटा",
        "शहर के लोगों ने कहा कि बाँध रात में टूट गया और सभी लोग बाहर निकल आए। यह पहली बार हुआ है।",
    ),
    "Urdu": (
        "بند ٹوٹ گیا",
        "شہر کے لوگوں نے کہا کہ بند رات کو ٹوٹ گیا اور تمام لوگ باہر نکل آئے۔ یہ پہلی بار ہوا ہے۔",
    ),
    "Arabic": (
        "السد يتصدع",
        "قال سكان المدينة إن السد تصدع ليلا وإن جميع سكان المنطقة خرجوا، فهل حدث هذا من قبل؟",
    ),
    "Armenian": (
        "Ամբարտակը ճաքեց",
        "Քաղաքի բնակիչներն ասացին, որ ամբարտակը գիշերը ճաքել է, և բոլորը դուրս են եկել։",
    ),
    "Amharic": (
        "ግድቡ ተሰነጠቀ",
        "የከተማው ነዋሪዎች ግድቡ በሌሊት እንደተሰነጠቀና ሁሉም ወደ ውጭ እንደወጡ ተናገሩ። ይህ የመጀመሪያው ነው።",
    ),
    "Burmese": (
        "ဆည်ကျိုး ပြီ",
        "မြို့သူမြို့သားများက ဆည်သည် ညအချိန်တွင် ကျိုးပေါက်ခဲ့သည်ဟု ပြောကြားခဲ့ကြသည်။ ပထမဆုံးအကြိမ် ဖြစ်သည်။",
    ),
    "Thai": (
        "เขื่อนแตกกลางดึก",
        "ชาวเมืองกล่าวว่าเขื่อนแตกในเวลากลางคืน และทุกคนในพื้นที่ออกมาข้างนอก เป็นครั้งแรกที่เกิดเหตุเช่นนี้",
    ),
}  # fmt: skip


@pytest.mark.parametrize("script", SCRIPTS)
def test_an_article_is_found_however_its_script_ends_a_sentence(script: str) -> None:
    headline, told = SCRIPTS[script]
    found = f"<html><body><article><h1>{headline}</h1><p>{told}</p></article></body></html>"
    source = read_bytes(found.encode(), "page.html")
    assert (source.title, source.text) == (headline, f"{headline}\n\n{told}")


def test_a_menu_in_a_script_without_stops_is_no_article() -> None:
    menu = "".join(f"<li>{entry}</li>" for entry in ["ข่าวเด่นวันนี้", "กีฬา", "บันเทิง", "เศรษฐกิจ"] * 9)
    with pytest.raises(UnreadableSource, match="no article"):
        read_bytes(f"<html><body><ul>{menu}</ul></body></html>".encode(), "page.html")


FAMILY = "👩‍👩‍👧"
PERSIAN = "مردم شهر می‌گویند که سد شکسته است و آن‌ها خانه‌های خود را ترک کرده‌اند، حتی شب هم."


@pytest.mark.parametrize("written", ["‌", "&zwnj;", "&#8204;", "&#x200C;"])
def test_words_keep_the_joiners_that_they_are_spelt_with(written: str) -> None:
    told = f"{PERSIAN} {FAMILY}."
    body = f"<h1>سد می‌شکند</h1><p>{told}</p>".replace("‌", written)
    found = f'<html><head><meta name="author" content="علی‌رضا کریمی"></head><body><article>{body}'
    source = read_bytes(found.encode(), "page.html")
    assert source.text == f"سد می‌شکند\n\n{told}"
    assert (source.title, source.byline) == ("سد می‌شکند", "علی‌رضا کریمی")


def test_emoji_keep_the_joiners_that_a_page_writes_as_references() -> None:
    body = PERSIAN + FAMILY.replace("\u200d", "&zwj;") + FAMILY.replace("\u200d", "&#8205;") + "."
    found = f"<html><body><article><h1>سد</h1><p>{body}</p></article></body></html>"
    assert read_bytes(found.encode(), "page.html").text.endswith(f"{FAMILY}{FAMILY}.")


def test_what_stands_in_for_a_joiner_is_no_letter_of_the_page() -> None:
    body = f"<h1>Linear A</h1><p>The sign \U00010600 stands beside {FAMILY} in {PERSIAN}</p>"
    source = read_bytes(f"<html><body><article>{body}</article>".encode(), "page.html")
    assert f"The sign \U00010600 stands beside {FAMILY} in {PERSIAN}" in source.text
