"""Stock, serial numbers and crews, wherever they are kept, and with several programs at once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

from penstock.app.streams.crew_calendar import RecordedCrewCalendar
from penstock.app.streams.serials import RecordedSerials
from penstock.app.streams.suppliers import HouseSuppliers
from penstock.app.streams.warehouse import RecordedWarehouse
from penstock.casework.appointment.booking import Planning
from penstock.casework.appointment.jobs import Job, Window
from penstock.casework.appointment.travel import Location
from penstock.casework.purchase.orders import Need
from penstock.casework.purchase.ports import SoldOutError, TakenSerialError
from penstock.casework.stock.picking import pick
from penstock.casework.stock.ports import OutOfStockError
from penstock.delivery.ports import Store
from tests.contract.places import Place
from tests.unit.app.streams.test_suppliers import NOON, order

WEEK = Window(start=datetime(2026, 11, 30, 5, tzinfo=UTC), end=datetime(2026, 12, 5, 5, tzinfo=UTC))


def test_orders_serial_numbers_and_crews_come_back_as_they_were(store: Store) -> None:
    suppliers = HouseSuppliers(records=store.records)
    serials = RecordedSerials(records=store.records)
    calendar = RecordedCrewCalendar(records=store.records)
    suppliers.confirm([order(1, 2), replace(order(2, 9), is_back_order=True)])
    serials.take([("MOD", "S1")], reference="SOL-1")
    booked = planning(calendar, "SOL-1").booked(())

    assert suppliers.confirmed("SOL-1") == (
        order(1, 2),
        replace(order(2, 9), is_back_order=True),
    )
    assert calendar.booked(WEEK) == (booked,)
    serials.take([("MOD", "S1")], reference="SOL-1")


def test_two_planners_at_once_book_no_crew_twice(place: Place) -> None:
    def plan(turn: int) -> list[str]:
        with place.opened() as store:
            calendar = RecordedCrewCalendar(records=store.records)
            found = [planning(calendar, f"SOL-{turn}-{each}").booked(()) for each in range(4)]
            return [f"{each.crew} {each.visits}" for each in found if each]

    with place.opened() as store, ThreadPoolExecutor(3) as programs:
        times = [each for found in programs.map(plan, range(3)) for each in found]
        booked = RecordedCrewCalendar(records=store.records).booked(WEEK)

    assert len(times) == len(set(times)) == 12
    assert len(booked) == 12
    for one in booked:
        for other in booked:
            if one.job != other.job and one.crew == other.crew:
                assert not one.visits[0].window.overlaps(other.visits[0].window)


def test_programs_that_order_at_once_sell_the_stock_once(place: Place) -> None:
    def buy(turn: int) -> int:
        with place.opened() as store:
            suppliers = HouseSuppliers(records=store.records)
            sold = 0
            for number in range(1, 4):
                try:
                    suppliers.confirm([order(number, 1, reference=f"SOL-{turn}")])
                    sold += 1
                except SoldOutError:
                    pass
            return sold

    with ThreadPoolExecutor(3) as programs:
        sold = sum(programs.map(buy, range(3)))

    # The catalogue has five.
    assert sold == 5
    with place.opened() as store:
        offers = HouseSuppliers(records=store.records).offers(["BAT-HOME-BATTERY"], at=NOON)
    assert "Carolina Solar Supply" not in {
        each.supplier for each in offers if not each.is_back_order
    }


def test_a_piece_is_taken_by_one_case_alone(place: Place) -> None:
    def take(turn: int) -> bool:
        with place.opened() as store:
            try:
                RecordedSerials(records=store.records).take(
                    [("MOD", f"S{each}") for each in range(5)], reference=f"SOL-{turn}"
                )
            except TakenSerialError:
                return False
            return True

    with ThreadPoolExecutor(4) as programs:
        assert sum(programs.map(take, range(4))) == 1


def planning(calendar: RecordedCrewCalendar, name: str) -> Planning:
    here = Location(latitude=36.07, longitude=-79.79)
    job = Job(id=name, location=here, minutes=300, skills=("roof",))
    return Planning(calendar=calendar, job=job, since=WEEK.start)


def test_programs_that_reserve_at_once_keep_no_piece_twice(place: Place) -> None:
    needs = [Need(part_number="QE-HUB-10", description="Hub", quantity=2, needs_serial=True)]

    def keep(turn: int) -> list[str]:
        with place.opened() as store:
            warehouse, kept = RecordedWarehouse(records=store.records), []
            for number in range(3):
                found = pick(needs, warehouse.free(["QE-HUB-10"])).picked
                try:
                    warehouse.reserve(found, reference=f"NCV-01-{turn}-{number}")
                except OutOfStockError:
                    continue
                kept += [serial for each in found for serial in each.serial_numbers]
            return kept

    with place.opened(), ThreadPoolExecutor(3) as programs:
        kept = [serial for found in programs.map(keep, range(3)) for serial in found]

    with place.opened() as store:
        free = RecordedWarehouse(records=store.records).free(["QE-HUB-10"])
    assert len(kept) == len(set(kept))
    assert len(kept) + len(free[0].pieces) == 12
