"""How often tags are used: correct after every change, and counted once per change."""

import pytest

from annotations.study.branch import Branch
from tests.screens.codebook_host import page_after, tag
from tests.screens.dialog_host import a_study, mark
from tui.widgets.tags.uses import Uses

NAMES = ("frame/conflict", "frame/blame", "tone")


def test_what_is_told_follows_every_change() -> None:
    study = a_study(*NAMES)
    uses, conflict = Uses(study), tag(study, "frame/conflict")
    article = next(iter(study.articles))
    assert (uses.of(conflict.id), uses.under("frame"), uses.articles(conflict.id)) == (0, 0, 0)
    mark(study, 0, 5, "frame/conflict", "frame/blame")
    study.articles.retag([article.id], ["frame/conflict"])
    assert (uses.of(conflict.id), uses.under("frame"), uses.articles(conflict.id)) == (1, 1, 1)
    study.undo()
    study.undo()
    assert (uses.of(conflict.id), uses.under("frame"), uses.articles(conflict.id)) == (0, 0, 0)
    study.redo()
    study.codebook.branch("frame").renaming("cause").at_once()
    assert (uses.under("frame"), uses.under("cause")) == (0, 1)


@pytest.mark.parametrize("folded", [False, True])
async def test_keys_that_alter_nothing_count_nothing_again(
    folded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = a_study(*NAMES)
    mark(study, 0, 5, "frame/conflict")
    counted: list[str] = []

    def uses(branch: Branch) -> int:
        counted.append(branch.path)
        return len(branch.tags)

    monkeypatch.setattr(Branch, "uses", property(uses))
    fold = ["left"] if folded else []
    page = await page_after(study, *fold, "down", "up", "down", "up")
    assert "with the 2 below it" in page
    assert counted == ["frame"]
