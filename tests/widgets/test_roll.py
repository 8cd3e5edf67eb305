"""A long list's state: where the cursor may be, and which entries are in view."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tui.widgets.lists.roll import Heading, Item, Roll


def heights(item: Item) -> int:
    return 1 if isinstance(item, Heading) else 1 + int(item) % 3


def roll_of(*items: Item, room: int = 6) -> Roll:
    roll = Roll(heights)
    roll.room = room
    roll.take(items)
    return roll


def in_view(roll: Roll) -> list[Item]:
    return [roll.items[index] for index, line in roll.view() if line == 0]


plan = st.lists(st.booleans(), min_size=1, max_size=40).map(
    lambda kinds: [Heading(n) if kind else str(n) for n, kind in enumerate(kinds)]
)
moves = st.lists(
    st.one_of(
        st.tuples(st.just("step"), st.sampled_from([1, -1])),
        st.tuples(st.just("page"), st.sampled_from([1, -1])),
        st.tuples(st.just("scroll"), st.sampled_from([3, -3])),
        st.tuples(st.just("roll"), st.sampled_from([3, -3])),
        st.tuples(st.just("edge"), st.sampled_from([0, 1])),
    ),
    max_size=12,
)


def move(roll: Roll, kind: str, by: int) -> None:
    match kind:
        case "step":
            roll.go(roll.cursor + by, by)
        case "page":
            roll.page(by)
        case "scroll":
            roll.scroll(by)
        case "roll":
            roll.roll(by)
        case _:
            roll.edge(last=bool(by))


@settings(max_examples=150)
@given(plan, st.integers(3, 9), moves)
def test_whatever_is_pressed_the_cursor_is_on_an_entry_wholly_in_view(
    items: list[Item], room: int, pressed: list[tuple[str, int]]
) -> None:
    roll = roll_of(*items, room=room)
    for kind, by in pressed:
        move(roll, kind, by)
        assert len(roll.view()) <= room
        if all(isinstance(item, Heading) for item in items):
            assert roll.item is None
        else:
            assert roll.item is not None
            assert not isinstance(roll.item, Heading)
            assert [index for index, _ in roll.view()].count(roll.cursor) == heights(roll.item)


@given(plan, st.integers(3, 9))
def test_stepping_down_visits_every_entry_in_order(items: list[Item], room: int) -> None:
    roll = roll_of(*items, room=room)
    visited = []
    while roll.item is not None and roll.item not in visited:
        visited.append(roll.item)
        roll.go(roll.cursor + 1, 1)
    assert visited == [item for item in items if not isinstance(item, Heading)]


def test_going_up_to_the_first_entry_brings_its_heading_into_view() -> None:
    roll = roll_of(Heading("a"), "1", "2", "3", "4", room=4)
    roll.edge(last=True)
    assert "a" not in in_view(roll)
    for _ in range(3):
        roll.go(roll.cursor - 1, -1)
    assert in_view(roll)[0] == "a"


def test_new_items_leave_the_cursor_on_its_entry() -> None:
    roll = roll_of("1", "2", "3")
    roll.go(2)
    roll.take(["7", "1", "8", "3"])
    assert roll.item == "3"


def test_when_its_entry_is_gone_the_cursor_stays_at_its_place() -> None:
    roll = roll_of("1", "2", "3")
    roll.go(1)
    roll.take(["1", "3"])
    assert roll.item == "3"


def test_only_heights_near_the_view_are_asked_for() -> None:
    asked: set[Item] = set()

    def height(item: Item) -> int:
        asked.add(item)
        return 2

    roll = Roll(height)
    roll.room = 20
    roll.take([str(n) for n in range(100_000)])
    roll.edge(last=True)
    roll.page(-1)
    roll.view()
    roll.thumb()
    assert len(asked) < 100


def test_the_thumb_reaches_from_the_first_line_to_the_last() -> None:
    roll = roll_of(*("0" for _ in range(50)), room=10)
    assert roll.thumb().start == 0
    roll.edge(last=True)
    assert roll.thumb().stop == 10


def test_there_is_no_thumb_when_everything_is_in_view() -> None:
    assert not roll_of("0", "0", room=10).thumb()


def test_the_wheel_goes_by_as_few_entries_as_are_so_many_lines() -> None:
    roll = roll_of(*(str(3 * nth + 1) for nth in range(9)))
    roll.roll(3)
    assert roll.top == 2
    roll.roll(3)
    assert roll.top == 4
    roll.roll(-3)
    assert roll.top == 2
    roll.roll(-9)
    assert roll.top == 0
