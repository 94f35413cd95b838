"""The act of NCV-01.7 that tells in plain words what a home used, as far as a consent covers it."""

from datetime import datetime
from decimal import Decimal

from penstock.casework.comfort.insights import Moment, Told, told
from penstock.casework.comfort.ports import NoTariffError, TariffBook
from penstock.casework.enrolment import CustomersConsents, ruling
from penstock.delivery.stage_acts import ActRefusedError, CaseFacts, stage_act
from penstock.streams.ncv_01_smart_home.allowing import REGISTERED, of_home
from penstock.streams.ncv_01_smart_home.items.activation import ActiveSmartHomePlatform
from penstock.streams.ncv_01_smart_home.items.contract import Purpose
from penstock.streams.ncv_01_smart_home.items.onboarding import ComfortSettings
from penstock.streams.ncv_01_smart_home.items.tickets import (
    EnergyInsights,
)
from penstock.streams.ncv_01_smart_home.ports import (
    HomeDevices,
)

STAGE = "NCV-01.7"


@stage_act(STAGE, "insights")
def insights(  # noqa: PLR0913, PLR0917  # what is told rests on all of these
    platform: ActiveSmartHomePlatform,
    comfort: ComfortSettings,
    before: EnergyInsights | None,
    devices: HomeDevices,
    tariffs: TariffBook,
    consents: CustomersConsents,
    case: CaseFacts,
    now: datetime,
) -> EnergyInsights:
    """Tell in plain words what the home's devices used, where the customer allows analytics."""
    found = ruling(consents, of_home(case), REGISTERED[Purpose.ANALYTICS], now=now)
    if not found.is_covered:
        raise ActRefusedError(found.because)
    moment = Moment(
        at=now,
        told=tuple(
            Told(
                device=each.device,
                energy_kwh=each.energy_kwh,
                temperature_c=each.temperature_c,
                called=each.called,
            )
            for each in devices.states(platform.home)
        ),
    )
    sayings = tuple(
        told(
            before.moment if before else None,
            moment,
            comfort.limits,
            comfort.days,
            price=_mean_price(tariffs, comfort.tariff),
        )
    )
    return EnergyInsights(
        sentences=tuple(map(str, sayings)),
        sayings=sayings,
        moment=moment,
        consent_id=found.consent_id,
        made_at=now,
    )


def _mean_price(tariffs: TariffBook, label: str) -> Decimal | None:
    if not label:
        return None
    try:
        energy = tariffs.tariff(label).energy
    except NoTariffError:
        return None
    rows = [*energy.weekday, *energy.weekend]
    prices = [energy.periods[number].tiers[0].price for row in rows for number in row]
    return sum(prices, Decimal(0)) / len(prices)
