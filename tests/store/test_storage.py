"""The storage writes a state as one JSON object, in short pieces, durably or not."""

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest

from annotations.article import Article, digest
from annotations.store import disk
from annotations.store.disk import mode_of
from annotations.store.encoding import LONG, SLICE, encoded
from annotations.store.fingerprint import Fingerprint, Fingerprints
from annotations.store.storage import StudyStorage
from annotations.store.watch import Identity
from annotations.tag import Tag

NOW = "2024-05-01T10:00:00Z"


def article(number: int, text: str, **more: Any) -> Article:
    return Article(
        id=f"a{number}", title=f"Title {number}", source="s", media_type="m", sha256=digest(text),
        text=text, added=NOW, **more,
    )  # fmt: skip


def tags(count: int) -> list[Tag]:
    return [
        Tag(id=f"t{n}", name=f"t{n}", key=None, color="#000000", description="")
        for n in range(count)
    ]


def whole(tables: dict[str, Any]) -> dict[str, Any]:
    """The pieces, joined and decoded as JSON."""
    found: dict[str, Any] = json.loads(b"".join(encoded(tables)))
    return found


@pytest.mark.parametrize(
    "tables", [{}, {"tags": {}}, {"a": {}, "b": {"1": {}}}, {"a": {"1": 5}, "b": {}, "c": {}}]
)
def test_documents_of_any_kind_come_out_as_they_are(tables: dict[str, Any]) -> None:
    assert whole(tables) == tables


def test_records_are_numbered_in_their_order_and_unknown_fields_stand_beside_the_others() -> None:
    newer = Tag.from_fields({**tags(1)[0].to_fields(), "weight": {"a": [1]}})
    assert whole({"tags": [*tags(2), newer]}) == {
        "tags": {
            str(n): one.to_fields() for n, one in enumerate([*tags(2), newer], start=1)
        }
    }  # fmt: skip


@pytest.mark.parametrize("count", [1, SLICE - 1, SLICE, SLICE + 1, 2 * SLICE, 2 * SLICE + 3])
def test_records_are_encoded_a_slice_at_a_time(count: int) -> None:
    pieces = list(encoded({"tags": tags(count), "links": []}))
    sizes = [piece.count(b'"name"') for piece in pieces if b'"name"' in piece]
    full, rest = divmod(count, SLICE)
    assert sizes == [SLICE] * full + [rest] * bool(rest)
    assert list(json.loads(b"".join(pieces))["tags"]) == [str(n) for n in range(1, count + 1)]


@pytest.mark.parametrize(
    ("lengths", "sizes"),
    [
        ([LONG // 2, LONG // 2], [2]),
        ([LONG // 2, LONG // 2 + 1, 5], [1, 2]),
        ([LONG // 2, LONG // 4, LONG // 2], [2, 1]),
        ([LONG, LONG // 2, LONG // 2], [1, 2]),
        ([LONG, 1], [1, 1]),
        ([1, LONG], [1, 1]),
        ([3, LONG + 1, 4], [1, 1, 1]),
        ([LONG + 1, LONG + 1], [1, 1]),
        ([3 * LONG, 7], [1, 1]),
    ],
)
def test_long_texts_are_encoded_a_stretch_at_a_time(lengths: list[int], sizes: list[int]) -> None:
    articles = [article(n, "q" * length, note="n") for n, length in enumerate(lengths)]
    pieces = list(encoded({"articles": articles}))
    assert [p.count(b'"title"') for p in pieces if b'"title"' in p] == sizes
    assert max(piece.count(b"q") for piece in pieces) <= LONG
    found = json.loads(b"".join(pieces))["articles"]
    assert found == {str(n): one.to_fields() for n, one in enumerate(articles, start=1)}


def test_a_long_text_of_a_newer_version_is_whole_too() -> None:
    fields = article(1, "“é”\n" * LONG).to_fields() | {"newer": [1], "aaa": None}
    assert whole({"articles": [Article.from_fields(fields)]}) == {"articles": {"1": fields}}


def test_others_may_run_after_every_piece(tmp_path: Path) -> None:
    rests: list[int] = []
    tables = {"tags": tags(SLICE + 1), "articles": [article(1, "x" * 3 * LONG)]}
    StudyStorage(tmp_path / "s.json", lambda: rests.append(1)).write(tables)
    assert len(rests) == len(list(encoded(tables)))
    assert StudyStorage(tmp_path / "s.json").read() == whole(tables)


def test_what_is_prepared_is_known_by_its_sum_and_changes_nothing_yet(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    storage = StudyStorage(path)
    assert storage.read() is None
    prepared = storage.prepare({"tags": tags(3)})
    assert storage.read() is None
    assert prepared.path == tmp_path / "s.json.diptych-tmp"
    assert prepared.sha256 == digest(prepared.path.read_text())
    disk.replace(prepared.path, path)
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_is_in_the_folder_for_good_when_it_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[Path, bool]] = []
    path = tmp_path / "s.json"
    monkeypatch.setattr(disk, "sync_folder", lambda f: synced.append((f, path.exists())))
    StudyStorage(str(path)).write({})
    assert synced == [(tmp_path, True)]


def test_a_file_that_stands_in_for_another_has_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    assert mode_of(path) is None
    old = os.umask(0o022)
    try:
        StudyStorage(path).write({})
        assert mode_of(path) == 0o644
        for mode in (0o600, 0o664):
            path.chmod(mode)
            StudyStorage(path).write({})
            assert mode_of(path) == mode
    finally:
        os.umask(old)


def test_a_write_that_fails_leaves_the_old_state_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "s.json"
    StudyStorage(path).write({"tags": {"1": {}}})
    old = path.read_bytes()

    def refuse(fd: int, data: bytes) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(disk, "write", refuse)
    with pytest.raises(OSError, match="full"):
        StudyStorage(path).write({})
    assert path.read_bytes() == old
    assert list(tmp_path.iterdir()) == [path]


def fingerprint(sha256: str) -> Fingerprint:
    return Fingerprint(Identity(1, 2, 3, 4, 5), 6, sha256)


A, B = fingerprint("a" * 64), fingerprint("b" * 64)


def test_a_fingerprint_is_of_one_study_and_one_state_of_it(tmp_path: Path) -> None:
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    prints = Fingerprints(tmp_path / "state")
    assert prints.known(one) is None
    prints.remember(one, A)
    assert [file.parent.name for file in tmp_path.rglob("*") if file.is_file()] == ["fingerprints"]
    again = Fingerprints(tmp_path / "state")
    assert again.known(one) == A
    assert again.known(tmp_path / "x" / ".." / "one.json") == A
    assert again.known(other) is None
    again.remember(one, B)
    assert again.known(one) == B


def test_without_a_folder_no_fingerprint_is_known(tmp_path: Path) -> None:
    for prints in (Fingerprints(None), Fingerprints(tmp_path / "file")):
        (tmp_path / "file").touch()
        prints.remember(tmp_path / "s.json", A)
        assert prints.known(tmp_path / "s.json") is None
    Fingerprints(tmp_path / "state").remember(tmp_path / "s.json", A)
    (file,) = (tmp_path / "state" / "fingerprints").iterdir()
    for damaged in (b"\xff", b"", b"a" * 64, b'{"identity":null}'):
        file.write_bytes(damaged)
        assert Fingerprints(tmp_path / "state").known(tmp_path / "s.json") is None
