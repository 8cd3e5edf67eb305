"""An export that is damaged, or none: refused in a sentence that names the place."""

import json
from typing import Any

import pytest

from annotations.formats.json import encode
from annotations.formats.json_reading import UnreadableExport, decode
from annotations.study import Study
from tests.formats.conftest import NOW, exported


def _damaged(study: Study, **changes: Any) -> bytes:
    return json.dumps(exported(study) | changes).encode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no export"),
        (b"\xff\xfe", "no export"),
        (b"[1, 2]", "no export"),
        (b'{"format": "diptych", "version": 2}', "newer diptych"),
        (b'{"format": "diptych", "version": 0}', "damaged at version: there is no version 0."),
        (b'{"format": "diptych", "version": 1}', "damaged"),
        (b'{"format": "diptych", "version": 1, "articles": [{}, ', r"damaged at articles\[0\]: "),
        (b'{"study": {}, "articles": {}}', "not an export"),
        (b"[" * 100_000, "no export"),
        (b"article,quote\r\n", "^This is no export of diptych; the JSON [^.]*[.]$"),
        (b'{"format": "other", "version": NaN}', "no export"),
        (b'{"format": "diptych", "version": NaN}', "damaged: JSON is malformed: "),
    ],
)
def test_what_is_no_export_is_refused_in_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(UnreadableExport, match=said):
        decode(content)


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


def test_fields_of_later_versions_are_passed_over(study: Study) -> None:
    content = exported(study) | {"more": 1}
    content["highlights"][0]["more"] = [1]
    assert decode(json.dumps(content).encode()) == decode(encode(study.state, exported=NOW))
