"""The table of actions: what it names exists, and no two share a key."""

from collections import Counter

import pytest

from annotations.errors import DiptychError
from tui.actions import ACTIONS
from tui.commands import command
from tui.keymap import Keymap
from tui.widgets.chrome import WORDS


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
    with pytest.raises(DiptychError, match="the key f to both"):
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


def test_the_palette_finds_an_action_by_its_word_in_the_footer() -> None:
    words = {action.id: WORDS.get(action.id) or action.footer for action in ACTIONS}
    assert [action.id for action in ACTIONS if words[action.id] not in action.does] == []
