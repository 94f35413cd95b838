"""The acts of NCV-01.5: the visit, what is reported of it, the return visit, and the end."""

from dataclasses import replace
from datetime import datetime

from penstock.casework.appointment.ports import CrewCalendar
from penstock.casework.checklist.incidents import Incident, judged
from penstock.casework.checklist.metadata import without_metadata
from penstock.casework.checklist.reporting import built_in, photos_of, problems_of, report_of
from penstock.casework.checklist.reports import StepState, missing, states
from penstock.casework.checklist.saying import StepDone
from penstock.delivery.stage_acts import ActRefusedError, CaseFacts, stage_act
from penstock.streams.ncv_01_smart_home.installing.kit import serials_here
from penstock.streams.ncv_01_smart_home.installing.mounting import (
    checklist_of,
    installed,
    planned_devices,
    silent,
)
from penstock.streams.ncv_01_smart_home.installing.saying import Extra, Leaving
from penstock.streams.ncv_01_smart_home.installing.visiting import (
    ZONE,
    appointed,
    booked,
    midnight,
    require_booked,
    tomorrow,
)
from penstock.streams.ncv_01_smart_home.items.installation import (
    DevicesInstalledConfigured,
    InstallationReport,
    SiteAccess,
    Visit,
)
from penstock.streams.ncv_01_smart_home.items.preparation import (
    EquipmentPrepared,
    ScheduledInstallation,
)
from penstock.streams.ncv_01_smart_home.items.solution import (
    CustomSolutionDesign,
    DetailedQuote,
)
from penstock.streams.ncv_01_smart_home.items.working import (
    ExtraCost,
    InstallationPhoto,
    InstallationWork,
    InstallerAppointment,
    KitReservation,
    SafetyIncidents,
)
from penstock.streams.ncv_01_smart_home.naming import home_of
from penstock.streams.ncv_01_smart_home.ports import HomeDevices

STAGE = "NCV-01.5"
# How long the rest of a visit takes at least, and a step of it that is open; ours. [min]
_AT_LEAST, _A_STEP = 30, 20


@stage_act(STAGE, "start")
def start(  # noqa: PLR0913, PLR0917  # work begins when all of these allow it
    design: CustomSolutionDesign,
    scheduled: ScheduledInstallation,
    equipment: EquipmentPrepared,
    visit: InstallerAppointment,
    _access: SiteAccess,
    work: InstallationWork | None,
    case: CaseFacts,
    now: datetime,
) -> InstallationWork:
    """Begin to install: the job is released for this visit, and somebody lets us in."""
    made = require_booked(visit)
    if work is not None and work.visit_began_at is not None:
        raise ActRefusedError(f"{work.crew} began at {work.visit_began_at} already.")
    if work is not None:
        return replace(work, crew=made.crew, visit_began_at=now)
    if (scheduled.technician, scheduled.begin) != (made.crew, made.start):
        raise ActRefusedError(
            f"The job was released for {scheduled.technician} at {scheduled.begin}, and "
            f"{made.crew} is booked for {made.start} now. Do “release” for this visit."
        )
    devices = planned_devices(equipment, design)
    if not devices:
        raise ActRefusedError("The kit has no device with a serial number. Look at “reserve”.")
    return InstallationWork(
        home=home_of(case.case_id),
        checklist=checklist_of(devices, design),
        devices=devices,
        crew=made.crew,
        started_at=now,
        visit_began_at=now,
    )


@stage_act(STAGE, "report")
def report(
    said: StepDone,
    work: InstallationWork,
    kit: KitReservation,
    attached: bytes | None,
    case: CaseFacts,
    now: datetime,
) -> tuple[InstallationWork, InstallationPhoto | None]:
    """Report a step of the checklist, with a photo, readings, serial numbers, and who signs."""
    problems = [*problems_of(said, work.checklist, attached), *_serial_problems(said, work, kit)]
    if problems:
        raise ActRefusedError(" ".join(problems))
    photo = None if attached is None else InstallationPhoto(content=without_metadata(attached))
    done = report_of(said, photo.content if photo else None, by=case.person, at=now)
    # Whoever comes again goes on with the same checklist.
    began = work.visit_began_at or min(said.done_at or now, now)
    return replace(work, reports=(*work.reports, done), visit_began_at=began), photo


@stage_act(STAGE, "extra")
def extra(said: Extra, work: InstallationWork, now: datetime) -> InstallationWork:
    """Write down what is billed beside the quote, because the customer agreed to it on site."""
    cost = ExtraCost(what=said.what, cents=said.cents, agreed_by=said.agreed_by, agreed_at=now)
    return replace(work, extras=(*work.extras, cost))


@stage_act(STAGE, "incident", anytime=True)
def incident(
    said: Incident, before: SafetyIncidents | None, case: CaseFacts, now: datetime
) -> SafetyIncidents:
    """Write down a safety incident, and whether it is recordable after 29 CFR 1904.7."""
    if said.happened_at > now:
        raise ActRefusedError(f"happened_at is {said.happened_at}, which has not come yet.")
    reported = judged(said, by=case.person)
    return SafetyIncidents(incidents=(*(before.incidents if before else ()), reported))


@stage_act(STAGE, "leave")
def leave(
    said: Leaving,
    work: InstallationWork,
    before: InstallerAppointment,
    calendar: CrewCalendar,
    now: datetime,
) -> tuple[InstallationWork, InstallerAppointment]:
    """End a visit that could not finish, and book the next one before the van leaves."""
    made = require_booked(before)
    if work.visit_began_at is None:
        raise ActRefusedError(f"The visit is over; {made.crew} comes again at {made.start}.")
    windows = said.windows or tuple(each for each in before.windows if each.start > now)
    job = replace(made.as_job(windows=windows), minutes=said.minutes or _rest_minutes(work))
    day = max(tomorrow(now), midnight(said.earliest, ZONE)) if said.earliest else tomorrow(now)
    found = booked(calendar, job, since=day, given_up=[], now=now)
    if found is None:
        raise ActRefusedError(
            "No technician has time within 90 days for the rest. Stay, or say other windows; "
            "nobody leaves a home without the next visit."
        )
    over = Visit(
        technician=work.crew,
        began_at=work.visit_began_at,
        ended_at=now,
        left_open=(said.because, *missing(work.checklist, work.reports)),
        return_at=found.start,
    )
    after = replace(work, visit_began_at=None, visits=(*work.visits, over))
    # The first visit took place, so it was not moved; and whoever is there says yes to the next.
    next_visit = replace(
        appointed(replace(before, appointment=None), found, because="", now=now),
        windows=windows,
        kept=(*before.kept, made),
        confirmed_at=now,
        confirmed_by="on site, when the next visit was agreed on",
    )
    return after, next_visit


@stage_act(STAGE, "finish")
def finish(  # what was installed is shown by all of these
    work: InstallationWork,
    quote: DetailedQuote,
    harm: SafetyIncidents | None,
    devices: HomeDevices,
    case: CaseFacts,
    now: datetime,
) -> tuple[DevicesInstalledConfigured, InstallationReport]:
    """End the installation when every step is shown and every device answers; else tell why."""
    found = devices.states(work.home)
    if lacking := [*missing(work.checklist, work.reports), *silent(work, found)]:
        told = " ".join(filter(None, [*lacking, devices.unheard()]))
        raise ActRefusedError(
            f"{told} Do “leave” to book the next visit if it cannot be done today."
        )
    last = Visit(technician=work.crew, began_at=work.visit_began_at or now, ended_at=now)
    billed = quote.once_cents + sum(each.cents for each in work.extras)
    done = DevicesInstalledConfigured(
        home=work.home, devices=tuple(installed(work, found)), installed_at=now
    )
    # A report that was made before counts, though its stage was opened again since.
    is_first = not work.visits and not case.versions_of(InstallationReport)
    return done, InstallationReport(
        visits=(*work.visits, last),
        quoted_cents=quote.once_cents,
        billed_cents=billed,
        difference_cents=quote.once_cents - billed,
        incidents=len(harm.incidents) if harm else 0,
        photos=tuple(each.sha256 for each in photos_of(work.reports)),
        first_time_fixes=int(is_first),
    )


def _serial_problems(said: StepDone, work: InstallationWork, kit: KitReservation) -> list[str]:
    packed, known = serials_here(kit), set(built_in(work.reports))
    problems = []
    for each in said.serials:
        if each in known:
            problems.append(f"{each.serial_number} of {each.part_number} is mounted already.")
        elif packed.get(each.serial_number) != each.part_number:
            problems.append(
                f"{each.serial_number} of {each.part_number} was not packed for this home. Read "
                "the label again, or do “reserve” and “receive” for another piece."
            )
    problems += [
        f"{each.serial_number} of {each.part_number} is not mounted."
        for each in said.removed
        if each not in known
    ]
    return problems


def _rest_minutes(work: InstallationWork) -> int:
    done = {StepState.DONE, StepState.REWORKED}
    still = [each for each in states(work.checklist, work.reports).values() if each not in done]
    return max(_AT_LEAST, _A_STEP * len(still))
