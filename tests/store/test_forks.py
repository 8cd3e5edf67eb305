"""A process forked while a study is open can read the study, but neither save nor damage it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from annotations.store import Store
from tests.store.conftest import at_rest

PARENT = """
import os, signal, sys
from pathlib import Path
from annotations.errors import DiptychError, StudyBusy
from annotations.store import Store

path = Path(sys.argv[1])
store = Store.open(path, coder="ana")
store.study.codebook.add("before")
if sys.argv[2] == "flushed":
    assert store.flush()
child = os.fork()
if not child:
    signal.alarm(20)
    try:
        store.study.codebook.add("in the child")
    except DiptychError as error:
        print(error)
    print(store.read_only, store.status.kind, store.flush(), [t.name for t in store.study.codebook])
    store.checkpoint()
    store.close()
    store.abandon()
    sys.exit(5)  # and so through all that waits for the way out
_, status = os.waitpid(child, 0)
print(os.waitstatus_to_exitcode(status))
store.study.codebook.add("after")
assert store.flush()
try:
    Store.open(path, coder="ben")
except StudyBusy as busy:
    print(f"process {os.getpid()}" in str(busy))
store.close()
"""


@pytest.mark.parametrize("when", ["flushed", "at once"])
def test_a_forked_child_is_refused_and_takes_nothing_from_its_parent(path: Path, when: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PARENT, str(path), when],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    refused, read_only, exit_code, is_locked = done.stdout.splitlines()
    assert refused.startswith("study.json is open in the process that this one was forked off")
    assert read_only == "True read-only True ['before']"
    assert (exit_code, is_locked) == ("5", "True")
    assert at_rest(path) == set()
    with Store.open(path, coder="eva", access="read") as store:
        assert [tag.name for tag in store.study.codebook] == ["before", "after"]


ELSEWHERE = """
import os, sys
from pathlib import Path
from annotations.store import Store

path = Path(sys.argv[1])
with Store.open(path, coder="ana") as store:
    store.study.codebook.add("both")
    child = os.fork()
    if not child:
        store.save_elsewhere(path.with_name("copy.json"))
        store.study.codebook.add("the child's")
        store.close()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert status == 0
"""


def test_a_forked_child_can_go_on_in_a_file_of_its_own(path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ELSEWHERE, str(path)],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    copy = json.loads(path.with_name("copy.json").read_bytes())
    assert [tag["name"] for tag in copy["tags"].values()] == ["both", "the child's"]
    ours = json.loads(path.read_bytes())
    assert [tag["name"] for tag in ours["tags"].values()] == ["both"]
