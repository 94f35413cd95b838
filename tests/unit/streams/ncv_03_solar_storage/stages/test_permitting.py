import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from hashlib import sha256

import pytest

from penstock.casework.interconnection import missing
from penstock.delivery.stage_acts import ActRefusedError
from penstock.streams.ncv_03_solar_storage.items import (
    ApprovedPermits,
    InterconnectionApplicationDraft,
    OneLineDrawing,
    PermitApplications,
    PermitPacket,
    SitePlanDrawing,
)
from penstock.streams.ncv_03_solar_storage.items.permitting import PermitState
from penstock.streams.ncv_03_solar_storage.stages.permitting import (
    AuthorityAnswered,
    PermitAsked,
    apply_for_permit,
    draft_application,
    take_answer,
)
from tests.solar_contract import LATER, PRINTS
from tests.solar_permits import SAID, SITE, Sold, drawn_design, packet, sold
from tests.solar_sales import inquiry, system_design

PAPER = PermitPacket(content=b"%PDF of the first packet")
TODAY = LATER.date()


@cache
def sale() -> Sold:
    return sold()


@cache
def made() -> tuple[PermitPacket, OneLineDrawing, SitePlanDrawing]:
    return packet(sale())


def asked(
    kind: str, before: PermitApplications | None = None, paper: PermitPacket = PAPER
) -> PermitApplications:
    said = PermitAsked(authority="Greensboro", kind=kind, submitted_on=TODAY)
    return apply_for_permit(said, paper, before, LATER)


def answered(
    kind: str, before: PermitApplications, paper: PermitPacket = PAPER, *, number: str = "B-1"
) -> tuple[PermitApplications, ApprovedPermits | None]:
    said = AuthorityAnswered(
        authority="greensboro", kind=kind, is_approved=True, number=number, answered_on=TODAY
    )
    return take_answer(said, before, paper, sale().design, PRINTS, LATER)


def returned(kind: str, before: PermitApplications) -> PermitApplications:
    said = AuthorityAnswered(
        authority="Greensboro",
        kind=kind,
        is_approved=False,
        comments=("Show the pathway to the ridge.",),
        owner="Solar Design Engineer",
        due_on=date(2026, 12, 4),
        answered_on=TODAY,
    )
    return take_answer(said, before, PAPER, sale().design, PRINTS, LATER)[0]


def drafted(**other: object) -> InterconnectionApplicationDraft:
    found, (_, one_line, site_plan) = sale(), made()
    given = {"said": SAID, "design": found.design, "contract": found.contract} | other
    return draft_application(
        given["said"],  # type: ignore[arg-type]
        inquiry(),
        given["design"],  # type: ignore[arg-type]
        SITE,
        found.parts,
        given["contract"],  # type: ignore[arg-type]
        found.order,
        one_line,
        site_plan,
        PRINTS,
        LATER,
    )


def test_a_packet_holds_a_cover_and_four_documents() -> None:
    pdf, one_line, site_plan = made()

    assert len(re.findall(rb"/Type\s*/Page\b", pdf.content)) == 5
    assert b"AC disconnect" in one_line.content
    assert site_plan.content.startswith(b"<svg")


def test_the_same_design_is_the_same_packet_to_the_byte() -> None:
    assert packet(sale()) == made()


def test_a_packet_without_a_site_plan_is_refused() -> None:
    with pytest.raises(ActRefusedError, match=r"Site plan \(fire code"):
        packet(sold(system_design()))


def test_a_packet_is_for_the_design_that_was_ordered() -> None:
    other = replace(sale(), design=replace(drawn_design(), version=2))

    with pytest.raises(ActRefusedError, match="another version of the system design"):
        packet(other)


def test_a_packet_needs_a_contract_that_holds() -> None:
    void = replace(
        sale().contract, is_void=True, void_because="The price has changed.", voided_at=LATER
    )

    with pytest.raises(ActRefusedError, match="is void: The price has changed"):
        packet(replace(sale(), contract=void))


def test_a_permit_that_was_asked_for_waits() -> None:
    (application,) = asked("building").applications

    assert application.state is PermitState.SUBMITTED
    assert application.packet_sha256 == sha256(PAPER.content).hexdigest()


def test_a_permit_is_not_asked_for_twice() -> None:
    with pytest.raises(ActRefusedError, match="waits for an answer"):
        asked("Building", asked("building"))


def test_a_returned_application_has_an_owner_and_a_date() -> None:
    (application,) = returned("building", asked("building")).applications

    assert application.state is PermitState.RETURNED
    assert application.answers[0].owner == "Solar Design Engineer"
    assert application.answers[0].due_on == date(2026, 12, 4)


def test_a_returned_application_is_handed_in_again_and_keeps_its_answers() -> None:
    mended = PermitPacket(content=b"%PDF of the second packet")

    (application,) = asked("building", returned("building", asked("building")), mended).applications

    assert application.state is PermitState.SUBMITTED
    assert application.submissions == 2
    assert len(application.answers) == 1
    assert application.packet_sha256 == sha256(mended.content).hexdigest()


def test_permits_are_approved_with_the_last_of_them() -> None:
    both = asked("electrical", asked("building"))

    one, not_yet = answered("building", both)
    _, permits = answered("electrical", one, number="E-7")

    assert not_yet is None
    assert permits is not None
    assert [(each.kind, each.number) for each in permits.permits] == [
        ("building", "B-1"),
        ("electrical", "E-7"),
    ]
    assert permits.design_sha256 == PRINTS.sha256(sale().design)


def test_a_permit_for_other_drawings_is_no_permit_for_these() -> None:
    one, _ = answered("building", asked("electrical", asked("building")))

    _, permits = answered("electrical", one, PermitPacket(content=b"%PDF of a later packet"))

    assert permits is None


def test_a_building_permit_alone_is_not_enough() -> None:
    _, permits = answered("building", asked("building"))

    assert permits is None


def test_an_answer_to_nothing_is_refused_with_what_was_asked() -> None:
    with pytest.raises(ActRefusedError, match="Asked for were: building at Greensboro"):
        answered("plumbing", asked("building"))


def test_an_answer_of_tomorrow_has_not_come() -> None:
    said = AuthorityAnswered(
        authority="Greensboro",
        kind="building",
        is_approved=True,
        number="B-1",
        answered_on=date(2026, 11, 24),
    )

    with pytest.raises(ActRefusedError, match="has not come yet"):
        take_answer(said, asked("building"), PAPER, sale().design, PRINTS, LATER)


def test_a_return_without_reason_owner_and_date_is_told_all_at_once() -> None:
    with pytest.raises(ValueError, match=r"comments are missing.*owner and due_on are missing"):
        AuthorityAnswered(
            authority="Greensboro", kind="building", is_approved=False, answered_on=TODAY
        )


def test_an_application_is_drafted_complete_from_what_was_signed() -> None:
    draft = drafted()

    assert missing(draft.form) == ()
    assert draft.form.project.capacity_kw_ac == 10
    assert draft.form.project.battery is not None
    assert draft.form.project.site_plan_sha256 == sha256(made()[2].content).hexdigest()


def test_an_application_is_refused_with_everything_that_it_lacks() -> None:
    said = replace(SAID, meter="", installer_licence="", signed_on=None)

    with pytest.raises(ActRefusedError) as caught:
        drafted(said=said)

    for lack in ("service.meter", "installer.licence", "signature"):
        assert lack in caught.value.sentence


def test_nothing_is_applied_for_that_was_not_ordered() -> None:
    other = replace(sale().design, power_kw_ac=Decimal(12))

    with pytest.raises(ActRefusedError, match="another version of the system design"):
        drafted(design=other)


def test_an_application_does_not_tell_who_belongs_to_whom() -> None:
    assert "affiliate" not in str(drafted().form).casefold()
