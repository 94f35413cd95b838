"""The one request of interconnection that a demo shows the study of."""

from pathlib import Path

from penstock.app.cases.opening import IN_MEMORY, opened
from penstock.app.demo_data.reading import read_company
from penstock.app.demo_data.studying import play_study
from penstock.app.results.kinds import STUDIES
from penstock.app.results.reports import report_of
from penstock.delivery.ports import Wanted


def test_a_demo_has_a_study_that_waits_for_its_engineer(reference_company: Path) -> None:
    with opened(IN_MEMORY, folder=reference_company) as cases:
        models = {each: cases.models.current(each) for each in cases.models.stream_ids}
        calendar = read_company(reference_company, models).calendar

        play_study(cases, reference_company, calendar)
        play_study(cases, reference_company, calendar)

        (case,) = cases.store.find(Wanted())
        report = report_of(cases, STUDIES, case.case_id)
        assert case.stage_id == "AOV-04.IC3"
        assert report.finding.startswith("The power flow keeps all limits")
        assert [each.words for each in report.marks] == [
            "1 screen failed",
            "all limits kept",
            "waits for an engineer's review",
        ]
        assert [each.name for each in report.drawings] == [
            "voltage-profile",
            "feeder",
            "study-voltage-profile",
        ]
        assert "in force from 3 Feb 2014" in report.method
        assert report.recording.at <= cases.now()
