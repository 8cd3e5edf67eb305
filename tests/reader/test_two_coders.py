"""Two coders in one study: each keeps their own highlights, and keys act on one's own first."""

import pytest

from annotations.span import Span
from tests.linking import linked

TEXT = "Eight were expelled. Nobody said why. It was a Monday."
OTHER = "Ten lost their passes. It was a Monday."


def marked_by(session, coder: str, span: Span, article: int = 0):
    """A highlight made by the given coder."""
    study, me = session.study, session.study.coder
    study.coder = coder
    made = study.highlights.make(list(study.articles)[article].id, span)
    study.coder = me
    return made


async def test_edges_that_another_coder_set_are_not_moved(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        hers = marked_by(session, "bo", Span(0, 5))
        await session.press("r")
        assert "bo's" in session.footer()
        assert "mark the passage yourself" in session.footer()
        assert session.reader.mode is None
        await session.press("shift+right", "enter")
        assert session.study.highlights.get(hers.id) == hers


@pytest.mark.parametrize(("key", "typed"), [("e", "supports"), ("a", "not so")])
async def test_a_link_that_another_coder_made_stays_as_it_is(opened, key: str, typed: str) -> None:
    async with opened(texts=(TEXT, OTHER)) as session:
        ends = [marked_by(session, "bo", Span(0, 5), article) for article in (0, 1)]
        session.study.coder = "bo"
        made = linked(session.study, ends[0].id, ends[1].id, "contradicts")
        session.study.coder = "ana"
        await session.press("ctrl+b", "3", key)
        assert session.app.screen is session.reader
        assert "bo's" in session.footer()
        assert session.study.links.get(made.id) == made
        await session.press("d")
        assert session.footer() == "deleted bo's link; u undoes"


@pytest.mark.parametrize("first", ["ana", "bo"])
@pytest.mark.parametrize("keys", [("]",), ("G", "["), ("G", "g")])
async def test_of_a_passage_that_two_marked_keys_are_aimed_at_ones_own(
    opened, monkeypatch: pytest.MonkeyPatch, first: str, keys: tuple[str, ...]
) -> None:
    async with opened(texts=(TEXT,)) as session:
        numbers = iter(["1", "2"])
        session.study.make_id = lambda: f"00000000-0000-4000-8000-00000000000{next(numbers)}"
        for coder in (first, "bo" if first == "ana" else "ana"):
            # `g` goes to the start of the text; the other keys go to a highlight further on.
            marked_by(session, coder, Span(0, 5) if keys[-1] == "g" else Span(6, 10))
        await session.press(*keys, "d")
        assert [highlight.coder for highlight in session.study.highlights] == ["bo"]


async def test_what_only_another_coder_marked_is_gone_to_and_what_both_did_once(opened) -> None:
    async with opened(texts=(TEXT,)) as session:
        for coder, span in (
            ("bo", Span(6, 10)),
            ("ana", Span(6, 10)),
            ("cy", Span(6, 10)),
            ("bo", Span(11, 19)),
            ("cy", Span(11, 19)),
            ("ana", Span(21, 27)),
        ):
            marked_by(session, coder, span)

        async def go(key: str) -> tuple[str, int]:
            await session.press(key)
            at = session.reader.memory.visited(session.reader.pane, session.study)
            return at.coder, at.start

        forth = [await go("]") for _ in range(4)]
        assert (forth[0], forth[3]) == (("ana", 6), ("ana", 21))
        assert set(forth[1:3]) == {("bo", 11), ("cy", 11)}
        assert [await go("[") for _ in range(3)] == forth[2::-1]
