from argon2 import PasswordHasher, Type, extract_parameters

from penstock.app.signing_in.hashing import Passwords
from tests.unit.app.signing_in.front_door import PASSWORD, cheap


def test_passwords_are_hashed_by_the_second_choice_of_rfc_9106() -> None:
    found = extract_parameters(Passwords().hashed(PASSWORD))

    assert found.type is Type.ID
    assert (found.time_cost, found.memory_cost, found.parallelism) == (3, 64 * 1024, 4)
    assert (found.salt_len, found.hash_len) == (16, 32)


def test_a_hash_is_read_by_others_and_no_two_are_the_same() -> None:
    passwords = Passwords(cheap())
    one, other = passwords.hashed(PASSWORD), passwords.hashed(PASSWORD)

    assert PasswordHasher().verify(one, PASSWORD)
    assert one != other


def test_a_password_fits_whichever_keyboard_typed_it() -> None:
    passwords = Passwords(cheap())

    assert passwords.fits(passwords.hashed("Zoë’s ﬁne garden"), "Zoe\u0308’s fine garden")


def test_nothing_fits_where_there_is_no_password_or_none_that_can_be_read() -> None:
    passwords = Passwords(cheap())

    assert not passwords.fits("", PASSWORD)
    assert not passwords.fits("", "")
    assert not passwords.fits("plain text", "plain text")


def test_what_is_too_long_to_be_a_password_fits_nothing() -> None:
    passwords = Passwords(cheap())

    assert not passwords.fits(passwords.hashed(""), "x" * 10_000_000)
