"""Accounts, sessions and tokens, wherever they are kept."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from penstock.delivery.ports import Store
from penstock.governance.identity.accounts import Account, Invitation
from penstock.governance.identity.ports import StaleHeldError
from penstock.governance.identity.sessions import Session
from penstock.kernel.sides import Side
from tests.contract.places import Place
from tests.unit.delivery.working import NOON

HOUR = timedelta(hours=1)
ADA = Account(person="Ada", made_by="Hera", made_at=NOON, password="$argon2id$…")
SESSION = Session(
    key="5e55", person="Ada", by="password", begun_at=NOON, seen_at=NOON, ends_at=NOON + HOUR
)
INVITATION = Invitation(key="1417", person="Ada", made_by="Hera", made_at=NOON, ends_at=NOON + HOUR)


def test_what_is_kept_is_found_by_its_key_and_its_kind(store: Store) -> None:
    hatted = replace(SESSION, hat=Side.REGULATED)

    store.identities.keep(ADA, hatted)

    assert store.identities.held(Account, "Ada") == ADA
    assert store.identities.held(Session, "5e55") == hatted
    assert store.identities.held(Session, "Ada") is None


def test_a_next_version_replaces_the_one_before(store: Store) -> None:
    after = replace(ADA, version=2, signed_in_at=NOON)
    store.identities.keep(ADA)

    store.identities.keep(after)

    assert store.identities.all(Account) == (after,)


@pytest.mark.parametrize("stale", [ADA, replace(ADA, version=3), replace(SESSION, version=2)])
def test_what_does_not_follow_is_refused_with_all_that_came_with_it(
    store: Store, stale: Account | Session
) -> None:
    store.identities.keep(ADA)

    with pytest.raises(StaleHeldError):
        store.identities.keep(INVITATION, stale)

    assert store.identities.held(Invitation, INVITATION.key) is None


def test_what_is_taken_is_given_to_one_of_many_who_ask_at_once(store: Store) -> None:
    store.identities.keep(INVITATION)

    with ThreadPoolExecutor(4) as hands:
        got = [*hands.map(lambda _: store.identities.take(Invitation, "1417"), range(4))]

    assert sorted(got, key=str) == [INVITATION, None, None, None]


def test_what_somebody_has_is_forgotten_by_its_kind(store: Store) -> None:
    others = replace(SESSION, key="b0b5", person="Bob")
    store.identities.keep(ADA, SESSION, INVITATION, others)

    store.identities.forget("Ada", Session, Invitation)

    assert store.identities.all(Session) == (others,)
    assert store.identities.of_person(Account, "Ada") == (ADA,)
    assert store.identities.of_person(Invitation, "Ada") == ()


def test_what_has_ended_is_forgotten_and_what_ends_by_no_clock_stays(store: Store) -> None:
    later = replace(SESSION, key="1a7e", ends_at=NOON + 2 * HOUR)
    store.identities.keep(ADA, SESSION, later)

    store.identities.forget_ended(NOON + HOUR)

    assert store.identities.all(Session) == (later,)
    assert store.identities.all(Account) == (ADA,)


def test_a_restart_loses_nothing(place: Place) -> None:
    with place.opened() as store:
        store.identities.keep(ADA, SESSION)

    with place.opened() as store:
        assert store.identities.held(Session, "5e55") == SESSION
