"""Versions of items as the log tells of them, and what each was made of."""

from dataclasses import replace

from penstock.app.results.assumptions import assumed
from penstock.app.results.case_file import CaseFile
from penstock.app.results.changes import changes
from penstock.streams.ncv_03_solar_storage.items import SiteSpecifics, SystemDesign
from tests.solar_cases import SITE, solar_case
from tests.solar_sales import system_design


def test_what_changed_in_a_design_is_named_with_both_values() -> None:
    before, after = system_design(), system_design(modules_count=17)

    found = changes(before, after)

    assert found == (
        ("Modules", f"{before.modules_count} × {before.module}", f"17 × {before.module}"),
    )
    assert changes(before, before) == ()


def test_an_input_counts_as_it_was_when_the_result_was_recorded() -> None:
    with solar_case() as case:
        case.to_contract()
        case.record(replace(SITE, surveyed_by="Dora"))

        file = CaseFile.of(case.cases, case.id)
        (made,) = file.versions(SystemDesign)
        (found,) = file.made_of(made, (SiteSpecifics,))

        assert (found.recording.item, found.recording.version) == ("Site specifics", 1)
        assert not found.is_read


def test_an_assumption_is_parted_at_its_last_bracket() -> None:
    lines = ("Losses: 14.1% of direct current (PVWatts (NREL))", "Something else")

    rows = assumed(lines, title="Assumptions").rows

    assert rows == [
        ("Losses", "14.1% of direct current", "PVWatts (NREL)"),
        ("Something else", "", ""),
    ]
