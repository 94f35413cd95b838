"""What code makes is as closed as what it was given, without anybody saying so: rule D13."""

from dataclasses import replace

import pytest

from penstock.app.cases.door import Door
from penstock.app.guarding.classes import DataClass, DataClasses
from penstock.delivery.refusals import RefusedError
from penstock.governance.boundary.lineage import Lineage, Source
from penstock.kernel.sensitivity import Sensitivity
from penstock.kernel.sides import Side
from tests.unit.app.cases.bench import NOON
from tests.unit.app.cases.watched import BILLS, OUTPUTS, Watched
from tests.unit.app.guarding.office import SELLER, Office

LEAD, ANALYSIS = OUTPUTS
METERED = DataClass(side=Side.REGULATED, sensitivity=Sensitivity.PERSONAL, name="interval_usage")


def _content(office: Office, item: str, *classes: tuple[str, DataClass]) -> bytes:
    """Return what a seller is shown of an item, by what is known of items."""
    cases = office.cases(SELLER)
    assert isinstance(cases.door, Door)
    known = DataClasses({name.casefold(): each for name, each in classes})
    return replace(cases, door=replace(cases.door, classes=known)).content("SOL-1", item)


@pytest.fixture
def worked() -> Office:
    """Return an office with a case of AES whose first stage was worked by code."""
    watched = Watched()
    watched.open("SOL-1")
    watched.run()
    watched.blobs.is_watching = False
    office = Office(store=watched.store, blobs=watched.blobs)
    office.log = watched.ear.log
    return office


@pytest.mark.parametrize("item", OUTPUTS)
def test_d13_what_code_made_of_the_other_sides_data_is_closed_as_that_is(
    worked: Office, item: str
) -> None:
    assert _content(worked, item) == f"{item} of SOL-1".encode()

    with pytest.raises(RefusedError, match="may not be shown to Sal"):
        _content(worked, item, (BILLS, METERED))


def test_d13_what_a_person_recorded_was_made_of_nothing_that_is_known(worked: Office) -> None:
    assert _content(worked, "Customer inquiry", (BILLS, METERED))


def test_o3_o1_of_its_own_side_the_councils_word_on_a_result_counts(worked: Office) -> None:
    feeder = DataClass(sensitivity=Sensitivity.CONFIDENTIAL, name="system_operation")
    result = DataClass(sensitivity=Sensitivity.PERSONAL, name="result")

    assert _content(worked, LEAD, (BILLS, feeder), (LEAD, result))
    with pytest.raises(RefusedError, match="may not be shown to Sal"):
        _content(worked, LEAD, (BILLS, feeder))
    with pytest.raises(RefusedError, match="may not be shown to Sal"):
        _content(worked, LEAD, (BILLS, METERED), (LEAD, result))


def test_d13_code_is_given_nothing_whose_origins_it_may_not_read() -> None:
    watched = Watched()
    watched.open("SOL-1")
    bench = watched.bench
    watched.blobs.is_watching = False
    bench.cases.open("RCV-03", bench.by(), case_id="BILL-1", customer="Rivera")
    usage = "Validated consumption data (VEE)"
    bench.cases.record("BILL-1", usage, b"kWh", bench.by())
    watched.store.records.keep(
        Lineage(
            number=1,
            case_id="SOL-1",
            item=BILLS,
            made_of=(Source(case_id="BILL-1", item=usage, version=1, sha256="a" * 64),),
            said_by="p",
            said_at=NOON,
        )
    )

    watched.run()

    assert watched.calls == []
    case = watched.store.case("SOL-1")
    assert case is not None
    assert case.task is not None
    assert f"may not read “{usage}” (consent-none)" in case.task.because
