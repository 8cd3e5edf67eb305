"""The open study: every edit goes through it and returns a Change. The store handles files."""

from annotations.study.study import Study

__all__ = ["Study"]
