"""AOV-04.IC2: size tier and technical screens, each with its basis in words and picture."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from penstock.casework.interconnection import Project
from penstock.delivery.stage_acts import ActRefusedError, stage_act
from penstock.delivery.stage_work import stage_work
from penstock.engineering.network.agreed import Agreed
from penstock.engineering.network.pictures import heat_map
from penstock.engineering.network.pictures.profile import profile
from penstock.engineering.network.screens.from_feeder import facts_of
from penstock.engineering.network.screens.screening import Screening, Verdict, screen
from penstock.engineering.network.study.studying import Study, study
from penstock.streams.aov_04_interconnection.connecting import (
    generator_of,
    refused_by_the_network,
)
from penstock.streams.aov_04_interconnection.finding import criteria_of, listed, screens_of
from penstock.streams.aov_04_interconnection.items import (
    CompletenessNotice,
    FeederHeatMap,
    InterconnectionApplication,
    Route,
    ScreeningResult,
    VoltageProfile,
)
from penstock.streams.aov_04_interconnection.ports import Grid, InterconnectionRules, ServicePoint

_FAST_TRACK = "fast track"


@stage_act("AOV-04.IC2", "screen", roles=("Interconnection Engineer",))
@stage_work("AOV-04.IC2")
def screen_application(
    application: InterconnectionApplication,
    notice: CompletenessNotice,
    grid: Grid,
    rules: InterconnectionRules,
    now: datetime,
) -> tuple[ScreeningResult, VoltageProfile, FeederHeatMap]:
    """Hold a complete application against the screens that were in force when it came in."""
    _require_complete(notice)
    project = application.form.project
    point = point_of(application, grid)
    with refused_by_the_network():
        agreed = grid.agreed(point)
        done = study(grid.feeder(point.feeder, agreed), generator_of(project, point))
        facts = facts_of(
            done, grid.stated(point.feeder), is_inverter=True, is_certified=project.is_certified
        )
        screening = screen(facts, rules.screens(rules.day_of(application.received_at)))
    result = _result(_Screened(project, point, done, screening, agreed), rules, now)
    return (
        result,
        VoltageProfile(content=profile(done).encode()),
        FeederHeatMap(content=heat_map.of_study(done).encode()),
    )


def point_of(application: InterconnectionApplication, grid: Grid) -> ServicePoint:
    """Return where an application is to be connected.

    Raises:
        ActRefusedError: No such meter is known.
    """
    meter = application.form.service.meter.strip()
    point = grid.service_point(meter)
    if point is None:
        raise ActRefusedError(
            f"No service point is known for meter {meter}. Enter it among the service points, or "
            "ask the applicant for the right number."
        )
    return point


@dataclass(frozen=True, slots=True)
class _Screened:
    project: Project
    point: ServicePoint
    study: Study
    screening: Screening
    agreed: tuple[Agreed, ...]


def _require_complete(notice: CompletenessNotice) -> None:
    if not notice.is_complete:
        what = "; ".join(each.what for each in notice.deficiencies)
        raise ActRefusedError(
            f"The application is not complete: {what}. Wait until it is, and look again."
        )


def _result(found: _Screened, rules: InterconnectionRules, now: datetime) -> ScreeningResult:
    capacity_kw, is_certified = found.project.capacity_kw_ac or Decimal(0), _is_certified(found)
    at_once = rules.is_studied_at_once(capacity_kw=capacity_kw, is_certified=is_certified)
    route, because = _route(found.screening, at_once=at_once)
    screens = found.screening.rules
    return ScreeningResult(
        route=route,
        because=because,
        size_tier=rules.size_tier(capacity_kw=capacity_kw, is_certified=is_certified),
        feeder=found.point.feeder,
        bus=found.study.bus.name,
        studied_kw=Decimal(str(found.study.generator.kw)),
        agreed_kw=Decimal(str(round(sum(each.kva for each in found.agreed), 6))),
        screens=screens_of(found.screening, _FAST_TRACK),
        criteria=criteria_of(found.study),
        rules=screens.name,
        rules_in_force_from=screens.in_force_from,
        rules_source=screens.source,
        screened_at=now,
    )


def _is_certified(found: _Screened) -> bool:
    return found.project.is_certified


def _route(screening: Screening, *, at_once: bool) -> tuple[Route, str]:
    """Return where an application goes from here, and why."""
    eligibility, *_ = screening.results
    if at_once or eligibility.verdict is Verdict.FAIL:
        return Route.STUDY, "Its size or its equipment is not for screens: it is studied."
    if screening.outcome(_FAST_TRACK) is Verdict.PASS:
        return Route.AGREEMENT, "All technical screens pass: it may be connected as it is."
    held = [
        each.screen.section
        for each in screening.results
        if each.screen
        and each.screen.stage == _FAST_TRACK
        and each.verdict in {Verdict.FAIL, Verdict.UNDECIDED}
    ]
    noun = "Screen" if len(held) == 1 else "Screens"
    return (
        Route.SUPPLEMENTAL_REVIEW,
        f"{noun} {listed(held)} did not pass: an engineer looks closer in a supplemental review.",
    )
