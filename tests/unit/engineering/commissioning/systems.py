"""A sound system, and what is measured at it."""

from penstock.engineering.commissioning.conditions import Conditions
from penstock.engineering.commissioning.functions import Functions, Trial, TrialReading
from penstock.engineering.commissioning.insulation import ContinuityReading, InsulationReading
from penstock.engineering.commissioning.judging import DesignedSystem, Readings
from penstock.engineering.commissioning.modules import ModuleRating
from penstock.engineering.commissioning.settings import Setting
from penstock.engineering.commissioning.strings import DesignedString, StringReading

MODULE = ModuleRating(name="Example 400", voc_v=37.1, isc_a=13.7, voc_per_c=-0.0026)
NOON = Conditions(irradiance_w_m2=820.0, back_of_module_c=48.0)


def strings(*lengths: int) -> tuple[DesignedString, ...]:
    return tuple(
        DesignedString(name=f"S{number}", plane="south", modules=modules)
        for number, modules in enumerate(lengths, start=1)
    )


def sound(
    string: DesignedString, conditions: Conditions = NOON, *, modules: float | None = None
) -> StringReading:
    """Return what is measured at a string; that of another number of modules where one is named."""
    light, cell_c = conditions.irradiance_w_m2, conditions.cell_c
    module_v = MODULE.open_circuit_v(irradiance_w_m2=light, cell_c=cell_c)
    return StringReading(
        string=string.name,
        conditions=conditions,
        open_circuit_v=(string.modules if modules is None else modules) * module_v,
        short_circuit_a=MODULE.short_circuit_a(irradiance_w_m2=light, cell_c=cell_c),
    )


TRIALS = {
    Trial.ANTI_ISLANDING_S: 0.4,
    Trial.RETURN_TO_SERVICE_S: 304.0,
    Trial.SHUTDOWN_OUTSIDE_V: 12.0,
    Trial.SHUTDOWN_WITHIN_V: 41.0,
    Trial.BACKUP_TRANSFER_S: 1.2,
    Trial.BACKUP_V: 119.5,
}
SYSTEM = DesignedSystem(
    module=MODULE,
    strings=strings(12, 12, 11),
    functions=Functions(has_battery_backup=True),
    settings=(
        Setting(name="volt-var V1", value="0.92"),
        Setting(name="ride-through category", value="III"),
    ),
)
READINGS = Readings(
    strings=tuple(sound(each) for each in SYSTEM.strings),
    continuity=(ContinuityReading(subject="rail 1", ohm=0.08),),
    insulation=(InsulationReading(subject="the array", test_v=1000.0, megaohm=38.0),),
    trials=tuple(
        TrialReading(trial=each, subject="the system", value=value)
        for each, value in TRIALS.items()
    ),
    settings=SYSTEM.settings,
)
