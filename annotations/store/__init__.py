"""Keeps a study on the disk: TinyDB file, journal, checkpoints, backup, lock."""

from annotations.store.status import SaveStatus
from annotations.store.store import Store

__all__ = ["SaveStatus", "Store"]
