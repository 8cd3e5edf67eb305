"""Fixtures for all tests: an empty home folder, and Hypothesis without deadlines."""

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# `make mutants` runs the tests of a class more than once per process.
settings.register_profile(
    "diptych", deadline=None, suppress_health_check=[HealthCheck.differing_executors]
)
settings.load_profile("diptych")


def pytest_xdist_auto_num_workers() -> int:
    """Up to twice the number of cores: tests spend half of their time waiting for a screen."""
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return cores + min(cores, 4)


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty home folder, so that no test reads or writes the user's own files."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(folder))
        for name in os.environ:
            if name.startswith(("XDG_", "DIPTYCH_", "NO_COLOR", "TEXTUAL", "PYTHONUNBUFFERED")):
                patch.delenv(name)
        patch.setenv("TERM", "xterm-256color")
        patch.setenv("COLORTERM", "truecolor")
        yield folder


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """Restore the collector's thresholds after each test: an open reader collects when idle."""
    usual = gc.get_threshold()
    yield
    gc.set_threshold(*usual)
