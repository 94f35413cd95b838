from penstock.governance.allocation.manual import read_manual
from penstock.governance.allocation.running import run
from penstock.governance.allocation.runs import Run
from penstock.governance.allocation.statements import Statement, statement
from tests.small_manual import COSTS, DRIVERS, METHOD, PERIOD, READINGS, small_manual, with_line


def _made(**changes: str) -> tuple[Run, Statement]:
    files = small_manual(**changes)
    made = run(files, PERIOD)
    return made, statement(made, read_manual(files, PERIOD).methods.versions)


def test_rows_follow_the_hierarchy_direct_first_and_the_general_factor_last() -> None:
    _, found = _made()

    assert [(row.pool, row.principle) for row in found.rows] == [
        ("", "direct assignment"),
        ("IT", "cost causation"),
        ("HR", "variability"),
        ("BOARD", "residual"),
    ]


def test_s1_rows_and_totals_sum_to_the_cost() -> None:
    made, found = _made()

    assert all(sum(row.by_receiver) == row.cents for row in found.rows)
    assert sum(row.cents for row in found.rows) == sum(found.totals) == made.cents


def test_what_changed_since_another_run_is_told_for_each_pool_and_receiver() -> None:
    before, _ = _made()
    files = small_manual(costs=with_line(COSTS, amount="100.00", receiver="GAS"))
    after = run(files, PERIOD)

    found = statement(after, read_manual(files, PERIOD).methods.versions, against=before)

    assert found.rows[0].changes == (0, 0, 100_00)
    assert found.changes == (0, 0, 100_00)
    assert all(set(row.changes) == {0} for row in found.rows[1:])


def test_a_pool_that_is_gone_is_told_with_what_it_charged() -> None:
    old = small_manual()
    without = "\n".join(each for each in COSTS.splitlines() if "BO-1" not in each) + "\n"
    new = small_manual(costs=without)
    versions = read_manual(old, PERIOD).methods.versions

    found = statement(run(new, PERIOD), versions, against=run(old, PERIOD))

    gone = found.rows[-1]
    assert (gone.pool, gone.lines, gone.cents, gone.versions) == ("BOARD", 0, 0, ())
    assert sum(gone.changes) == -99_99


def test_a_pool_under_two_versions_is_one_row_that_names_both() -> None:
    later = (METHOD + DRIVERS).replace('version = "1"', 'version = "2"')
    _, found = _made(next_method=later.replace("2026-01-01", "2026-09-10"), readings=READINGS)

    assert next(row for row in found.rows if row.pool == "IT").versions == ("1", "2")
