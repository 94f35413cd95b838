from hypothesis import given
from hypothesis import strategies as st

from penstock.casework.basis import Basis
from penstock.casework.signature.texts import cancellation_text, consent_text
from penstock.casework.signature.voiding import voided
from tests.unit.casework.signature.signing import DESIGN, PARTS, SIGNED_AT

HASHES = st.sampled_from(["a" * 64, "b" * 64, "c" * 64])


def test_a_signature_stands_while_nothing_it_rests_on_changes() -> None:
    assert voided((DESIGN, PARTS), (PARTS, DESIGN), since=SIGNED_AT) is None


def test_a_changed_design_voids_the_signature_and_says_so() -> None:
    other = Basis(what="System design", sha256="c" * 64)
    found = voided((DESIGN, PARTS), (other, PARTS), since=SIGNED_AT, details=("inverter A → B",))

    assert found is not None
    assert found.because == (
        "System design is another version now than the one signed: inverter A → B."
    )


def test_what_is_gone_voids_the_signature() -> None:
    found = voided((DESIGN, PARTS), (), since=SIGNED_AT)

    assert found is not None
    assert found.changed == ("System design", "Bill of materials")


@given(HASHES, HASHES)
def test_a_signature_is_void_exactly_when_a_hash_differs(signed: str, there: str) -> None:
    before, after = (Basis(what="Price", sha256=each) for each in (signed, there))

    assert (voided((before,), (after,), since=SIGNED_AT) is None) == (signed == there)


def test_the_consent_to_sign_electronically_tells_what_the_law_wants_told() -> None:
    # 15 U.S.C. 7001(c)(1): paper, withdrawal, scope, contact, hardware and software.
    said = consent_text()

    assert all(word in said for word in ("paper", "withdraw", "covers", "e-mail", "browser"))


def test_the_notice_of_cancellation_names_its_last_day() -> None:
    said = cancellation_text(last_day="Tuesday, 24 November 2026", seller="AES")

    assert "until midnight of Tuesday, 24 November 2026" in said
    assert "Tell AES in writing" in said
