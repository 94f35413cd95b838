"""What only a server can do to its clients: go away, come back, and serve several at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from threading import Barrier

import psycopg
import pytest

from penstock.delivery import commands as do
from penstock.delivery.case import Case
from penstock.delivery.events import CaseHeld, ItemRecorded, Stamp
from penstock.delivery.evolving import evolve
from penstock.delivery.handling import Request, handle_all
from penstock.delivery.ports import Answer, Logged, StaleError, Store, Wanted
from penstock.store.errors import StoreFailedError, UnkeepableTextError
from penstock.store.wire import Wire
from tests.chaos.faults import planted
from tests.contract.desk import Desk, from_log, rules, stored
from tests.contract.places import Place
from tests.unit.delivery.working import NOON

AT_ONCE = 3
RECORD = do.Record(item="Inquiry", sha256="1")


@contextmanager
def journeys() -> Iterator[list[tuple[str, ...]]]:
    """Take down what goes along at the end of each journey."""
    made: list[tuple[str, ...]] = []
    go = Wire.journey

    def noted(wire: Wire, *last: str) -> None:
        made.append(last)
        go(wire, *last)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Wire, "journey", noted)
        yield made


def requests(*case_ids: str) -> list[Request]:
    """Return the same command for some cases."""
    return [
        Request(
            command_id=f"{case_id}/batch", case_id=case_id, command=RECORD, actor="Ada", at=NOON
        )
        for case_id in case_ids
    ]


def end_all_connections(place: Place) -> None:
    """Do to clients what a server does that is stopped and started again."""
    with psycopg.connect(place.address) as connection:
        connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity "
            "where datname = current_database() and pid <> pg_backend_pid()"
        )


def use_connections_at_once(store: Store) -> None:
    """Leave as many connections in the pool as there are threads."""
    together = Barrier(AT_ONCE)

    def use(number: int) -> None:
        with store.transaction() as transaction:
            transaction.case(f"SOL-{number}")
            together.wait(10)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        list(threads.map(use, range(AT_ONCE)))


def test_one_command_tells_that_the_server_went_away_and_the_next_is_done(
    postgresql: Place,
) -> None:
    with postgresql.opened() as store:
        desk = Desk(store)
        desk.open()
        use_connections_at_once(store)
        end_all_connections(postgresql)

        with pytest.raises(StoreFailedError, match="may be sent again with the same key"):
            desk.hand_in(RECORD, command_id="k")
        for number in range(AT_ONCE):
            desk.hand_in(RECORD, command_id=f"k{number}")

        assert stored(store) == from_log(store)
        assert len([each for each in store.log("SOL-1") if each.stamp.command_id == "k"]) == 0


def held(store: Store) -> tuple[Case, Logged]:
    """Return the case as it is after being put on hold, and the event that says so."""
    case = stored(store)
    assert case is not None
    stamp = Stamp(at=NOON, actor="Ada", command_id="held")
    event = CaseHeld(reason="?")
    return evolve(case, event, stamp), Logged(seq=case.version + 1, event=event, stamp=stamp)


def test_a_server_that_goes_away_under_a_command_leaves_nothing_of_it(postgresql: Place) -> None:
    with postgresql.opened() as store:
        Desk(store).open()
        after, event = held(store)

        def lose_the_server() -> None:
            with store.transaction() as transaction:
                transaction.append(after, [event])
                end_all_connections(postgresql)

        with pytest.raises(StoreFailedError):
            lose_the_server()

        assert len(store.log("SOL-1")) == event.seq - 1
        assert stored(store) == from_log(store)


def test_who_opens_a_case_that_others_have_opened_meanwhile_is_stale(postgresql: Place) -> None:
    with postgresql.opened() as store, postgresql.opened() as other:
        Desk(other).open("SOL-2")
        opened, log = stored(other, "SOL-2"), other.log("SOL-2")
        assert opened is not None
        case = replace(opened, case_id="SOL-1")

        def come_too_late() -> None:
            with store.transaction() as transaction:
                assert transaction.case("SOL-1") is None
                Desk(other).open()
                transaction.append(case, log)

        with pytest.raises(StaleError) as caught:
            come_too_late()

        assert (caught.value.case_id, caught.value.expected, caught.value.found) == ("SOL-1", 0, 2)
        assert stored(store) == from_log(store)


def test_who_passes_the_lock_of_a_row_is_stale(postgresql: Place) -> None:
    with postgresql.opened() as store, postgresql.opened() as other:
        Desk(other).open()
        after, event = held(store)

        def pass_the_lock() -> None:
            with store.transaction() as transaction:
                transaction.append(after, [event])
                Desk(other, minutes=9).hand_in(RECORD)

        with planted("no-row-lock"), pytest.raises(StaleError) as caught:
            pass_the_lock()

        assert (caught.value.expected, caught.value.found) == (event.seq - 1, event.seq)
        assert [type(each.event) for each in store.log("SOL-1")][-1] is ItemRecorded
        assert stored(store) == from_log(store)


def test_a_text_that_no_column_takes_is_refused_and_the_connection_serves_on(
    postgresql: Place,
) -> None:
    with postgresql.opened() as store:
        desk = Desk(store)
        desk.open()
        for text in ("\0", "\ud800"):
            with pytest.raises(UnkeepableTextError):
                desk.hand_in(RECORD, command_id=text)

        desk.hand_in(do.Hold(reason="„–€😀’"))

        assert stored(store) == from_log(store)


def test_readers_and_writers_work_beside_each_other(postgresql: Place) -> None:
    with postgresql.opened() as store:
        Desk(store).open()

        def work(number: int) -> None:
            Desk(store, minutes=100 * number).hand_in(RECORD)
            assert store.find(Wanted())
            assert stored(store) is not None

        with ThreadPoolExecutor(4) as threads:
            list(threads.map(work, range(1, 25)))

        assert stored(store) == from_log(store)


def test_a_command_takes_two_journeys(postgresql: Place) -> None:
    with postgresql.opened() as store:
        desk = Desk(store)
        desk.open()
        with journeys() as made:
            desk.hand_in(RECORD)

    assert made == [(), ("commit",)]


def test_commands_for_many_cases_take_two_journeys_as_well(postgresql: Place) -> None:
    case_ids = [f"SOL-{number:02}" for number in range(37)]
    with postgresql.opened() as store:
        desk = Desk(store)
        for case_id in case_ids:
            desk.open(case_id)
        with journeys() as made:
            answers = handle_all(requests(*case_ids), store, rules())

        assert made == [(), ("commit",)]
        assert answers == handle_all(requests(*case_ids), store, rules())
        for case_id in case_ids:
            assert stored(store, case_id) == from_log(store, case_id)


def test_who_only_reads_waits_neither_for_the_disk_nor_for_the_end(postgresql: Place) -> None:
    with postgresql.opened() as store:
        desk = Desk(store)
        desk.open()
        desk.hand_in(RECORD, command_id="k")
        with journeys() as made:
            desk.hand_in(RECORD, command_id="k")

    assert made == [()]


def test_who_has_read_a_case_leaves_it_to_others(postgresql: Place) -> None:
    with postgresql.opened() as store, postgresql.opened() as other:
        Desk(store).open()
        assert stored(store) is not None

        Desk(other, minutes=9).hand_in(RECORD)

        assert stored(store) == from_log(other)


def test_what_fails_is_told_to_who_asked_for_it_and_to_nobody_after(postgresql: Place) -> None:
    hasty = Place(f"{postgresql.address}?options=-c%20lock_timeout%3D10ms")
    with postgresql.opened() as store, hasty.opened() as other:
        Desk(store).open()

        def look_ahead_and_leave() -> None:
            with other.transaction() as transaction:
                transaction.look_ahead(cases=["SOL-1"])

        with store.transaction() as transaction:
            assert transaction.case("SOL-1") is not None
            with pytest.raises(StoreFailedError, match="lock timeout"):
                look_ahead_and_leave()

        assert stored(other) == from_log(store)


def test_more_than_a_socket_takes_at_once_is_written_and_read(postgresql: Place) -> None:
    keys = [f"k{number}" for number in range(40)]
    with postgresql.opened() as store:
        with store.transaction() as transaction:
            for key in keys:
                answer = Answer(command_id=key, request_sha256="1", text=f"{key} " * 100_000)
                transaction.keep_answer(answer)

        with store.transaction() as transaction:
            transaction.look_ahead(commands=keys)
            answers = [transaction.answer_to(key) for key in keys]

    assert [each and each.text for each in answers] == [f"{key} " * 100_000 for key in keys]


def test_a_transaction_sees_the_answer_that_it_keeps(postgresql: Place) -> None:
    answer = Answer(command_id="k", request_sha256="1", text="{}")
    with postgresql.opened() as store, store.transaction() as transaction:
        transaction.keep_answer(answer)

        assert transaction.answer_to("k") == answer
