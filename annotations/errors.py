"""The errors, each with a message of one plain sentence and an exit code of the command line."""


class DiptychError(Exception):
    """Something a reader can understand and mend; its text is one plain sentence."""

    exit_code = 1


class UnreadableSource(DiptychError):
    """A file or address that holds no article that diptych can read."""


class UnknownRecord(DiptychError):
    """No record, or more than one, goes by the name that was given."""


class Refused(DiptychError):
    """An edit that would break a rule of the study; nothing was changed."""


class WrongField(Refused):
    """An invalid value for a field of an article; `field` is the field's name."""

    def __init__(self, field: str, says: str) -> None:
        super().__init__(says)
        self.field = field


class ReadOnly(Refused):
    """An edit of a study that is read-only now."""


class NotSaved(DiptychError):
    """Edits that could not be saved where they belong; the text says where they are now."""


class StudyBusy(DiptychError):
    """Another process holds the study open for writing."""

    exit_code = 3


class StudyDamaged(DiptychError):
    """The study's file, or its journal, is not as diptych left it; it was not touched."""

    exit_code = 4


class StudyGone(DiptychError):
    """The study's file is missing, but files that were kept beside it are there."""

    exit_code = 4


def reason_of(error: Exception) -> str:
    """The reason for an error of the system or a library, in its own words."""
    return getattr(error, "strerror", None) or str(error)


def clause(error: Exception) -> str:
    """An error's message as part of another sentence: without first capital and full stop.

    The message must not begin with a name, which would lose its capital.
    """
    said = str(error).rstrip(".")
    # JSON and UTF-8 keep their capitals.
    return said if said[1:2].isupper() else said[:1].lower() + said[1:]
