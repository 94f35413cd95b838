import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.app.signing_in import SignInError
from penstock.app.signing_in.passkeys import PasskeyError, Passkeys
from penstock.app.signing_in.site import Site
from penstock.governance.identity.passkeys import ANSWER_WITHIN, Passkey
from tests.unit.app.signing_in.authenticator import Authenticator
from tests.unit.app.signing_in.front_door import ENGINEER, HR, SELLER, FrontDoor

SITE = Site.at("https://penstock.example/sign-in")


def passkeys(door: FrontDoor) -> Passkeys:
    return door.signing_in.passkeys(SITE)


def registered(door: FrontDoor, device: Authenticator, person: str = SELLER) -> Passkey:
    session_id = door.keeper.let_in(person, by="password").session_id
    of = passkeys(door)
    asked = of.offer(session_id)
    return of.add(session_id, asked.handle, device.made(asked.options), name=" My  phone ")


def test_who_has_a_passkey_is_let_in_without_a_name_or_a_password() -> None:
    door, device = FrontDoor(), Authenticator()
    kept = registered(door, device)

    asked = passkeys(door).ask()
    signed_in = passkeys(door).sign_in(asked.handle, device.proven(asked.options))

    assert (signed_in.visitor.person, signed_in.visitor.by) == (SELLER, "passkey")
    assert door.keeper.visitor(signed_in.session_id) == signed_in.visitor
    assert kept.name == "My phone"
    assert passkeys(door).of_person(SELLER)[0].used_at == door.time


def test_devices_are_asked_for_a_passkey_that_names_nobody_and_verifies_its_user() -> None:
    door = FrontDoor()
    registered(door, Authenticator())
    session_id = door.keeper.let_in(SELLER, by="password").session_id

    made = json.loads(passkeys(door).offer(session_id).options)
    asked = json.loads(passkeys(door).ask().options)

    assert made["authenticatorSelection"]["residentKey"] == "required"
    assert made["authenticatorSelection"]["userVerification"] == "required"
    assert [each["id"] for each in made["excludeCredentials"]] == [
        each.key for each in passkeys(door).of_person(SELLER)
    ]
    assert asked["userVerification"] == "required"
    assert not asked.get("allowCredentials")


def test_an_answer_counts_once() -> None:
    door, device = FrontDoor(), Authenticator()
    registered(door, device)
    asked = passkeys(door).ask()
    answer = device.proven(asked.options)
    passkeys(door).sign_in(asked.handle, answer)

    with pytest.raises(PasskeyError, match="answered already"):
        passkeys(door).sign_in(asked.handle, answer)
    other = passkeys(door).ask()
    with pytest.raises(PasskeyError, match="lets nobody in"):
        passkeys(door).sign_in(other.handle, answer)


def test_an_answer_that_comes_late_does_not_count() -> None:
    door, device = FrontDoor(), Authenticator()
    registered(door, device)
    asked = passkeys(door).ask()
    door.time += ANSWER_WITHIN

    with pytest.raises(PasskeyError, match="too long"):
        passkeys(door).sign_in(asked.handle, device.proven(asked.options))


@pytest.mark.parametrize(
    "forged",
    [
        {"origin": "https://penstock.example.evil.test"},
        {"verifies": False},
        {"key": Authenticator().key},
        {"user_handle": "c29tZWJvZHkgZWxzZQ"},
        {"credential_id": b"of nobody"},
    ],
    ids=lambda each: next(iter(each)),
)
def test_what_proves_nothing_lets_nobody_in(forged: dict[str, object]) -> None:
    door, device = FrontDoor(), Authenticator()
    registered(door, device)
    other = replace(device, **forged)  # type: ignore[arg-type]
    other.count = 7
    asked = passkeys(door).ask()

    with pytest.raises(PasskeyError, match="lets nobody in"):
        passkeys(door).sign_in(asked.handle, other.proven(asked.options))


def test_a_count_that_went_back_tells_of_a_copy() -> None:
    door, device = FrontDoor(), Authenticator(counts_from=5)
    registered(door, device)
    device.count = 2
    asked = passkeys(door).ask()

    with pytest.raises(PasskeyError, match="lets nobody in"):
        passkeys(door).sign_in(asked.handle, device.proven(asked.options))

    assert door.entries()[-1].subject == SELLER


def test_a_device_that_does_not_count_is_taken_again_and_again() -> None:
    door, device = FrontDoor(), Authenticator(counts_from=-1)
    registered(door, device)

    for _ in range(2):
        asked = passkeys(door).ask()
        signed_in = passkeys(door).sign_in(asked.handle, device.proven(asked.options))
        assert signed_in.visitor.person == SELLER


def test_a_passkey_is_made_for_whoever_was_asked_and_in_their_session() -> None:
    door = FrontDoor()
    mine = door.keeper.let_in(SELLER, by="password").session_id
    theirs = door.keeper.let_in(ENGINEER, by="password").session_id
    asked = passkeys(door).offer(mine)

    with pytest.raises(PasskeyError, match="Try again"):
        passkeys(door).add(theirs, asked.handle, Authenticator().made(asked.options), name="x")

    assert door.store.identities.all(Passkey) == ()


def test_a_device_that_does_not_verify_its_user_is_not_taken() -> None:
    with pytest.raises(PasskeyError, match="made no passkey"):
        registered(FrontDoor(), Authenticator(verifies=False))


def test_one_passkey_is_nobody_elses() -> None:
    door, device = FrontDoor(), Authenticator()
    registered(door, device)

    with pytest.raises(PasskeyError, match="known already"):
        registered(door, device, ENGINEER)


def test_who_signed_in_long_ago_adds_no_passkey() -> None:
    door = FrontDoor()
    session_id = door.keeper.let_in(SELLER, by="password").session_id

    with pytest.raises(SignInError, match="Sign in again"):
        passkeys(door.later(minutes=30)).offer(session_id)


def test_a_passkey_that_was_taken_away_lets_nobody_in() -> None:
    door, device = FrontDoor(), Authenticator()
    kept = registered(door, device)

    with pytest.raises(PasskeyError, match="has no"):
        passkeys(door).remove(ENGINEER, kept.id)
    passkeys(door).remove(SELLER, kept.id)

    asked = passkeys(door).ask()
    with pytest.raises(PasskeyError, match="lets nobody in"):
        passkeys(door).sign_in(asked.handle, device.proven(asked.options))


def test_a_passkey_of_a_closed_account_lets_nobody_in() -> None:
    door, device = FrontDoor(), Authenticator()
    registered(door, device)
    asked = passkeys(door).ask()
    door.has_password(HR)
    door.accounts().end(SELLER, by=HR, reason="suspended")

    with pytest.raises(SignInError):
        passkeys(door).sign_in(asked.handle, device.proven(asked.options))


@given(
    st.text()
    | st.recursive(
        st.none() | st.text(),
        lambda s: st.dictionaries(
            st.sampled_from(["id", "rawId", "type", "response", "clientDataJSON", "signature"]), s
        ),
    ).map(json.dumps)
)
def test_whatever_a_browser_sends_is_answered_with_a_sentence(answer: str) -> None:
    of = passkeys(FrontDoor())
    asked = of.ask()

    with pytest.raises(PasskeyError):
        of.sign_in(asked.handle, answer)
