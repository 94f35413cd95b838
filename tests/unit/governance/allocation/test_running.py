"""Runs: what is charged and posted, what is refused, and what never changes."""

from collections import defaultdict
from datetime import date
from fractions import Fraction
from itertools import accumulate
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.governance.allocation.problems import AllocationRefusedError
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
from penstock.governance.allocation.runs import Run
from tests.small_manual import (
    CENTRES,
    COSTS,
    DRIVERS,
    ENTITIES,
    METHOD,
    PERIOD,
    PRICES,
    READINGS,
    SALES,
    small_manual,
    with_line,
)

HEADER = COSTS.partition("\n")[0]


def _run(**changes: str) -> Run:
    return run(small_manual(**changes), PERIOD)


def _refused(**changes: str) -> str:
    with pytest.raises(AllocationRefusedError) as refused:
        _run(**changes)
    return str(refused.value)


def _charged(found: Run, line: str) -> dict[str, int]:
    charge = next(each for each in found.charges if each.line == line)
    return dict(zip(found.receivers, charge.by_receiver, strict=True))


def test_the_cost_of_pools_that_serve_each_other_ends_with_receivers() -> None:
    found = _run()

    # IT gives HR a tenth and HR gives IT a tenth, so 100/99 of IT's cost passes IT.
    assert found.shares["1", "IT"] == (
        Fraction(100, 99) * (Fraction(15, 100) + Fraction(1, 10) * Fraction(10, 100)),
        Fraction(100, 99) * (Fraction(50, 100) + Fraction(1, 10) * Fraction(60, 100)),
        Fraction(100, 99) * (Fraction(25, 100) + Fraction(1, 10) * Fraction(20, 100)),
    )


def test_direct_assignment_goes_before_any_pool() -> None:
    assert _charged(_run(), "L5") == {"AES": 25_000, "ELECTRIC": 0, "GAS": 0}


def test_the_general_factor_weighs_revenue_plant_and_payroll_alike() -> None:
    shares = dict(zip(_run().receivers, _run().shares["1", "BOARD"], strict=True))

    assert shares["AES"] == (Fraction(1, 10) + Fraction(2, 100) + Fraction(1, 4)) / 3


def test_what_the_service_company_charges_directly_has_an_account_of_its_own() -> None:
    income = {
        (line.reference, line.account)
        for line in _run().journal
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
    found = _run(costs=_costs(lines))

    assert sorted(charge.cents for charge in found.charges) == sorted(each[2] for each in lines)
    assert all(sum(charge.by_receiver) == charge.cents for charge in found.charges)
    totals = [sum(column) for column in zip(*(c.by_receiver for c in found.charges), strict=True)]
    assert sum(totals) == found.cents == sum(each[2] for each in lines)


@settings(max_examples=40)
@given(_LINES)
def test_each_receiver_of_each_pool_is_never_off_by_a_cent(
    lines: list[tuple[int, str, int, str]],
) -> None:
    found = _run(costs=_costs(lines))

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

    found = _run(costs="\n".join([header, *shuffled]) + "\n")

    assert found.charges == _run(costs=_costs(lines)).charges


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
    found = _run(costs=_costs(lines))

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
        reversal(reversal(_run()))


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
    assert _run(readings=READINGS.replace("users,AES,15", "users,AES,16")).id != _run().id


def test_f5_each_line_has_the_version_in_force_on_its_posting_date() -> None:
    later = (METHOD + DRIVERS).replace('version = "1"', 'version = "2"')
    found = _run(next_method=later.replace("2026-01-01", "2026-09-10"))

    versions = {charge.line: (charge.posted, charge.version) for charge in found.charges}
    assert versions["L3"] == (date(2026, 9, 3), "1")
    assert versions["L4"] == (date(2026, 9, 10), "2")
    assert found.versions == ("1", "2")


def test_f5_what_was_posted_before_the_first_version_is_refused() -> None:
    said = _refused(method=(METHOD + DRIVERS).replace("2026-01-01", "2026-09-03"))

    assert "line L1 was posted on 2026-09-02, before the first version of the manual." in said


def test_f3_a_cost_centre_of_aes_feeds_no_shared_pool() -> None:
    said = _refused(centres=CENTRES.replace("AE-1,Sales,AES,", "AE-1,Sales,AES,IT"))

    assert "cost of the non-regulated side enters no shared pool (F3)" in said


def test_f3_cost_for_aes_alone_is_not_shared() -> None:
    said = _refused(costs=with_line(COSTS, benefits="non-regulated"))

    assert "line L9 benefits the non-regulated side alone, and pool IT would charge it to" in said
    assert "Assign it directly" in said


def test_f3_cost_for_one_side_is_not_assigned_to_the_other() -> None:
    said = _refused(costs=with_line(COSTS, benefits="non-regulated", receiver="GAS"))

    assert "benefits the non-regulated side alone, and GAS is of the other (F3)" in said


def test_f3_cost_for_one_side_may_enter_a_pool_that_only_this_side_pays() -> None:
    regulated_alone = READINGS.replace("heads,AES,10\n", "").replace("heads,IT,10\n", "")

    found = _run(
        readings=regulated_alone,
        costs=with_line(COSTS, cost_centre="HR-1", benefits="regulated"),
    )

    assert _charged(found, "L9")["AES"] == 0


def test_f2_a_utility_charges_an_affiliate_only_by_a_sale() -> None:
    said = _refused(costs=with_line(COSTS, cost_centre="EL-1", receiver="AES"))

    assert "charges cost of ELECTRIC to AES" in said
    assert "State it as a sale, which has a price (F2)." in said


def test_f2_a_pool_is_not_fed_by_a_utility() -> None:
    said = _refused(centres=CENTRES.replace("EL-1,Lines,ELECTRIC,", "EL-1,Lines,ELECTRIC,IT"))

    assert "what a utility does for affiliates is a sale (F2)" in said


def test_f2_a_blocked_sale_blocks_the_run() -> None:
    said = _refused(sales=f"{SALES}S1,2026-09-05,ELECTRIC,AES,truck,1,10.00,Truck\n")

    assert f"sales/{PERIOD}.csv:2: sale S1, ELECTRIC to AES, is priced at the higher" in said


def test_f1_a_cost_centre_belongs_to_one_entity() -> None:
    said = _refused(centres=f"{CENTRES}IT-1,Computing,GAS,\n")

    assert "cost-centres.csv:7: cost centre IT-1 is there already, in line 2" in said


def test_all_problems_are_told_at_once_with_their_places() -> None:
    costs = with_line(COSTS, amount="1.234")
    costs = with_line(costs, line="L10", posted="soon")
    costs = with_line(costs, line="L1", posted="2026-10-01")

    said = _refused(costs=costs)

    assert said.splitlines() == [
        "Nothing was allocated: 4 problems.",
        f"costs/{PERIOD}.csv:8: “1.234” is no amount; write dollars and cents such as 1234.50.",
        f"costs/{PERIOD}.csv:9: “soon” is no date; write 2026-09-30.",
        f"costs/{PERIOD}.csv:10: line L1 is in line 2, too.",
        f"costs/{PERIOD}.csv:10: line L1 was posted on 2026-10-01, outside 2026-09.",
    ]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"cost_centre": "IT-9"}, "names cost centre “IT-9”, which cost-centres.csv does not have"),
        ({"cost_centre": "EL-1"}, "names no receiver, and its cost centre EL-1 feeds no pool"),
        ({"receiver": "SERVICES"}, "names receiver “SERVICES”; there are AES, ELECTRIC, GAS."),
        ({"benefits": "both"}, "“both” is no side; write regulated or non-regulated, or nothing"),
    ],
)
def test_a_line_that_cannot_be_charged_is_refused(cells: dict[str, str], sentence: str) -> None:
    assert sentence in _refused(costs=with_line(COSTS, **cells))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("users,GAS,25", "users,GAS,many", "“many” is no number"),
        ("users,GAS,25", "users,SOLAR,25", "“SOLAR” is neither a pool nor an entity"),
        ("users,GAS,25", "logins,GAS,25", "no version in force knows a driver “logins”"),
        ("users,GAS,25", "users,AES,25", "users of AES was read in line 3 already"),
        ("users,GAS,25", "users,GAS", "2 cells for 3 columns"),
    ],
)
def test_a_reading_that_cannot_be_used_is_refused(old: str, new: str, sentence: str) -> None:
    assert sentence in _refused(readings=READINGS.replace(old, new))


def test_a_driver_without_readings_is_refused() -> None:
    readings = "\n".join(each for each in READINGS.splitlines() if not each.startswith("heads"))

    assert "pool HR is shared by heads, which has no reading above zero" in _refused(
        readings=f"{readings}\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"1/3", plant', '"1/4", plant', "has weights that sum to 11/12, not to 1"),
        ('users = "100 %"', 'logins = "100 %"', "weighs “logins”, which no [drivers.…] describes"),
        ('users = "100 %"', 'users = "all"', "has a weight that cannot be read"),
        ('"reciprocal"', '"fair"', "“fair” is no procedure"),
        ('"reciprocal"', '"step-down"', "step-down needs an order that has each pool once"),
        ("2026-01-01", '"January"', "it does not say from which posting date"),
        ('["CFO"]', "[]", "nobody approved it"),
        ('reason = "First version."', "", "it does not say reason"),
        ("because =", "# because =", "because says why"),
        ('"variability"', '"residual"', "is residual, so write basis"),
        ('owner = "Controller"', 'owner = "Controller"\nmodel = 1', "has “model”, which nothing"),
        ("version", "version =", "this is no TOML"),
    ],
)
def test_a_version_of_the_manual_that_cannot_be_is_refused(
    old: str, new: str, sentence: str
) -> None:
    assert sentence in _refused(method=(METHOD + DRIVERS).replace(old, new, 1))


def test_a_file_that_is_no_utf8_is_refused_with_its_line() -> None:
    files = small_manual() | {"cost-centres.csv": CENTRES.encode() + b"X-1,Caf\xe9,GAS,\n"}

    with pytest.raises(AllocationRefusedError, match=r"cost-centres\.csv:7: byte \d+ is no UTF-8"):
        run(files, PERIOD)


def test_a_mark_that_spreadsheets_put_before_a_table_is_no_problem() -> None:
    files = small_manual()
    marked = files | {"entities.csv": b"\xef\xbb\xbf" + files["entities.csv"]}

    assert run(marked, PERIOD).charges == run(files, PERIOD).charges


def test_a_month_without_cost_charges_nobody() -> None:
    found = _run(costs=f"{HEADER}\n")

    assert (found.charges, found.cents, found.journal, found.versions) == ((), 0, (), ())
    assert reversal(found).cents == 0


def test_only_utilities_are_regulated() -> None:
    said = _refused(
        entities=ENTITIES.replace("Energy,non-regulated,affiliate", "Energy,regulated,affiliate")
    )

    assert "AES has side regulated and kind affiliate; utilities are regulated" in said


@pytest.mark.parametrize(
    ("sale", "sentence"),
    [
        ("S1,soon,ELECTRIC,AES,truck,1,1.00,Truck", "“soon” is no date; write 2026-09-30."),
        ("S1,2026-10-01,ELECTRIC,AES,truck,1,1.00,Truck", "posted on 2026-10-01, outside 2026-09"),
        ("S1,2026-09-01,ELECTRIC,SOLAR,truck,1,1.00,Truck", "names “SOLAR”, which is no legal"),
        ("S1,2026-09-01,GAS,GAS,truck,1,1.00,Truck", "is from GAS to itself."),
        ("S1,2026-09-01,GAS,AES,truck,some,1.00,Truck", "“some” is no number"),
    ],
)
def test_a_sale_that_cannot_be_is_refused(sale: str, sentence: str) -> None:
    assert sentence in _refused(sales=f"{SALES}{sale}\n")


def test_a_missing_file_is_named() -> None:
    files = small_manual()
    del files[f"readings/{PERIOD}.csv"]

    with pytest.raises(AllocationRefusedError, match="there is no such file, and 2026-09 needs"):
        run(files, PERIOD)
