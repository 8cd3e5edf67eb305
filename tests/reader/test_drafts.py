"""Edits in progress are included wherever the whole study is shown or written."""

from pathlib import Path

import pytest

from annotations.span import Span
from tests.gate import Gate
from tests.hands import shown

TEXTS = ("One two three.", "Seven eight nine.", "Red green blue.")


def marked(session) -> None:
    """Make three tags, and highlight the first two words of every article with one of them."""
    for tag in ("actor", "tone", "zeal"):
        session.study.codebook.add(tag)
    for article in session.study.articles:
        for start in (0, 4):
            session.study.highlights.make(article.id, Span(start, start + 3), tags=["tone"])


@pytest.mark.parametrize("key", ["C", "M"])
async def test_a_tag_that_is_being_deleted_is_not_shown_any_more(
    opened, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    async with opened(texts=TEXTS, size=(140, 40)) as session:
        marked(session)
        gate = Gate(monkeypatch)
        await session.press("C", "down", "d")
        assert "deleting tone…" in shown(session.app)
        await session.press("escape", key)
        assert "zeal" in shown(session.app)
        assert "tone  " not in shown(session.app)
        gate.opened.set()


@pytest.mark.parametrize("key", ["O", "o", "M"])
async def test_an_article_that_is_being_removed_is_not_shown_any_more(
    opened, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    async with opened(texts=TEXTS, size=(140, 40)) as session:
        marked(session)
        gate = Gate(monkeypatch)
        await session.press("O", "down", "d")
        assert "removing…" in shown(session.app)
        await session.press("escape", key)
        listed = shown(session.app).replace("removed Article 1", "")
        assert "Article 0" in listed
        assert "Article 1" not in listed
        gate.opened.set()
        await session.app.workers.wait_for_complete()
        await session.press("down", "right")
        assert session.app.is_running


async def test_an_export_has_what_was_asked_for_before_it(
    opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.json"
    async with opened(texts=TEXTS, size=(140, 40)) as session:
        marked(session)
        gate = Gate(monkeypatch)
        await session.press("C", "down", "d", "escape", "E")
        await session.type(str(out))
        await session.press("enter")
        gate.opened.set()
        await session.app.workers.wait_for_complete()
    assert '"zeal"' in out.read_text()
    assert '"tone"' not in out.read_text()


async def test_a_codebook_is_written_without_the_tag_that_is_being_deleted(
    opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "book.csv"
    async with opened(texts=TEXTS, size=(140, 40)) as session:
        marked(session)
        gate = Gate(monkeypatch)
        await session.press("C", "down", "d", "x")
        await session.type(str(out))
        await session.press("enter")
        gate.opened.set()
        await session.app.workers.wait_for_complete()
    assert "zeal" in out.read_text()
    assert "tone" not in out.read_text()


async def test_undo_in_the_text_takes_back_what_is_being_made_and_says_so(
    opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(texts=TEXTS, size=(140, 40)) as session:
        marked(session)
        gate = Gate(monkeypatch)
        await session.press("C", "down", "d", "escape", "u")
        assert "undid: delete the tag tone" in shown(session.app)
        gate.opened.set()
        await session.app.workers.wait_for_complete()
        assert session.study.codebook.named("tone") is not None
        await session.press("U")
        assert "redid: delete the tag tone" in shown(session.app)
        assert session.study.codebook.named("tone") is None
