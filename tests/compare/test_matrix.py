"""The matrix of tags and articles, outlets or events."""

from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.compare.matrix.cell import WORDS, Cell, Cells
from annotations.compare.matrix.columns import ACROSS
from annotations.compare.matrix.matrix import Filter, Matrices, Matrix, matrix
from annotations.compare.matrix.pile import Lot, Pile
from annotations.highlight import Highlight, excerpt
from annotations.study import Study
from annotations.study.state import State
from tests.compare.conftest import TEXTS, Desk
from tests.compare.drawing import drawn


def quotes(study: Study, cell: Cell) -> list[str]:
    return [study.highlights.get(id).quote for id in cell.highlights]


def counts(shown: Matrix) -> dict[str, list[int]]:
    return {row.name: [cell.count for cell in row.cells] for row in shown.rows}


class TestRows:
    def test_a_tag_counts_what_its_descendants_hold_and_each_highlight_once(
        self, coded: Desk
    ) -> None:
        assert counts(matrix(coded.state)) == {
            "frame": [2, 1, 1],
            "frame/end": [1, 1, 0],
            "frame/motive": [0, 1, 0],
            "actor": [2, 0, 0],
            "actor/embassy": [1, 0, 0],
        }

    def test_its_own_highlights_are_told_apart(self, coded: Desk) -> None:
        frame = matrix(coded.state).rows[0]
        assert [cell.count for cell in frame.own] == [1, 0, 1]
        assert quotes(coded.study, frame.own[0]) == ["embassy"]

    def test_children_stand_below_parents_in_study_order(self, desk: Desk) -> None:
        desk.mark("closing", "embassy", "b/two", "a", "b/one/deep", "b")
        rows = matrix(desk.state).rows
        assert [(row.name, row.depth) for row in rows] == [
            ("b", 0), ("b/two", 1), ("b/one", 1), ("b/one/deep", 2), ("a", 0),
        ]  # fmt: skip

    def test_a_part_of_names_that_is_no_tag_has_a_row_without_one(self, desk: Desk) -> None:
        desk.mark("closing", "embassy", "frame/end")
        frame, end = matrix(desk.state).rows
        assert (frame.name, frame.tag) == ("frame", None)
        assert desk.state.tags[end.tag or ""].name == "frame/end"
        assert frame.total.count == 1
        assert frame.own[0].count == 0

    def test_the_total_goes_over_all_columns(self, coded: Desk) -> None:
        frame = matrix(coded.state).rows[0]
        assert frame.total.count == 4
        assert frame.total.covered == sum(cell.covered for cell in frame.cells)

    def test_what_has_no_tag_and_everything_have_rows_of_their_own(self, coded: Desk) -> None:
        shown = matrix(coded.state)
        assert [cell.count for cell in shown.untagged.cells] == [0, 1, 0]
        assert [cell.count for cell in shown.all.cells] == [3, 2, 1]
        assert shown.all.total.count == 6


class TestCells:
    def test_highlights_come_by_their_place_and_the_first_lends_its_words(
        self, coded: Desk
    ) -> None:
        cell = matrix(coded.state).rows[0].cells[0]
        assert quotes(coded.study, cell) == ["The embassy closes", "embassy"]
        assert cell.words == "The embassy closes"

    def test_what_overlaps_is_covered_once(self, coded: Desk) -> None:
        cell = matrix(coded.state).rows[0].cells[0]
        assert cell.covered == len("The embassy closes")
        assert cell.share == pytest.approx(cell.covered / len(TEXTS["closing"]))

    def test_words_are_cut_on_one_line(self) -> None:
        assert excerpt("a\n b", WORDS) == "a b"
        assert len(excerpt("word " * 100, WORDS)) <= 80
        assert excerpt("word " * 100, WORDS).endswith("…")


class TestColumns:
    def test_articles_stand_in_the_order_they_are_chosen(self, coded: Desk) -> None:
        chosen = [coded.ids["harvest"], coded.ids["closing"]]
        shown = matrix(coded.state, chosen)
        assert [column.name for column in shown.columns] == ["On harvest", "On closing"]
        assert counts(shown)["frame"] == [1, 2]

    def test_outlets_gather_their_articles(self, coded: Desk) -> None:
        shown = matrix(coded.state, across="outlet")
        assert [(c.name, len(c.articles)) for c in shown.columns] == [("Ledger", 2), ("Courier", 1)]
        assert counts(shown)["frame"] == [3, 1]
        assert shown.columns[0].length == len(TEXTS["closing"]) + len(TEXTS["harvest"])

    def test_articles_of_no_event_share_the_last_column(self, coded: Desk) -> None:
        chosen = [coded.ids["harvest"], coded.ids["closing"]]
        shown = matrix(coded.state, chosen, across="event")
        assert [column.name for column in shown.columns] == ["closing", ""]

    def test_an_article_that_is_not_there_is_an_error(self, coded: Desk) -> None:
        with pytest.raises(KeyError):
            matrix(coded.state, ["nobody"])


class TestFilter:
    def test_coders(self, coded: Desk) -> None:
        shown = matrix(coded.state, only=Filter.of(coders=["bo"]))
        assert counts(shown)["frame"] == [0, 0, 1]
        assert shown.all.total.count == 2

    def test_tags_take_their_descendants_along_and_leave_the_others_out(self, coded: Desk) -> None:
        shown = matrix(coded.state, only=Filter.of(tags=["frame/end", "actor"]))
        assert counts(shown) == {
            "frame/end": [1, 1, 0], "actor": [2, 0, 0], "actor/embassy": [1, 0, 0],
        }  # fmt: skip
        assert [row.depth for row in shown.rows] == [0, 0, 1]
        assert shown.all.total.count == 4
        assert shown.untagged.total.count == 0

    def test_names_that_only_begin_alike_are_others(self, desk: Desk) -> None:
        desk.mark("closing", "embassy", "act", "actor")
        assert list(counts(matrix(desk.state, only=Filter.of(tags=["act"])))) == ["act"]


def test_a_study_without_highlights_has_empty_cells(desk: Desk) -> None:
    shown = matrix(desk.state)
    assert shown.rows == ()
    assert all(cell == Cell() for cell in shown.all.cells)


def test_what_was_reckoned_for_one_question_serves_the_next(coded: Desk) -> None:
    matrices = Matrices(coded.state)
    filters = [Filter(), Filter.of(coders=["bo"]), Filter.of(tags=["frame"])]
    for _ in range(2):
        for across in ACROSS:
            for only in filters:
                kept = matrices.of(across=across, only=only)
                assert kept == matrix(coded.state, across=across, only=only)
    few = list(coded.state.articles)[1:]
    assert matrices.of(few) == matrix(coded.state, few)


def test_what_holds_its_highlights_tells_them_as_they_were_whatever_is_edited(coded: Desk) -> None:
    expected = matrix(coded.state)
    told = [cell.highlights for row in (*expected.rows, expected.all) for cell in row.cells]
    matrices = Matrices(coded.state)
    shown = matrices.of()
    matrices.hold()
    coded.study.highlights.remove(list(coded.state.highlights))
    assert [c.highlights for row in (*shown.rows, shown.all) for c in row.cells] == told


def test_a_row_is_counted_without_its_cells_and_whose_it_is_without_its_highlights(
    coded: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(State, "kinds_of", lambda *_: pytest.fail("highlights were looked at"))
    monkeypatch.setattr(Cells, "__getitem__", None)
    shown = matrix(coded.state)
    assert shown.all.cells.counts == [3, 2, 1]
    assert shown.all.coders == {"ana", "bo"}


def test_no_slice_of_a_total_goes_through_more_than_one_article(
    coded: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    kinds_of = State.kinds_of

    def noted(state: State, article: str) -> object:
        asked.append(article)
        return kinds_of(state, article)

    monkeypatch.setattr(State, "kinds_of", noted)
    total = matrix(coded.state).all.total
    for nth, _ in enumerate(total.slices(), start=1):
        assert len(asked) <= nth
    assert total.is_told
    assert len(asked) == len(TEXTS)


TAGS = st.sampled_from(["a", "a/b", "a/b/c", "a/d", "e/f"])
MARKS = st.lists(
    st.tuples(st.integers(0, 59), st.integers(1, 30), st.lists(TAGS, unique=True, max_size=3)),
    max_size=12,
)


@settings(max_examples=60)
@given(marks=MARKS)
def test_the_matrix_agrees_with_counting_one_by_one(
    marks: list[tuple[int, int, list[str]]],
) -> None:
    study, article = drawn("x" * 60, marks)
    shown = matrix(study.state)
    for row in shown.rows:
        held = [
            h for h in study.state.highlights_of(article)
            if any(f"{name}/".startswith(f"{row.name}/") for name in study.codebook.names(h.tags))
        ]  # fmt: skip
        covered = {place for h in held for place in range(h.start, h.end)}
        (cell,) = row.cells
        assert cell.highlights == tuple(h.id for h in held)
        assert (cell.covered, cell.share) == (len(covered), len(covered) / 60)
        assert row.total == cell


def highlights_at(places: list[tuple[int, int]]) -> list[Highlight]:
    """Highlights of one article with these starts and lengths; ids are not in text order."""
    return [
        Highlight(
            id=f"h{n % 7}-{n}", article="a", start=start, end=start + length, quote="x" * length,
            prefix="", suffix="", tags=(), note="", coder="ana", created="", modified="",
        )
        for n, (start, length) in enumerate(places)
    ]  # fmt: skip


@given(
    places=st.lists(st.tuples(st.integers(0, 9), st.integers(1, 3)), min_size=1, max_size=40),
    parts=st.integers(1, 3),
)
def test_the_first_of_many_highlights_are_those_that_come_first_of_all(
    places: list[tuple[int, int]], parts: int
) -> None:
    held = highlights_at(places)
    lots = [Lot(part) for nth in range(parts) if (part := held[nth::parts])]
    pile = Pile(lots)
    expected = sorted(held, key=lambda h: (h.start, h.end, h.id))
    for few in range(1, len(held) + 1):
        assert list(islice(pile.in_order(), few)) == expected[:few]
        assert Pile(lots).at(few - 1) == expected[few - 1]
    assert list(pile.ids) == [h.id for h in expected]
    assert pile.covered == len({at for h in held for at in range(h.start, h.end)})


@given(
    places=st.lists(st.tuples(st.integers(0, 9), st.integers(1, 3)), min_size=1, max_size=40),
    parts=st.integers(1, 3),
    step=st.integers(1, 5),
)
def test_what_is_reckoned_some_at_a_time_is_what_is_reckoned_at_once(
    places: list[tuple[int, int]], parts: int, step: int
) -> None:
    """No slice processes more than STEP highlights."""
    held = highlights_at(places)
    shares = [part for nth in range(parts) if (part := held[nth::parts])]
    sliced, whole = (Pile([Lot(part) for part in shares]) for _ in range(2))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("annotations.compare.matrix.pile.STEP", step)
        slices = sum(1 for _ in sliced.slices())
    assert sliced.is_told
    assert not whole.is_told
    assert slices >= len(held) / step
    assert (sliced.ids, sliced.covered) == (whole.ids, whole.covered)
    assert list(sliced.slices()) == []
