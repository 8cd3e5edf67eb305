"""A change is written in pieces, each of which is quick to make, and reads back unchanged."""

from pathlib import Path
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from annotations.article import Article, digest
from annotations.change import Change, Edit, Edits, Sweep
from annotations.highlight import Highlight
from annotations.record import Records
from annotations.store.encoding import LONG
from annotations.store.journal import Header, read
from annotations.store.journal_writing import Journal
from annotations.store.pieces import SLICE, encode_change
from annotations.tag import Tag

NOW = "2021-10-18T00:00:00Z"

MARKED = Highlight(
    id="h", article="a", start=0, end=3, quote="one", prefix="", suffix="", tags=("t",), note="",
    coder="ana", created=NOW, modified=NOW,
)  # fmt: skip

unknown = st.sampled_from([{}, {"later": [1, {"x": "“"}]}])


def change(*parts: Edit | Sweep) -> Change:
    return Change(number=7, label="“x”", time=NOW, coder="ana", edits=Edits(parts))


def read_back(written: Change) -> Change:
    return msgspec.json.decode(b"".join(encode_change(written)), type=Change)


def marked(count: int) -> list[Highlight]:
    return [msgspec.structs.replace(MARKED, id=f"h{n}") for n in range(count)]


@given(st.lists(unknown, max_size=4), unknown, st.sampled_from([(), ("t",), ("u", "t")]))
def test_what_is_swept_is_written_as_the_edits_that_it_stands_for(
    more: list[dict[str, Any]], other: dict[str, Any], tags: tuple[str, ...]
) -> None:
    held = {
        f"h{n}": msgspec.structs.replace(MARKED, id=f"h{n}", unknown=u) for n, u in enumerate(more)
    }
    altered = {
        id: msgspec.structs.replace(one, tags=tags, note="n", unknown=other)
        for id, one in held.items()
    }
    text = "Text.\n"
    one = Article(
        id="a", title="T", source="s", media_type="m", sha256=digest(text), text=text, added=NOW,
        note="a note",
    )  # fmt: skip
    tag = Tag(id="t", name="t", key=None, color="#000000", description="")
    sweeps = [
        Sweep.births("highlights", held.values()),
        Sweep("highlights", held, altered),
        Sweep.deaths("highlights", altered.values()),
        Sweep.births("articles", [one]),
        Sweep("articles", Records([one]), Records([msgspec.structs.replace(one, note="")])),
        Sweep("tags", Records([tag]), Records([msgspec.structs.replace(tag, key="1")])),
    ]
    plain = change(*(edit for sweep in sweeps for edit in sweep))
    assert read_back(change(*sweeps)) == plain
    assert read_back(plain) == plain


def test_the_text_of_a_long_article_is_written_bit_by_bit_whether_it_comes_or_goes() -> None:
    text = "“long” " * (LONG // 3)
    one = Article(
        id="a", title="T", source="s", media_type="m", sha256=digest(text), text=text, added=NOW
    )  # fmt: skip
    other = msgspec.structs.replace(one, id="b")
    gone = Edit(table="articles", id="c", before={**one.to_fields(), "id": "c"}, after=None, at=3)
    written = change(Sweep.births("articles", [one, other]), gone)
    pieces = encode_change(written)
    assert max(map(len, pieces)) < 4 * LONG
    assert read_back(written) == written


def test_others_have_a_turn_between_slices_and_none_is_taken_where_there_is_one() -> None:
    rests: list[int] = []
    for count in (0, 1, SLICE, SLICE + 1, 4 * SLICE):
        turns: list[None] = []
        encode_change(
            change(Sweep.births("highlights", marked(count))), lambda t=turns: t.append(None)
        )
        rests.append(len(turns))
    assert rests == [0, 0, 0, 1, 3]


def test_a_journal_holds_a_change_of_very_many_pieces_as_any_other(tmp_path: Path) -> None:
    header = Header(study="s", continues="0" * 64, after=6)
    long = msgspec.structs.replace(MARKED, quote="x" * 3000, end=3000)
    records = [msgspec.structs.replace(long, id=f"h{n}") for n in range(3 * SLICE)]
    changes = [
        change(Sweep.births("highlights", records)),
        msgspec.structs.replace(change(Sweep.deaths("highlights", records)), number=8),
    ]
    journal = Journal.create(tmp_path / "journal", header, 0o600, map(encode_change, changes[:1]))
    journal.append(8, [*map(encode_change, changes[1:])])
    assert journal.length == len((tmp_path / "journal").read_bytes().rstrip(b"\0"))
    journal.close()
    found = read(tmp_path / "journal")
    assert found is not None
    assert found.changes == tuple(changes)
    assert not found.torn
    assert found.changes[0].edits[-1].after == records[-1].to_fields()
