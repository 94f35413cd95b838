"""NCV-03.4: the permit packet, permits, and the application to the utility."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Annotated
from zoneinfo import ZoneInfo

from annotated_types import MinLen

from penstock.casework.fingerprints import Fingerprints
from penstock.casework.interconnection import missing
from penstock.casework.packet import Cover, Packet, Required, Typesetter, completeness, lacking
from penstock.delivery.stage_acts import ActRefusedError, CaseFacts, stage_act
from penstock.streams.ncv_03_solar_storage import drawings, permits
from penstock.streams.ncv_03_solar_storage.applying import Drawn, SaidOfApplication, form_of
from penstock.streams.ncv_03_solar_storage.items import (
    ApprovedPermits,
    BillOfMaterials,
    CustomerInquiry,
    InterconnectionApplicationDraft,
    OneLineDrawing,
    PermitApplications,
    PermitPacket,
    SalesOrder,
    SignedContract,
    SitePlanDrawing,
    SiteSpecifics,
    SystemDesign,
)
from penstock.streams.ncv_03_solar_storage.items.permitting import PermitAnswer, PermitApplication

_REQUIRED = (
    Required(name=drawings.SITE_PLAN, because="fire code, pathways and setbacks"),
    Required(name=drawings.ONE_LINE, because="NEC 690 and 705"),
    Required(name=drawings.STRINGS, because="NEC 690.7 and 690.8"),
    Required(name=drawings.EQUIPMENT, because="NEC 110.3, listed equipment"),
)


@stage_act("NCV-03.4", "packet")
def make_packet(  # noqa: PLR0913, PLR0917  # a packet rests on all of these items
    inquiry: CustomerInquiry,
    design: SystemDesign,
    site: SiteSpecifics,
    parts: BillOfMaterials,
    contract: SignedContract,
    order: SalesOrder,
    fingerprints: Fingerprints,
    typesetter: Typesetter,
    case: CaseFacts,
    now: datetime,
) -> tuple[PermitPacket, OneLineDrawing, SitePlanDrawing]:
    """Draw what the authority wants to see: site plan, one-line diagram, strings, equipment."""
    _require_ordered(design, parts, contract, order, fingerprints)
    picture = drawings.one_line(design, site)
    made = Packet(
        cover=_cover(inquiry, design, order, case, _day(now, design)),
        parts=(
            drawings.site_plan_part(design, inquiry.premise),
            drawings.one_line_part(design, site, picture),
            drawings.strings_part(design),
            drawings.equipment_part(parts),
        ),
    )
    if lacking(made, _REQUIRED):
        raise ActRefusedError(completeness(made, _REQUIRED))
    return (
        PermitPacket(content=typesetter.packet(made)),
        OneLineDrawing(content=picture.svg().encode()),
        SitePlanDrawing(content=design.roof_svg.encode()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitAsked:
    """Which permit is asked of whom.

    Args:
        authority: The building department.
        kind: `building` or `electrical`; an authority may want more.
        submitted_on: When.
    """

    authority: Annotated[str, MinLen(1)]
    kind: Annotated[str, MinLen(1)]
    submitted_on: date


@stage_act("NCV-03.4", "apply-permit")
def apply_for_permit(
    said: PermitAsked, packet: PermitPacket, applications: PermitApplications | None, now: datetime
) -> PermitApplications:
    """Hand the packet in to an authority, for the first time or mended."""
    _require_past(said.submitted_on, now, "submitted_on")
    new = PermitApplication(
        authority=said.authority,
        kind=said.kind,
        packet_sha256=sha256(packet.content).hexdigest(),
        submitted_on=said.submitted_on,
    )
    try:
        return permits.handed_in(applications, new)
    except permits.PermitError as error:
        raise ActRefusedError(str(error)) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityAnswered:
    """What an authority answered.

    Args:
        authority: Which.
        kind: Of which permit.
        is_approved: Whether it grants the permit.
        number: Of the permit; needed where it is granted.
        comments: What is to be mended; needed where it is not.
        owner: Who mends it; needed where it is not.
        due_on: The last day for that; likewise.
        answered_on: When.
    """

    authority: Annotated[str, MinLen(1)]
    kind: Annotated[str, MinLen(1)]
    is_approved: bool
    number: str = ""
    comments: tuple[str, ...] = ()
    owner: str = ""
    due_on: date | None = None
    answered_on: date

    def __post_init__(self) -> None:
        if found := "; ".join(_lacks(self)):
            raise ValueError(found)


@stage_act("NCV-03.4", "permit-answer")
def take_answer(  # permits are for a packet and for a design
    said: AuthorityAnswered,
    applications: PermitApplications,
    packet: PermitPacket,
    design: SystemDesign,
    fingerprints: Fingerprints,
    now: datetime,
) -> tuple[PermitApplications, ApprovedPermits | None]:
    """Take what an authority answered; with the last approval, the approved permits are there."""
    _require_past(said.answered_on, now, "answered_on")
    answer = PermitAnswer(
        is_approved=said.is_approved,
        number=said.number,
        comments=said.comments,
        owner=said.owner,
        due_on=said.due_on,
        answered_on=said.answered_on,
    )
    try:
        found = permits.answered(
            applications, authority=said.authority, kind=said.kind, answer=answer
        )
    except permits.PermitError as error:
        raise ActRefusedError(str(error)) from error
    all_of_them = permits.approved(
        found,
        packet_sha256=sha256(packet.content).hexdigest(),
        design_sha256=fingerprints.sha256(design),
    )
    return found, all_of_them


@stage_act("NCV-03.4", "application")
def draft_application(  # noqa: PLR0913, PLR0917  # an application rests on all of these items
    said: SaidOfApplication,
    inquiry: CustomerInquiry,
    design: SystemDesign,
    site: SiteSpecifics,
    parts: BillOfMaterials,
    contract: SignedContract,
    order: SalesOrder,
    one_line: OneLineDrawing,
    site_plan: SitePlanDrawing,
    fingerprints: Fingerprints,
    now: datetime,
) -> InterconnectionApplicationDraft:
    """Fill in the application to the utility; refused with everything that it lacks."""
    _require_ordered(design, parts, contract, order, fingerprints)
    drawn = Drawn(
        one_line_sha256=sha256(one_line.content).hexdigest(),
        site_plan_sha256=sha256(site_plan.content).hexdigest(),
    )
    form = form_of(said, inquiry, design, site, drawn)
    if lacks := missing(form, on=_day(now, design)):
        raise ActRefusedError(f"The application is not complete: {'; '.join(lacks)}.")
    return InterconnectionApplicationDraft(
        form=form, design_sha256=fingerprints.sha256(design), drafted_at=now
    )


def _require_ordered(
    design: SystemDesign,
    parts: BillOfMaterials,
    contract: SignedContract,
    order: SalesOrder,
    fingerprints: Fingerprints,
) -> None:
    """Refuse to draw what was not signed: permits are for what will be built."""
    if contract.is_void:
        raise ActRefusedError(
            f"Contract {contract.number} is void: {contract.void_because} Have it signed anew "
            "before permits are asked for."
        )
    changed = [
        name
        for name, item, ordered in (
            ("the system design", design, order.design_sha256),
            ("the bill of materials", parts, order.parts_sha256),
        )
        if fingerprints.sha256(item) != ordered
    ]
    if changed:
        raise ActRefusedError(
            f"Sales order {order.number} is for another version of {' and of '.join(changed)}. "
            "Have the new version signed and ordered, or go back to the old one."
        )


def _cover(
    inquiry: CustomerInquiry, design: SystemDesign, order: SalesOrder, case: CaseFacts, day: date
) -> Cover:
    battery = design.battery
    held = f"{battery.name}, {battery.usable_kwh} kWh, {battery.power_kw} kW" if battery else "none"
    return Cover(
        title="Permit packet",
        subtitle=inquiry.premise,
        facts=(
            ("Owner", inquiry.name),
            ("Project", f"{case.case_id}, order {order.number}"),
            ("Modules", f"{design.modules_count} × {design.module}, {design.power_kw_dc} kW dc"),
            ("Inverter", f"{design.inverter}, {design.power_kw_ac} kW ac in all"),
            ("Battery", held),
            ("Design", f"{design.variant}, version {design.version}, by {design.designer}"),
            ("Code", "NEC 2023 (NFPA 70); local amendments are the authority's to name"),
        ),
        made_by="Advanced Energy Solutions (AES)",
        made_on=day,
    )


def _day(now: datetime, design: SystemDesign) -> date:
    return now.astimezone(ZoneInfo(design.zone)).date()


def _require_past(day: date, now: datetime, name: str) -> None:
    # Somewhere on Earth it is a day later than in UTC, and nowhere two.
    if (day - now.date()).days > 1:
        raise ActRefusedError(f"{name} is {day}, which has not come yet. Record it when it has.")


def _lacks(said: AuthorityAnswered) -> Iterator[str]:
    if said.is_approved:
        if not said.number.strip():
            yield "number is missing: an approved permit has one"
        return
    if not said.comments:
        yield "comments are missing: say what the authority wants to be mended"
    if not said.owner.strip() or said.due_on is None:
        yield "owner and due_on are missing: say who mends it, and by when"
