"""Requests that go through the procedure, by the reference company's own grid and rules."""

from dataclasses import dataclass
from datetime import UTC, datetime

from penstock.app.streams.grid import CompanyGrid, CompanyRules
from penstock.casework.interconnection import ApplicationForm
from penstock.delivery.stage_acts import CaseFacts
from penstock.streams.aov_04_interconnection.items import (
    CompletenessNotice,
    InterconnectionApplication,
    ScreeningResult,
    StudyResult,
)
from penstock.streams.aov_04_interconnection.stages import (
    look_for_deficiencies,
    screen_application,
    study_application,
)
from tests.conftest import ROOT

COMPANY = ROOT / "enterprise" / "quantum-energy"
GRID, RULES = CompanyGrid(COMPANY), CompanyRules(COMPANY)
NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Went:
    """How far a request went, with what was found on its way."""

    application: InterconnectionApplication
    notice: CompletenessNotice
    screening: ScreeningResult
    study: StudyResult
    pictures: tuple[bytes, ...]


def looked_at(form: ApplicationForm) -> CompletenessNotice:
    """Return the completeness notice of an application."""
    application = InterconnectionApplication(form=form, received_at=NOW)
    return look_for_deficiencies(application, None, None, GRID, RULES, NOW)


def went(form: ApplicationForm, grid: CompanyGrid = GRID) -> Went:
    """Take an application through completeness, screens and study."""
    application = InterconnectionApplication(form=form, received_at=NOW)
    notice = look_for_deficiencies(application, None, None, grid, RULES, NOW)
    screening, profile, heat_map = screen_application(application, notice, grid, RULES, NOW)
    study, after = study_application(application, screening, grid, RULES, NOW)
    return Went(
        application=application,
        notice=notice,
        screening=screening,
        study=study,
        pictures=(profile.content, heat_map.content, after.content),
    )


def case(person: str = "mara") -> CaseFacts:
    """Return what an act knows of its case."""
    return CaseFacts(case_id="Q-7", stream_id="AOV-04", stage_id="AOV-04.IC3", person=person)
