"""What no run charges, and what is told of it."""

import pytest

from penstock.governance.allocation.problems import AllocationRefusedError
from penstock.governance.allocation.reversing import reversal
from penstock.governance.allocation.running import run
from tests.small_manual import (
    CENTRES,
    COSTS,
    DRIVERS,
    ENTITIES,
    METHOD,
    PERIOD,
    READINGS,
    SALES,
    small_manual,
    with_line,
)
from tests.unit.governance.allocation.runs import HEADER, charged, refusal, run_with


def test_f3_a_cost_centre_of_aes_feeds_no_shared_pool() -> None:
    said = refusal(centres=CENTRES.replace("AE-1,Sales,AES,", "AE-1,Sales,AES,IT"))

    assert "cost of the non-regulated side enters no shared pool (F3)" in said


def test_f3_cost_for_aes_alone_is_not_shared() -> None:
    said = refusal(costs=with_line(COSTS, benefits="non-regulated"))

    assert "line L9 benefits the non-regulated side alone, and pool IT would charge it to" in said
    assert "Assign it directly" in said


def test_f3_cost_for_one_side_is_not_assigned_to_the_other() -> None:
    said = refusal(costs=with_line(COSTS, benefits="non-regulated", receiver="GAS"))

    assert "benefits the non-regulated side alone, and GAS is of the other (F3)" in said


def test_f3_cost_for_one_side_may_enter_a_pool_that_only_this_side_pays() -> None:
    regulated_alone = READINGS.replace("heads,AES,10\n", "").replace("heads,IT,10\n", "")

    found = run_with(
        readings=regulated_alone,
        costs=with_line(COSTS, cost_centre="HR-1", benefits="regulated"),
    )

    assert charged(found, "L9")["AES"] == 0


def test_f2_a_utility_charges_an_affiliate_only_by_a_sale() -> None:
    said = refusal(costs=with_line(COSTS, cost_centre="EL-1", receiver="AES"))

    assert "charges cost of ELECTRIC to AES" in said
    assert "State it as a sale, which has a price (F2)." in said


def test_f2_a_pool_is_not_fed_by_a_utility() -> None:
    said = refusal(centres=CENTRES.replace("EL-1,Lines,ELECTRIC,", "EL-1,Lines,ELECTRIC,IT"))

    assert "what a utility does for affiliates is a sale (F2)" in said


def test_f2_a_blocked_sale_blocks_the_run() -> None:
    said = refusal(sales=f"{SALES}S1,2026-09-05,ELECTRIC,AES,truck,1,10.00,Truck\n")

    assert f"sales/{PERIOD}.csv:2: sale S1, ELECTRIC to AES, is priced at the higher" in said


def test_f1_a_cost_centre_belongs_to_one_entity() -> None:
    said = refusal(centres=f"{CENTRES}IT-1,Computing,GAS,\n")

    assert "cost-centres.csv:7: cost centre IT-1 is there already, in line 2" in said


def test_all_problems_are_told_at_once_with_their_places() -> None:
    costs = with_line(COSTS, amount="1.234")
    costs = with_line(costs, line="L10", posted="soon")
    costs = with_line(costs, line="L1", posted="2026-10-01")

    said = refusal(costs=costs)

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
    assert sentence in refusal(costs=with_line(COSTS, **cells))


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
    assert sentence in refusal(readings=READINGS.replace(old, new))


def test_a_driver_without_readings_is_refused() -> None:
    readings = "\n".join(each for each in READINGS.splitlines() if not each.startswith("heads"))

    assert "pool HR is shared by heads, which has no reading above zero" in refusal(
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
    assert sentence in refusal(method=(METHOD + DRIVERS).replace(old, new, 1))


def test_a_file_that_is_no_utf8_is_refused_with_its_line() -> None:
    files = small_manual() | {"cost-centres.csv": CENTRES.encode() + b"X-1,Caf\xe9,GAS,\n"}

    with pytest.raises(AllocationRefusedError, match=r"cost-centres\.csv:7: byte \d+ is no UTF-8"):
        run(files, PERIOD)


def test_a_mark_that_spreadsheets_put_before_a_table_is_no_problem() -> None:
    files = small_manual()
    marked = files | {"entities.csv": b"\xef\xbb\xbf" + files["entities.csv"]}

    assert run(marked, PERIOD).charges == run(files, PERIOD).charges


def test_a_month_without_cost_charges_nobody() -> None:
    found = run_with(costs=f"{HEADER}\n")

    assert (found.charges, found.cents, found.journal, found.versions) == ((), 0, (), ())
    assert reversal(found).cents == 0


def test_only_utilities_are_regulated() -> None:
    said = refusal(
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
    assert sentence in refusal(sales=f"{SALES}{sale}\n")


def test_a_missing_file_is_named() -> None:
    files = small_manual()
    del files[f"readings/{PERIOD}.csv"]

    with pytest.raises(AllocationRefusedError, match="there is no such file, and 2026-09 needs"):
        run(files, PERIOD)
