"""The log of a database in a folder that is kept beside it, brought up to date and opened."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import TYPE_CHECKING, Protocol

from penstock.app.cases.blobs import Blobs
from penstock.app.cases.following import OtherLogError, export_visits
from penstock.app.cases.opening import file_of
from penstock.app.measuring.engines import require_engine
from penstock.app.measuring.taking import Taking
from penstock.app.packages.kept import folder_of_user
from penstock.delivery.ports import Store
from penstock.governance.service_levels.calendars import Calendar
from penstock.measurement.metrics.records import MetricRecord

if TYPE_CHECKING:
    from penstock.store.logs import Engine, FolderLog

LOG_VARIABLE = "PENSTOCK_LOG"
# How long somebody waits for another program that brings the same folder up to date.
PATIENCE_S = 120.0
_PAUSE_S = 0.05


class Recorded(Protocol):
    """What is recorded in a database, open to be read."""

    @property
    def store(self) -> Store:
        """Where the log is."""
        ...

    @property
    def blobs(self) -> Blobs:
        """Where contents are."""
        ...

    def now(self) -> datetime:
        """Return the moment it is."""
        ...


@contextmanager
def kept_log(
    cases: Recorded,
    address: str,
    *,
    records: Sequence[MetricRecord] = (),
    calendar: Calendar | None = None,
    as_of: datetime | None = None,
    engine: "Engine" = "duckdb",
) -> Iterator["FolderLog"]:
    """Yield the log of a database, as it is now; what is new is added to a folder beside it.

    The folder holds what follows from the database and nothing else. When it holds another log,
    because a backup was restored, or was written by another version, it is begun anew.

    Args:
        cases: The cases of the database, open.
        address: The address of the database.
        records: The key metrics whose numbers are taken out of what was recorded.
        calendar: The calendar that business times go by; without one they stay empty.
        as_of: The moment as which the log is told; None for now.
        engine: What reads it.

    Raises:
        NoMeasuringError: What reads logs is not installed.
        FolderInUseError: Another program has been writing to the folder for minutes.
        BeyondCalendarError: The calendar does not reach that far.
        DamagedContentError: What was recorded is gone, or is no longer what it was.
        OSError: The folder cannot be written.
        StoreError: The database cannot be read.
    """
    require_engine(engine)
    from penstock.store.logs import open_log

    with _place_of(address) as folder:
        bring_up_to_date(
            cases.store,
            cases.blobs,
            folder,
            records=records,
            calendar=calendar,
            as_of=cases.now(),
        )
        with open_log(folder, as_of=as_of, engine=engine) as log:
            yield log


@contextmanager
def _place_of(address: str) -> Iterator[Path]:
    """Yield the folder in which the log of a database is kept; a passing one for none in memory."""
    folder = log_folder(address)
    if folder is not None:
        # Who worked when is in it, so it is nobody else's.
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        yield folder
        return
    with TemporaryDirectory(prefix="penstock-log-") as passing:
        yield Path(passing)


def log_folder(address: str) -> Path | None:
    """Return where the log of a database is kept: in a named folder, beside its file, or at home.

    None for a database in memory.
    """
    own = f"{sha256(address.encode()).hexdigest()[:16]}.log"
    if named := os.environ.get(LOG_VARIABLE):
        return Path(named) / own
    if path := file_of(address):
        return path.with_name(f"{path.name}.log")
    home = folder_of_user() if address.startswith("postgresql") else None
    return home / "penstock" / own if home else None


def bring_up_to_date(
    store: Store,
    blobs: Blobs,
    folder: Path,
    *,
    records: Sequence[MetricRecord],
    as_of: datetime,
    calendar: Calendar | None = None,
) -> None:
    """Add to a folder what happened since it was last written; it is begun anew for another log.

    Args:
        store: Where the log is.
        blobs: Where contents are.
        folder: The folder.
        records: The key metrics whose numbers are taken out of what was recorded.
        as_of: The moment up to which visits under way are timed.
        calendar: The calendar that business times go by; without one they stay empty.

    Raises:
        FolderInUseError: Another program has been writing to the folder for minutes.
        BeyondCalendarError: The calendar does not reach that far.
        DamagedContentError: What was recorded is gone, or is no longer what it was.
        OSError: The folder cannot be written.
        StoreError: The database cannot be read.
    """
    from penstock.store.parquet import FolderInUseError, UnreadableBookmarkError, begin_anew

    taking = Taking(records, blobs.get)
    until = monotonic() + PATIENCE_S
    while True:
        try:
            export_visits(store, folder, calendar=calendar, as_of=as_of, taking=taking)
        except FolderInUseError:
            if monotonic() > until:
                raise
            sleep(_PAUSE_S)
        except (OtherLogError, UnreadableBookmarkError):
            begin_anew(folder)
        else:
            return
