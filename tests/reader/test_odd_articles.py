"""Unusual articles: whatever a text contains, it can be read, navigated and marked exactly."""

import unicodedata

import pytest
from rich.cells import cell_len
from textual.geometry import Region

from annotations.reading import read_file
from tests.hands import burst
from tests.inert.hostile import harmful

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
FLAGS = "\U0001f1fa\U0001f1e6\U0001f1eb\U0001f1f7"
ZALGO = "".join(
    letter + "".join(chr(0x300 + (turn * 7 + mark) % 80) for mark in range(20))
    for turn, letter in enumerate("Zalgo comes")
)
WRAPPED_LINE = "The embassy will stop its work, the minister said, and the office loses"
HOSTILE = (
    "Evil [/] title [@click=app.quit]\n\n"
    "\x1b[31mred\x1b[0m \x1b]52;c;ZXZpbA==\x07 \x1b]0;title\x1b\\ \x9b31m [sic] [/] "
    "[@click=app.quit]leave[/] [link=http://x.example]l[/link] \u202eback\u202c :smile: $text\n\n"
    "A second [sic] paragraph.\x1b]8;;http://x.example\x1b\\here\x1b]8;;\x1b\\"
)

TEXTS = {
    "emoji": f"Family day\n\n{f'He said {FAMILY} “yes” {FLAGS} ❤️ again. ' * 30}\n\nThe end.",
    "Chinese": "关系破裂\n\n"
    + "外交部长周一宣布,该国使团将从十一月一日起暂停工作。这一决定开启了新篇章。" * 20,
    "Japanese and Korean": "日本語の文章です。\n\n한국어 문장입니다. 대표부를 폐쇄했다.",
    "marks heaped on letters": f"A headline\n\n{ZALGO * 20}\n\ncafe\u0301 and re\u0301sume\u0301.",
    "right to left": "روسيا تغلق بعثتها\n\n"
    + "قال وزير الخارجية يوم الاثنين إن السفارة ستعلق عملها. " * 10
    + "\n\nעברית: זו פסקה. \u2066inside\u2069\n\nمی‌خواهم.",
    "one paragraph of 40,000 characters": "The fox, “tired”, did not jump. " * 1250,
    "one word": "Word",
    "one word of 5,000 characters": "x" * 5000,
    "nothing but furniture": "Skip to main content\nShare\nMenu\nPHOTO: a man\nAdvertisement",
    "hard-wrapped": "A headline\n\n" + "\n\n".join("\n".join([WRAPPED_LINE] * 6) for _ in range(5)),
    "tabs": "Head\twith\ttabs\n\n\tIndented\tparagraph. Second sentence\there.\n\n\ta\tb\tc",
    "spaces and breaks of all kinds": "Title\n\n"
    "A\u00a0b\u2009c\u3000d\u2028e\u2029f\u0085g\x0bh\x0ci.\n\n"
    "\ufeffbom\u200b\u00adsoft\u00adhyphen",
    "many empty lines": "One.\n\n\n\n\n\n\n\nTwo.\n" + "\n" * 60 + "Three.",
    "hostile escapes and markup": HOSTILE,
}


@pytest.fixture(params=TEXTS, ids=str)
def odd(request: pytest.FixtureRequest) -> str:
    """The text of an odd article."""
    return TEXTS[request.param]


def shown(session) -> list[str]:
    """The rows of text on the screen, as sent to the terminal."""
    view = session.reader.pane.view
    strips = view.render_lines(Region(0, 0, view.size.width, view.size.height))
    return [strip.text for strip in strips]


def truly_quoted(session) -> bool:
    """Whether every highlight quotes exactly the text at its span."""
    return all(
        highlight.quote
        == session.study.articles.get(highlight.article).text[
            highlight.span.start : highlight.span.end
        ]
        for highlight in session.study.highlights
    )


def clean(rows: list[str]) -> bool:
    """Whether rows contain nothing that a terminal would act on."""
    risky = {"\u2028", "\u2029"}
    return not any(
        unicodedata.category(character) == "Cc" or character in risky
        for row in rows
        for character in row
    )


async def test_every_motion_stays_in_the_text(opened, odd) -> None:
    async with opened((80, 24), texts=(odd,)) as session:
        pane = session.reader.pane
        for keys in ([*"jjlw)}e"], ["space", "space"], ["G"], [*"kkhb({"], ["pageup", "end"]):
            await burst(session.pilot, [*keys], pauses=2)
            assert 0 <= pane.selection.head <= len(odd)
            assert clean(shown(session))
        await burst(session.pilot, ["g"], pauses=2)
        assert pane.selection.head == 0


async def test_every_row_fits_its_pane_at_any_size(opened, odd) -> None:
    async with opened((120, 30), texts=(odd, odd)) as session:
        for width, height in [(120, 30), (64, 12), (30, 10), (200, 50)]:
            await session.pilot.resize_terminal(width, height)
            await session.pilot.pause()
            rows = shown(session)
            assert {cell_len(row) for row in rows} <= {session.reader.pane.view.size.width}


async def test_from_the_first_label_to_the_last_is_one_highlight(opened, odd) -> None:
    async with opened((80, 24), texts=(odd,)) as session:
        session.study.codebook.add("frame")
        await session.press("s")
        labels = sorted(session.reader.mode.labels.items(), key=lambda pair: pair[1].word.start)
        first, last = labels[0], labels[-1]
        await session.press(*first[0], *last[0], "1")
        assert session.quotes() == [odd[first[1].word.start : last[1].word.end]]


async def test_whatever_is_marked_is_quoted_as_it_stands(opened, odd) -> None:
    async with opened((80, 24), texts=(odd,)) as session:
        session.study.codebook.add("frame")
        await burst(session.pilot, ["1", "V", "enter", "escape"], pauses=2)
        await burst(session.pilot, ["G", "v", "k", "k", "h", "enter", "escape"], pauses=2)
        await burst(
            session.pilot,
            ["g", "x", "1", "escape", "shift+right", "shift+right", "1", "escape"],
            pauses=2,
        )
        assert len(session.study.highlights)
        assert truly_quoted(session)
        assert clean(shown(session))
        while len(session.study.highlights):
            await burst(session.pilot, ["u"], pauses=2)
        await burst(session.pilot, ["U", "]", "a", "n", "escape", "B", "O"], pauses=2)
        assert truly_quoted(session)


async def test_no_action_named_in_an_article_runs(opened) -> None:
    async with opened(texts=(HOSTILE,)) as session:
        await session.pilot.click(session.reader.pane.view, offset=(14, 2))
        await burst(session.pilot, ["V", "t", *"[sic]", "enter"], pauses=2)
        assert session.app.is_running
        assert session.study.codebook.named("[sic]")
        assert "[sic]" in session.inspector()
        assert any("[@click=app.quit]" in row for row in shown(session))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("utf16.txt", "\ufeffÜber alles\n\nDer Minister sagte nein.\n".encode("utf-16-le")),
        ("cp1252.txt", "“Quotes” – naïve\n\nThe minister’s café cost €100.\n".encode("cp1252") * 5),
        ("crlf.txt", b"A title\r\n\r\nLine one.\r\nLine two.\r\n"),
    ],
)
async def test_files_of_any_encoding_are_marked_alike(opened, tmp_path, name, content) -> None:
    (tmp_path / name).write_bytes(content)
    text = read_file(tmp_path / name).text
    async with opened((80, 24), texts=(text,)) as session:
        await burst(session.pilot, ["G", "V", "enter"], pauses=2)
        assert session.quotes() == [text.rstrip("\n").rsplit("\n", 1)[-1]]
        assert truly_quoted(session)


@pytest.mark.parametrize("key", ["f", "s"])
async def test_labels_do_not_take_a_flag_apart(opened, key: str) -> None:
    flag = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
    text = f"go {flag} flags {flag}x y{flag} end.\n" * 3
    async with opened(texts=(text,)) as session:
        await session.press(key)
        assert harmful("".join(shown(session)).replace(flag, "")) == []
