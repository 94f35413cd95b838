"""NCV-03.7: what the customer keeps, as one packet."""

from datetime import datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from penstock.casework.packet import Typesetter
from penstock.delivery.stage_acts import CaseFacts, stage_act
from penstock.streams.ncv_03_solar_storage.handing_over import handover_packet
from penstock.streams.ncv_03_solar_storage.items.activation import (
    DocumentKind,
    HandedDocument,
    HandoverDocuments,
    HandoverPacket,
)
from penstock.streams.ncv_03_solar_storage.items.commissioning import (
    CommissioningReport,
    PermissionToOperatePto,
)
from penstock.streams.ncv_03_solar_storage.items.design import SiteSpecifics, SystemDesign
from penstock.streams.ncv_03_solar_storage.items.installation import InstalledDgStorageSystem
from penstock.streams.ncv_03_solar_storage.stages.activation import STAGE
from penstock.streams.ncv_03_solar_storage.stages.onboarding import documents_for

_HOLDS = (DocumentKind.DRAWINGS, DocumentKind.SHUTDOWN)


@stage_act(STAGE, "handover-packet")
def make_handover_packet(  # noqa: PLR0913, PLR0917  # it rests on all of these items
    design: SystemDesign,
    site: SiteSpecifics,
    installed: InstalledDgStorageSystem,
    report: CommissioningReport,
    permission: PermissionToOperatePto,
    earlier: HandoverDocuments | None,
    typesetter: Typesetter,
    case: CaseFacts,
    now: datetime,
) -> tuple[HandoverPacket, HandoverDocuments]:
    """Set the drawings, serial numbers, tests, permission and how to shut down as one PDF."""
    day = now.astimezone(ZoneInfo(design.zone)).date()
    packet = handover_packet(design, site, installed, report, permission, case=case, on=day)
    content = typesetter.packet(packet)
    made = tuple(
        HandedDocument(
            kind=kind,
            name="Handover packet",
            sha256=sha256(content).hexdigest(),
            handed_at=now,
            handed_by=case.person,
        )
        for kind in _HOLDS
    )
    others = tuple(each for each in earlier.documents if each.kind not in _HOLDS) if earlier else ()
    documents = HandoverDocuments(documents=(*others, *made), required=documents_for(design))
    return HandoverPacket(content=content), documents
