from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from penstock.app.signing_in import TooManyAttemptsError
from penstock.app.signing_in.throttle import Throttle
from penstock.governance.identity.attempts import ADDRESS, NAME, PAIR, Attempts
from penstock.store.memory_identities import MemoryIdentities
from tests.unit.app.signing_in.front_door import AWAY, HOME, NOON


class Clock:
    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> object:
        return self.time


def throttle() -> tuple[Throttle, Clock]:
    clock = Clock()
    return Throttle(identities=MemoryIdentities(), now=clock), clock  # type: ignore[arg-type]


def tried(of: Throttle, times: int, *, name: str = "Ada", address: str = HOME) -> int:
    """Try so often, and return how often it was taken."""
    taken = 0
    for _ in range(times):
        with suppress(TooManyAttemptsError):
            of.begin(name, address)
            taken += 1
    return taken


def test_a_few_mistakes_make_nobody_wait() -> None:
    of, _ = throttle()

    assert tried(of, 99) == PAIR.free


def test_one_address_that_tries_many_names_waits() -> None:
    of, _ = throttle()

    taken = sum(tried(of, 1, name=f"name {number}") for number in range(99))

    assert taken == ADDRESS.free


def test_one_name_that_is_tried_from_many_addresses_waits() -> None:
    of, _ = throttle()

    taken = sum(tried(of, 1, address=f"192.0.2.{number}") for number in range(250))

    assert taken == NAME.free


def test_the_owner_of_a_name_gets_in_from_where_they_are_known_however_many_guess() -> None:
    of, clock = throttle()
    of.succeeded(of.begin("Ada", HOME))
    for number in range(250):
        tried(of, 1, address=f"192.0.2.{number}")

    assert tried(of, 1, address=AWAY) == 0
    assert tried(of, 1, address=HOME) == 1
    clock.time += timedelta(minutes=15)
    assert tried(of, 1, address=AWAY) == 1


def test_nobody_waits_longer_than_a_quarter_of_an_hour() -> None:
    of, clock = throttle()
    for _ in range(60):
        clock.time += timedelta(minutes=15)

        assert tried(of, 1) == 1


def test_who_is_let_in_begins_anew() -> None:
    of, _ = throttle()
    tried(of, PAIR.free - 1)
    of.succeeded(of.begin("Ada", HOME))

    assert tried(of, 99) == PAIR.free


def test_a_success_does_not_excuse_what_an_address_did_to_other_names() -> None:
    of, _ = throttle()
    for number in range(ADDRESS.free - 1):
        tried(of, 1, name=f"name {number}")
    of.succeeded(of.begin("Mallory", HOME))

    assert sum(tried(of, 1, name=f"other {number}") for number in range(9)) == 1


def test_of_many_who_try_at_once_no_more_are_taken() -> None:
    of, _ = throttle()

    with ThreadPoolExecutor(8) as hands:
        taken = sum(hands.map(lambda _: tried(of, 4), range(8)))

    assert taken <= PAIR.free


def test_what_was_tried_is_forgotten_after_a_day() -> None:
    of, clock = throttle()
    tried(of, 1)
    clock.time += timedelta(days=2)

    tried(of, 1, name="Bob", address=AWAY)

    assert len(of.identities.all(Attempts)) == 3


@given(st.lists(st.sampled_from(["Ada", "Bob"]), max_size=30), st.integers(0, 40))
def test_a_wait_that_is_told_is_long_enough_and_no_longer(names: list[str], more: int) -> None:
    of, clock = throttle()
    for name in [*names, *["Ada"] * more]:
        with suppress(TooManyAttemptsError):
            of.begin(name, HOME)
    try:
        of.begin("Ada", HOME)
    except TooManyAttemptsError as error:
        clock.time += timedelta(seconds=error.wait_s - 1)
        assert tried(of, 1) == 0
        clock.time += timedelta(seconds=1)
        assert tried(of, 1) == 1
