import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from penstock.app.streams.typesetter import TypstTypesetter
from penstock.casework.packet import Packet
from penstock.streams.ncv_03_solar_storage.handing_over import handover_packet
from penstock.streams.ncv_03_solar_storage.items.activation import (
    DocumentKind,
    HandoverDocuments,
    HandoverPacket,
)
from penstock.streams.ncv_03_solar_storage.items.design import SiteSpecifics, SystemDesign
from penstock.streams.ncv_03_solar_storage.stages.handover import make_handover_packet
from tests.unit.streams.ncv_03_solar_storage.built import CASE, DESIGN, INSTALLED, NOW, measured
from tests.unit.streams.ncv_03_solar_storage.stages.test_activation import PERMISSION
from tests.unit.streams.ncv_03_solar_storage.stages.test_commissioning import report_of
from tests.unit.streams.ncv_03_solar_storage.stages.test_onboarding import all_documents

SITE = SiteSpecifics(roof_json="{}", main_panel_rating_a=Decimal(200), busbar_rating_a=Decimal(200))


def packet_of(design: SystemDesign) -> Packet:
    return handover_packet(
        design, SITE, INSTALLED, report_of(measured()), PERMISSION, case=CASE, on=date(2026, 7, 1)
    )


def made(earlier: HandoverDocuments | None) -> tuple[HandoverPacket, HandoverDocuments]:
    return make_handover_packet(
        DESIGN,
        SITE,
        INSTALLED,
        report_of(measured()),
        PERMISSION,
        earlier,
        TypstTypesetter(),
        CASE,
        NOW,
    )


def test_the_packet_holds_serial_numbers_tests_permission_and_how_to_shut_down() -> None:
    tables = {each.name: each.tables[0].rows for each in packet_of(DESIGN).parts if each.tables}

    assert ("INV-7.6", "SN-0077") in tables["Serial numbers"]
    assert len(tables["Commissioning report"]) == len(report_of(measured()).verdicts)
    assert ("May run from", "2026-06-22") in tables["Permission to operate"]
    assert len(tables["Shutting down"]) == 3


def test_without_a_battery_there_is_none_to_switch_off() -> None:
    parts = {each.name: each for each in packet_of(replace(DESIGN, battery=None)).parts}

    assert len(parts["Shutting down"].tables[0].rows) == 2


def test_the_packet_is_a_pdf_that_counts_as_drawings_and_instruction() -> None:
    packet, documents = made(None)

    assert packet.content.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", packet.content)) == 7
    assert {each.kind for each in documents.documents} == {
        DocumentKind.DRAWINGS,
        DocumentKind.SHUTDOWN,
    }
    assert DocumentKind.MANUAL in documents.missing


def test_the_same_system_is_the_same_packet() -> None:
    assert made(None)[0] == made(None)[0]


def test_warranties_that_were_handed_over_before_stay() -> None:
    _, documents = made(all_documents())

    assert documents.missing == ()
    assert len(documents.documents) == len(DocumentKind)
