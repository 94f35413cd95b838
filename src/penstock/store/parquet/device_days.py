"""What devices measured, as Parquet: a folder for each day, a file for each segment."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from penstock.casework.device.purposes import PURPOSES
from penstock.kernel.making import checked_dataclass
from penstock.store.parquet.columns import MOMENT, TEXT, US, YES_NO, Column, table
from penstock.store.parquet.durable import DRAFT, appear


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
    Column("home", TEXT, lambda row: row.home),
    Column("device", TEXT, lambda row: row.device),
    Column("serial", TEXT, lambda row: row.serial or None, optional=True),
    Column("quantity", TEXT, lambda row: row.quantity),
    Column("value", pa.float64(), lambda row: row.value, optional=True),
    Column("word", TEXT, lambda row: row.word or None, optional=True),
    Column("unit", TEXT, lambda row: row.unit or None, optional=True),
    Column("at", MOMENT, lambda row: row.at),
    Column("received_at", MOMENT, lambda row: row.received_at),
    Column("sequence", US, lambda row: row.sequence, optional=True),
    Column("is_own_clock", YES_NO, lambda row: row.is_own_clock),
    *map(_consent, PURPOSES),
)


class DeviceDays:
    """A folder of what devices measured; one program at a time writes into it.

    Args:
        path: The folder; made where it is not there.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

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
        where = [("home", "=", home)]
        found: list[dict[str, Any]] = []
        for file in sorted(self._folder(day).glob("*.parquet")):
            if DRAFT not in file.name:
                found += pq.read_table(file, filters=where).to_pylist()
        kept = (each for each in found if not purpose or each.get(purpose))
        yield from sorted(kept, key=lambda each: (each["at"], each["device"], each["quantity"]))

    def _folder(self, day: date) -> Path:
        return self.path / f"day={day.isoformat()}"


def _bytes(rows: Sequence[DeviceRow]) -> bytes:
    out = BytesIO()
    pq.write_table(table(COLUMNS, rows), out, compression="zstd")
    return out.getvalue()


def _at(row: DeviceRow) -> datetime:
    return row.at


def _day(at: datetime) -> date:
    return at.astimezone(UTC).date()
