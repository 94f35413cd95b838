import pytest

from penstock.app.guarding.acts import DeniedActError
from penstock.app.signing_in import WrongCredentialsError
from penstock.governance.identity.accounts import (
    INVITATION_LASTS,
    Account,
    AccountError,
    DeadInvitationError,
)
from penstock.governance.identity.passwords import UnfitPasswordError
from penstock.governance.identity.sessions import Session
from tests.unit.app.signing_in.front_door import (
    HOME,
    HR,
    OTHER_HR,
    PASSWORD,
    SELLER,
    FrontDoor,
)

OTHER = "nine brave lanterns"


def test_who_is_invited_chooses_a_password_and_signs_in_with_it() -> None:
    door = FrontDoor()

    person = door.has_password(SELLER)

    assert person == SELLER
    assert door.keeper.sign_in(SELLER, PASSWORD, address=HOME).visitor.person == SELLER


def test_an_invitation_is_good_for_one_password() -> None:
    door = FrontDoor()
    secret = door.invited(SELLER)
    door.accounts().accept(secret, PASSWORD, passwords=door.keeper.passwords)

    with pytest.raises(DeadInvitationError):
        door.accounts().accept(secret, OTHER, passwords=door.keeper.passwords)

    assert door.signed_in(SELLER).visitor.person == SELLER


def test_a_password_that_is_not_taken_leaves_the_invitation() -> None:
    door = FrontDoor()
    secret = door.invited(SELLER)

    with pytest.raises(UnfitPasswordError, match="5 characters"):
        door.accounts().accept(secret, "otter", passwords=door.keeper.passwords)

    assert door.accounts().invited(secret).person == SELLER


def test_an_invitation_ends_by_itself_and_with_the_next_one() -> None:
    door = FrontDoor()
    first = door.invited(SELLER)
    second = door.invited(SELLER)

    with pytest.raises(DeadInvitationError):
        door.accounts().invited(first)
    door.time += INVITATION_LASTS
    with pytest.raises(DeadInvitationError):
        door.accounts().invited(second)


def test_neither_an_invitation_nor_a_password_is_kept_or_recorded_in_clear() -> None:
    door = FrontDoor()
    secret = door.invited(SELLER)
    invited = repr(door.store.identities._held)  # noqa: SLF001  # all there is
    door.accounts().accept(secret, PASSWORD, passwords=door.keeper.passwords)

    kept = repr((invited, door.store.identities._held, door.entries()))  # noqa: SLF001

    assert secret not in kept
    assert PASSWORD not in kept


def test_only_who_enters_people_lets_people_in_and_nobody_themselves() -> None:
    door = FrontDoor()
    door.has_password(HR)

    with pytest.raises(DeniedActError, match="answer for personnel"):
        door.accounts(SELLER).invite("Gus", by=SELLER)
    with pytest.raises(DeniedActError, match="their own roles"):
        door.accounts(OTHER_HR).invite(OTHER_HR, by=OTHER_HR)

    assert [each.person for each in door.accounts().all()] == [HR]


def test_the_first_account_is_of_somebody_who_enters_people() -> None:
    door = FrontDoor()

    with pytest.raises(DeniedActError):
        door.accounts(SELLER).invite(SELLER, by=SELLER)
    door.accounts(HR).invite(HR, by=HR)

    assert [each.person for each in door.accounts().all()] == [HR]


def test_who_has_no_role_is_not_invited() -> None:
    with pytest.raises(AccountError, match="penstock people appoint 'Nobody'"):
        FrontDoor().accounts().invite("Nobody", by=HR)


def test_who_can_sign_in_is_not_invited_but_reset() -> None:
    door = FrontDoor()
    session_id = door.signed_in(SELLER).session_id

    with pytest.raises(AccountError, match="penstock account reset 'Sal'"):
        door.accounts().invite(SELLER, by=HR)
    secret = door.accounts().reset(SELLER, by=HR).path.rpartition("/")[2]

    assert door.keeper.visitor(session_id) is None
    with pytest.raises(WrongCredentialsError):
        door.keeper.sign_in(SELLER, PASSWORD, address=HOME)
    door.accounts().accept(secret, OTHER, passwords=door.keeper.passwords)
    assert door.keeper.sign_in(SELLER, OTHER, address=HOME).visitor.person == SELLER


def test_another_password_ends_all_sessions_but_the_new_one() -> None:
    door = FrontDoor()
    elsewhere = door.signed_in(SELLER).session_id
    here = door.signed_in(SELLER).session_id

    after = door.accounts(SELLER).change_password(
        door.keeper, here, old=PASSWORD, new=OTHER, address=HOME
    )

    known = [door.keeper.visitor(each) for each in (elsewhere, here, after.session_id)]
    assert known == [None, None, after.visitor]
    assert door.keeper.sign_in(SELLER, OTHER, address=HOME).visitor.person == SELLER


def test_who_does_not_know_the_old_password_sets_no_new_one() -> None:
    door = FrontDoor()
    here = door.signed_in(SELLER).session_id

    with pytest.raises(WrongCredentialsError):
        door.accounts(SELLER).change_password(door.keeper, here, old=OTHER, new=OTHER, address=HOME)

    assert door.signed_in(SELLER).visitor.person == SELLER


def test_an_account_that_is_closed_lets_nobody_in_until_they_are_invited_again() -> None:
    door = FrontDoor()
    door.signed_in(SELLER)

    ended = door.accounts().end(SELLER, by=HR, reason="long leave")

    assert (ended.state, ended.reason) == ("ended", "long leave")
    assert door.store.identities.of_person(Session, SELLER) == ()
    with pytest.raises(WrongCredentialsError):
        door.keeper.sign_in(SELLER, PASSWORD, address=HOME)
    door.has_password(SELLER)
    assert door.signed_in(SELLER).visitor.person == SELLER


def test_whoever_closes_an_account_while_somebody_signs_in_has_the_last_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    door = FrontDoor()
    door.has_password(SELLER)
    succeeded = type(door.keeper.throttle).succeeded

    def closed_meanwhile(*given: object) -> None:
        door.accounts().end(SELLER, by=HR, reason="left")
        succeeded(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(type(door.keeper.throttle), "succeeded", closed_meanwhile)

    with pytest.raises(WrongCredentialsError):
        door.keeper.sign_in(SELLER, PASSWORD, address=HOME)

    assert door.store.identities.all(Session) == ()
    assert [each.state for each in door.store.identities.all(Account)] == ["ended"]


def test_nobody_closes_the_last_account_that_lets_others_in() -> None:
    door = FrontDoor()
    door.has_password(HR)
    door.accounts(OTHER_HR)

    with pytest.raises(AccountError, match="Hera is the last who signs in and enters people"):
        door.accounts(OTHER_HR).end(HR, by=OTHER_HR, reason="left")

    assert [each.person for each in door.accounts().all() if each.is_open] == [HR]


def test_an_invitation_that_nobody_has_used_is_nobody_who_lets_others_in() -> None:
    door = FrontDoor()
    door.has_password(HR)
    door.invited(OTHER_HR)

    with pytest.raises(AccountError, match="the last"):
        door.accounts(OTHER_HR).end(HR, by=OTHER_HR, reason="left")
