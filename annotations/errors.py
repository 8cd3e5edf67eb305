"""What can go wrong, said in one plain sentence each, with the exit codes of the command line."""


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
    """A field of an article that is to hold what it cannot; `field` is its name."""

    def __init__(self, field: str, says: str) -> None:
        super().__init__(says)
        self.field = field


class ReadOnly(Refused):
    """Any edit of a study that can only be read now."""


class NotSaved(DiptychError):
    """Edits that could not be saved where they belong; the text says where they are now."""


class StudyBusy(DiptychError):
    """Another process holds the study open for writing."""

    exit_code = 3


class StudyDamaged(DiptychError):
    """The study's file, or its journal, is not as diptych left it; it was not touched."""

    exit_code = 4


class StudyGone(DiptychError):
    """The study's file is not there, but others are that it kept beside itself."""

    exit_code = 4


def reason_of(error: Exception) -> str:
    """Why the system, or a library, did not do something, as it says that itself."""
    return getattr(error, "strerror", None) or str(error)


def clause(error: Exception) -> str:
    """What an error says, to stand within another sentence: without a capital or a full stop.

    It must not begin with a name.
    """
    said = str(error).rstrip(".")
    # JSON and UTF-8 keep their letters.
    return said if said[1:2].isupper() else said[:1].lower() + said[1:]
