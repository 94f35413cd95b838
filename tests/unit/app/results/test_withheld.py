"""What belongs to a result and is another side's: known of, and not shown."""

from dataclasses import replace
from pathlib import Path

import pytest

from penstock.app.cases import By, Cases
from penstock.app.cases.door import DeniedError
from penstock.app.guarding.classes import DataClass, DataClasses
from penstock.app.results.kinds import DESIGNS
from penstock.app.results.reports import report_of
from penstock.kernel.sensitivity import Sensitivity
from penstock.kernel.sides import Side
from tests.unit.app.guarding.office import SELLER, Office

SITE, DESIGN = "Site specifics", "System design"


def designed(folder: Path, *, of_the_grid: str) -> Cases:
    """Return the cases as a seller sees them, where an item comes from the utility."""
    office = Office()
    behind = office.behind()
    behind.open("NCV-03", By(actor="penstock", key="open"), case_id="NCV-03-1", customer="Rivera")
    for item, file in ((SITE, "site-specifics.json"), (DESIGN, "system-design.json")):
        content = (folder / "simulation" / "items" / file).read_bytes()
        behind.record("NCV-03-1", item, content, By(actor="dora", key=item))
    grids = DataClass(side=Side.REGULATED, sensitivity=Sensitivity.CONFIDENTIAL, name="grid")
    cases = office.cases(SELLER)
    assert cases.door
    classes = DataClasses({of_the_grid.casefold(): grids})
    return replace(cases, door=replace(cases.door, classes=classes))


def test_what_may_not_be_read_is_named_as_withheld_with_the_rule(reference_company: Path) -> None:
    report = report_of(designed(reference_company, of_the_grid=SITE), DESIGNS, "NCV-03-1")

    (withheld,) = report.withheld
    assert withheld.item == SITE
    assert "(rule " in withheld.because
    assert [each.name for each in report.drawings] == ["roof"]


def test_a_result_that_may_not_be_read_is_denied(reference_company: Path) -> None:
    with pytest.raises(DeniedError, match="may not be shown to"):
        report_of(designed(reference_company, of_the_grid=DESIGN), DESIGNS, "NCV-03-1")
