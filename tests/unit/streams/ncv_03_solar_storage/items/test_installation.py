from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from penstock.app.items.form import form_of
from penstock.casework.appointment.jobs import Appointment, Visit
from penstock.casework.appointment.travel import Location
from penstock.casework.checklist.incidents import Incident, JudgedIncident, recordability
from penstock.casework.checklist.reports import PartSerial, Reading, StepReport, TakenPhoto
from penstock.casework.checklist.steps import Checklist, Limit, Step
from penstock.delivery.items import item_type
from penstock.kernel.terms import key_of
from penstock.streams.ncv_03_solar_storage.items import (
    CrewAppointment,
    Deliveries,
    InstallationReport,
    InstalledDgStorageSystem,
    PurchaseOrders,
    SafetyIncidents,
)
from tests.unit.casework.purchase.parts import NOON, ORDER, modules

STEP = Step(id="array", title="", readings=(Limit(name="torque", unit="Nm", at_least=Decimal(9)),))
REPORT = StepReport(
    step="array",
    reported_at=NOON,
    reported_by="Ada",
    readings=(Reading(name="torque", value=Decimal("11.0")),),
)
INSTALLED = InstalledDgStorageSystem(
    crew="crew-a",
    started_at=NOON,
    completed_at=NOON + timedelta(days=2),
    serials=(PartSerial(part_number="MOD-430", serial_number="S1"),),
    photos=(TakenPhoto(shows="array", sha256="a" * 64),),
    readings=REPORT.readings,
    quality_percent=Decimal(100),
)
APPOINTMENT = Appointment(
    job="SOL-1",
    crew="crew-a",
    location=Location(latitude=36.07, longitude=-79.79),
    visits=(Visit(day=date(2026, 12, 1), start=NOON, end=NOON + timedelta(hours=3)),),
    minutes=180,
)
FALL = Incident(happened_at=datetime(2026, 12, 1, 17, tzinfo=UTC), what="a fall", days_away=2)
JUDGED = recordability(FALL)


@pytest.mark.parametrize(
    "item",
    [
        PurchaseOrders(orders=(ORDER,), need_by=date(2026, 12, 1)),
        Deliveries(deliveries=(modules("S1"),)),
        CrewAppointment(appointment=APPOINTMENT, travel="by road"),
        CrewAppointment(appointment=None, travel="by road", because="nobody has time"),
        InstallationReport(
            checklist=Checklist(name="array", steps=(STEP,)),
            crew="crew-a",
            started_at=NOON,
            reports=(REPORT,),
        ),
        SafetyIncidents(
            incidents=(
                JudgedIncident(
                    incident=FALL,
                    reported_by="Ada",
                    is_recordable=JUDGED.is_recordable,
                    because=JUDGED.because,
                ),
            )
        ),
        INSTALLED,
    ],
)
def test_what_installing_records_is_read_as_it_was_written(item: object) -> None:
    kind = item_type(type(item))
    assert kind is not None
    form = form_of(kind)

    assert form.read(form.write(item, item="it"), item="it") == item


def test_the_installed_system_is_called_as_the_documents_call_it() -> None:
    kind = item_type(InstalledDgStorageSystem)

    assert kind is not None
    assert kind.key == "installeddgstoragesystem"
    assert key_of("Installed system") in kind.keys


def test_nothing_is_completed_before_it_was_started() -> None:
    with pytest.raises(ValueError, match="completed before it was started"):
        replace(INSTALLED, completed_at=NOON - timedelta(days=1))
