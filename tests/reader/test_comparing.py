"""Comparing by keys: counterparts."""

ONE = (
    "The mission closes on 1 November, the minister Sergei Lavrov said in Moscow on Monday.\n\n"
    "The bakery sells cinnamon buns to soldiers before dawn.\n\n"
    "Eight delegates were expelled from Brussels as undeclared spies."
)
TWO = (
    "Fishermen in the harbour spoke only of herring.\n\n"
    "From Brussels, eight delegates accused as undeclared spies had been expelled.\n\n"
    "Sergei Lavrov told reporters in Moscow that the mission will close on 1 November."
)


async def test_the_other_pane_goes_to_what_says_the_same_and_says_how_sure_it_is(opened) -> None:
    async with opened(texts=(ONE, TWO)) as session:
        other = session.reader.panes.order[1]
        await session.press("=")
        assert other.selection.span.of(TWO).startswith("Sergei Lavrov told")
        assert "% sure" in session.footer()


async def test_where_nothing_is_near_it_says_so_and_does_not_move(opened) -> None:
    async with opened(texts=(ONE, TWO)) as session:
        other = session.reader.panes.order[1]
        before = other.selection
        session.put_caret("bakery")
        await session.press("=")
        assert other.selection == before
        assert "nothing near" in session.footer()


async def test_the_counterpart_can_be_tagged_at_once(opened) -> None:
    async with opened(texts=(ONE, TWO)) as session:
        session.study.codebook.add("spies")
        session.put_caret("Eight")
        await session.press("=", "tab", "1")
        assert session.quotes() == [TWO.split("\n\n")[1]]


async def test_without_another_article_it_says_what_to_do(opened) -> None:
    async with opened(texts=(ONE,)) as session:
        await session.press("=")
        assert "+ opens one" in session.footer()
