"""Runs: what is charged and posted, what is refused, and what never changes."""

from collections import defaultdict
from datetime import date
from fractions import Fraction
from itertools import accumulate
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.governance.allocation.reversing import AlreadyReversalError, reversal
from penstock.governance.allocation.run_files import (
    CHARGES,
    INPUTS,
    SEAL,
    DamagedRunError,
    read_run,
    written,
)
from penstock.governance.allocation.running import run
from tests.small_manual import (
    DRIVERS,
    METHOD,
    PERIOD,
    PRICES,
    READINGS,
    SALES,
    small_manual,
)
from tests.unit.governance.allocation.runs import HEADER, charged, refusal, run_with


def test_the_cost_of_pools_that_serve_each_other_ends_with_receivers() -> None:
    found = run_with()

    # IT gives HR a tenth and HR gives IT a tenth, so 100/99 of IT's cost passes IT.
    assert found.shares["1", "IT"] == (
        Fraction(100, 99) * (Fraction(15, 100) + Fraction(1, 10) * Fraction(10, 100)),
        Fraction(100, 99) * (Fraction(50, 100) + Fraction(1, 10) * Fraction(60, 100)),
        Fraction(100, 99) * (Fraction(25, 100) + Fraction(1, 10) * Fraction(20, 100)),
    )


def test_direct_assignment_goes_before_any_pool() -> None:
    assert charged(run_with(), "L5") == {"AES": 25_000, "ELECTRIC": 0, "GAS": 0}


def test_the_general_factor_weighs_revenue_plant_and_payroll_alike() -> None:
    shares = dict(zip(run_with().receivers, run_with().shares["1", "BOARD"], strict=True))

    assert shares["AES"] == (Fraction(1, 10) + Fraction(2, 100) + Fraction(1, 4)) / 3


def test_what_the_service_company_charges_directly_has_an_account_of_its_own() -> None:
    income = {
        (line.reference, line.account)
        for line in run_with().journal
        if line.entity == "SERVICES" and line.account != "146"
    }

    assert ("2026-09 direct assignment, manual 1", "457.1") in income
    assert ("2026-09 pool IT, manual 1", "457.2") in income


_CENTRES = st.sampled_from(["IT-1", "HR-1", "BO-1"])
_LINES = st.lists(
    st.tuples(
        st.integers(1, 30),
        _CENTRES,
        st.one_of(st.integers(-30, 30), st.integers(-(10**9), 10**9)),
        st.sampled_from(["", "", "AES", "GAS"]),
    ),
    min_size=1,
    max_size=25,
)


def _costs(lines: list[tuple[int, str, int, str]]) -> str:
    rows = [
        f"N{place:03},2026-09-{day:02},{centre},921,{'-' if cents < 0 else ''}"
        f"{abs(cents) // 100}.{abs(cents) % 100:02},{receiver},,text"
        for place, (day, centre, cents, receiver) in enumerate(lines)
    ]
    return "\n".join([HEADER, *rows]) + "\n"


@settings(max_examples=40)
@given(_LINES)
def test_s1_charges_sum_to_each_line_each_pool_and_the_total(
    lines: list[tuple[int, str, int, str]],
) -> None:
    found = run_with(costs=_costs(lines))

    assert sorted(charge.cents for charge in found.charges) == sorted(each[2] for each in lines)
    assert all(sum(charge.by_receiver) == charge.cents for charge in found.charges)
    totals = [sum(column) for column in zip(*(c.by_receiver for c in found.charges), strict=True)]
    assert sum(totals) == found.cents == sum(each[2] for each in lines)


@settings(max_examples=40)
@given(_LINES)
def test_each_receiver_of_each_pool_is_never_off_by_a_cent(
    lines: list[tuple[int, str, int, str]],
) -> None:
    found = run_with(costs=_costs(lines))

    for (version, pool), shares in found.shares.items():
        stream = [c for c in found.charges if (c.version, c.pool) == (version, pool)]
        owed = list(accumulate(charge.cents for charge in stream))
        for place, share in enumerate(shares):
            paid = accumulate(charge.by_receiver[place] for charge in stream)
            assert all(abs(a - share * b) < 1 for a, b in zip(paid, owed, strict=True))


@settings(max_examples=25)
@given(_LINES, st.randoms(use_true_random=False))
def test_the_order_of_lines_in_the_file_changes_no_charge(
    lines: list[tuple[int, str, int, str]], random: Random
) -> None:
    header, *rows = _costs(lines).splitlines()
    shuffled = random.sample(rows, len(rows))

    found = run_with(costs="\n".join([header, *shuffled]) + "\n")

    assert found.charges == run_with(costs=_costs(lines)).charges


def test_s3_the_same_inputs_give_the_same_bytes() -> None:
    files = small_manual()

    assert written(run(files, PERIOD), files) == written(
        run(dict(reversed(files.items())), PERIOD), files
    )


def test_a_run_is_read_as_it_was_written() -> None:
    files = small_manual(
        sales=f"{SALES}S1,2026-09-05,ELECTRIC,AES,truck,1.5,10.25,Truck\n",
        evidence=f"{PRICES}M1,truck,12.00,2026-01-01,2027-01-01,a quotation\n",
    )
    found = run(files, PERIOD)

    assert read_run(written(found, files)) == found


@settings(max_examples=25)
@given(_LINES)
def test_s4_a_run_and_its_reversal_leave_nothing_anywhere(
    lines: list[tuple[int, str, int, str]],
) -> None:
    found = run_with(costs=_costs(lines))

    left: defaultdict[object, int] = defaultdict(int)
    for each in (found, reversal(found)):
        for charge in each.charges:
            for receiver, cents in zip(each.receivers, charge.by_receiver, strict=True):
                left[charge.line, charge.pool, receiver] += cents
        for line in each.journal:
            left[line.entity, line.account, line.counterparty, line.reference] += line.cents
    assert set(left.values()) <= {0}


def test_s4_a_reversal_is_not_reversed() -> None:
    with pytest.raises(AlreadyReversalError, match="itself takes"):
        reversal(reversal(run_with()))


def test_s5_a_run_keeps_the_readings_with_their_hash() -> None:
    files = small_manual()
    found = written(run(files, PERIOD), files)

    assert found[f"{INPUTS}readings/{PERIOD}.csv"] == READINGS.encode()
    assert f'"{INPUTS}readings/{PERIOD}.csv": "' in found[SEAL].decode()


@pytest.mark.parametrize("name", [CHARGES, f"{INPUTS}readings/{PERIOD}.csv"])
def test_s5_a_run_whose_files_were_changed_is_refused(name: str) -> None:
    files = small_manual()
    found = written(run(files, PERIOD), files)
    found[name] = found[name].replace(b"5", b"6", 1)

    with pytest.raises(DamagedRunError, match=f"{name} of run .* was changed after the run"):
        read_run(found)


def test_another_reading_makes_another_run() -> None:
    assert run_with(readings=READINGS.replace("users,AES,15", "users,AES,16")).id != run_with().id


def test_f5_each_line_has_the_version_in_force_on_its_posting_date() -> None:
    later = (METHOD + DRIVERS).replace('version = "1"', 'version = "2"')
    found = run_with(next_method=later.replace("2026-01-01", "2026-09-10"))

    versions = {charge.line: (charge.posted, charge.version) for charge in found.charges}
    assert versions["L3"] == (date(2026, 9, 3), "1")
    assert versions["L4"] == (date(2026, 9, 10), "2")
    assert found.versions == ("1", "2")


def test_f5_what_was_posted_before_the_first_version_is_refused() -> None:
    said = refusal(method=(METHOD + DRIVERS).replace("2026-01-01", "2026-09-03"))

    assert "line L1 was posted on 2026-09-02, before the first version of the manual." in said
