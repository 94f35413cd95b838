from dataclasses import replace
from datetime import date
from hashlib import sha256

from penstock.streams.aov_04_interconnection.items import (
    InterconnectionApplication,
    OneLineDiagram,
)
from penstock.streams.aov_04_interconnection.stages import ask_for, look_for_deficiencies
from penstock.streams.aov_04_interconnection.stages.completeness import AskedFor
from tests.applications import COMPLETE
from tests.unit.streams.aov_04_interconnection.requests import GRID, NOW, RULES, looked_at


def test_a_complete_application_is_deemed_complete() -> None:
    notice = looked_at(COMPLETE)

    assert notice.is_complete
    assert notice.deficiencies == ()


def test_a_deficiency_has_an_owner_and_ten_business_days() -> None:
    form = replace(COMPLETE, installer=replace(COMPLETE.installer, licence=""))

    (deficiency,) = looked_at(form).deficiencies

    assert deficiency.what.startswith("installer.licence is missing")
    assert deficiency.owner == "applicant"
    # Thanksgiving lies between, so the tenth business day after Friday, 20 November is a Monday.
    assert deficiency.due_on == date(2026, 12, 7)


def test_a_meter_of_somebody_else_is_told_like_one_that_is_unknown() -> None:
    def said(meter: str) -> str:
        service = replace(COMPLETE.service, meter=meter)
        (deficiency,) = looked_at(replace(COMPLETE, service=service)).deficiencies
        return deficiency.what.replace(meter, "…")

    assert said("M-22-1") == said("M-99-9")


def test_a_service_that_is_another_in_fact_is_told() -> None:
    service = replace(COMPLETE.service, phases=3, service_voltage_v=480)

    (deficiency,) = looked_at(replace(COMPLETE, service=service)).deficiencies

    assert "but 1 at 240 V in fact" in deficiency.what


def test_a_diagram_that_is_not_the_one_of_the_form_is_told() -> None:
    application = InterconnectionApplication(form=COMPLETE, received_at=NOW)
    attached = OneLineDiagram(content=b"<svg/>")

    notice = look_for_deficiencies(application, attached, None, GRID, RULES, NOW)

    assert "one-line diagram" in notice.deficiencies[0].what


def test_the_diagram_of_the_form_is_taken() -> None:
    attached = OneLineDiagram(content=b"<svg/>")
    project = replace(COMPLETE.project, one_line_sha256=sha256(attached.content).hexdigest())
    application = InterconnectionApplication(
        form=replace(COMPLETE, project=project), received_at=NOW
    )

    assert look_for_deficiencies(application, attached, None, GRID, RULES, NOW).is_complete


def test_what_an_engineer_asks_for_keeps_an_application_incomplete() -> None:
    said = AskedFor(what="Send the inverter's short-circuit current.", business_days=5)

    notice = ask_for(said, looked_at(COMPLETE), RULES, NOW)

    assert not notice.is_complete
    assert [each.due_on for each in notice.deficiencies] == [date(2026, 11, 30)]
