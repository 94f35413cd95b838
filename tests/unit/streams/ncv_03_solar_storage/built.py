"""A system as designed, agreed and built, and what is measured at it when it is sound."""

from datetime import UTC, date, datetime
from decimal import Decimal

from penstock.casework.checklist.reports import PartSerial
from penstock.casework.interconnection import Setting as AgreedSetting
from penstock.delivery.stage_acts import CaseFacts
from penstock.engineering.commissioning.conditions import Conditions
from penstock.engineering.commissioning.functions import Trial, TrialReading
from penstock.engineering.commissioning.insulation import ContinuityReading, InsulationReading
from penstock.engineering.commissioning.judging import Readings
from penstock.engineering.commissioning.settings import Setting
from penstock.engineering.commissioning.strings import StringReading
from penstock.streams.ncv_03_solar_storage.items.commissioning import Instrument
from penstock.streams.ncv_03_solar_storage.items.design import (
    BatteryDesign,
    BillOfMaterials,
    MaterialLine,
    ModuleSheet,
    PlaneDesign,
    StringDesign,
    SystemDesign,
)
from penstock.streams.ncv_03_solar_storage.items.installation import InstalledDgStorageSystem
from penstock.streams.ncv_03_solar_storage.items.permitting import (
    ApprovedInterconnectionAgreement,
    ApprovedPermit,
    ApprovedPermits,
)
from penstock.streams.ncv_03_solar_storage.stages.commissioning import Measured
from penstock.streams.ncv_03_solar_storage.under_test import system_under_test

NOW = datetime(2026, 6, 20, 16, tzinfo=UTC)
BUILT_AT = datetime(2026, 6, 10, 20, tzinfo=UTC)
CASE = CaseFacts(
    case_id="SOL-1",
    stream_id="NCV-03",
    stage_id="NCV-03.6",
    product="NONREG-DG-001",
    customer="C-1",
    person="Ivo",
)
DESIGN = SystemDesign(
    variant="south",
    version=2,
    designer="Dora",
    module="Example 400",
    module_sheet=ModuleSheet(
        power_w=Decimal(400),
        voc_v=Decimal("37.1"),
        isc_a=Decimal("13.7"),
        vmp_v=Decimal("31.0"),
        imp_a=Decimal("12.9"),
        voc_percent_per_c=Decimal("-0.26"),
        power_percent_per_c=Decimal("-0.34"),
        length_m=Decimal("1.722"),
        width_m=Decimal("1.134"),
    ),
    modules_count=22,
    power_kw_dc=Decimal("8.8"),
    inverter="Example 7.6",
    power_kw_ac=Decimal("7.6"),
    strings=(
        StringDesign(
            plane="south",
            tracker=1,
            strings=2,
            length=11,
            coldest_voc_v=Decimal(458),
            hottest_vmp_v=Decimal(279),
            current_a=Decimal("34.3"),
        ),
    ),
    battery=BatteryDesign(
        name="Example 13.5",
        usable_kwh=Decimal("13.5"),
        power_kw=Decimal(5),
        reserve_kwh=Decimal("2.7"),
    ),
    planes=(
        PlaneDesign(
            name="south",
            modules=22,
            tilt_degrees=Decimal(22),
            azimuth_degrees=Decimal(180),
            annual_yield_kwh=Decimal(11_900),
        ),
    ),
    latitude=Decimal("36.1"),
    longitude=Decimal("-79.95"),
    zone="America/New_York",
    annual_yield_kwh=Decimal(11_900),
    busbar_use_percent=Decimal(112),
)
MATERIALS = BillOfMaterials(
    design_sha256="a" * 64,
    lines=(
        MaterialLine(
            part_number="INV-7.6", description="inverter", kind="inverter", quantity=1,
            needs_serial=True,
        ),
        MaterialLine(part_number="MOD-400", description="module", kind="module", quantity=22),
    ),
)  # fmt: skip
AGREEMENT = ApprovedInterconnectionAgreement(
    request_id="IC-7",
    capacity_kw_ac=Decimal("7.6"),
    export_limit_kw=Decimal(5),
    settings=(
        AgreedSetting(function="volt-var", value="0.92:44 1.08:-44", source="IEEE 1547-2018, 5.3"),
        AgreedSetting(function="enter service delay", value="300 s", source="4.10.3"),
    ),
    valid_until=date(2027, 6, 1),
    tendered_at=datetime(2026, 5, 1, tzinfo=UTC),
)
PERMITS = ApprovedPermits(
    permits=(
        ApprovedPermit(
            authority="Ravenna County",
            kind="electrical",
            number="E-17",
            approved_on=date(2026, 5, 4),
            packet_sha256="b" * 64,
        ),
    ),
    design_sha256="a" * 64,
)
INSTALLED = InstalledDgStorageSystem(
    crew="North",
    started_at=datetime(2026, 6, 9, 13, tzinfo=UTC),
    completed_at=BUILT_AT,
    serials=(
        PartSerial(part_number="INV-7.6", serial_number="SN-0077"),
        PartSerial(part_number="MOD-400", serial_number="M-1"),
    ),
    photos=(),
    readings=(),
    quality_percent=Decimal(100),
)
NOON = Conditions(irradiance_w_m2=850.0, back_of_module_c=47.0)
TRIALS = {
    Trial.ANTI_ISLANDING_S: 0.3,
    Trial.RETURN_TO_SERVICE_S: 303.0,
    Trial.EXPORT_KW: 4.9,
    Trial.SHUTDOWN_OUTSIDE_V: 11.0,
    Trial.SHUTDOWN_WITHIN_V: 38.0,
    Trial.BACKUP_TRANSFER_S: 0.8,
    Trial.BACKUP_V: 120.2,
}


def module_v() -> float:
    """Return what one module has without load when it is measured [V]."""
    module = system_under_test(DESIGN, AGREEMENT).module
    return module.open_circuit_v(irradiance_w_m2=NOON.irradiance_w_m2, cell_c=NOON.cell_c)


def measured(*, first_string_modules: int = 11) -> Measured:
    """Return what is measured; where one says so, at a first string of another length."""
    lengths = {"1.1": first_string_modules, "1.2": 11}
    return Measured(
        measured_at=datetime(2026, 6, 15, 16, tzinfo=UTC),
        instruments=(Instrument(name="IV tester", serial="9", calibrated_until=date(2027, 1, 31)),),
        readings=Readings(
            strings=tuple(
                StringReading(string=name, conditions=NOON, open_circuit_v=modules * module_v())
                for name, modules in lengths.items()
            ),
            continuity=(ContinuityReading(subject="rail", ohm=0.1),),
            insulation=(InsulationReading(subject="array", test_v=1000.0, megaohm=55.0),),
            trials=tuple(
                TrialReading(trial=each, subject="the system", value=value)
                for each, value in TRIALS.items()
            ),
            settings=tuple(
                Setting(name=each.function, value=each.value) for each in AGREEMENT.settings
            ),
        ),
    )
