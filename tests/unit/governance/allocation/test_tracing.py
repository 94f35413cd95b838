from fractions import Fraction
from itertools import pairwise

import pytest

from penstock.governance.allocation.manual import Manual, read_manual
from penstock.governance.allocation.pricing import PricedSale
from penstock.governance.allocation.reversing import reversal
from penstock.governance.allocation.running import run
from penstock.governance.allocation.runs import Run
from penstock.governance.allocation.tracing import (
    LineTrace,
    ReceiverTrace,
    UntraceableError,
    trace,
)
from tests.small_manual import DRIVERS, METHOD, PERIOD, PRICES, SALES, small_manual

FILES = small_manual(
    sales=f"{SALES}S1,2026-09-05,ELECTRIC,AES,truck,1.5,10.25,Truck\n",
    evidence=f"{PRICES}M1,truck,12.00,2026-01-01,2027-01-01,a quotation\n",
)


@pytest.fixture(scope="module")
def made() -> Run:
    return run(FILES, PERIOD)


@pytest.fixture(scope="module")
def manual() -> Manual:
    return read_manual(FILES, PERIOD)


def _line(made: Run, manual: Manual, name: str) -> LineTrace:
    found = trace(made, manual, name)
    assert isinstance(found, LineTrace)
    return found


def test_s2_a_line_leads_to_its_source_its_method_and_its_readings(
    made: Run, manual: Manual
) -> None:
    found = _line(made, manual, "L1")

    assert (found.line.row, found.centre.id, found.provider.id) == (2, "IT-1", "SERVICES")
    assert (found.method.version, found.method.document) == ("1", "methods/1.toml")
    assert found.method.sha256 == made.inputs["methods/1.toml"]
    assert manual.readings.sha256 == made.inputs[f"readings/{PERIOD}.csv"]
    uses = {use.consumer: (use.reading.text, use.reading.line) for use in found.drivers[0].uses}
    assert uses == {"ELECTRIC": ("50", 2), "GAS": ("25", 3), "AES": ("15", 4), "HR": ("10", 5)}


@pytest.mark.parametrize("name", ["L1", "L2", "L3", "L4", "L5", "L6"])
def test_s2_every_cent_of_a_line_is_its_share_and_what_is_carried(
    made: Run, manual: Manual, name: str
) -> None:
    found = _line(made, manual, name)

    for due in found.dues:
        assert due.carried_in + due.exact == due.cents + due.carried_out
        assert abs(due.carried_in) < 1
        assert abs(due.carried_out) < 1
    assert sum(due.cents for due in found.dues) == found.charge.cents
    assert sum(due.carried_out for due in found.dues) == 0


def test_s2_what_a_line_carries_on_the_next_of_its_pool_takes_over(
    made: Run, manual: Manual
) -> None:
    stream = [_line(made, manual, name).dues for name in ("L1", "L2", "L6")]

    for before, after in pairwise(stream):
        carried = [due.carried_out for due in before]
        assert [due.carried_in for due in after] == carried
    assert [due.carried_in for due in stream[0]] == [0, 0, 0]


def test_a_line_says_what_of_it_passes_through_other_pools(made: Run, manual: Manual) -> None:
    assert _line(made, manual, "L1").through == {"HR": Fraction(10, 99)}


def test_a_line_that_is_assigned_directly_has_no_driver(made: Run, manual: Manual) -> None:
    found = _line(made, manual, "L5")

    assert (found.pool, found.drivers) == (None, ())
    assert [due.share for due in found.dues] == [1, 0, 0]


def test_s2_what_a_receiver_pays_is_the_sum_of_its_sources(made: Run, manual: Manual) -> None:
    place = made.receivers.index("AES")

    found = trace(made, manual, "AES")

    assert isinstance(found, ReceiverTrace)
    assert found.cents == sum(charge.by_receiver[place] for charge in made.charges)
    assert [source.pool for source in found.sources] == ["", "BOARD", "HR", "IT"]
    assert all(abs(source.cents - source.exact) < 1 for source in found.sources)
    assert {line.entity for line in found.journal} == {"AES"}
    assert [each.sale.id for each in found.sales] == ["S1"]


def test_s2_a_sale_leads_to_its_evidence(made: Run, manual: Manual) -> None:
    found = trace(made, manual, "S1")

    assert isinstance(found, PricedSale)
    assert (found.evidence, found.cents, found.sale.line) == ("M1", 1800, 2)


def test_a_reversal_is_traced_to_the_same_source(made: Run, manual: Manual) -> None:
    found = _line(reversal(made), manual, "L2")

    assert found.line.row == 3
    for due in found.dues:
        assert due.carried_in + due.exact == due.cents + due.carried_out


def test_what_a_run_does_not_have_is_told_with_what_it_has(made: Run, manual: Manual) -> None:
    with pytest.raises(UntraceableError, match=r"no cost line, sale or receiver “L99”.*AES, ELEC"):
        trace(made, manual, "L99")


def test_another_version_takes_over_no_residual() -> None:
    later = (METHOD + DRIVERS).replace('version = "1"', 'version = "2"')
    files = small_manual(next_method=later.replace("2026-01-01", "2026-09-10"))

    found = _line(run(files, PERIOD), read_manual(files, PERIOD), "L6")

    assert found.method.version == "2"
    assert [due.carried_in for due in found.dues] == [0, 0, 0]
