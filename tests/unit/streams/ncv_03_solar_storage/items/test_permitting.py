from dataclasses import replace
from datetime import date

from penstock.app.items.form import form_of
from penstock.delivery.items import item_type
from penstock.streams.ncv_03_solar_storage import items
from penstock.streams.ncv_03_solar_storage.items.permitting import (
    PermitAnswer,
    PermitApplication,
    PermitState,
)

SUBMITTED = PermitApplication(
    authority="Quantum Falls",
    kind="building",
    packet_sha256="a" * 64,
    submitted_on=date(2026, 11, 20),
)
RETURNED = PermitAnswer(
    is_approved=False,
    number="",
    comments=("Show the pathway.",),
    owner="Solar Design Engineer",
    due_on=date(2026, 12, 4),
    answered_on=date(2026, 11, 24),
)


def test_what_nobody_has_answered_is_submitted() -> None:
    assert SUBMITTED.state is PermitState.SUBMITTED


def test_what_was_returned_and_handed_in_again_is_submitted() -> None:
    returned = replace(SUBMITTED, answers=(RETURNED,))

    assert returned.state is PermitState.RETURNED
    assert replace(returned, submissions=2).state is PermitState.SUBMITTED


def test_the_last_answer_counts() -> None:
    granted = replace(RETURNED, is_approved=True, number="B-118", answered_on=date(2026, 12, 1))

    assert (
        replace(SUBMITTED, submissions=2, answers=(RETURNED, granted)).state is PermitState.APPROVED
    )


def test_every_item_of_permitting_can_be_kept_as_json() -> None:
    for name in (
        "ApprovedInterconnectionAgreement",
        "ApprovedPermits",
        "InterconnectionApplicationDraft",
        "PermitApplications",
    ):
        kind = item_type(getattr(items, name))
        assert kind is not None
        assert form_of(kind).schema["type"] == "object"
