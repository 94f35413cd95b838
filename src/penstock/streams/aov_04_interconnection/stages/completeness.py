"""AOV-04.IC1: is the application complete?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Annotated

from annotated_types import Ge, Le, MinLen

from penstock.casework.interconnection import Deficiency, ServiceAccount, missing
from penstock.delivery.stage_acts import stage_act
from penstock.delivery.stage_work import stage_work
from penstock.streams.aov_04_interconnection.items import (
    CompletenessNotice,
    InterconnectionApplication,
    OneLineDiagram,
    SitePlan,
)
from penstock.streams.aov_04_interconnection.ports import Grid, InterconnectionRules, ServicePoint

# FERC's small generator interconnection procedures, 1.3: ten business days to mend what is missing.
_TO_MEND_BUSINESS_DAYS = 10
_APPLICANT = "applicant"


@stage_act("AOV-04.IC1", "look", roles=("Interconnection Engineer",))
@stage_work("AOV-04.IC1")
def look_for_deficiencies(
    application: InterconnectionApplication,
    one_line: OneLineDiagram | None,
    site_plan: SitePlan | None,
    grid: Grid,
    rules: InterconnectionRules,
    now: datetime,
) -> CompletenessNotice:
    """Tell whether an application is complete, and what is to be mended by when."""
    form = application.form
    service, project = form.service, form.project
    found = (
        *missing(form, on=rules.day_of(application.received_at)),
        *_of_the_service(service, grid.service_point(service.meter.strip())),
        *_of_the_drawing("one-line diagram", one_line, project.one_line_sha256),
        *_of_the_drawing("site plan", site_plan, project.site_plan_sha256),
    )
    due_on = rules.last_day(now, business_days=_TO_MEND_BUSINESS_DAYS)
    return CompletenessNotice(
        is_complete=not found,
        deficiencies=tuple(Deficiency(what=w, owner=_APPLICANT, due_on=due_on) for w in found),
        looked_at=now,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFor:
    """What an engineer needs besides, and how many business days the applicant has for it."""

    what: Annotated[str, MinLen(1)]
    business_days: Annotated[int, Ge(1), Le(60)] = _TO_MEND_BUSINESS_DAYS


@stage_act("AOV-04.IC1", "ask-for", roles=("Interconnection Engineer",))
def ask_for(
    said: AskedFor, notice: CompletenessNotice, rules: InterconnectionRules, now: datetime
) -> CompletenessNotice:
    """Ask the applicant for something that the form does not show to be missing."""
    due_on = rules.last_day(now, business_days=said.business_days)
    asked = Deficiency(what=said.what, owner=_APPLICANT, due_on=due_on)
    return CompletenessNotice(
        is_complete=False, deficiencies=(*notice.deficiencies, asked), looked_at=now
    )


def _of_the_service(service: ServiceAccount, point: ServicePoint | None) -> Iterator[str]:
    if not service.meter.strip():
        return
    # One sentence for both, so that nobody learns from it whose meter it is.
    if point is None or point.account != service.account.strip():
        yield (
            f"service.meter {service.meter} is not the meter of account {service.account}: copy "
            "both from the electric bill"
        )
        return
    if (service.phases, service.service_voltage_v) != (point.phases, point.voltage_v):
        yield (
            f"service has {service.phases} phase(s) at {service.service_voltage_v} V on the form, "
            f"but {point.phases} at {point.voltage_v} V in fact: correct phases and voltage"
        )


def _of_the_drawing(
    name: str, drawing: OneLineDiagram | SitePlan | None, stated: str
) -> Iterator[str]:
    if drawing is not None and stated and sha256(drawing.content).hexdigest() != stated:
        yield f"the {name} that is attached is not the one whose SHA-256 the form names: attach it"
