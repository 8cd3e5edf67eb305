"""Paths are completed by Tab as in a shell, and by no other key."""

import pytest

from tests.hands import burst, shown, until
from tui.screens.ask_path import completed, completions


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A home folder with some files and folders."""
    for name in ("articles/one.txt", "articles/other.txt", "archive/old.txt", ".hidden/x", "b.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("text", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "found", "so_far"),
    [
        ("", ["archive/", "articles/", "b.csv"], ""),
        ("ar", ["archive/", "articles/"], "ar"),
        ("art", ["articles/"], "articles/"),
        ("articles/o", ["articles/one.txt", "articles/other.txt"], "articles/o"),
        ("~/articles/on", ["~/articles/one.txt"], "~/articles/one.txt"),
        (".h", [".hidden/"], ".hidden/"),
        ("nowhere/x", [], "nowhere/x"),
        ("~nobody-at-all/x", [], "~nobody-at-all/x"),
        ("b.csv/", [], "b.csv/"),
        ("a\0", [], "a\0"),
    ],
)
def test_what_begins_so_is_found(folder, typed: str, found: list[str], so_far: str) -> None:
    assert completions(typed) == found
    assert completed(typed, found) == so_far


async def test_tab_completes_lists_and_goes_on(opened, folder) -> None:
    async with opened() as session:
        await session.press("O", "+")
        await session.type("~/ar")
        await session.press("tab")
        page = shown(session.app)
        assert "~/archive/" in page
        assert "~/articles/" in page
        await session.type("t")
        await session.press("tab")
        assert session.app.focused.value == "~/articles/"
        assert "~/archive/" not in shown(session.app)
        await session.press("tab", "down", "down", "enter")
        await until(lambda: [one.title for one in session.study.articles][-1] == "other")


async def test_where_nothing_begins_so_it_says_so(opened, folder) -> None:
    async with opened() as session:
        await session.press("O", "+")
        await burst(session.pilot, "zzz")
        await session.press("tab")
        assert "no path begins so" in shown(session.app)
        await session.press("backspace")
        assert "no path begins so" not in shown(session.app)


def test_a_link_that_leads_in_a_circle_hides_no_other_path(folder) -> None:
    (folder / "art").symlink_to(folder / "art")
    assert completions("art") == ["art", "articles/"]


def test_of_a_huge_folder_all_is_looked_at(folder, monkeypatch) -> None:
    monkeypatch.setattr("tui.screens.ask_path.MOST", 1)
    assert completions("articles/on") == ["articles/one.txt"]
    assert completions("articles/ot") == ["articles/other.txt"]


@pytest.mark.parametrize("typed", ["'{}/my own/o", '"{}/my own/o', "{}/my\\ own/o"])
def test_what_a_shell_puts_round_a_path_comes_off(folder, typed: str) -> None:
    (folder / "my own").mkdir()
    (folder / "my own" / "one.txt").touch()
    assert completions(typed.format(folder)) == [f"{folder}/my own/one.txt"]
