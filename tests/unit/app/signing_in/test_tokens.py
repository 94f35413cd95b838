from datetime import timedelta

import pytest

from penstock.governance.audit.entry import Kind
from penstock.governance.identity.tokens import Scope, Token, TokenError
from tests.unit.app.signing_in.front_door import ENGINEER, SELLER, FrontDoor

DAY = timedelta(days=1)


def test_a_token_is_told_once_and_kept_as_a_hash() -> None:
    door = FrontDoor()

    made = door.tokens.make(SELLER, name=" reports ", scope=Scope.READ, lasts=DAY)

    assert door.tokens.of_person(SELLER) == (made.token,)
    assert made.token.name == "reports"
    assert made.text.startswith("pst_")
    assert made.text not in repr((door.store.identities.all(Token), door.entries(), made))


def test_a_token_that_was_ended_lets_nobody_in() -> None:
    door = FrontDoor()
    made = door.tokens.make(SELLER, name="reports", scope=Scope.READ, lasts=DAY)

    door.tokens.end(SELLER, made.token.id.lower())

    assert door.keeper.bearer(made.text) is None
    assert door.tokens.of_person(SELLER) == ()


def test_nobody_ends_the_token_of_another() -> None:
    door = FrontDoor()
    made = door.tokens.make(SELLER, name="reports", scope=Scope.READ, lasts=DAY)

    with pytest.raises(TokenError, match="Gus has no token"):
        door.tokens.end(ENGINEER, made.token.id)

    assert door.keeper.bearer(made.text)


@pytest.mark.parametrize(
    ("person", "name", "lasts", "sentence"),
    [
        ("Nobody", "reports", DAY, "has no role"),
        (SELLER, " ", DAY, "has a name"),
        (SELLER, "reports", timedelta(0), "1 to 366 days, and not 0"),
        (SELLER, "reports", timedelta(days=367), "1 to 366 days, and not 367"),
    ],
)
def test_what_makes_no_token_is_said(
    person: str, name: str, lasts: timedelta, sentence: str
) -> None:
    with pytest.raises(TokenError, match=sentence):
        FrontDoor().tokens.make(person, name=name, scope=Scope.READ, lasts=lasts)


def test_the_log_tells_that_a_token_was_made_used_each_day_and_ended() -> None:
    door = FrontDoor()
    made = door.tokens.make(SELLER, name="reports", scope=Scope.READ, lasts=9 * DAY)
    for _ in range(3):
        door.later(hours=6).keeper.bearer(made.text)
    door.tokens.end(SELLER, made.token.id)

    told = [(each.kind, each.action) for each in door.entries()]

    used = (Kind.ACCESS, "use")
    assert told == [(Kind.CHANGE, "make"), used, used, (Kind.CHANGE, "end")]


def test_it_is_known_when_a_token_was_used_last() -> None:
    door = FrontDoor()
    made = door.tokens.make(SELLER, name="reports", scope=Scope.READ, lasts=DAY)

    door.later(hours=1).keeper.bearer(made.text)

    assert door.tokens.of_person(SELLER)[0].used_at == door.time
