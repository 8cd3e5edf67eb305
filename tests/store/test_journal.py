"""The journal returns every acknowledged change, or says at which line it cannot."""

from collections.abc import Callable
from errno import ENOSPC
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from annotations.change import Change
from annotations.errors import DiptychError, StudyDamaged
from annotations.store import Store, disk
from annotations.store.journal import Contents, Fold, Header, decode, read_sound
from annotations.store.journal_writing import ROOM, Journal
from annotations.store.pieces import encode_change
from tests.store.conftest import add_article, mark, whole


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A journal of five changes, each in its own batch."""
    path = tmp_path_factory.mktemp("journal") / "study.json"
    store = Store.open(path, coder="ana")
    article = add_article(store.study)
    for start in range(4):
        store.flush()
        mark(store.study, article, start, start + 5)
    store.flush()
    data = path.with_name("study.json.journal").read_bytes()
    store.close()
    return data.rstrip(b"\0")


def lines(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True)


def read(data: bytes) -> Contents:
    contents = decode(data, "study.json.journal")
    if contents.damage:
        raise StudyDamaged(contents.damage)
    return contents


def test_reads_what_was_written(written: bytes) -> None:
    contents = read(written)
    assert [change.number for change in contents.changes] == [1, 2, 3, 4, 5]
    assert contents.length == len(written)
    assert not contents.torn


def test_a_last_line_cut_short_was_never_acknowledged(written: bytes) -> None:
    whole_lines = written[: -len(lines(written)[-1])]
    for cut in range(1, len(lines(written)[-1])):
        contents = read(written[:-cut])
        assert [change.number for change in contents.changes] == [1, 2, 3, 4]
        assert contents.torn
        assert contents.length == len(whole_lines)


def test_a_beginning_that_is_cut_short_is_damage(written: bytes) -> None:
    beginning = lines(written)[0]
    for cut in range(1, len(beginning)):
        with pytest.raises(StudyDamaged, match="damaged at line 1"):
            read(beginning[:-cut])
    assert read(beginning).changes == ()


def test_zeros_at_the_end_are_a_torn_write(written: bytes) -> None:
    last = len(lines(written)[-1])
    for kept in (1, 5, 40, last - 1):
        contents = read(written[: len(written) - last + kept] + bytes(last - kept))
        assert len(contents.changes) == 4
        assert contents.torn


def test_the_room_behind_the_last_line_is_no_part_of_it(written: bytes) -> None:
    room = bytes(ROOM)
    assert read(written + room) == read(written)
    for kept in (1, 5, 40, len(lines(written)[-1]) - 1):
        contents = read(written[: -len(lines(written)[-1])] + lines(written)[-1][:kept] + room)
        assert len(contents.changes) == 4
        assert contents.torn
    for altered in (written[:-1] + b"x" + room, written[:-9] + b"x" + written[-8:] + room):
        with pytest.raises(StudyDamaged, match="damaged at line 6"):
            read(altered)


def test_lines_are_written_into_the_room_and_the_file_grows_when_it_is_used_up(
    batches: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "journal"
    contents = decode(path.read_bytes(), "journal")
    size = path.stat().st_size
    journal = Journal.resume(path, contents)
    sizes = set()
    for number in range(6, 2_000):
        journal.append(number, [encode_change(replace(contents.changes[0], number=number))])
        sizes.add(path.stat().st_size)
    journal.close()
    assert read(path.read_bytes()).last == 1_999
    assert len(sizes) < 10
    assert min(sizes) >= size


def test_room_goes_with_the_note_of_a_checkpoint_for_the_backup_keeps_the_journal(
    batches: bytes, tmp_path: Path
) -> None:
    journal = Journal.resume(tmp_path / "journal", decode(batches, "journal"))
    journal.note(Fold(5, "1" * 64))
    journal.close()
    data = (tmp_path / "journal").read_bytes()
    assert data.endswith(b"}\n")
    assert read(data).fold == Fold(5, "1" * 64)


def test_a_disk_without_room_to_spare_still_takes_the_line(
    batches: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object) -> None:
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(disk, "reserve", full)
    contents = decode(batches, "journal")
    journal = Journal.resume(tmp_path / "journal", contents)
    journal.append(6, [encode_change(replace(contents.changes[0], number=6))])
    journal.append(7, [encode_change(replace(contents.changes[0], number=7))])
    journal.close()
    assert read((tmp_path / "journal").read_bytes()).last == 7


def test_zeros_before_a_later_batch_are_damage(written: bytes) -> None:
    third = lines(written)[3]
    damaged = written.replace(third, bytes(len(third) - 1) + b"\n")
    with pytest.raises(StudyDamaged, match="line 4: its checksum is wrong"):
        read(damaged)


def zeroed(data: bytes, *numbers: int) -> bytes:
    """Zero some lines, counted from 1, as a power cut does that kept them from the disk."""
    kept = lines(data)
    for number in numbers:
        kept[number - 1] = bytes(len(kept[number - 1]) - 1) + b"\n"
    return b"".join(kept)


@pytest.fixture
def batches(tmp_path: Path) -> bytes:
    """A journal of two batches: change 1 on line 2, and changes 2 to 5 on lines 3 to 6."""
    change = Change(number=1, label="x", time="2021-10-18T00:00:00Z", coder="ana", edits=())
    changes = [encode_change(replace(change, number=number)) for number in range(1, 6)]
    header = Header(study="s", continues="0" * 64, after=0)
    journal = Journal.create(tmp_path / "journal", header, 0o600, changes[:1])
    journal.append(2, changes[1:])
    journal.close()
    data = (tmp_path / "journal").read_bytes()
    assert [change.number for change in read(data).changes] == [1, 2, 3, 4, 5]
    return data.rstrip(b"\0")


def test_a_journal_that_begins_with_changes_holds_them_as_if_they_had_been_appended(
    batches: bytes, tmp_path: Path
) -> None:
    contents = decode(batches, "journal")
    header = replace(contents.header, after=4)
    changes = [encode_change(replace(c, number=c.number + 4)) for c in contents.changes]
    Journal.create(tmp_path / "at once", header, 0o600, changes).close()
    journal = Journal.create(tmp_path / "appended", header, 0o600)
    journal.append(5, changes)
    journal.close()
    at_once, appended = ((tmp_path / n).read_bytes() for n in ("at once", "appended"))
    assert at_once.rstrip(b"\0") == appended.rstrip(b"\0")


@pytest.mark.parametrize("torn", [(3,), (4,), (6,), (3, 4), (3, 5), (4, 6)])
def test_a_batch_that_reached_the_disk_in_part_was_never_acknowledged(
    batches: bytes, torn: tuple[int, ...]
) -> None:
    contents = read(zeroed(batches, *torn))
    assert [change.number for change in contents.changes] == list(range(1, torn[0] - 1))
    assert contents.torn


@pytest.mark.parametrize("torn", [(2,), (2, 3), (2, 4, 6)])
def test_zeros_in_a_batch_that_another_follows_are_damage(
    batches: bytes, torn: tuple[int, ...]
) -> None:
    with pytest.raises(StudyDamaged, match="line 2: its checksum is wrong"):
        read(zeroed(batches, *torn))


def test_zeros_before_the_note_of_a_checkpoint_are_damage(batches: bytes, tmp_path: Path) -> None:
    journal = Journal.resume(tmp_path / "journal", decode(batches, "journal"))
    journal.note(Fold(5, "1" * 64))
    journal.close()
    data = (tmp_path / "journal").read_bytes()
    assert read(data).fold == Fold(5, "1" * 64)
    with pytest.raises(StudyDamaged, match="line 6: its checksum is wrong"):
        read(zeroed(data, 6))
    contents = read(zeroed(data, 7))
    assert (contents.last, contents.fold, contents.torn) == (5, None, True)


def test_what_was_torn_after_the_note_of_a_checkpoint_was_never_acknowledged(
    batches: bytes, tmp_path: Path
) -> None:
    contents = decode(batches, "journal")
    journal = Journal.resume(tmp_path / "journal", contents)
    journal.note(Fold(5, "1" * 64))
    journal.append(6, [encode_change(replace(contents.changes[0], number=6))])
    journal.close()
    data = (tmp_path / "journal").read_bytes()
    assert read(data).last == 6
    torn = read(zeroed(data, 8))
    assert (torn.last, torn.torn) == (5, True)


def test_a_last_line_whose_end_is_altered_was_acknowledged(written: bytes) -> None:
    with pytest.raises(StudyDamaged) as caught:
        read(written[:-1] + b"x")
    assert str(caught.value) == "study.json.journal is damaged at line 6: its end is altered."


@given(data=st.data())
@settings(max_examples=200)
def test_any_flipped_byte_is_noticed(written: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(written) - 1))
    byte = data.draw(st.integers(1, 255)) ^ written[at]
    flipped = written[:at] + bytes([byte]) + written[at + 1 :]
    if byte == 0 and written.count(b"\n", 0, at) == 5:
        return  # a zero in the last line looks like a torn write
    with pytest.raises(DiptychError, match=r"study\.json\.journal is damaged at line \d+"):
        read(flipped)


@pytest.mark.parametrize("gone", range(5))
def test_a_line_that_is_missing_is_noticed(written: bytes, gone: int) -> None:
    kept = lines(written)
    del kept[gone]
    with pytest.raises(StudyDamaged, match=f"line {gone + 1}"):
        read(b"".join(kept))


def test_a_line_that_is_there_twice_is_noticed(written: bytes) -> None:
    kept = lines(written)
    with pytest.raises(StudyDamaged, match="line 4: change 2 is out of turn"):
        read(b"".join([*kept[:3], kept[2], *kept[3:]]))


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"{}", "missing required field `line`"),
        (b"[", "Expected `object`, got `array`"),
        (b'"\xff"', "Expected `object`, got `str`"),
        (
            b'{"line":"journal","version":1,"study":"s","continues":"%s","after":0}' % (b"0" * 64),
            "it begins another journal",
        ),
        (b'{"line":"fold","number":"x"}', "Expected `int`, got `str` - at `$.number`"),
    ],
)
def test_a_line_that_is_whole_but_no_line_of_ours_is_damage(
    body: bytes, why: str, written: bytes
) -> None:
    sum_ = b"%08x" % crc32(body, crc32(lines(written)[0][9:-1]))
    with pytest.raises(StudyDamaged) as caught:
        read(written + sum_ + b" " + body + b"\n")
    assert str(caught.value).startswith("study.json.journal is damaged at line 7: ")
    assert str(caught.value).endswith(f"{why}.")


def test_a_journal_of_a_newer_version_is_refused_but_is_no_damage(tmp_path: Path) -> None:
    header = Header(version=2, study="s", continues="0" * 64, after=0)
    Journal.create(tmp_path / "s.json.journal", header, 0o600).close()
    with pytest.raises(DiptychError) as caught:
        read((tmp_path / "s.json.journal").read_bytes())
    assert type(caught.value) is DiptychError
    assert str(caught.value) == (
        "study.json.journal was written by a newer diptych; install that version to open this "
        "study."
    )


def test_a_journal_that_cannot_be_read_is_no_missing_one(tmp_path: Path) -> None:
    assert read_sound(tmp_path / "s.json.journal") is None
    (tmp_path / "s.json.journal").mkdir()
    with pytest.raises(DiptychError) as caught:
        read_sound(tmp_path / "s.json.journal")
    assert str(caught.value) == f"{tmp_path}/s.json.journal cannot be read: Is a directory."


def test_an_emptied_journal_is_damage(written: bytes) -> None:
    for data in (b"", b"\n", written[:30]):
        with pytest.raises(StudyDamaged, match="line 1: the journal has no beginning"):
            read(data)


def test_a_torn_journal_is_cut_and_goes_on(path: Path, open_store: Callable[..., Store]) -> None:
    store = open_store()
    article = add_article(store.study)
    mark(store.study, article)
    store.flush()
    journal = path.with_name("study.json.journal")
    data, study = journal.read_bytes(), path.read_bytes()
    before = whole(store.study)
    store.close()
    path.write_bytes(study)
    journal.write_bytes(data.rstrip(b"\0") + b"0badc0de {")
    store = open_store()
    assert whole(store.study) == before
    mark(store.study, article, 5, 9)
    store.flush()
    after = whole(store.study)
    assert len(read(journal.read_bytes()).changes) == 3
    store.abandon()
    with open_store(access="read") as reader:
        assert whole(reader.study) == after
    with open_store() as writer:
        assert whole(writer.study) == after


def test_a_journal_that_somebody_removed_still_reaches_the_file(
    path: Path, open_store: Callable[..., Store]
) -> None:
    store = open_store()
    add_article(store.study)
    store.flush()
    ours = whole(store.study)
    path.with_name("study.json.journal").unlink()
    store.close()
    with open_store(access="read") as again:
        assert whole(again.study) == ours
    with Store.open(path.with_name("study.json.bak"), coder="ana", access="read") as backup:
        assert whole(backup.study) == ours


def test_a_journal_that_somebody_removed_is_written_again(
    path: Path, open_store: Callable[..., Store]
) -> None:
    store = open_store()
    article = add_article(store.study)
    store.flush()
    path.with_name("study.json.journal").unlink()
    mark(store.study, article)
    assert store.flush()
    after = whole(store.study)
    store.abandon()
    with open_store() as again:
        assert whole(again.study) == after


def test_a_journal_of_another_file_is_explained_and_left(
    path: Path, open_store: Callable[..., Store]
) -> None:
    store = open_store()
    add_article(store.study)
    store.flush()
    store.abandon()
    journal = path.with_name("study.json.journal")
    data = journal.read_bytes()
    journal.unlink()
    with open_store() as other:
        add_article(other.study, "Something else.")
    journal.write_bytes(data)
    study = path.read_bytes()
    for access in ("write", "read", "write or read"):
        with pytest.raises(StudyDamaged, match="continues another file") as caught:
            open_store(access=access)
        assert str(path.with_name("study.json.bak")) in str(caught.value)
    assert (path.read_bytes(), journal.read_bytes()) == (study, data)
