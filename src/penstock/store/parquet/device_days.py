"""What devices measured, as Parquet: a folder for each day, a file for each segment at first."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from penstock.casework.device.purposes import PURPOSES
from penstock.kernel.making import checked_dataclass
from penstock.store.parquet.columns import MOMENT, TEXT, US, YES_NO, Column, table
from penstock.store.parquet.device_files import merge, names, of_home, small
from penstock.store.parquet.durable import appear

# So many files may lie in a day before some are merged, as each takes milliseconds to open: of a
# day that is over, and of the day under way those that lie there as they came.
_FEW_FILES, _FEW_SMALL_FILES = 4, 32
# To merge fewer rows keeps whoever writes waiting for less time.
_ROWS_OVER, _ROWS_NOW = 2_000_000, 250_000


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class DeviceRow:
    """One value that a device measured, with what its home allowed.

    Args:
        home: The home.
        device: The device.
        serial: Its serial number; empty where nobody knows it.
        quantity: What was measured.
        value: The number; None for a word.
        word: The word; empty for a number.
        unit: The unit; empty for a word.
        at: When it was so.
        received_at: When it came.
        sequence: The number of its message; None without one.
        is_own_clock: Whether the device's clock said when; otherwise it is when it came.
        consents: By purpose the consent that covered it, as `id@version`.
    """

    home: str
    device: str
    serial: str
    quantity: str
    value: float | None
    word: str
    unit: str
    at: datetime
    received_at: datetime
    sequence: int | None
    is_own_clock: bool
    consents: dict[str, str]


def _consent(purpose: str) -> Column[DeviceRow]:
    return Column(purpose, TEXT, lambda row: row.consents.get(purpose), optional=True)


COLUMNS: Sequence[Column[DeviceRow]] = (
    Column("home", TEXT, attrgetter("home")),
    Column("device", TEXT, attrgetter("device")),
    Column("serial", TEXT, lambda row: row.serial or None, optional=True),
    Column("quantity", TEXT, attrgetter("quantity")),
    Column("value", pa.float64(), attrgetter("value"), optional=True),
    Column("word", TEXT, lambda row: row.word or None, optional=True),
    Column("unit", TEXT, lambda row: row.unit or None, optional=True),
    Column("at", MOMENT, attrgetter("at")),
    Column("received_at", MOMENT, attrgetter("received_at")),
    Column("sequence", US, attrgetter("sequence"), optional=True),
    Column("is_own_clock", YES_NO, attrgetter("is_own_clock")),
    *map(_consent, PURPOSES),
)


class DeviceDays:
    """A folder of what devices measured; one program at a time writes into it.

    Args:
        path: The folder; made where it is not there.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._as_few_as_can_be: dict[date, tuple[str, ...]] = {}

    def write(self, segment: str, rows: Sequence[DeviceRow]) -> None:
        """Write the rows of a segment to their days; a file that is there stays as it is.

        So a segment that is taken in again, after a stop, is not written twice.
        """
        for day, some in groupby(sorted(rows, key=_at), key=lambda each: _day(each.at)):
            file = self._folder(day) / f"{segment}.parquet"
            if not file.exists():
                appear(file, _bytes(list(some)))

    def days(self) -> tuple[date, ...]:
        """Return the days of which something is there, the oldest first."""
        names = sorted(each.name.removeprefix("day=") for each in self.path.glob("day=*"))
        return tuple(map(date.fromisoformat, names))

    def rows(self, day: date, *, home: str, purpose: str = "") -> Iterator[dict[str, Any]]:
        """Yield what the devices of a home measured on a day, in its order.

        Args:
            day: The day, by UTC.
            home: The home.
            purpose: Only what a consent to it covered when it came; empty for all.
        """
        rows = of_home(self._folder(day), home)
        kept = (
            (each for each in rows.to_pylist() if not purpose or each.get(purpose)) if rows else ()
        )
        yield from sorted(kept, key=lambda each: (each["at"], each["device"], each["quantity"]))

    def merge(self, *, today: date) -> int:
        """Put one file in place of some in a day where many lie; return how many went.

        Days that are over become few files by and by; of the day under way what came so far does.
        Only whoever writes does so, when each segment that has a file is settled.

        Args:
            today: The day under way, by UTC.
        """
        for day in self.days():
            lying, is_over = names(self._folder(day)), day < today
            is_few = len(lying) <= _FEW_FILES if is_over else small(lying) <= _FEW_SMALL_FILES
            if is_few or self._as_few_as_can_be.get(day) == lying:
                continue
            if gone := merge(self._folder(day), most_rows=_ROWS_OVER if is_over else _ROWS_NOW):
                return gone
            self._as_few_as_can_be[day] = lying
        return 0

    def _folder(self, day: date) -> Path:
        return self.path / f"day={day.isoformat()}"


def _bytes(rows: Sequence[DeviceRow]) -> bytes:
    out = BytesIO()
    # Of a file so small zstd takes most of the time to begin with each column, when it is read.
    pq.write_table(table(COLUMNS, rows), out, compression="snappy")
    return out.getvalue()


def _at(row: DeviceRow) -> datetime:
    return row.at


def _day(at: datetime) -> date:
    return at.astimezone(UTC).date()
