"""When which crew builds a system."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from penstock.casework.appointment.booking import MovedAppointment
from penstock.casework.appointment.jobs import Appointment, Job
from penstock.casework.appointment.travel import Location
from penstock.casework.purchase.receipts import open_lines
from penstock.streams.ncv_03_solar_storage.installing.buying import receipts_of
from penstock.streams.ncv_03_solar_storage.installing.saying import CrewWish
from penstock.streams.ncv_03_solar_storage.items.design import SystemDesign
from penstock.streams.ncv_03_solar_storage.items.installation import (
    CrewAppointment,
    Deliveries,
    PurchaseOrders,
)

# How long a crew takes; ours, and the coordinator may say another length.
_ALWAYS_MINUTES, _MODULE_MINUTES, _BATTERY_MINUTES = 240, 25, 300
_COMMERCIAL = "NONREG-DG-002"


def job_of(design: SystemDesign, wish: CrewWish, *, case_id: str, product: str) -> Job:
    """Return the work that building a system is."""
    skills = ["roof", "electrical"]
    skills += ["battery"] if design.battery else []
    skills += ["commercial"] if product == _COMMERCIAL else []
    battery_minutes = _BATTERY_MINUTES if design.battery else 0
    minutes = _ALWAYS_MINUTES + _MODULE_MINUTES * design.modules_count + battery_minutes
    return Job(
        id=case_id,
        location=Location(
            latitude=round(float(design.latitude), 7), longitude=round(float(design.longitude), 7)
        ),
        minutes=wish.minutes or minutes,
        skills=tuple(skills),
        windows=wish.windows,
    )


def first_day(
    wish: date | None, orders: PurchaseOrders, came: Deliveries | None, *, today: date
) -> date:
    """Return the first day on which building can begin: the one after the last part is promised."""
    tomorrow = today + timedelta(days=1)
    promised = [
        line.promised_on + timedelta(days=1)
        for _, line, _ in open_lines(orders.orders, receipts_of(came))
    ]
    return max([tomorrow, *promised, *([wish] if wish else [])])


def midnight(day: date, zone: str) -> datetime:
    """Return the moment at which a day begins."""
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))


def appointed(
    before: CrewAppointment | None,
    found: Appointment | None,
    *,
    travel: str,
    because: str,
    now: datetime,
) -> CrewAppointment:
    """Return the appointment with those that were made before it."""
    moved = before.moved if before else ()
    if before and before.appointment and before.appointment != found:
        gone = MovedAppointment(before=before.appointment, because=because, moved_at=now)
        moved = (*moved, gone)
    lacks = "No crew that can do it has time within 90 days; hire one, or let the work take less."
    return CrewAppointment(
        appointment=found, travel=travel, moved=moved, because="" if found else lacks
    )
