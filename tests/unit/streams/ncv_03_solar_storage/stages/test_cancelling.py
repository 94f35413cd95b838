"""A customer cancels in each stage, and people are told what to do."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from penstock.app.items.form import form_of
from penstock.casework.appointment.jobs import Appointment, Visit
from penstock.casework.appointment.travel import Location
from penstock.casework.purchase.receipts import DeliveredLine, Delivery
from penstock.delivery.items import item_type
from penstock.delivery.stage_acts import ActRefusedError
from penstock.streams.ncv_03_solar_storage.contracting.saying import CancellationSaid
from penstock.streams.ncv_03_solar_storage.contracting.voiding import void_version
from penstock.streams.ncv_03_solar_storage.items import (
    CancellationRequest,
    CrewAppointment,
    Deliveries,
    PurchaseOrders,
    SignedContract,
)
from penstock.streams.ncv_03_solar_storage.stages.cancelling import cancel
from tests.solar_contract import LATER, approved, facts, signed
from tests.unit.casework.purchase.parts import ORDER

CONTRACT, AGREEMENT, SALE = signed()
MONTH_LATER = LATER + timedelta(days=30)
SOON = datetime(2027, 1, 12, 13, tzinfo=UTC)
PURCHASES = PurchaseOrders(orders=(ORDER,), need_by=date(2026, 12, 1))
CREW = CrewAppointment(
    appointment=Appointment(
        job="SOL-1",
        crew="crew-a",
        location=Location(latitude=36.07, longitude=-79.79),
        visits=(Visit(day=date(2027, 1, 12), start=SOON, end=SOON + timedelta(hours=3)),),
        minutes=180,
    ),
    travel="by road",
)
SAID = CancellationSaid(reason="We move.", paid_cents=500_000, costs_cents=120_000)


def cancelled(stage: int, said: CancellationSaid = SAID) -> CancellationRequest:
    """Cancel in a stage, a month after signing where something is signed by then."""
    is_signed, is_bought = stage > 3, stage > 4
    found, _ = cancel(
        said,
        CONTRACT if is_signed else None,
        AGREEMENT if is_signed else None,
        SALE if is_signed else None,
        PURCHASES if is_bought else None,
        None,
        CREW if is_bought else None,
        facts("LINK-1", f"NCV-03.{stage}"),
        MONTH_LATER,
    )
    return found


@pytest.mark.parametrize("stage", range(1, 8))
def test_a_customer_cancels_in_any_stage_and_nothing_is_forgotten(stage: int) -> None:
    found = cancelled(stage)
    words = " ".join(found.to_do)

    assert found.stage_id == f"NCV-03.{stage}"
    assert ("contract SOL-1-C" in words, "sales order SOL-1-O" in words) == (stage > 3, stage > 3)
    assert ("interconnection application" in words) == (stage >= 4)
    assert (f"Call off order {ORDER.number}" in words) == (stage >= 5)
    assert ("Free crew-a, which is to come on 2027-01-12" in words) == (stage >= 5)
    assert ("Cancel the inspection" in words) == (stage >= 6)
    assert ("end the monitoring" in words) == (stage >= 7)
    assert "Cancel the case SOL-1 when all of this is done." in words


def test_what_has_come_is_not_called_off_and_a_crew_that_was_here_is_not_freed() -> None:
    lines = tuple(
        DeliveredLine(part_number=each.part_number, quantity=each.wanted) for each in ORDER.lines
    )
    brought = Delivery(order=ORDER.number, note="DN-1", received_at=LATER, lines=lines)
    found, _ = cancel(
        SAID,
        CONTRACT,
        AGREEMENT,
        SALE,
        PURCHASES,
        Deliveries(deliveries=(brought,)),
        CREW,
        facts("LINK-1", "NCV-03.6"),
        SOON + timedelta(days=1),
    )
    words = " ".join(found.to_do)

    assert "Call off" not in words
    assert "Free crew-a" not in words
    assert "Send back what was delivered" in words


def test_within_the_right_to_cancel_everything_is_paid_back() -> None:
    found, _ = cancel(SAID, CONTRACT, AGREEMENT, SALE, None, None, None, facts(), LATER)

    assert (found.within_right, found.refund_cents) == (True, 500_000)
    # Ten business days, Thanksgiving and Sundays left out; Saturdays count.
    assert found.refund_by == date(2026, 12, 4)
    assert found.to_do[-1] == "Pay back $5,000.00 by 2026-12-04."


def test_after_the_right_has_ended_costs_are_kept() -> None:
    found = cancelled(4)

    assert (found.within_right, found.refund_cents) == (False, 380_000)


def test_who_paid_nothing_is_paid_nothing() -> None:
    found = cancelled(5, replace(SAID, paid_cents=0))

    assert (found.refund_cents, found.refund_by) == (0, None)


def test_cancelling_voids_the_contract_visibly() -> None:
    _, void = cancel(SAID, CONTRACT, AGREEMENT, SALE, None, None, None, facts(), LATER)

    assert void is not None
    assert (void.is_void, void.void_because) == (True, "The customer cancelled on 2026-11-21.")


def test_a_contract_that_is_void_already_is_left_as_it_is() -> None:
    broken: SignedContract = void_version(CONTRACT, because="Changed.", now=LATER)
    _, void = cancel(SAID, broken, AGREEMENT, SALE, None, None, None, facts(), MONTH_LATER)

    assert void is None


def test_after_cancelling_neither_side_signs() -> None:
    request = cancelled(3)
    with pytest.raises(ActRefusedError, match="The customer cancelled on 2026-12-21"):
        approved(cancelled=request)
    with pytest.raises(ActRefusedError, match="a new project is a new case"):
        signed(cancelled=request)


def test_a_request_is_kept_and_read_the_same() -> None:
    found, kind = cancelled(7), item_type(CancellationRequest)
    assert kind is not None

    assert form_of(kind).read(form_of(kind).write(found, item=kind.name), item=kind.name) == found
