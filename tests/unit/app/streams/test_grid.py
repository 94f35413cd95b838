from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from shutil import copytree

import pytest

from penstock.app.streams.grid import CompanyGrid, CompanyRules
from penstock.app.tabular import UnfitFileError
from tests.conftest import ROOT

COMPANY = ROOT / "enterprise" / "quantum-energy"


def test_every_service_point_hangs_on_a_bus_behind_its_transformer() -> None:
    grid = CompanyGrid(COMPANY)
    feeder = grid.feeder("quantum-12")
    lines = (COMPANY / "feeders" / "service-points.csv").read_text().splitlines()[1:]

    for line in lines:
        point = grid.service_point(line.partition(",")[0])
        assert point is not None
        transformer = feeder.service_transformer(feeder.bus(point.bus).name)
        assert transformer is not None
        assert transformer.name == f"transformer.{point.transformer}"
        across_v = feeder.bus(point.bus).across_kv(feeder.bus(point.bus).nodes) * 1000
        assert across_v == pytest.approx(point.voltage_v, rel=0.01)
    assert len(lines) > 80


def test_a_meter_that_is_not_ours_is_not_known() -> None:
    assert CompanyGrid(COMPANY).service_point("M-0") is None


def test_the_least_transformer_that_is_enough_is_put_in() -> None:
    grid = CompanyGrid(COMPANY)

    enough = grid.replacement(kva=26, phases=1)

    assert enough is not None
    assert enough.kva == Decimal("37.5")
    assert grid.replacement(kva=5_000, phases=3) is None


def test_the_way_through_the_procedure_depends_on_size_and_equipment_alone() -> None:
    rules = CompanyRules(COMPANY)

    def tier(kw: str, *, is_certified: bool = True) -> str:
        return rules.size_tier(capacity_kw=Decimal(kw), is_certified=is_certified)

    assert tier("10") == "10 kW inverter process"
    assert tier("10.1") == "fast track process"
    assert tier("5", is_certified=False) == "study process"
    assert rules.is_studied_at_once(capacity_kw=Decimal(5), is_certified=False)
    assert not rules.is_studied_at_once(capacity_kw=Decimal(5), is_certified=True)


def test_business_days_leave_out_weekends_and_holidays() -> None:
    friday = datetime(2026, 11, 20, 18, tzinfo=UTC)

    assert CompanyRules(COMPANY).last_day(friday, business_days=4) == date(2026, 11, 27)


def test_a_moment_is_a_day_of_the_companys_own_zone() -> None:
    after_midnight = datetime(2026, 11, 21, 5, tzinfo=UTC)

    assert CompanyRules(COMPANY).day_of(after_midnight) == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("row", "because"),
    [
        ("M-1,A-1,quantum-12,20,t19,one,240", "no number"),
        ("M-1,,quantum-12,20,t19,1,240", "lacks account"),
        ("M-19-1,QE-19-1,quantum-12,19,t19,1,240", "stands twice"),
    ],
)
def test_a_table_that_cannot_be_followed_is_told_with_its_line(
    row: str, because: str, tmp_path: Path
) -> None:
    folder = tmp_path / "company"
    copytree(COMPANY / "feeders", folder / "feeders")
    table = folder / "feeders" / "service-points.csv"
    table.write_text(f"{table.read_text()}{row}\n")

    with pytest.raises(UnfitFileError, match=f"line 83.*{because}"):
        CompanyGrid(folder).service_point("M-19-1")
