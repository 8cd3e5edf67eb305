"""The table of actions: everything it names exists, and no two actions share a key."""

from collections import Counter

import pytest
from textual.fuzzy import Matcher

from annotations.errors import DiptychError
from tui.actions import ACTIONS
from tui.commands import command
from tui.keymap import Keymap, is_key


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_has_its_command(action) -> None:
    assert callable(command(action))


def test_no_two_actions_share_a_key_but_while_selecting() -> None:
    usual = Counter(key for action in ACTIONS if not action.selecting for key in action.keys)
    assert {key for key, count in usual.items() if count > 1} == set()


def test_the_settings_move_an_action_to_another_key() -> None:
    keymap = Keymap({"labelling.select": ("Q",)})
    assert keymap.action("Q", selecting=False).id == "labelling.select"
    assert keymap.action("s", selecting=False) is None


def test_a_key_given_twice_is_refused_in_a_sentence() -> None:
    with pytest.raises(DiptychError, match="the key f is given to both"):
        Keymap({"labelling.select": ("f",)})


@pytest.mark.parametrize(
    ("written", "meant"),
    [("labelling.selekt", "labelling.select"), ("quit", "studying.quit"), ("zzz", "")],
)
def test_an_action_that_is_none_is_refused_in_a_sentence(written: str, meant: str) -> None:
    with pytest.raises(DiptychError, match="no action") as caught:
        Keymap({written: ("f",)})
    assert (f"near it: {meant}" if meant else "no action. ") in str(caught.value)
    assert "diptych settings" in str(caught.value)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("slash", "it goes by the character it types, /."),
        ("question_mark", "it goes by the character it types, ?."),
        ("Ctrl+X", "near it: ctrl+x."),
        ("pgup", "near it: pageup"),
        ("f25", "near it: f5"),
        ("cmd+x", "which is none."),
        ("", "which is none."),
        (" ", "which is none."),
    ],
)
def test_a_key_that_is_none_is_refused_in_a_sentence(written: str, meant: str) -> None:
    with pytest.raises(DiptychError, match=r"'studying.help' is given the key") as caught:
        Keymap({"studying.help": ("f1", written)})
    assert meant in str(caught.value)


@pytest.mark.parametrize(
    "key", ["Q", "é", "*", "f24", "insert", "ctrl+k", "ctrl+backslash", "alt+slash", "shift+f1"]
)
def test_a_key_that_a_terminal_may_send_is_taken(key: str) -> None:
    assert Keymap({"studying.help": (key,)}).keys_of("studying.help") == (key,)


def test_every_usual_key_is_one() -> None:
    assert [key for action in ACTIONS for key in action.keys if not is_key(key)] == []


def test_the_palette_finds_an_action_by_its_word_in_the_footer() -> None:
    assert [action.id for action in ACTIONS if action.footer not in action.does] == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("tag", "choose tags in the tag picker"),
        ("copy", "copy to the terminal's clipboard"),
        ("open", "library: open, add, remove articles"),
        ("add article", "library: open, add, remove articles"),
        ("remove", "library: open, add, remove articles"),
    ],
)
async def test_the_palette_finds_first_what_is_meant(opened, typed: str, found: str) -> None:
    async with opened() as session:
        matcher = Matcher(typed)
        commands = [one.title for one in session.app.get_system_commands(session.reader)]
        assert max(commands, key=matcher.match) == found
