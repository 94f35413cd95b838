from dataclasses import replace

import pytest

from penstock.governance.allocation.manual import Manual, read_manual
from penstock.governance.allocation.rate_cases import ForeignCostError, extract
from penstock.governance.allocation.running import run
from penstock.governance.allocation.runs import Run
from tests.small_manual import COSTS, PERIOD, PRICES, SALES, small_manual, with_line

FILES = small_manual(
    costs=with_line(COSTS, cost_centre="AE-1", receiver="AES"),
    sales=f"{SALES}S1,2026-09-05,AES,GAS,survey,2,10.00,Survey\n",
    evidence=f"{PRICES}M1,survey,9.00,2026-01-01,2027-01-01,a quotation\n",
)


@pytest.fixture
def made() -> Run:
    return run(FILES, PERIOD)


@pytest.fixture
def manual() -> Manual:
    return read_manual(FILES, PERIOD)


def test_f4_an_extract_has_the_cost_of_utilities_and_of_nobody_else(
    made: Run, manual: Manual
) -> None:
    rows = extract(made, manual)

    assert {row.utility for row in rows} == {"ELECTRIC", "GAS"}
    assert "AE-1" not in {row.centre for row in rows}
    places = [made.receivers.index(utility) for utility in ("ELECTRIC", "GAS")]
    shared = sum(charge.by_receiver[place] for charge in made.charges for place in places)
    assert sum(row.cents for row in rows) == shared + 18_00


def test_f4_what_a_utility_bought_from_aes_is_there_at_the_lower_price(
    made: Run, manual: Manual
) -> None:
    bought = [row for row in extract(made, manual) if not row.centre]

    assert [(row.utility, row.source, row.account, row.cents) for row in bought] == [
        ("GAS", "survey from AES, lower of cost and market", "923", 18_00)
    ]


def test_f4_a_run_that_carries_cost_of_aes_to_a_utility_has_no_extract(
    made: Run, manual: Manual
) -> None:
    charges = [
        each._replace(by_receiver=(0, each.cents, 0)) if each.line == "L9" else each
        for each in made.charges
    ]

    with pytest.raises(ForeignCostError, match=r"Line L9 .* cost of AE-1.* to ELECTRIC.*\(F4\)"):
        extract(replace(made, charges=tuple(charges)), manual)
