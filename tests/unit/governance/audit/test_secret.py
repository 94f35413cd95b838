import pytest

from penstock.governance.audit.people import Person, UnreadableError
from penstock.governance.audit.secret import Card, Secret, is_signed
from tests.unit.governance.audit.logs import CUSTOMER, OTHER_SECRET, SECRET

NONCES = bytes(range(24))
CARD = SECRET.card(CUSTOMER, nonces=NONCES)


def test_whoever_has_the_secret_knows_a_person_by_their_card() -> None:
    assert SECRET.person(CARD) == CUSTOMER


def test_a_card_tells_nothing_in_clear() -> None:
    assert "C-7" not in repr(CARD)
    assert CUSTOMER.box.key.hex() not in repr(CARD)


def test_neither_keys_nor_secrets_are_printed_by_accident() -> None:
    assert SECRET.root.hex() not in repr(SECRET)
    assert repr(SECRET.root) not in repr(SECRET)
    assert repr(CUSTOMER.box.key) not in repr(CUSTOMER)


def test_another_secret_opens_no_card() -> None:
    with pytest.raises(UnreadableError):
        OTHER_SECRET.person(CARD)


@pytest.mark.parametrize("field", ["pseudonym", "key_sealed", "name_sealed"])
def test_a_card_with_a_part_of_another_is_found(field: str) -> None:
    other = SECRET.card(Person.of("C-8", b"d" * 32), nonces=NONCES)
    mixed = {name: getattr(CARD, name) for name in Card.__slots__} | {field: getattr(other, field)}

    with pytest.raises(UnreadableError):
        SECRET.person(Card(**mixed))


def test_one_name_has_another_pseudonym_under_another_key() -> None:
    assert Person.of("C-7", b"x" * 32).pseudonym != CUSTOMER.pseudonym


def test_a_signature_holds_for_its_message_and_its_key_alone() -> None:
    signature = SECRET.signature(b"head")

    assert is_signed(b"head", signature=signature, public_key=SECRET.public_key)
    assert not is_signed(b"Head", signature=signature, public_key=SECRET.public_key)
    assert not is_signed(b"head", signature=signature, public_key=OTHER_SECRET.public_key)
    assert not is_signed(b"head", signature="no hex", public_key=SECRET.public_key)


def test_a_secret_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="has 32 bytes, not 5"):
        Secret(b"short")
