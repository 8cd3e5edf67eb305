"""A small study of three articles in two outlets on two events, coded by two people."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

import pytest

from annotations.link import ABSENT
from annotations.span import Span
from annotations.study import Study
from annotations.study.state import State
from tests.linking import linked

TEXTS = {
    "closing": "The embassy closes. Nobody was told. The minister gave no date.",
    "envoys": "Envoys go home. The embassy will close, said the minister.",
    "harvest": "The melon harvest was good.",
}
ABOUT = {
    "closing": {"outlet": "Ledger", "event": "closing"},
    "envoys": {"outlet": "Courier", "event": "closing"},
    "harvest": {"outlet": "Ledger"},
}


@dataclass
class Desk:
    """A study, its articles' ids by short names, and methods to highlight and link."""

    study: Study
    ids: dict[str, str]

    @property
    def state(self) -> State:
        return self.study.state

    def mark(self, name: str, quote: str, *tags: str, note: str = "", coder: str = "ana") -> str:
        """Highlight a quote of an article; return the highlight's id."""
        start = self.study.articles.get(self.ids[name]).text.index(quote)
        self.study.coder = coder
        span = Span(start, start + len(quote))
        return self.study.highlights.make(self.ids[name], span, tags=tags, note=note).id

    def link(self, source: str, target: str, relation: str) -> str:
        """Link a highlight to another one, or to an article it is absent from."""
        end = self.ids[target] if relation == ABSENT else target
        return linked(self.study, source, end, relation).id


@pytest.fixture
def new_desk() -> Callable[..., Desk]:
    """Makes desks with the given articles, or the usual ones; ids are r1, r2, …"""

    def make(texts: dict[str, str] = TEXTS) -> Desk:
        numbers = count(1)
        study = Study(
            State.empty(id="s", created="2021-10-18T00:00:00Z"),
            coder="ana",
            clock=lambda: "2021-10-18T00:00:00Z",
            make_id=lambda: f"r{next(numbers)}",
        )
        ids = {
            name: study.articles.add(
                text, title=f"On {name}", source=f"{name}.txt", media_type="text/plain",
                **ABOUT.get(name, {}),
            ).article.id
            for name, text in texts.items()
        }  # fmt: skip
        return Desk(study, ids)

    return make


@pytest.fixture
def desk(new_desk: Callable[..., Desk]) -> Desk:
    return new_desk()


@pytest.fixture
def coded(desk: Desk) -> Desk:
    """A desk with six highlights, under nested tags, and two links."""
    embassy = desk.mark("closing", "The embassy closes", "frame/end")
    desk.mark("closing", "embassy", "actor/embassy", "frame")
    desk.mark("closing", "The minister", "actor", coder="bo")
    close = desk.mark("envoys", "The embassy will close", "frame/end", "frame/motive")
    desk.mark("envoys", "Envoys go home")
    desk.mark("harvest", "good", "frame", coder="bo")
    desk.link(embassy, close, "same claim")
    desk.link(close, "harvest", ABSENT)
    return desk
