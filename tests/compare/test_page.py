"""The comparison as an HTML page."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.compare.matrix.matrix import Filter, matrix
from annotations.formats.marked_text import stretches
from annotations.formats.markup import text
from annotations.formats.page import comparison_page
from annotations.ink import contrast, ink_on
from annotations.span import Span
from tests.compare.conftest import Desk
from tests.compare.drawing import drawn
from tests.linking import linked

VOID = {"meta", "br"}


class Reader(HTMLParser):
    """Parses a page as a browser does, and asserts that every element is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.paragraphs: list[str] = []
        self.marks: list[tuple[dict[str, str], str]] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        fields = {name: value or "" for name, value in attrs}
        self.tags.append((tag, fields))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "p":
            self.paragraphs.append("")
        if tag == "mark":
            self.marks.append((fields, ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "mark" in self.open:
            fields, shown = self.marks[-1]
            self.marks[-1] = (fields, shown + data)
        if "p" in self.open and self.open[-1] not in {"a", "small"}:
            self.paragraphs[-1] += data

    def values(self, name: str) -> list[str]:
        return [fields[name] for _, fields in self.tags if name in fields]


def read(desk: Desk, *articles: str, only: Filter = Filter()) -> Reader:  # noqa: B008
    chosen = [desk.ids[name] for name in articles] or None
    return Reader(page(desk, chosen, only))


def page(desk: Desk, chosen: list[str] | None = None, only: Filter = Filter()) -> str:  # noqa: B008
    return "".join(
        comparison_page(desk.state, matrix(desk.state, chosen, only=only), made="2021-10-18")
    )


def test_the_texts_stand_whole_side_by_side(coded: Desk) -> None:
    paragraphs = read(coded).paragraphs
    for article in coded.study.articles:
        assert article.text in paragraphs


def test_tags_are_told_by_name_where_a_highlight_ends(coded: Desk) -> None:
    assert '<small class="tags">actor/embassy, frame</small>' in page(coded)


def test_highlights_take_the_colour_of_their_first_tag_and_overlaps_a_line(coded: Desk) -> None:
    shown = [(fields.get("class"), quote) for fields, quote in read(coded, "closing").marks]
    number = {tag.name: f"t{n}" for n, tag in enumerate(coded.study.codebook)}
    assert (number["frame/end"], "The ") in shown
    assert (f"{number['actor/embassy']} overlap", "embassy") in shown
    assert (number["actor"], "The minister") in shown


def test_what_has_no_tag_is_marked_too(coded: Desk) -> None:
    (plain,) = [quote for fields, quote in read(coded).marks if "class" not in fields]
    assert plain == "Envoys go home"


def test_a_mark_names_its_tags_and_its_coder(coded: Desk) -> None:
    titles = [fields["title"] for fields, quote in read(coded).marks if quote == "The minister"]
    assert titles == ["actor (bo)"]


def test_every_way_leads_somewhere_and_links_lead_both_ways(coded: Desk) -> None:
    reader = read(coded)
    ids, ways = reader.values("id"), reader.values("href")
    assert len(set(ids)) == len(ids)
    assert {way.removeprefix("#") for way in ways} <= set(ids)
    link = next(iter(coded.study.links))
    for end in (link.source, link.target):
        assert ways.count(f"#h-{end}") >= 2


def test_a_way_says_which_way_its_link_goes(coded: Desk) -> None:
    titles = read(coded, "closing", "envoys", "harvest").values("title")
    assert titles.count("↔ same claim The embassy closes") == 1
    title = coded.study.articles.get(coded.ids["harvest"]).title
    assert f"→ absent from {title}" in titles
    assert "← The embassy will close absent from this" in titles


def test_links_to_what_is_not_shown_are_left_out(coded: Desk) -> None:
    reader = read(coded, "closing")
    assert not any("same claim" in title for title in reader.values("title"))
    assert {way.removeprefix("#") for way in reader.values("href")} <= set(reader.values("id"))


def test_a_filter_leaves_other_highlights_out(coded: Desk) -> None:
    marks = read(coded, only=Filter.of(coders=["bo"])).marks
    assert [quote for fields, quote in marks if "title" in fields] == ["The minister", "good"]


def test_notes_are_told_and_lead_to_their_passages(desk: Desk) -> None:
    noted = desk.mark("closing", "embassy", note="first line\nsecond <b>line</b>")
    shown = page(desk)
    assert "second &lt;b&gt;line&lt;/b&gt;" in shown
    assert f'id="n-{noted}"' in shown
    assert f'href="#n-{noted}"' in shown


def test_it_is_one_file_that_runs_and_fetches_nothing(coded: Desk) -> None:
    reader = read(coded)
    assert not {tag for tag, _ in reader.tags} & {"script", "link", "img", "iframe", "object"}
    assert all(way.startswith("#") for way in reader.values("href"))
    assert "default-src 'none'" in page(coded)
    assert not re.search(r"url\(|@import", page(coded))


def test_it_is_light_or_dark_as_the_reader_wishes(coded: Desk) -> None:
    assert "prefers-color-scheme: dark" in page(coded)


def test_what_a_study_holds_is_never_markup(new_desk: Callable[..., Desk]) -> None:
    hostile = "</p><script>alert(1)</script> \"' & \x1b[31m \u202e \x00 end."
    desk = new_desk({"closing": hostile, "envoys": "Plain."})
    highlight = desk.mark("closing", hostile, "<b>", '"><i>', note=hostile, coder="<u>&")
    desk.study.articles.set(desk.ids["closing"], title="<h1>", outlet="<h2>", byline="<h3>")
    other = desk.mark("envoys", "Plain")
    desk.study.coder = "ana"
    linked(desk.study, highlight, other, "<em>", note="<s>")
    reader = read(desk)
    names = {tag for tag, _ in reader.tags}
    assert not names & {"script", "b", "i", "u", "em", "s"}
    assert sum(tag == "h1" for tag, _ in reader.tags) == 1
    shown = page(desk)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown)
    assert "\u241b[31m" in shown


def test_only_an_address_is_a_way_out(desk: Desk) -> None:
    added = desk.study.articles.add(
        "Text.", title="T", source='https://news.example/a?b="c', media_type="text/html"
    )
    other = desk.study.articles.add(
        "Other text.", title="O", source="javascript:alert(1)", media_type="text/html"
    )
    shown = page(desk, [added.article.id, other.article.id])
    assert 'href="https://news.example/a?b=&quot;c"' in shown
    assert "javascript" not in shown


@given(st.integers(0, 0xFFFFFF))
def test_the_ink_on_any_colour_can_be_read(color: int) -> None:
    ground = f"#{color:06x}"
    assert contrast(ink_on(ground), ground) >= 4.5


@settings(max_examples=100)
@given(
    st.lists(st.tuples(st.integers(0, 29), st.integers(1, 20), st.just([])), max_size=8),
    st.sets(st.integers(0, 30), min_size=2),
)
def test_stretches_lie_end_to_end_each_under_the_same_highlights(
    marks: list[tuple[int, int, list[str]]], edges: set[int]
) -> None:
    study, article = drawn("x" * 30, marks)
    highlights = study.state.highlights_of(article)
    places = sorted(edges)
    # Every other interval between edges is a paragraph; those in between are gaps.
    paragraphs = [Span(*pair) for pair in zip(places[::2], places[1::2], strict=False)]
    for paragraph, found in zip(paragraphs, stretches(paragraphs, highlights), strict=True):
        shown = [place for s in found for place in range(s.span.start, s.span.end)]
        assert shown == list(range(paragraph.start, paragraph.end))
        for stretch in found:
            lengths = [h.end - h.start for h in stretch.under]
            assert lengths == sorted(lengths)
            for place in range(stretch.span.start, stretch.span.end):
                assert set(stretch.under) == {h for h in highlights if h.span.holds(place)}


def test_a_highlight_over_paragraphs_begins_once_and_ends_once(desk: Desk) -> None:
    text = "One two.\n\nThree four.\n\nFive six.\n"
    added = desk.study.articles.add(text, title="T", source="t.txt", media_type="text/plain")
    ids = [
        desk.study.highlights.make(added.article.id, Span(*span), tags=["tone"], note="so").id
        # Ends in the next paragraph; ends in the gap; begins in the gap; covers the whole text.
        for span in ((4, 15), (0, 9), (9, 15), (0, len(text)))
    ]
    shown = page(desk, [added.article.id])
    for highlight in ids:
        assert shown.count(f'id="h-{highlight}"') == 1
        assert shown.count(f'href="#n-{highlight}"') == 1


def test_of_lines_that_repeat_the_title_only_the_first_of_the_text_is_left_out(desk: Desk) -> None:
    shown = []
    for body in ("Peace\n\nNobody came.\n\nPeace\n\nThe end.\n", "It began so.\n\nPeace\n"):
        added = desk.study.articles.add(body, title="Peace", source=body, media_type="text/plain")
        _about, *paragraphs = Reader(page(desk, [added.article.id])).paragraphs
        shown.append(paragraphs)
    assert shown == [["Nobody came.", "Peace", "The end."], ["It began so.", "Peace"]]


def test_a_page_is_of_the_study_as_it_was(coded: Desk) -> None:
    whole = page(coded)
    coming = comparison_page(coded.state, matrix(coded.state), made="2021-10-18")
    first = next(coming)
    for article in list(coded.study.articles):
        coded.study.articles.remove(article.id)
    assert first + "".join(coming) == whole


def test_an_article_without_highlights_is_just_read(desk: Desk) -> None:
    reader = read(desk, "harvest")
    assert reader.marks == []
    assert "The melon harvest was good." in reader.paragraphs


def test_text_is_escaped_for_attributes_too() -> None:
    assert text("\"<&>'") == "&quot;&lt;&amp;&gt;&#x27;"
