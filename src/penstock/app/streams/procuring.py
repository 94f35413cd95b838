"""Who provides what procurement and installation reach the world through."""

from penstock.app.streams.crew_calendar import RecordedCrewCalendar
from penstock.app.streams.keeping import TrialRecords
from penstock.app.streams.ports import World
from penstock.app.streams.serials import RecordedSerials
from penstock.app.streams.suppliers import HouseSuppliers
from penstock.app.streams.warehouse import RecordedWarehouse
from penstock.governance.conduct.records import Records


def suppliers(world: World) -> HouseSuppliers:
    """Return the suppliers of the company's catalogue."""
    return HouseSuppliers(records=_records(world), folder=world.folder)


def serial_numbers(world: World) -> RecordedSerials:
    """Return where pieces are written down."""
    return RecordedSerials(records=_records(world))


def crew_calendar(world: World) -> RecordedCrewCalendar:
    """Return the plans of the company's crews."""
    return RecordedCrewCalendar(records=_records(world), folder=world.folder)


def warehouse(world: World) -> RecordedWarehouse:
    """Return the company's own stock."""
    return RecordedWarehouse(records=_records(world), folder=world.folder)


def _records(world: World) -> Records:
    records = world.store.records
    return TrialRecords(records) if world.is_trial else records
