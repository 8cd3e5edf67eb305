"""The reader on texts of any size; `DIPTYCH_LONG=1` asks for the sizes that promises name."""

import os

import pytest

from tests.reader.conftest import opened as opened

LONG = bool(os.environ.get("DIPTYCH_LONG"))


@pytest.fixture
def scale() -> int:
    """How many times larger things are in the long mode."""
    return 20 if LONG else 1
