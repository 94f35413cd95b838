from collections.abc import Callable
from pathlib import Path

import pytest

from penstock.app.allocation.keeping import Runs
from penstock.app.allocation.reporting import Report, month_before, report
from tests.small_manual import DRIVERS, METHOD

Kept = Callable[..., Report]


@pytest.mark.parametrize(
    ("month", "before"), [("2026-09", "2026-08"), ("2027-01", "2026-12"), ("2026-11", "2026-10")]
)
def test_the_month_before_january_is_of_the_year_before(month: str, before: str) -> None:
    assert month_before(month) == before


def test_a_report_of_a_first_version_has_no_redline(reported: Kept) -> None:
    found = reported()

    assert (found.replaced, found.redlines, found.title) == (
        None,
        (),
        "Cost allocation, September 2026",
    )


def test_f5_a_report_holds_the_last_version_against_the_one_before(reported: Kept) -> None:
    later = (METHOD + DRIVERS).replace('version = "1"', 'version = "2"')

    found = reported(next_method=later.replace("2026-01-01", "2026-09-10"))

    assert [method.version for method in found.methods] == ["1", "2"]
    assert [each.subject for each in found.redlines] == ["effective from"]


def test_a_run_that_was_taken_back_is_not_compared_with(reported: Kept, tmp_path: Path) -> None:
    kept = reported().kept
    runs = Runs(tmp_path / "runs")

    assert runs.standing("2026-09") == kept.run.id
    runs.reverse(kept.run.id)
    assert runs.standing("2026-09") == ""
    assert report(runs, kept.run.id, against=None, alone=False).against is None
