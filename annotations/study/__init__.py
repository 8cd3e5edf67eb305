"""The open study: every edit goes through it and comes back as a Change. Files are the store's."""

from annotations.study.study import Study

__all__ = ["Study"]
