"""What can be wrong with a folder that should be a log, as sentences."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from penstock.store.errors import StoreError


class NoLogError(StoreError):
    """A folder holds no log."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(
            str(folder),
            f"{folder} is no log: there are no visits in it. Write one with "
            f"`penstock case export --format parquet -o {folder}`.",
        )


class OtherColumnsError(StoreError):
    """The files of a table do not have its columns."""

    def __init__(self, folder: Path, *, table: str, columns: Iterable[str]) -> None:
        self.folder = folder
        self.columns = tuple(columns)
        super().__init__(
            str(folder),
            f"{table} in {folder} lacks {', '.join(self.columns)}, or has another type there. "
            "docs/reference/visits.md names the columns of a log. Write it anew.",
        )


class ReplacedError(StoreError):
    """The file that the bookmark names is gone whenever it is looked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(
            str(folder),
            f"The visits under way in {folder} are not where its bookmark says. Export once more; "
            "if that does not help, into an empty folder.",
        )


class NotYetToldError(StoreError):
    """A log does not tell up to a moment."""

    def __init__(self, folder: Path, *, at: datetime, until: datetime) -> None:
        self.folder = folder
        super().__init__(
            str(folder),
            f"The log tells up to {_said(until)}, and not up to {_said(at)}. "
            "Ask for an earlier moment, or leave it out.",
        )


class NoSparkError(StoreError):
    """Spark cannot be started on this machine."""

    def __init__(self, folder: Path, *, reason: str) -> None:
        self.folder = folder
        super().__init__(str(folder), f"Spark cannot read {folder}: {reason}")


def _said(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
