"""Following the log of all cases: every event once, however many write meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from time import monotonic, sleep
from typing import cast

from sqlalchemy import text

from penstock.delivery import commands as do
from penstock.delivery.events import CaseHeld
from penstock.delivery.handling import Request, handle
from penstock.delivery.ports import BEGINNING, Followed, Position, Store, Transaction
from penstock.store.following import STATEMENTS
from tests.contract.desk import Desk, rules
from tests.contract.places import Place, by_hand
from tests.contract.test_indexes import plan
from tests.unit.delivery.working import MODEL, NOON

OPENED = 2
BEGUN = 6
PATIENCE_S = 60


def follow(store: Store, *, after: Position = BEGINNING, limit: int = 2) -> Iterator[Followed]:
    """Yield all events behind a position, a page at a time."""
    while page := store.since(after, limit=limit):
        yield from page
        after = page[-1].position


def followed(
    store: Store, *, after: Position = BEGINNING, limit: int = 2, events: int
) -> list[Followed]:
    """Return all events behind a position, as soon as there are so many.

    On PostgreSQL they are held back while anybody at the server is writing who began earlier.
    """
    until = monotonic() + PATIENCE_S
    while len(found := [*follow(store, after=after, limit=limit)]) < events:
        assert monotonic() < until, f"only {len(found)} of {events} events came"
        sleep(0.05)
    return found


def work(store: Store, *case_ids: str) -> None:
    """Open cases and begin their first stages, in turns."""
    desk = Desk(store)
    for case_id in case_ids:
        desk.open(case_id)
    for case_id in case_ids:
        desk.begin_first_stage(case_id)


def test_nothing_is_behind_the_beginning_of_an_empty_log(store: Store) -> None:
    assert store.since(BEGINNING, limit=10) == ()


def test_every_event_has_its_position_and_the_last_is_the_end(store: Store) -> None:
    assert store.end() == BEGINNING
    work(store, "SOL-1", "SOL-2")

    events = followed(store, events=2 * BEGUN)

    places = [store.position_of(each.case_id, each.logged.seq) for each in events]
    assert places == [each.position for each in events]
    assert store.position_of("SOL-1", BEGUN + 1) is None
    assert store.end() == events[-1].position
    assert store.since(store.end(), limit=1) == ()


def test_recordings_are_told_backwards_and_each_once(store: Store) -> None:
    work(store, "SOL-1", "SOL-2")

    last, *_ = store.recordings(limit=10)
    first = store.recordings(before=last.number, limit=10)

    assert [(each.case_id, each.event.item) for each in (last, *first)] == [
        ("SOL-2", "Inquiry"),
        ("SOL-1", "Inquiry"),
    ]
    logged = next(each for each in store.log("SOL-2") if each.seq == last.seq)
    assert (logged.event, logged.stamp.at, logged.stamp.actor) == (last.event, last.at, last.by)
    assert store.recordings(before=first[-1].number, limit=10) == ()
    assert store.recordings(limit=1) == (last,)


def test_who_follows_gets_every_event_of_every_case_once(store: Store) -> None:
    work(store, "SOL-1", "SOL-2")

    told = followed(store, events=2 * BEGUN)
    for case_id in ("SOL-1", "SOL-2"):
        of_case = tuple(each.logged for each in told if each.case_id == case_id)
        assert of_case == store.log(case_id)
    assert len(told) == 2 * BEGUN


def test_positions_rise(store: Store) -> None:
    work(store, "SOL-1", "SOL-2")

    positions = [each.position for each in followed(store, events=2 * BEGUN)]
    assert positions == sorted(set(positions))


def test_pages_of_any_size_tell_the_same(store: Store) -> None:
    work(store, "SOL-1")

    one, three, all_at_once = (followed(store, limit=limit, events=BEGUN) for limit in (1, 3, 99))
    assert one == three == all_at_once


def test_who_asks_again_gets_what_was_added(store: Store) -> None:
    work(store, "SOL-1")
    *_, last = followed(store, events=BEGUN)
    Desk(store, minutes=60).hand_in(do.Hold(reason="travel"))

    [added] = followed(store, after=last.position, events=1)
    assert added.logged == store.log("SOL-1")[-1]


def test_what_was_undone_is_not_told(store: Store) -> None:
    work(store, "SOL-1")
    before = followed(store, events=BEGUN)
    with suppress(InterruptedError), store.transaction() as transaction:
        case = transaction.case("SOL-1")
        assert case is not None
        again = replace(before[-1].logged, seq=case.version + 1)
        transaction.append(replace(case, version=case.version + 1), [again])
        raise InterruptedError
    Desk(store, minutes=60).hand_in(do.Hold(reason="travel"))

    after = followed(store, events=BEGUN + 1)
    assert after[:-1] == before
    assert isinstance(after[-1].logged.event, CaseHeld)


def test_a_position_is_the_same_when_the_store_is_opened_again(place: Place) -> None:
    with place.opened() as store:
        work(store, "SOL-1")
        before = followed(store, events=BEGUN)

    with place.opened() as store:
        assert followed(store, events=BEGUN) == before


class _Within:
    """A store whose only transaction is one that is under way."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        yield self._transaction


def open_within(transaction: Transaction, case_id: str) -> None:
    """Open a case in a transaction that is under way."""
    command = do.Open(case_id=case_id, product=MODEL.products[0], customer="C-7")
    asked = Request(command_id=case_id, case_id=case_id, command=command, actor="Ada", at=NOON)
    handle(asked, cast("Store", _Within(transaction)), rules(), stream_id=MODEL.stream_id)
    # Asked for, so that all that was sent before has arrived.
    assert transaction.answer_to(f"{case_id} and another") is None


def test_what_commits_late_is_not_skipped(postgresql: Place) -> None:
    with postgresql.opened() as store:
        Desk(store).open("SOL-0")
        [*_, last] = followed(store, events=OPENED)
        with store.transaction() as slow:
            open_within(slow, "SOL-SLOW")
            Desk(store, minutes=9).open("SOL-FAST")
            numbers = dict(_numbers(postgresql))
            meanwhile = [*follow(store, after=last.position)]
        after = followed(store, after=last.position, events=2 * OPENED)

    # What was fast could be seen already, and its numbers are the higher ones.
    assert set(numbers) == {"SOL-0", "SOL-FAST"}
    assert meanwhile == []
    assert [each.case_id for each in after] == ["SOL-SLOW"] * OPENED + ["SOL-FAST"] * OPENED
    assert after[0].position.number < numbers["SOL-FAST"]


def test_a_transaction_that_began_later_and_wrote_earlier_is_not_skipped(
    postgresql: Place,
) -> None:
    with postgresql.opened() as store, postgresql.opened() as other:
        Desk(store).open("SOL-0")
        [*_, last] = followed(store, events=OPENED)
        with other.transaction() as later:
            with store.transaction() as earlier:
                open_within(earlier, "SOL-1")
                open_within(later, "SOL-2")
                open_within(earlier, "SOL-3")
            numbers = dict(_numbers(postgresql))
            told = followed(store, after=last.position, events=2 * OPENED)
        late = followed(store, after=told[-1].position, events=OPENED)

    assert [each.case_id for each in told] == ["SOL-1"] * OPENED + ["SOL-3"] * OPENED
    assert [each.case_id for each in late] == ["SOL-2"] * OPENED
    assert late[-1].position.number < numbers["SOL-3"]


def _numbers(place: Place) -> list[tuple[str, int]]:
    """Return each case that can be seen, with the first of its numbers."""
    with by_hand(place) as connection:
        found = connection.execute(text("select case_id, min(pos) from case_event group by 1"))
        return [(case_id, number) for case_id, number in found]


def test_the_log_is_followed_by_an_index(postgresql: Place) -> None:
    values: dict[str, object] = {"transaction": 1, "number": 1, "most": 10}
    with postgresql.opened(), by_hand(postgresql) as connection:
        found = plan(connection, STATEMENTS["postgresql"], values)

    assert "event_followed" in found
    assert "Sort" not in found
