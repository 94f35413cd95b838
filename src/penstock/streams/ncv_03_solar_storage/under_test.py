"""A design and an agreement as what can be measured of them, and a report as what is certified."""

import re
from collections.abc import Iterator
from decimal import Decimal

from penstock.casework.interconnection import AgreementTerms, CommissioningReadings
from penstock.casework.interconnection import Setting as AgreedSetting
from penstock.engineering.commissioning.functions import Functions, Trial
from penstock.engineering.commissioning.judging import DesignedSystem
from penstock.engineering.commissioning.modules import ModuleRating
from penstock.engineering.commissioning.settings import Setting
from penstock.engineering.commissioning.strings import DesignedString
from penstock.streams.ncv_03_solar_storage.items.commissioning import CommissioningReport
from penstock.streams.ncv_03_solar_storage.items.design import SystemDesign
from penstock.streams.ncv_03_solar_storage.items.permitting import (
    ApprovedInterconnectionAgreement,
)

# Of a crystalline silicon cell without load; what data sheets of 2015 to 2025 divide by. [V]
_CELL_V = 0.69
_DELAY = "enter service delay"
_SECONDS = re.compile(r"(\d+(?:\.\d+)?) ?s")
_DEFAULT_DELAY_S = 300.0


def system_under_test(
    design: SystemDesign, agreement: ApprovedInterconnectionAgreement
) -> DesignedSystem:
    """Return what a system has to show that was designed and agreed so."""
    reserve_kwh = design.battery.reserve_kwh if design.battery else Decimal(0)
    limit_kw = agreement.export_limit_kw
    return DesignedSystem(
        module=_module(design),
        strings=tuple(_strings(design)),
        functions=Functions(
            has_battery_backup=reserve_kwh > 0,
            return_after_s=_delay_s(agreement),
            export_limit_kw=None if limit_kw is None else float(limit_kw),
        ),
        settings=tuple(
            Setting(name=each.function, value=each.value) for each in agreement.settings
        ),
    )


def _module(design: SystemDesign) -> ModuleRating:
    sheet = design.module_sheet
    return ModuleRating(
        name=design.module,
        voc_v=float(sheet.voc_v),
        isc_a=float(sheet.isc_a),
        voc_per_c=float(sheet.voc_percent_per_c) / 100,
        cells_in_series=max(1, round(float(sheet.voc_v) / _CELL_V)),
    )


def _strings(design: SystemDesign) -> Iterator[DesignedString]:
    """Yield each string, labelled by its tracker and its number there: `2.1`."""
    placed: dict[int, int] = {}
    for each in design.strings:
        for _ in range(each.strings):
            placed[each.tracker] = number = placed.get(each.tracker, 0) + 1
            name = f"{each.tracker}.{number}"
            yield DesignedString(name=name, plane=each.plane, modules=each.length)


def _delay_s(agreement: ApprovedInterconnectionAgreement) -> float:
    said = next((each.value for each in agreement.settings if each.function == _DELAY), "")
    found = _SECONDS.fullmatch(said.strip())
    return float(found[1]) if found else _DEFAULT_DELAY_S


def certified_readings(report: CommissioningReport) -> CommissioningReadings:
    """Return what a utility is told of the tests."""

    def worst(trial: Trial, *, highest: bool) -> Decimal | None:
        values = [
            Decimal(str(each.measured))
            for each in report.verdicts
            if each.test == trial.value and each.measured is not None
        ]
        return (max(values) if highest else min(values)) if values else None

    return CommissioningReadings(
        ceases_within_s=worst(Trial.ANTI_ISLANDING_S, highest=True),
        enters_service_after_s=worst(Trial.RETURN_TO_SERVICE_S, highest=False),
        export_kw=worst(Trial.EXPORT_KW, highest=True),
    )


def certified_settings(
    report: CommissioningReport, agreement: ApprovedInterconnectionAgreement
) -> tuple[AgreedSetting, ...]:
    """Return the settings as they were read back, with the clause that asks for each."""
    sources = {each.function: each.source for each in agreement.settings}
    return tuple(
        AgreedSetting(function=each.name, value=each.value, source=sources.get(each.name, ""))
        for each in report.settings
    )


def terms_of(agreement: ApprovedInterconnectionAgreement) -> AgreementTerms:
    """Return the terms of an agreement, as the check of a certificate takes them."""
    return AgreementTerms(
        capacity_kw_ac=agreement.capacity_kw_ac,
        export_limit_kw=agreement.export_limit_kw,
        settings=agreement.settings,
        conditions=agreement.conditions,
        witness_test=agreement.witness_test,
        valid_until=agreement.valid_until,
    )
