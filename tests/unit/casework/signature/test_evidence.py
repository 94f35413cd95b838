from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.casework.basis import Basis
from penstock.casework.signature.drawn import Stroke
from penstock.casework.signature.evidence import LONGEST_SESSION, verify
from penstock.casework.signature.identity import Identified, Identity
from penstock.casework.signature.texts import consent_sha256
from tests.unit.casework.signature.signing import DESIGN, DOCUMENT, DRAWN, PARTS, TYPED

OTHER = "e" * 64


def test_a_signature_fits_what_was_signed() -> None:
    found = verify(
        TYPED,
        document_sha256=DOCUMENT,
        rests_on=(DESIGN, PARTS),
        consent_sha256=consent_sha256(),
    )

    assert found == ()


def test_every_mismatch_of_a_signature_is_told() -> None:
    found = verify(
        TYPED,
        document_sha256=OTHER,
        rests_on=(Basis(what="System design", sha256=OTHER), Basis(what="Price", sha256=OTHER)),
        consent_sha256=OTHER,
    )

    assert found == (
        "Proposal Q-7 version 1 was signed as dddddddddddd, and the one that lies there is "
        "eeeeeeeeeeee",
        "System design was signed as aaaaaaaaaaaa, and the one that lies there is eeeeeeeeeeee",
        "Bill of materials was signed as bbbbbbbbbbbb, and none lies there",
        "“Price” was not part of what was signed",
        f"The consent text was signed as {consent_sha256()[:12]}, and the one that lies there is "
        "eeeeeeeeeeee",
    )


@given(st.integers(0, 63), st.sampled_from("0123456789abcdef"))
def test_any_other_hash_of_the_document_is_found(place: int, digit: str) -> None:
    lying = DOCUMENT[:place] + digit + DOCUMENT[place + 1 :]
    found = verify(
        TYPED, document_sha256=lying, rests_on=TYPED.rests_on, consent_sha256=consent_sha256()
    )

    assert bool(found) == (lying != DOCUMENT)


def test_a_name_is_typed_with_any_blanks_and_letters() -> None:
    assert replace(TYPED, typed_name=" ada LOVELACE ").typed_name == " ada LOVELACE "


def test_the_name_of_somebody_else_is_no_signature() -> None:
    with pytest.raises(ValueError, match="“Charles” was typed, and Ada Lovelace was identified"):
        replace(TYPED, typed_name="Charles")


def test_a_drawing_takes_the_place_of_a_typed_name() -> None:
    assert replace(TYPED, typed_name="", strokes=DRAWN).is_drawn


def test_a_signature_that_is_typed_and_drawn_is_refused() -> None:
    with pytest.raises(ValueError, match="either a typed name or a drawing, and not both"):
        replace(TYPED, strokes=DRAWN)


def test_a_dot_is_no_drawn_signature() -> None:
    dot = (Stroke(points=DRAWN[0].points[:1]),)
    with pytest.raises(ValueError, match="the drawing has 1 points"):
        replace(TYPED, typed_name="", strokes=dot)


def test_what_is_signed_before_the_consent_is_no_signature() -> None:
    early = TYPED.consent.agreed_at - timedelta(seconds=1)
    with pytest.raises(ValueError, match="before the consent to sign electronically was given"):
        replace(TYPED, signed_at=early)


def test_a_consent_of_yesterday_is_asked_for_again() -> None:
    late = TYPED.consent.agreed_at + LONGEST_SESSION + timedelta(seconds=1)
    with pytest.raises(ValueError, match="older than 12 hours; ask for it again"):
        replace(TYPED, signed_at=late)


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(ValueError, match="no signature") as caught:
        replace(TYPED, typed_name=" ", intent="", zone="Nowhere")

    assert str(caught.value) == (
        "this is no signature: it needs either a typed name or a drawing, and not both; "
        "it states no intent; say what is agreed to; "
        "there is no time zone “Nowhere”; write America/New_York or the like"
    )


def test_who_signs_in_person_needs_a_witness() -> None:
    with pytest.raises(ValueError, match="needs a witness"):
        Identity(name="Ada Lovelace", how=Identified.IN_PERSON)
