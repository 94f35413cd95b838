"""From files and documents to agreements, calendars and units."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from zoneinfo import ZoneInfo

from penstock.app.cases.following import read_calendar
from penstock.app.service_levels.form import (
    AgreementForm,
    CalendarForm,
    ClosedForm,
    ServiceLevelsForm,
    read_form,
)
from penstock.app.tabular import UnfitFileError
from penstock.architecture.model import Architecture, OrganizationUnit
from penstock.governance.service_levels.agreements import (
    Agreement,
    AgreementError,
    CreditStep,
    Measure,
)
from penstock.governance.service_levels.calendars import CalendarError
from penstock.governance.service_levels.in_force import CalendarHistory, Version
from penstock.governance.service_levels.levels import ServiceLevel, ServiceLevelError
from penstock.kernel.sides import Side

FOLDER = "service-levels"
AGREEMENTS, REQUESTS = "agreements.toml", "requests.csv"
_Units = Mapping[str, OrganizationUnit]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLevels:
    """What the units of a company promise each other.

    Args:
        zone: The time zone in which its periods begin.
        agreements: What is promised, by id.
        calendars: What it counts on, by id, with all versions.
        closed: The fingerprint of each closed period's report, by the period's name.
    """

    zone: ZoneInfo
    agreements: Mapping[str, Agreement]
    calendars: Mapping[str, CalendarHistory]
    closed: Mapping[str, str]


def read_service_levels(folder: Path, architecture: Architecture) -> ServiceLevels:
    """Read the service levels beside a company's documents.

    Args:
        folder: The folder of the documents.
        architecture: What they state; it knows the units and their sides.

    Raises:
        UnfitFileError: They cannot be followed.
    """
    file = folder / FOLDER / AGREEMENTS
    form = read_form(file, ServiceLevelsForm)
    reasons: list[str] = []
    calendars = _calendars(file.parent, form, reasons)
    agreements = _agreements(form, calendars, architecture.all(OrganizationUnit), reasons)
    zone = _zone(form.zone, reasons)
    reasons.extend(_of_closed(form.closed))
    if reasons or zone is None:
        raise UnfitFileError(file, reasons)
    closed = {each.period: each.report_sha256 for each in form.closed}
    return ServiceLevels(zone=zone, agreements=agreements, calendars=calendars, closed=closed)


def _zone(name: str, reasons: list[str]) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        reasons.append(f"no time zone is called “{name}”; take a name such as America/New_York.")
        return None


def _of_closed(closed: list[ClosedForm]) -> Iterator[str]:
    names = [each.period for each in closed]
    for name in sorted({each for each in names if names.count(each) > 1}):
        yield f"period {name} is closed twice; a period has one report."


def _calendars(
    folder: Path, form: ServiceLevelsForm, reasons: list[str]
) -> dict[str, CalendarHistory]:
    versions = [each for said in form.calendar for each in _version(folder, said, reasons)]
    versions.sort(key=lambda each: (each.calendar.id, each.since))
    histories: dict[str, CalendarHistory] = {}
    for name, several in groupby(versions, key=lambda each: each.calendar.id):
        try:
            histories[name] = CalendarHistory(versions=tuple(several))
        except CalendarError as error:
            reasons.append(str(error))
    return histories


def _version(folder: Path, said: CalendarForm, reasons: list[str]) -> Iterator[Version]:
    try:
        yield Version(calendar=read_calendar(folder / said.file), since=said.in_force_from)
    except (CalendarError, OSError) as error:
        reasons.append(f"calendar {said.file} cannot be read: {error}")


def _agreements(
    form: ServiceLevelsForm,
    calendars: Mapping[str, CalendarHistory],
    units: _Units,
    reasons: list[str],
) -> dict[str, Agreement]:
    found: dict[str, Agreement] = {}
    for said in form.agreement:
        wrong = [*_of_units(said, units), *_of_calendar(said, calendars)]
        if said.id in found:
            wrong.append("there are two of this id")
        try:
            found[said.id] = _agreement(said, units)
        except KeyError:
            pass  # its unit is unknown, or has no side; that is among the reasons
        except (AgreementError, ServiceLevelError) as error:
            wrong.append(str(error).rstrip("."))
        reasons.extend(f"agreement {said.id}: {each}." for each in wrong)
    reasons.extend(_of_counts(found.values()))
    return found


def _agreement(said: AgreementForm, units: _Units) -> Agreement:
    side = units[said.consumer].side
    if side is None:
        raise KeyError(said.consumer)
    return Agreement(
        id=said.id,
        service=said.service,
        provider=said.provider,
        consumer=said.consumer,
        side=side,
        tier=said.tier,
        calendar=said.calendar,
        target=ServiceLevel.parse(said.target),
        measure=Measure.parse(said.measure),
        warn_at_percent=said.warn_at_percent,
        pauses_for=frozenset(reason.casefold() for reason in said.pauses),
        charge_cents=int(said.monthly_charge * 100),
        credits=tuple(
            CreditStep(below_percent=each.below_percent, credit_percent=each.credit_percent)
            for each in said.credits
        ),
        counts=said.counts,
    )


def _of_units(said: AgreementForm, units: _Units) -> Iterator[str]:
    for what, name in (("provider", said.provider), ("consumer", said.consumer)):
        if name not in units:
            yield f"the documents know no unit “{name}” that could be its {what}"
        elif units[name].side is None:
            yield f"the documents do not say which side its {what} {name} is on"
    if said.provider in units and units[said.provider].side is not Side.ENTERPRISE:
        yield f"its provider {said.provider} belongs to one side; Enterprise Services serve both"


def _of_calendar(said: AgreementForm, calendars: Mapping[str, CalendarHistory]) -> Iterator[str]:
    if said.calendar not in calendars:
        known = ", ".join(sorted(calendars)) or "none"
        yield f"there is no calendar “{said.calendar}”. Known: {known}"


def _of_counts(agreements: Iterable[Agreement]) -> Iterator[str]:
    """Yield what would make a case a request under two agreements."""
    taken: dict[tuple[str, str], str] = {}
    for each in agreements:
        if not each.counts:
            continue
        other = taken.setdefault((each.counts, each.consumer), each.id)
        if other != each.id:
            yield (
                f"agreements {other} and {each.id} both count {each.counts} for {each.consumer}; "
                "a case is a request under one."
            )
