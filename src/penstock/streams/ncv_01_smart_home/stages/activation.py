"""The acts of NCV-01.6: comfort and tariff, the platform, training, satisfaction, a programme."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from zoneinfo import ZoneInfo

from annotated_types import Ge, Le, MinLen

from penstock.casework.comfort.changing import aims_on
from penstock.casework.comfort.following import Aim, DayOfAims, followed
from penstock.casework.comfort.limits import Celsius, ComfortLimits, Manner
from penstock.casework.comfort.ports import NoTariffError, TariffBook
from penstock.casework.enrolment import (
    CustomersConsents,
    against_enrolling,
    against_looking,
    ruling,
)
from penstock.delivery.stage_acts import ActRefusedError, CaseFacts, stage_act
from penstock.streams.ncv_01_smart_home.allowing import PROGRAM, REGISTERED, choices, of_home
from penstock.streams.ncv_01_smart_home.items.activation import (
    ActiveSmartHomePlatform,
    CustomerAccount,
    SetSchedule,
    TrainedCustomer,
)
from penstock.streams.ncv_01_smart_home.items.contract import Purpose
from penstock.streams.ncv_01_smart_home.items.home import SiteDetails
from penstock.streams.ncv_01_smart_home.items.installation import DevicesInstalledConfigured
from penstock.streams.ncv_01_smart_home.items.onboarding import (
    ComfortSettings,
    PractisedRoutine,
    ProgramEnrolment,
    Routine,
    TrainingRecord,
)
from penstock.streams.ncv_01_smart_home.ports import HomeDevices

STAGE = "NCV-01.6"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComfortWish:
    """Between what the household wants to live, in °C.

    Args:
        lowest_c: The coldest that it may be. [°C]
        highest_c: The warmest. [°C]
        heated_c: What they like while it is heated. [°C]
        cooled_c: What they like while it is cooled. [°C]
        setback_c: By how much it may differ while energy is dear. [°C]
        tariff: The short name of their tariff; else that of their account.
    """

    lowest_c: Celsius
    highest_c: Celsius
    heated_c: Celsius
    cooled_c: Celsius
    setback_c: Annotated[Decimal, Ge(0), Le(6)] = Decimal(2)
    tariff: str = ""


@stage_act(STAGE, "set-comfort", anytime=True)
def set_comfort(
    said: ComfortWish,
    account: CustomerAccount,
    tariffs: TariffBook,
    case: CaseFacts,
    now: datetime,
) -> ComfortSettings:
    """Write down what is comfortable, and let schedules follow the customer's tariff within it."""
    try:
        limits = ComfortLimits(
            lowest_c=said.lowest_c,
            highest_c=said.highest_c,
            heated_c=said.heated_c,
            cooled_c=said.cooled_c,
            setback_c=said.setback_c,
        )
        label = said.tariff or account.tariff
        days = _days(tariffs, label, limits) if label else ()
    except (ValueError, NoTariffError) as error:
        raise ActRefusedError(str(error)) from error
    return ComfortSettings(limits=limits, tariff=label, days=days, set_by=case.person, set_at=now)


@stage_act(STAGE, "activate")
def activate(  # noqa: PLR0913, PLR0917  # a platform is active when all of these allow it
    installed: DevicesInstalledConfigured,
    account: CustomerAccount,
    comfort: ComfortSettings,
    site: SiteDetails,
    devices: HomeDevices,
    consents: CustomersConsents,
    case: CaseFacts,
    now: datetime,
) -> ActiveSmartHomePlatform:
    """Bind the devices to the account and set them, where the customer allows them to work."""
    function = ruling(consents, of_home(case), REGISTERED[Purpose.FUNCTION], now=now)
    if not function.is_covered:
        raise ActRefusedError(
            f"{function.because} Without it the devices work by hand, and the platform does not "
            "listen to them."
        )
    silent = {each.device for each in devices.states(installed.home) if not each.is_online}
    if gone := sorted({each.device for each in installed.devices} & silent):
        raise ActRefusedError(
            f"{', '.join(gone)} has fallen silent since it was installed. Mend that first, or "
            "open the installation again."
        )
    local = now.astimezone(ZoneInfo(site.zone))
    aims = aims_on(local.date(), comfort.limits, comfort.days, has_cooling=site.has_cooling)
    _set(installed, aims, local.hour, devices, case)
    return ActiveSmartHomePlatform(
        home=installed.home,
        account_id=account.account_id,
        devices=tuple(each.device for each in installed.devices),
        lowest_c=comfort.limits.lowest_c,
        highest_c=comfort.limits.highest_c,
        schedule=tuple(
            SetSchedule(from_hour=each.from_hour, target_c=each.target_c, because=each.because)
            for each in aims
        ),
        choices=choices(consents, case, now=now),
        activated_at=now,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Practised:
    """A routine that the customer ran alone, after it was shown."""

    routine: Routine
    learner: Annotated[str, MinLen(1)]
    practised_on: date


@stage_act(STAGE, "train")
def train(
    said: Practised, earlier: TrainingRecord | None, case: CaseFacts, now: datetime
) -> tuple[TrainingRecord, TrainedCustomer | None]:
    """Tick a routine off that the customer ran alone; the last one makes them a trained one."""
    if said.practised_on > now.date():
        raise ActRefusedError(f"practised_on is {said.practised_on}, which has not come yet.")
    done = PractisedRoutine(
        routine=said.routine,
        learner=said.learner,
        practised_on=said.practised_on,
        shown_by=case.person,
    )
    before = earlier.routines if earlier else ()
    others = tuple(each for each in before if each.routine is not said.routine)
    record = TrainingRecord(routines=(*others, done))
    return record, None if record.missing else _trained(record, case)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """How the customer liked it, from 1 to 5, and why."""

    score: Annotated[int, Ge(1), Le(5)]
    words: str = ""


@stage_act(STAGE, "satisfaction", anytime=True)
def satisfaction(said: Rated, trained: TrainedCustomer) -> TrainedCustomer:
    """Record how the customer liked the installation and the training, from 1 to 5."""
    return replace(trained, satisfaction_score=said.score, words=said.words)


@stage_act(STAGE, "enrol", anytime=True)
def enrol(  # it rests on all of these
    platform: ActiveSmartHomePlatform,
    comfort: ComfortSettings,
    earlier: ProgramEnrolment | None,
    consents: CustomersConsents,
    case: CaseFacts,
    now: datetime,
) -> ProgramEnrolment:
    """Offer the home's devices to a programme of the grid, under a consent of its own."""
    found = ruling(consents, of_home(case), PROGRAM, now=now)
    if because := against_enrolling(earlier, what="home") or found.because:
        raise ActRefusedError(because)
    return ProgramEnrolment(
        consent_id=found.consent_id,
        consent_version=found.consent_version,
        enrolled_at=now,
        devices=platform.devices,
        limits=comfort.limits,
    )


@stage_act(STAGE, "check-enrolment", anytime=True)
def check_enrolment(
    enrolment: ProgramEnrolment, consents: CustomersConsents, case: CaseFacts, now: datetime
) -> ProgramEnrolment | None:
    """Look whether the consent behind an enrolment still holds, and end it where it does not."""
    if because := against_looking(enrolment):
        raise ActRefusedError(because)
    found = ruling(consents, of_home(case), PROGRAM, now=now)
    if found.is_covered:
        return None
    return replace(enrolment, ended_at=now, ended_because=found.because)


def _days(tariffs: TariffBook, label: str, limits: ComfortLimits) -> tuple[DayOfAims, ...]:
    tariff = tariffs.tariff(label)
    return tuple(day for manner in Manner for day in followed(tariff, limits, manner))


def _set(
    installed: DevicesInstalledConfigured,
    aims: tuple[Aim, ...],
    hour: int,
    devices: HomeDevices,
    case: CaseFacts,
) -> None:
    """Tell each thermostat what it aims at now."""
    now = [each for each in aims if each.from_hour <= hour][-1]
    for each in installed.devices:
        if "thermostat" in each.device:
            target = {"target_temperature": float(now.target_c)}
            devices.command(installed.home, each.device, target, by=case.person)


def _trained(record: TrainingRecord, case: CaseFacts) -> TrainedCustomer:
    return TrainedCustomer(
        topics=tuple(each.routine.value for each in record.routines),
        trained_on=max(each.practised_on for each in record.routines),
        trained_by=case.person,
    )
