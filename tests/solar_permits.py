"""What NCV-03.4 records, for tests of it and of later stages."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from penstock.app.energy.solar import designed
from penstock.app.streams.typesetter import TypstTypesetter
from penstock.engineering.solar.picture import roof_picture
from penstock.streams.ncv_03_solar_storage.applying import SaidOfApplication
from penstock.streams.ncv_03_solar_storage.items import (
    BillOfMaterials,
    OneLineDrawing,
    PermitPacket,
    SalesOrder,
    SignedContract,
    SitePlanDrawing,
    SiteSpecifics,
    SystemDesign,
)
from penstock.streams.ncv_03_solar_storage.stages.contract import approve, sign_contract
from penstock.streams.ncv_03_solar_storage.stages.permitting import make_packet
from tests.conftest import ROOT
from tests.solar_contract import (
    CLOSING,
    COUNSEL,
    LATER,
    PRINTS,
    acceptance,
    facts,
    offered,
    proposed,
)
from tests.solar_sales import inquiry, system_design

ROOF = ROOT / "examples" / "energy" / "roof.json"
SITE = SiteSpecifics(
    roof_json=ROOF.read_text(encoding="utf-8"),
    main_panel_rating_a=Decimal(200),
    busbar_rating_a=Decimal(225),
)
SAID = SaidOfApplication(
    meter="M-20-1",
    account="QE-20-1",
    ul_1741_sb_certificate="CSA 80107152-SB",
    installer_licence="C-46 101443",
    signed_by="Ada Roof",
    signed_on=date(2026, 11, 20),
    in_service_on=date(2027, 3, 15),
)


def drawn_design() -> SystemDesign:
    """Return a design with the roof of the examples."""
    return system_design(roof_svg=roof_picture(designed(ROOF).layout))


@dataclass(frozen=True, kw_only=True)
class Sold:
    """A design that was signed and ordered."""

    design: SystemDesign
    parts: BillOfMaterials
    contract: SignedContract
    order: SalesOrder


def sold(design: SystemDesign | None = None) -> Sold:
    """Return a design with the contract and the order that are for it."""
    chosen = design or drawn_design()
    proposal, _, parts = proposed(chosen)
    offer = offered(proposal)
    approval = approve(
        acceptance(proposal), (proposal,), chosen, parts, offer, PRINTS, facts("LINK-1"), LATER
    )
    contract, _, order = sign_contract(
        CLOSING, approval, proposal, chosen, parts, offer, None, None, PRINTS, facts(COUNSEL), LATER
    )
    return Sold(design=chosen, parts=parts, contract=contract, order=order)


def packet(found: Sold) -> tuple[PermitPacket, OneLineDrawing, SitePlanDrawing]:
    """Return the packet of what was sold, as it is recorded."""
    return make_packet(
        inquiry(),
        found.design,
        SITE,
        found.parts,
        found.contract,
        found.order,
        PRINTS,
        TypstTypesetter(),
        facts("petra", "NCV-03.4"),
        LATER,
    )
