"""The day on which a crew comes: told to the customer, who confirms it or asks for another."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from penstock.app.cases.usecases import Cases
from penstock.app.customer.requests import CustomerRequest, Topic
from penstock.app.customer.words import VisitWords
from penstock.app.items.form import form_of
from penstock.app.streams.ports import World
from penstock.casework.appointment.jobs import Appointment
from penstock.casework.appointment.kept import ConfirmedAppointment, KeptAppointment
from penstock.delivery.case import Case
from penstock.governance.conduct.records import Records
from penstock.kernel.terms import key_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """That an appointment suits the customer.

    Args:
        at: When that was said.
        by: Who said so and how, in the words of whoever wrote it down; empty where the customer
            said it on their page.
    """

    at: datetime
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentSeen:
    """When a crew comes, as the customer sees it.

    Args:
        days: From when to when, day by day.
        moved_because: Why it was moved, the last time.
        confirmed: That it suits the customer; None while nobody has said so.
        wished_at: When they asked for another day; None where no such wish is open.
        subject: What tells this appointment from one before.
        is_past: Whether it lies behind.
    """

    days: tuple[tuple[datetime, datetime], ...]
    moved_because: str
    confirmed: Confirmation | None
    wished_at: datetime | None
    subject: str
    is_past: bool


def appointment_seen(
    cases: Cases,
    case: Case,
    words: VisitWords | None,
    requests: tuple[CustomerRequest, ...],
    zone: ZoneInfo,
) -> AppointmentSeen | None:
    """Return the appointment of a case; None where there is none, or the work is done.

    Args:
        cases: Where the case is.
        case: Which.
        words: Which item of the stream keeps it, and what ends it; None where nobody comes.
        requests: What the customer has asked.
        zone: By whose clock days are told.
    """
    kept = _kept(cases, case, words) if words else None
    if kept is None or kept.appointment is None:
        return None
    made = kept.appointment
    subject = made.start.isoformat()
    own = [each for each in requests if each.subject == subject]
    return AppointmentSeen(
        days=tuple((v.start.astimezone(zone), v.end.astimezone(zone)) for v in made.visits),
        moved_because=kept.moved[-1].because if kept.moved else "",
        confirmed=_confirmed(kept, own, zone),
        wished_at=next((_at(each, zone) for each in own if _is_wish(each)), None),
        subject=subject,
        is_past=made.end < cases.now(),
    )


@dataclass(frozen=True, kw_only=True)
class RecordedWord:
    """What customers have said of appointments, by the requests that are kept.

    Args:
        records: Where they are kept.
    """

    records: Records

    def has_confirmed(self, appointment: Appointment) -> bool:
        """Tell whether the customer of the job has said that it suits them."""
        return any(each.topic is Topic.CONFIRMED for each in self._about(appointment))

    def wishes_another(self, appointment: Appointment) -> str:
        """Return what they wrote who want another day, and are still waiting; empty for nobody."""
        return next((each.text for each in self._about(appointment) if _is_wish(each)), "")

    def _about(self, appointment: Appointment) -> tuple[CustomerRequest, ...]:
        subject = appointment.start.isoformat()
        kept = self.records.of_case(CustomerRequest, appointment.job)
        return tuple(each for each in kept if each.subject == subject)


def customers_word(world: World) -> RecordedWord:
    """Return what customers have said of appointments."""
    return RecordedWord(records=world.store.records)


def _kept(cases: Cases, case: Case, words: VisitWords) -> KeptAppointment | None:
    """Return the item that keeps the appointment; None where there is none or the work is done."""
    by_key = {key_of(each): each for each in case.items if case.has(each)}
    name = by_key.get(key_of(words.item))
    kind = cases.streams.item_type(case.stream_id, name) if name else None
    if name is None or kind is None or key_of(words.until) in by_key:
        return None
    value = form_of(kind).read(cases.content(case.case_id, name), item=name)
    # Another package's item of the same name may keep something else.
    return value if isinstance(value, KeptAppointment) else None


def _confirmed(
    kept: KeptAppointment, own: list[CustomerRequest], zone: ZoneInfo
) -> Confirmation | None:
    """Return that an appointment suits: by the customer's own word, or by what staff wrote down."""
    said = next((each for each in own if each.topic is Topic.CONFIRMED), None)
    if said is not None:
        return Confirmation(at=_at(said, zone))
    if isinstance(kept, ConfirmedAppointment) and kept.confirmed_at is not None:
        return Confirmation(at=kept.confirmed_at.astimezone(zone), by=kept.confirmed_by)
    return None


def _is_wish(request: CustomerRequest) -> bool:
    return request.topic is Topic.APPOINTMENT and request.is_open


def _at(request: CustomerRequest, zone: ZoneInfo) -> datetime:
    return request.made_at.astimezone(zone)
