from dataclasses import replace
from datetime import timedelta
from typing import Literal

import pytest
from argon2 import PasswordHasher

from penstock.app.signing_in import SignInError, TooManyAttemptsError, WrongCredentialsError
from penstock.app.signing_in.hashing import Passwords
from penstock.app.signing_in.wrong import SessionOverError
from penstock.governance.audit.entry import Verdict
from penstock.governance.identity.accounts import Account
from penstock.governance.identity.sessions import IDLE, LONGEST, Session
from penstock.governance.identity.tokens import Scope
from penstock.kernel.sides import Side
from tests.unit.app.signing_in.front_door import (
    AWAY,
    COUNSEL,
    ENGINEER,
    HOME,
    HR,
    PASSWORD,
    ROLES,
    SELLER,
    FrontDoor,
    cheap,
)


def test_who_knows_their_password_is_let_in_with_their_roles_and_their_side() -> None:
    visitor = FrontDoor().signed_in(SELLER).visitor

    assert (visitor.person, set(visitor.roles)) == (SELLER, {ROLES[SELLER]})
    assert (visitor.hat, set(visitor.hats)) == (Side.NON_REGULATED, {Side.NON_REGULATED})
    assert (visitor.is_demo, visitor.may_work) == (False, True)


def test_who_was_let_in_is_known_by_their_session_and_nobody_by_another() -> None:
    door = FrontDoor()
    signed_in = door.signed_in()

    assert door.keeper.visitor(signed_in.session_id) == signed_in.visitor
    assert door.keeper.visitor(signed_in.session_id[:-1]) is None
    assert door.keeper.visitor("") is None


def test_what_is_kept_of_a_session_tells_neither_its_id_nor_what_its_forms_bring() -> None:
    door = FrontDoor()
    signed_in = door.signed_in()

    kept = repr(door.store.identities.all(Session))

    assert signed_in.session_id not in kept
    assert signed_in.visitor.csrf not in kept
    assert signed_in.session_id not in repr(signed_in)


@pytest.mark.parametrize("name", [SELLER, "Nobody", "", "Sal\n"])
def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(name: str) -> None:
    door = FrontDoor()
    door.has_password(SELLER)

    with pytest.raises(WrongCredentialsError) as wrong:
        door.keeper.sign_in(name, "eleven loud otters", address=HOME)

    assert str(wrong.value) == str(WrongCredentialsError())


def test_a_name_that_nobody_has_is_as_much_work_as_a_wrong_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    door = FrontDoor()
    door.has_password(SELLER)
    verified: list[str] = []
    verify = PasswordHasher.verify

    def seen(hasher: PasswordHasher, encoded: str, password: str) -> Literal[True]:
        verified.append(encoded)
        return verify(hasher, encoded, password)

    monkeypatch.setattr(PasswordHasher, "verify", seen)

    for name in (SELLER, "Nobody"):
        with pytest.raises(WrongCredentialsError):
            door.keeper.sign_in(name, "eleven loud otters", address=HOME)

    own, nobodys = (each.rpartition("$")[0].rpartition("$")[0] for each in verified)
    assert own == nobodys


def test_each_sign_in_has_a_session_of_its_own_and_ends_the_one_before() -> None:
    door = FrontDoor()
    before = door.signed_in().session_id

    after = door.keeper.sign_in(SELLER, PASSWORD, address=HOME, old_id=before)

    assert after.session_id != before
    assert after.visitor.csrf != door.keeper.sign_in(SELLER, PASSWORD, address=HOME).visitor.csrf
    assert door.keeper.visitor(before) is None


def test_a_session_that_somebody_planted_is_not_taken_over() -> None:
    door = FrontDoor()
    door.has_password(SELLER)

    signed_in = door.keeper.sign_in(SELLER, PASSWORD, address=HOME, old_id="planted")

    assert signed_in.session_id != "planted"
    assert door.keeper.visitor("planted") is None


def test_who_signs_out_is_known_no_more() -> None:
    door = FrontDoor()
    session_id = door.signed_in().session_id

    door.keeper.sign_out(session_id)

    assert door.keeper.visitor(session_id) is None


def test_who_does_nothing_for_long_is_known_no_more() -> None:
    door = FrontDoor()
    session_id = door.signed_in().session_id
    for _ in range(3):
        assert door.later(minutes=50).keeper.visitor(session_id)

    door.time += IDLE

    assert door.keeper.visitor(session_id) is None


def test_a_session_ends_however_busy_somebody_is() -> None:
    door = FrontDoor()
    session_id = door.signed_in().session_id
    halves = int(LONGEST / timedelta(minutes=30))

    seen = [door.later(minutes=30).keeper.visitor(session_id) is not None for _ in range(halves)]

    assert seen == [True] * (halves - 1) + [False]


def test_who_leaves_a_role_has_it_no_more_at_the_next_request() -> None:
    door = FrontDoor()
    session_id = door.signed_in(SELLER).session_id

    door.leaves(SELLER)

    assert door.keeper.visitor(session_id) is None
    assert door.store.identities.all(Session) == ()
    with pytest.raises(WrongCredentialsError):
        door.keeper.sign_in(SELLER, PASSWORD, address=HOME)


def test_who_stands_in_acts_in_the_role_for_as_long() -> None:
    door = FrontDoor()
    session_id = door.signed_in(ENGINEER).session_id
    door.delegates(ROLES[COUNSEL], giver=COUNSEL, taker=ENGINEER, lasts=timedelta(minutes=30))

    during = door.keeper.visitor(session_id)
    after = door.later(minutes=30).keeper.visitor(session_id)

    assert during
    assert during.roles == {ROLES[ENGINEER], ROLES[COUNSEL]}
    assert after
    assert after.roles == {ROLES[ENGINEER]}


def test_who_serves_both_sides_chooses_a_hat_and_takes_it_off() -> None:
    door = FrontDoor()
    session_id = door.signed_in(COUNSEL).session_id

    on = door.keeper.choose_hat(session_id, Side.REGULATED)
    kept = door.later(minutes=2).keeper.visitor(session_id)
    off = door.keeper.choose_hat(session_id, None)

    assert (on.hat, kept and kept.hat, off.hat) == (Side.REGULATED, Side.REGULATED, None)
    assert on.asker.hat is Side.REGULATED


@pytest.mark.parametrize("hat", [Side.REGULATED, Side.ENTERPRISE])
def test_nobody_wears_the_hat_of_a_side_that_is_not_theirs(hat: Side) -> None:
    door = FrontDoor()
    session_id = door.signed_in(SELLER).session_id

    with pytest.raises(SignInError, match=f"may not act for the {hat} side"):
        door.keeper.choose_hat(session_id, hat)


def test_a_session_that_is_over_chooses_nothing() -> None:
    with pytest.raises(SessionOverError):
        FrontDoor().keeper.choose_hat("over", None)


def test_a_password_of_older_parameters_is_hashed_anew_when_it_is_used() -> None:
    door = FrontDoor()
    door.has_password(SELLER)
    newer = replace(door.keeper, passwords=Passwords(cheap(passes=2)))

    newer.sign_in(SELLER, PASSWORD, address=HOME)

    (account,) = door.store.identities.all(Account)
    assert "t=2" in account.password
    assert newer.sign_in(SELLER, PASSWORD, address=HOME).visitor.person == SELLER


def test_who_guesses_a_name_waits_and_its_owner_does_not() -> None:
    door = FrontDoor()
    door.signed_in(SELLER, address=HOME)
    for _ in range(5):
        with pytest.raises(WrongCredentialsError):
            door.keeper.sign_in(SELLER, "eleven loud otters", address=AWAY)

    with pytest.raises(TooManyAttemptsError) as waiting:
        door.keeper.sign_in(SELLER, PASSWORD, address=AWAY)

    assert waiting.value.wait_s == 15
    assert door.signed_in(SELLER, address=HOME).visitor.person == SELLER
    assert door.later(seconds=15).signed_in(SELLER, address=AWAY).visitor.person == SELLER


def test_the_log_tells_who_came_who_was_turned_away_and_who_left() -> None:
    door = FrontDoor()
    session_id = door.signed_in(SELLER).session_id
    for name in (SELLER, "a password typed by mistake"):
        with pytest.raises(WrongCredentialsError):
            door.keeper.sign_in(name, "eleven loud otters", address=HOME)
    door.keeper.sign_out(session_id)

    told = [(e.actor, e.action, e.verdict, e.subject) for e in door.entries()]

    somebody = "somebody at the door"
    assert told[-4:] == [
        (SELLER, "sign in", Verdict.ALLOWED, ""),
        (somebody, "sign in", Verdict.DENIED, SELLER),
        (somebody, "sign in", Verdict.DENIED, ""),
        (SELLER, "end", None, ""),
    ]
    assert not any("otters" in repr(each) or "mistake" in repr(each) for each in door.entries())


def test_in_a_demo_anybody_of_the_register_is_played_and_it_shows() -> None:
    door = FrontDoor()

    played = door.keeper.play(ENGINEER)

    assert played.visitor.is_demo
    assert door.keeper.visitor(played.session_id) == played.visitor
    with pytest.raises(SignInError, match="knows no Nobody"):
        door.keeper.play("Nobody")


def test_a_token_lets_a_program_act_within_its_scope_until_it_ends() -> None:
    door = FrontDoor()
    lasts = timedelta(days=1)
    made = door.tokens.make(SELLER, name="reports", scope=Scope.READ, lasts=lasts)

    visitor = door.keeper.bearer(made.text)

    assert visitor
    assert (visitor.person, set(visitor.roles), visitor.by) == (
        SELLER,
        {ROLES[SELLER]},
        "token",
    )
    assert not visitor.may_work
    assert door.keeper.bearer(made.text + "x") is None
    assert door.keeper.bearer(made.text.removeprefix("pst_")) is None
    assert door.later(days=1).keeper.bearer(made.text) is None


def test_a_token_of_who_has_left_lets_nobody_in() -> None:
    door = FrontDoor()
    made = door.tokens.make(SELLER, name="reports", scope=Scope.WORK, lasts=timedelta(days=1))

    door.leaves(SELLER)

    assert door.keeper.bearer(made.text) is None


def test_who_was_let_in_elsewhere_needs_no_password_here_but_a_role() -> None:
    door = FrontDoor()

    signed_in = door.keeper.let_in(COUNSEL, by="id.example")

    assert signed_in.visitor.by == "id.example"
    assert door.store.identities.held(Account, COUNSEL)
    with pytest.raises(SignInError, match="has no role"):
        door.keeper.let_in("Nobody", by="id.example")


def test_who_was_closed_out_is_not_let_in_elsewhere_either() -> None:
    door = FrontDoor()
    door.signed_in(SELLER)
    door.accounts().end(SELLER, by=HR, reason="suspended")

    with pytest.raises(SignInError, match="closed"):
        door.keeper.let_in(SELLER, by="id.example")
