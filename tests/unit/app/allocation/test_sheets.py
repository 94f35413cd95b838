from collections.abc import Callable
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from penstock.app.allocation.reporting import Report
from penstock.app.allocation.sheets import as_workbook
from tests.small_manual import COSTS, DRIVERS, METHOD, with_line

Kept = Callable[..., Report]


def _sheet(report: Report, title: str) -> list[tuple[Any, ...]]:
    return list(load_workbook(BytesIO(as_workbook(report)))[title].iter_rows(values_only=True))


def _cents(values: tuple[Any, ...]) -> list[int]:
    return [round(value * 100) for value in values]


def test_s3_the_same_run_gives_the_same_workbook(reported: Kept) -> None:
    found = reported()

    assert as_workbook(found) == as_workbook(found)


def test_s1_the_statement_adds_up_in_a_spreadsheet(reported: Kept) -> None:
    header, *pools, total = _sheet(reported(), "Statement")

    assert header[4:] == ("Amount", "AES", "ELECTRIC", "GAS")
    columns = zip(*(_cents(pool[4:]) for pool in pools), strict=True)
    assert [sum(column) for column in columns] == _cents(total[4:])
    assert all(amount == sum(parts) for amount, *parts in (_cents(row[4:]) for row in pools))


def test_each_cost_line_has_a_row_that_adds_up(reported: Kept) -> None:
    _, *lines = _sheet(reported(), "Lines")

    assert [line[0] for line in lines] == ["L1", "L2", "L3", "L4", "L5", "L6"]
    assert all(amount == sum(parts) for amount, *parts in (_cents(row[5:]) for row in lines))


def test_f4_the_rate_case_has_utilities_alone(reported: Kept) -> None:
    _, *rows = _sheet(reported(), "Rate case")

    assert {row[0] for row in rows} == {"ELECTRIC", "GAS"}


def test_f5_what_changed_in_the_manual_is_struck_through_and_underlined(reported: Kept) -> None:
    later = (METHOD + DRIVERS).replace('version = "1"', 'version = "2"')
    found = reported(next_method=later.replace("2026-01-01", "2026-09-01"))

    page = load_workbook(BytesIO(as_workbook(found)))["Manual"]

    assert (page["A2"].value, page["B2"].value, page["C2"].value) == (
        "effective from",
        "2026-01-01",
        "2026-09-01",
    )
    assert page["B2"].font.strike
    assert page["C2"].font.underline == "single"


def test_text_that_begins_like_a_formula_stays_text(reported: Kept) -> None:
    found = reported(costs=with_line(COSTS, line="=1+1", receiver="GAS"))

    page = load_workbook(BytesIO(as_workbook(found)))["Lines"]

    cell = next(row[0] for row in page.iter_rows() if row[0].value == "=1+1")
    assert cell.data_type == "s"
