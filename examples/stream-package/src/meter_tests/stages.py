"""The work of the stages: takes in and gives out what the documents name."""

from datetime import datetime
from decimal import Decimal

from meter_tests.accuracy import average_registration_percent, billed_too_much_usd
from meter_tests.items import BillAdjustment, BilledEnergy, Load, MeterAccuracy, MeterTestReadings
from penstock.delivery.stage_work import stage_work

LIMIT_PERCENT = Decimal(2)


@stage_work("MSV-01.2")
def judge_accuracy(readings: MeterTestReadings) -> MeterAccuracy:
    """Tell how right a meter is, and whether that is right enough."""
    by_load = {each.load: each.registration_percent for each in readings.readings}
    registration_percent = average_registration_percent(
        light_load_percent=by_load[Load.LIGHT], full_load_percent=by_load[Load.FULL]
    )
    return MeterAccuracy(
        meter=readings.meter,
        registration_percent=registration_percent,
        is_within_limits=abs(registration_percent - 100) <= LIMIT_PERCENT,
    )


@stage_work("MSV-01.3")
def settle_bill(accuracy: MeterAccuracy, billed: BilledEnergy, now: datetime) -> BillAdjustment:
    """Pay back what a fast meter has billed too much; a slow one is the company's loss."""
    if accuracy.is_within_limits or accuracy.registration_percent <= 100:
        because = f"The meter registers {accuracy.registration_percent} %: nothing is owed."
        return BillAdjustment(amount_usd=Decimal(0), because=because, decided_at=now)
    excess_usd = billed_too_much_usd(
        energy_kwh=billed.energy_kwh,
        price_usd_per_kwh=billed.price_usd_per_kwh,
        registration_percent=accuracy.registration_percent,
    )
    because = f"The meter registers {accuracy.registration_percent} % of what goes through it."
    return BillAdjustment(amount_usd=-excess_usd, because=because, decided_at=now)
