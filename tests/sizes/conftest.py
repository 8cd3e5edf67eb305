"""The reader on texts of any size; `DIPTYCH_LONG=1` selects the sizes that are promised."""

import os

import pytest

from tests.reader.conftest import opened as opened

LONG = bool(os.environ.get("DIPTYCH_LONG"))


@pytest.fixture
def scale() -> int:
    """The factor by which sizes grow in the long mode."""
    return 20 if LONG else 1
