"""Files that are damaged or not exports: refused in a sentence that says where."""

import json
from collections import deque
from itertools import islice
from typing import Any

import pytest
from msgspec.structs import replace

from annotations.formats.json_reading import Decoding, UnreadableExport, decode
from annotations.study import Study
from tests.exporting import encode
from tests.formats.conftest import NOW, exported


def _damaged(study: Study, **changes: Any) -> bytes:
    return json.dumps(exported(study) | changes).encode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no export"),
        (b"\xff\xfe", "no export"),
        (b"[1, 2]", "no export"),
        (
            b'{"format": "diptych", "version": 2}',
            r"^The export was written by a newer diptych \(export version 2; this one reads 1\); "
            r"install that diptych to import it\.$",
        ),
        (b'{"format": "diptych", "version": 2, "articles": [{}, ', "newer diptych"),
        (b'{"format": "diptych", "version": 0}', "damaged at version: there is no version 0."),
        (b'{"format": "diptych", "version": 1}', "damaged"),
        (b'{"format": "diptych", "version": 1, "articles": [{}, ', r"damaged at articles\[0\]: "),
        (b'{"study": {}, "articles": {}}', "not an export"),
        (b"[" * 100_000, "no export"),
        (b"article,quote\r\n", "^This is no export of diptych; the JSON [^.]*[.]$"),
        (b'{"format": "other", "version": NaN}', "no export"),
        (
            b'{"format": "diptych", "version": NaN}',
            r"damaged at version: JSON is malformed: .* \(byte 33\)",
        ),
        (b'{"articles": [{}], "format": "other"}', "no export"),
        (b'{"articles": [{}], "study": {}}', "not an export"),
        (b'{"articles": [{}], "format": "diptych", "version": 2}', "newer diptych"),
        (b'{"articles": [{}], "format": "diptych", "version": 1}', r"damaged at articles\[0\]: "),
        (b'{"articles": [{}]}', "no export"),
        (b'{"format": "diptych", "version": 1, "tags": {}}', "damaged at tags: expected `array`"),
        (b'{"format": "diptych", "version": 1, "tags": [], "tags": []}', "it holds tags twice"),
        (
            b'{"format": "diptych", "version": 1, "links": [], "tags": [{"',
            r"at tags\[0\]: it breaks",
        ),
    ],
)
def test_what_is_no_export_is_refused_in_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(UnreadableExport, match=said):
        decode(content)


@pytest.mark.parametrize("before", [b"", b'"more": [%b0],' % (b"0," * 100_000)])
def test_the_first_damage_is_told_before_all_behind_it_is_looked_at(before: bytes) -> None:
    head = b'{"format": "diptych", "version": 1,' + before
    steps = Decoding(head + b'"articles": [' + b"{}," * 1_000_000).slices()
    with pytest.raises(UnreadableExport, match=r"damaged at articles\[0\]: "):
        deque(islice(steps, 20), maxlen=0)


def test_what_no_diptych_wrote_is_passed_over_a_little_at_a_time(study: Study) -> None:
    whole = encode(study.state, exported=NOW)
    content = b'{"more": [%b{}],' % (b"{}," * 1_000_000) + whole[1:]
    decoding = Decoding(content)
    assert sum(1 for _ in decoding.slices()) > 30
    assert replace(decoding.result(), unread=()) == decode(whole)


def test_where_json_is_malformed_bytes_are_counted_from_the_beginning(study: Study) -> None:
    content = encode(study.state, exported=NOW)
    place = content.index(b'"start":') + len(b'"start":')
    broken = content[:place] + b"?" + content[place + 1 :]
    with pytest.raises(UnreadableExport, match=rf"damaged at highlights.*\(byte {place}\)"):
        decode(broken)


def test_a_quotation_mark_that_is_gone_is_told_by_its_record(study: Study) -> None:
    content = encode(study.state, exported=NOW)
    place = content.index(b'",', content.index(b'"highlights"'))
    with pytest.raises(UnreadableExport, match=r"damaged at highlights\[0\]: JSON is malformed"):
        decode(content[:place] + content[place + 1 :])


def test_a_damaged_record_is_named_by_its_place(study: Study) -> None:
    highlights = exported(study)["highlights"]
    highlights[1]["start"] = "four"
    with pytest.raises(UnreadableExport, match=r"highlights\[1\]\.start"):
        decode(_damaged(study, highlights=highlights))


def test_a_quote_of_another_length_is_named_by_its_place(study: Study) -> None:
    highlights = exported(study)["highlights"]
    highlights[2]["end"] += 1
    with pytest.raises(UnreadableExport, match=r"highlights\[2\]"):
        decode(_damaged(study, highlights=highlights))


def test_one_id_or_tag_name_twice_is_damage(study: Study) -> None:
    content = exported(study)
    with pytest.raises(UnreadableExport, match="one id"):
        decode(_damaged(study, highlights=content["highlights"] * 2))
    with pytest.raises(UnreadableExport, match="one name"):
        decode(_damaged(study, tags=[*content["tags"], content["tags"][0] | {"id": "x"}]))


def test_a_tag_that_the_codebook_lacks_is_damage(study: Study) -> None:
    with pytest.raises(UnreadableExport, match="is not among the tags"):
        decode(_damaged(study, tags=[]))


def test_a_tag_name_out_of_its_normal_form_is_damage(study: Study) -> None:
    tags = exported(study)["tags"]
    tags[2]["name"] = "read  twice"
    articles = exported(study)["articles"]
    articles[1]["tags"] = []
    with pytest.raises(UnreadableExport, match=r"tags\[2\]"):
        decode(_damaged(study, tags=tags, articles=articles))


def test_fields_of_later_versions_are_passed_over_and_named(study: Study) -> None:
    content = exported(study) | {"more": 1}
    content["highlights"][0]["more"] = [1]
    content["highlights"][1]["less"] = None
    content["links"][0]["more"] = {}
    offer = decode(json.dumps(content).encode())
    assert offer.unread == ("more", "highlights.more", "highlights.less", "links.more")
    assert replace(offer, unread=()) == decode(encode(study.state, exported=NOW))
