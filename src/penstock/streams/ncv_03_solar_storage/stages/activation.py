"""NCV-03.7: the disconnect is closed, the system is seen, and its first days are judged."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

from annotated_types import MinLen

from penstock.delivery.stage_acts import ActRefusedError, CaseFacts, stage_act
from penstock.engineering.monitoring.errors import MonitoringError
from penstock.streams.ncv_03_solar_storage.items.activation import (
    ActivatedSystem,
    Energisation,
    FirstDays,
    MonitoringConnection,
    Telemetry,
)
from penstock.streams.ncv_03_solar_storage.items.commissioning import PermissionToOperatePto
from penstock.streams.ncv_03_solar_storage.items.design import SystemDesign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from penstock.engineering.monitoring.telemetry import Intake, Reading

STAGE = "NCV-03.7"
# Nameplates are rounded; the utility's own check allows as much.
_ROUNDING = Decimal("1.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Energised:
    """When the disconnect was closed."""

    energised_at: datetime


@stage_act(STAGE, "energise")
def energise(
    said: Energised,
    permission: PermissionToOperatePto,
    design: SystemDesign,
    case: CaseFacts,
    now: datetime,
) -> Energisation:
    """Record that the disconnect was closed: on or after the day of permission, never before it."""
    day = said.energised_at.astimezone(ZoneInfo(design.zone)).date()
    if day < permission.effective_on:
        raise ActRefusedError(
            f"The disconnect was closed on {day}, before {permission.effective_on}, the first day "
            "of the utility's permission. Open it and tell the utility; close it on that day."
        )
    if design.power_kw_ac > permission.capacity_kw_ac * _ROUNDING:
        raise ActRefusedError(
            f"The design has {design.power_kw_ac} kW ac, and {permission.capacity_kw_ac} kW are "
            "permitted. Leave the disconnect open, and apply for the rest."
        )
    if said.energised_at > now:
        raise ActRefusedError("energised_at has not come yet. Record it when it is done.")
    return Energisation(
        energised_at=said.energised_at,
        energised_by=case.person,
        request_id=permission.request_id,
        effective_on=permission.effective_on,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Connected:
    """Where readings come from, and which devices send them."""

    source: Annotated[str, MinLen(1)]
    serials: Annotated[tuple[str, ...], MinLen(1)]


@stage_act(STAGE, "connect-monitoring")
def connect_monitoring(
    said: Connected,
    attached: bytes,
    energisation: Energisation,
    design: SystemDesign,
    now: datetime,
) -> tuple[MonitoringConnection, Telemetry]:
    """Connect the system's devices to monitoring, with their first readings as a file."""
    from penstock.streams.ncv_03_solar_storage.watching import odd_readings

    into = _taken((attached,), serials=said.serials, zone=design.zone, now=now)
    since = [each for each in into.readings if each.at >= energisation.energised_at]
    odd = odd_readings(into)
    if not since:
        others = "; ".join(f"{each.number} {each.oddity} ({each.example})" for each in odd)
        raise ActRefusedError(
            f"The file holds no reading of {', '.join(said.serials)} since "
            f"{energisation.energised_at}: {others or 'it is empty'}. Look whether it is the "
            "telemetry of this site."
        )
    connection = MonitoringConnection(
        connected_at=since[0].at,
        source=said.source,
        serials=said.serials,
        readings=len(since),
        odd=odd,
    )
    return connection, Telemetry(content=_written(since))


@stage_act(STAGE, "first-days")
def judge_first_days(
    design: SystemDesign,
    connection: MonitoringConnection,
    energisation: Energisation,
    telemetry: Telemetry,
    attached: bytes | None,
    now: datetime,
) -> tuple[FirstDays, Telemetry, ActivatedSystem | None]:
    """Hold the first days against what the measured light allows; a sound system is activated."""
    from penstock.streams.ncv_03_solar_storage.watching import first_days

    contents = (telemetry.content, *((attached,) if attached else ()))
    into = _taken(contents, serials=connection.serials, zone=design.zone, now=now)
    readings = [each for each in into.readings if each.at >= energisation.energised_at]
    try:
        found = first_days(design, readings, now=now)
    except MonitoringError as error:
        raise ActRefusedError(str(error)) from error
    kept = Telemetry(content=_written(readings))
    return found, kept, _activated(found, connection, energisation) if found.is_sound else None


def _activated(
    found: FirstDays, connection: MonitoringConnection, energisation: Energisation
) -> ActivatedSystem:
    return ActivatedSystem(
        energised_at=energisation.energised_at,
        request_id=energisation.request_id,
        permitted_from=energisation.effective_on,
        serials=connection.serials,
        first_day=found.days[0].day,
        last_day=found.days[-1].day,
        performance_percent=found.performance_percent,
        uptime_percent=found.uptime_percent,
        activated_at=found.judged_at,
    )


def _taken(
    contents: tuple[bytes, ...], *, serials: tuple[str, ...], zone: str, now: datetime
) -> "Intake":
    from penstock.streams.ncv_03_solar_storage.watching import taken  # sciences are slow to import

    try:
        return taken(contents, serials=frozenset(serials), zone=zone, now=now)
    except MonitoringError as error:
        raise ActRefusedError(str(error)) from error


def _written(readings: "Sequence[Reading]") -> bytes:
    from penstock.engineering.monitoring.telemetry.sources import written

    return written(readings)
