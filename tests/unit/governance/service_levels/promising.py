"""Agreements and requests to try promises with."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from penstock.governance.service_levels.agreements import Agreement, CreditStep, Measure
from penstock.governance.service_levels.in_force import CalendarHistory, Version
from penstock.governance.service_levels.levels import ServiceLevel
from penstock.governance.service_levels.reporting import Period
from penstock.governance.service_levels.requests import Pause, Request
from penstock.kernel.sides import Side
from tests.unit.governance.service_levels.timing import OFFICE, local

WAITS = "waits for the requester"
PERSON = "needs a second person"
JUNE = Period("2026-06", local(OFFICE, "2026-06-01"), local(OFFICE, "2026-07-01"))
JULY = Period("2026-07", local(OFFICE, "2026-07-01"), local(OFFICE, "2026-08-01"))
HISTORY = CalendarHistory(versions=(Version(calendar=OFFICE, since=date(2025, 1, 1)),))
CALENDARS = {OFFICE.id: HISTORY}


def agreement(**differing: Any) -> Agreement:
    """Return an agreement of Legal, or one that differs from it."""
    said: dict[str, Any] = {
        "id": "LEGAL-REG",
        "service": "Contract review",
        "provider": "Legal",
        "consumer": "Regulated Operations Division",
        "side": Side.REGULATED,
        "tier": "standard",
        "calendar": OFFICE.id,
        "target": ServiceLevel.parse("8 business hours"),
        "measure": Measure(percent=90),
        "pauses_for": frozenset({WAITS}),
        "charge_cents": 1_000_001,
        "credits": (
            CreditStep(below_percent=90, credit_percent=5),
            CreditStep(below_percent=70, credit_percent=15),
        ),
    }
    return Agreement(**{**said, **differing})


REGULATED = agreement()
AES = agreement(
    id="LEGAL-AES",
    consumer="Advanced Energy Solutions (AES) Business Unit",
    side=Side.NON_REGULATED,
)


def request(name: str, opened: str, closed: str | None, *pauses: tuple[str, str, str]) -> Request:
    """Return a request of Regulated, in the words of the clock on the wall."""
    return Request(
        id=name,
        agreement_id=REGULATED.id,
        opened=local(OFFICE, opened),
        closed=local(OFFICE, closed) if closed else None,
        pauses=tuple(
            Pause(start=local(OFFICE, start), end=local(OFFICE, end), reason=reason)
            for start, end, reason in pauses
        ),
    )


def _request(numbers: list[int], closed: bool, reasons: list[str]) -> Request:
    opened, *rest = (datetime(2026, 5, 20, tzinfo=UTC) + timedelta(minutes=n) for n in numbers)
    end = rest.pop() if closed else None
    parts = zip(rest[::2], rest[1::2], reasons, strict=False)
    pauses = tuple(Pause(start=start, end=until, reason=why) for start, until, why in parts)
    return Request(id="drawn", agreement_id=REGULATED.id, opened=opened, closed=end, pauses=pauses)


REQUESTS = st.builds(
    _request,
    st.lists(st.integers(0, 60 * 24 * 60), min_size=2, max_size=7).map(sorted),
    st.booleans(),
    st.lists(st.sampled_from([WAITS, PERSON]), min_size=3, max_size=3),
)
