from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from penstock.app.loading import reference_company
from penstock.app.streams.catalogue import CATALOGUE, read_catalogue
from penstock.app.streams.keeping import TrialRecords
from penstock.app.streams.suppliers import HouseSuppliers
from penstock.app.tabular import UnfitFileError
from penstock.casework.purchase.orders import OrderLine, PurchaseOrder
from penstock.casework.purchase.ports import SoldOutError
from penstock.measurement.alerts.alert import Alert
from penstock.store.memory_records import MemoryRecords
from tests.unit.web.live.test_alerts import ALERT

NOON = datetime(2026, 11, 23, 20, tzinfo=UTC)
BATTERY = OrderLine(
    part_number="BAT-HOME-BATTERY",
    description="Battery",
    quantity=3,
    unit_price_cents=874_000,
    promised_on=date(2026, 12, 1),
    needs_serial=True,
)
ORDER = PurchaseOrder(
    number="PO-SOL-1-1",
    reference="SOL-1",
    supplier="Carolina Solar Supply",
    placed_at=NOON,
    lines=(BATTERY,),
)


@pytest.fixture
def suppliers() -> HouseSuppliers:
    return HouseSuppliers(records=MemoryRecords())


def stock(suppliers: HouseSuppliers) -> int:
    (offer,) = [
        each
        for each in suppliers.offers(["BAT-HOME-BATTERY"], at=NOON)
        if each.supplier == ORDER.supplier and not each.is_back_order
    ]
    return offer.available or 0


def order(number: int, pieces: int, reference: str = "SOL-1") -> PurchaseOrder:
    line = replace(BATTERY, quantity=pieces)
    name = f"PO-{reference}-{number}"
    return replace(ORDER, number=name, reference=reference, lines=(line,))


def test_what_one_orders_the_next_cannot(suppliers: HouseSuppliers) -> None:
    before = stock(suppliers)

    suppliers.confirm([ORDER])

    assert stock(suppliers) == before - 3


def test_days_of_delivery_are_business_days(suppliers: HouseSuppliers) -> None:
    (first, *_) = suppliers.offers(["INV-EXAMPLE-10"], at=NOON)

    # Three business days from Monday; Thursday is Thanksgiving.
    assert first.arrives_on == date(2026, 11, 27)


def test_to_order_the_same_twice_takes_it_once(suppliers: HouseSuppliers) -> None:
    suppliers.confirm([ORDER])
    before = stock(suppliers)

    suppliers.confirm([ORDER])

    assert stock(suppliers) == before
    assert suppliers.confirmed("SOL-1") == (ORDER,)


def test_what_is_called_off_is_there_for_others_again(suppliers: HouseSuppliers) -> None:
    before = stock(suppliers)
    suppliers.confirm([ORDER])

    less = ORDER.without("BAT-HOME-BATTERY", 2, because="too late")
    suppliers.confirm([less])

    assert stock(suppliers) == before - 1
    assert suppliers.confirmed("SOL-1") == (less,)


def test_all_orders_are_placed_or_none(suppliers: HouseSuppliers) -> None:
    before = stock(suppliers)

    with pytest.raises(SoldOutError, match="has 5 of BAT-HOME-BATTERY left, and 6 were"):
        suppliers.confirm([order(1, 2), order(2, 4)])

    assert stock(suppliers) == before
    assert suppliers.confirmed("SOL-1") == ()


def test_a_back_order_takes_nothing_from_the_stock(suppliers: HouseSuppliers) -> None:
    before = stock(suppliers)

    suppliers.confirm([replace(order(1, 400), is_back_order=True)])

    assert stock(suppliers) == before


def test_orders_of_other_cases_stay_theirs(suppliers: HouseSuppliers) -> None:
    suppliers.confirm([ORDER, order(1, 1, reference="SOL-10")])

    assert suppliers.confirmed("SOL-1") == (ORDER,)


def test_a_trial_takes_nothing_and_knows_what_it_took() -> None:
    records = MemoryRecords()
    trial = HouseSuppliers(records=TrialRecords(records))
    before = stock(trial)

    trial.confirm([ORDER])

    assert stock(trial) == before - 3
    assert stock(HouseSuppliers(records=records)) == before


def test_a_trial_counts_what_is_kept_and_what_it_took() -> None:
    records = MemoryRecords()
    records.keep(ALERT)
    trial = TrialRecords(records)

    trial.keep(replace(ALERT, version=2), replace(ALERT, number=2))

    assert (records.count(Alert), trial.count(Alert)) == (1, 3)


def test_the_catalogue_of_the_company_can_be_followed() -> None:
    lines = read_catalogue(reference_company() / CATALOGUE)

    assert len({each.number for each in lines}) == len(lines)


def test_all_that_is_wrong_in_a_catalogue_is_said_at_once(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.csv"
    file.write_text(
        "supplier,part_number,unit_price_cents,stock,lead_time_business_days,"
        "restock_business_days,pack_size\n"
        "A,P,1.50,3,1,1,1\nA,P,150,3,0,1,1\n",
        encoding="utf-8",
    )

    with pytest.raises(UnfitFileError) as refused:
        read_catalogue(file)

    assert refused.value.reasons == (
        "line 2: unit_price_cents is “1.50”; write a whole number from 0.",
        "line 3: lead_time_business_days is “0”; write a whole number from 1.",
        "line 3: A sells P in line 2 already.",
    )
