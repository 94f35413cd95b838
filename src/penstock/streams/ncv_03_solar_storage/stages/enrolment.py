"""NCV-03.7: the customer's choice to offer flexibility to the grid, under a consent of its own."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Annotated

from annotated_types import Ge, Le

from penstock.casework.enrolment import (
    CustomersConsents,
    against_enrolling,
    against_looking,
    ruling,
)
from penstock.delivery.stage_acts import ActRefusedError, CaseFacts, stage_act
from penstock.streams.ncv_03_solar_storage.items.activation import (
    ActivatedSystem,
    AggregationEnrolment,
)
from penstock.streams.ncv_03_solar_storage.items.design import SystemDesign
from penstock.streams.ncv_03_solar_storage.stages.activation import STAGE

PURPOSE = "der_program"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the battery keeps for its owner, whatever the grid asks for."""

    reserve_percent: Annotated[Decimal, Ge(0), Le(100)] = Decimal(20)


@stage_act(STAGE, "enrol")
def enrol(  # noqa: PLR0913, PLR0917  # it rests on all of these items
    said: Choice,
    system: ActivatedSystem,
    design: SystemDesign,
    earlier: AggregationEnrolment | None,
    consents: CustomersConsents,
    case: CaseFacts,
    now: datetime,
) -> AggregationEnrolment:
    """Offer the system's flexibility to the grid, where the customer consents to that by itself."""
    if design.battery is None:
        raise ActRefusedError("This system has no battery, and nothing to offer to the grid.")
    found = ruling(consents, case, PURPOSE, now=now)
    if because := against_enrolling(earlier, what="system") or found.because:
        raise ActRefusedError(because)
    return AggregationEnrolment(
        consent_id=found.consent_id,
        consent_version=found.consent_version,
        enrolled_at=now,
        serials=system.serials,
        reserve_percent=said.reserve_percent,
    )


@stage_act(STAGE, "check-enrolment", anytime=True)
def check_enrolment(
    enrolment: AggregationEnrolment, consents: CustomersConsents, case: CaseFacts, now: datetime
) -> AggregationEnrolment | None:
    """Look whether the consent behind an enrolment still holds, and end it where it does not."""
    if because := against_looking(enrolment):
        raise ActRefusedError(because)
    found = ruling(consents, case, PURPOSE, now=now)
    if found.is_covered:
        return None
    return replace(enrolment, ended_at=now, ended_because=found.because)
