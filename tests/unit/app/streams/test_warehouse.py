from datetime import date
from pathlib import Path

import pytest

from penstock.app.streams.warehouse import RecordedWarehouse, read_stock
from penstock.app.tabular import UnfitFileError
from penstock.casework.purchase.orders import Need
from penstock.casework.stock.picking import Picked, pick
from penstock.casework.stock.ports import OutOfStockError
from penstock.store.memory_records import MemoryRecords

HEAD = "part_number,serial_number,quantity,since\n"
STATS = [Need(part_number="STAT", description="Thermostat", quantity=2, needs_serial=True)]


@pytest.fixture
def warehouse(tmp_path: Path) -> RecordedWarehouse:
    file = tmp_path / "purchasing" / "warehouse.csv"
    file.parent.mkdir()
    file.write_text(
        f"{HEAD}STAT,S1,1,2026-11-02\nSTAT,S2,1,2026-10-01\nSTAT,S3,1,2026-11-09\n"
        "WIRE,,30,2026-09-01\n",
        encoding="utf-8",
    )
    return RecordedWarehouse(records=MemoryRecords(), folder=tmp_path)


def taken(warehouse: RecordedWarehouse, case_id: str) -> tuple[Picked, ...]:
    picked = pick(STATS, warehouse.free(["STAT"])).picked
    warehouse.reserve(picked, reference=case_id)
    return picked


def test_what_one_case_keeps_is_free_for_no_other(warehouse: RecordedWarehouse) -> None:
    taken(warehouse, "NCV-01-1")

    left = pick(STATS, warehouse.free(["STAT"]))

    assert left.picked[0].serial_numbers == ("S3",)
    assert left.lacking[0].quantity == 1


def test_who_comes_too_late_reserves_nothing(warehouse: RecordedWarehouse) -> None:
    picked = taken(warehouse, "NCV-01-1")
    wire = Picked(part_number="WIRE", quantity=4)

    with pytest.raises(OutOfStockError, match="S1, S2 of STAT"):
        warehouse.reserve([wire, *picked], reference="NCV-01-2")

    assert warehouse.reserved("NCV-01-2") == ()
    assert warehouse.free(["WIRE"])[0].counted == 30


def test_to_reserve_the_same_pieces_twice_changes_nothing(warehouse: RecordedWarehouse) -> None:
    picked = taken(warehouse, "NCV-01-1")

    warehouse.reserve(picked, reference="NCV-01-1")

    assert warehouse.reserved("NCV-01-1") == (
        Picked(part_number="STAT", quantity=2, serial_numbers=("S1", "S2")),
    )


def test_what_is_released_is_free_again(warehouse: RecordedWarehouse) -> None:
    picked = taken(warehouse, "NCV-01-1")

    warehouse.release(picked, reference="NCV-01-2")
    assert len(warehouse.free(["STAT"])[0].pieces) == 1
    warehouse.release(picked, reference="NCV-01-1")

    assert [each.since for each in warehouse.free(["STAT"])[0].pieces] == [
        date(2026, 11, 2),
        date(2026, 10, 1),
        date(2026, 11, 9),
    ]


def test_more_than_is_counted_is_not_reserved(warehouse: RecordedWarehouse) -> None:
    with pytest.raises(OutOfStockError, match="30 of WIRE are free, and 31"):
        warehouse.reserve([Picked(part_number="WIRE", quantity=31)], reference="NCV-01-1")


def test_a_stock_file_tells_all_its_faults_at_once(tmp_path: Path) -> None:
    file = tmp_path / "warehouse.csv"
    file.write_text(
        f"{HEAD}STAT,S1,1,2026-11-02\nSTAT,S1,1,2026-11-02\n,S2,1,soon\nSTAT,S3,2,2026-11-02\n"
        "WIRE,,none,2026-11-02\n",
        encoding="utf-8",
    )

    with pytest.raises(UnfitFileError) as told:
        read_stock(file)

    assert [reason.split(":")[0] for reason in told.value.reasons] == [
        *("line 3", "line 4", "line 4", "line 5", "line 6")
    ]


def test_the_reference_company_has_devices_to_install() -> None:
    free = RecordedWarehouse(records=MemoryRecords()).free(["QE-TH-200", "QE-CWIRE-1"])

    assert len(free[0].pieces) == 14
    assert free[1].counted == 18
