"""AOV-04.IC3: study or supplemental review, with the conditions on which it may be connected."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from annotated_types import MinLen

from penstock.delivery.stage_acts import ActRefusedError, CaseFacts, stage_act
from penstock.delivery.stage_work import stage_work
from penstock.engineering.network.feeders import Feeder
from penstock.engineering.network.pictures.profile import profile
from penstock.engineering.network.screens.from_feeder import facts_of
from penstock.engineering.network.screens.screening import Verdict, screen
from penstock.streams.aov_04_interconnection import settings
from penstock.streams.aov_04_interconnection.connecting import refused_by_the_network
from penstock.streams.aov_04_interconnection.finding import criteria_of, screens_of
from penstock.streams.aov_04_interconnection.items import (
    EngineersReview,
    InterconnectionApplication,
    Route,
    ScreenFinding,
    ScreeningResult,
    StudyResult,
    StudyVoltageProfile,
)
from penstock.streams.aov_04_interconnection.limiting import OnTerms, on_terms
from penstock.streams.aov_04_interconnection.ports import Grid, InterconnectionRules
from penstock.streams.aov_04_interconnection.stages.screening import point_of

_SUPPLEMENTAL = "supplemental review"


@stage_act("AOV-04.IC3", "study", roles=("Interconnection Engineer",))
@stage_work("AOV-04.IC3")
def study_application(
    application: InterconnectionApplication,
    screening: ScreeningResult,
    grid: Grid,
    rules: InterconnectionRules,
    now: datetime,
) -> tuple[StudyResult, StudyVoltageProfile]:
    """Study what screens did not pass, and find on what conditions it may be connected."""
    project = application.form.project
    point = point_of(application, grid)
    with refused_by_the_network():
        found = on_terms(project, point, grid)
        stated = grid.stated(point.feeder)
        facts = facts_of(found.done, stated, is_inverter=True, is_certified=project.is_certified)
        screens = screen(facts, rules.screens(rules.day_of(application.received_at)))
    result = _result(screening.route, found, screens_of(screens, _SUPPLEMENTAL), now)
    return result, StudyVoltageProfile(content=profile(found.done).encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """What an engineer decides, and why."""

    is_approved: bool
    because: Annotated[str, MinLen(10)]


@stage_act("AOV-04.IC3", "review", roles=("Interconnection Engineer",))
def review(
    said: Reviewed,
    screening: ScreeningResult,
    study: StudyResult,
    grid: Grid,
    now: datetime,
    case: CaseFacts,
) -> StudyResult:
    """Decide, as an engineer, whether it may be connected on the study's conditions."""
    if not study.needs_review:
        raise ActRefusedError(
            "All technical screens passed: there is nothing to review. The agreement comes next."
        )
    if said.is_approved and not all(each.is_kept for each in study.criteria):
        broken = ", ".join(each.criterion for each in study.criteria if not each.is_kept)
        raise ActRefusedError(
            f"It cannot be approved: no export limit keeps every limit ({broken}). Refuse it with "
            "the reason, or have the project changed."
        )
    _require_no_names(said.because, grid.feeder(screening.feeder))
    return replace(
        study,
        screens=tuple(_reviewed(each, said) for each in study.screens),
        review=EngineersReview(
            engineer=case.person,
            is_approved=said.is_approved,
            because=said.because,
            reviewed_at=now,
        ),
    )


def _require_no_names(because: str, feeder: Feeder) -> None:
    """Refuse a reason that names parts of the feeder: applicants read it (rule O3)."""
    names = {feeder.name, *(each.name for each in feeder.branches)}
    words = because.casefold()
    if named := sorted(each for each in names if each.casefold() in words):
        raise ActRefusedError(
            f"The applicant reads this reason, and it names {', '.join(named)}, which the network "
            "keeps to itself. Say it without the names of its parts."
        )


def _reviewed(finding: ScreenFinding, said: Reviewed) -> ScreenFinding:
    """Return a screen with what the engineer found, where it waited for that."""
    if finding.verdict != Verdict.UNDECIDED:
        return finding
    verdict = Verdict.PASS if said.is_approved else Verdict.FAIL
    return replace(finding, verdict=str(verdict), found=said.because)


def _result(
    kind: Route, found: OnTerms, screens: tuple[ScreenFinding, ...], now: datetime
) -> StudyResult:
    is_screened = kind is Route.AGREEMENT and found.limit_kw is None
    return StudyResult(
        kind=kind,
        concluded=_concluded(kind, found),
        criteria=criteria_of(found.done),
        screens=() if is_screened else screens,
        settings=settings.required(),
        conditions=found.conditions,
        export_limit_kw=found.limit_kw,
        largest_kw=found.limit_kw,
        witness_test=kind is Route.STUDY or found.limit_kw is not None,
        needs_review=not is_screened,
        review=None,
        studied_at=now,
    )


def _concluded(kind: Route, found: OnTerms) -> str:
    if not found.done.passed:
        return (
            f"All that was applied for would break these limits: {found.broken}. No export limit "
            "keeps them; the project has to be changed."
        )
    if found.limit_kw is not None:
        return (
            f"All that was applied for would break these limits: {found.broken}. Up to "
            f"{found.limit_kw} kW may flow out with the required settings."
        )
    if kind is Route.AGREEMENT:
        return "All technical screens passed, and the power flow keeps all limits."
    return "The power flow keeps all limits with the required settings at light and at full load."
