"""The one family of errors that a user may see, each with what to do next."""


class ReaderError(Exception):
    """Something a user did or met that the program cannot go on with.

    `what` says what happened, `hint` what to do next; both are one line of plain
    words. A bug is never a `ReaderError`: it shows its traceback.
    """

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what, hint)
        self.what = what
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.what}; {self.hint}" if self.hint else self.what


class MisuseError(ReaderError):
    """A request that cannot be understood as it stands (exit code 2)."""


class StoreError(ReaderError):
    """The database could not be opened, read or written."""


class BusyError(StoreError):
    """Another program holds the database; the same request may work later."""


class DamagedError(StoreError):
    """The database holds something that this program never stored."""


class FullError(StoreError):
    """There is no room on the disk."""


class MovedError(StoreError):
    """The database is no longer the file that was opened: it was deleted, moved or replaced."""


class ConflictError(ReaderError):
    """What was to be changed is no longer as it was when it was read."""


class NotFoundError(ReaderError):
    """A name or id that nothing answers to, or more than one thing does."""


class IngestError(ReaderError):
    """A file that cannot be taken in as an article."""


class FormatError(ReaderError):
    """A file of another tool that cannot be understood."""
