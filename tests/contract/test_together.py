"""Several at once: nothing is lost, nothing is doubled."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest

from penstock.delivery import commands as do
from penstock.delivery.ports import Job, Store
from penstock.delivery.recording import case_to_json
from penstock.delivery.refusals import RefusedError
from penstock.store.errors import NestedTransactionError
from tests.contract.desk import Desk, from_log, stored
from tests.contract.places import Place
from tests.unit.delivery.working import NOON


def test_two_writers_at_one_case_lose_nothing(store: Store) -> None:
    Desk(store).open()

    def write(writer: str) -> None:
        desk = Desk(store)
        for number in range(10):
            record = do.Record(item="Inquiry", sha256=f"{writer}{number}")
            desk.hand_in(record, command_id=f"{writer}{number}")

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(write, "ab"))

    case = stored(store)
    assert case is not None
    assert case.items["Inquiry"].version == 20
    assert case == from_log(store)


def test_one_command_sent_many_times_at_once_is_done_once(store: Store) -> None:
    Desk(store).open()

    def send(_number: int) -> str:
        record = do.Record(item="Inquiry", sha256="1")
        return Desk(store).hand_in(record, command_id="k")

    with ThreadPoolExecutor(4) as threads:
        answers = set(threads.map(send, range(8)))

    assert len(answers) == 1
    case = stored(store)
    assert case is not None
    assert case.items["Inquiry"].version == 1


def test_one_opening_sent_many_times_at_once_opens_one_case(store: Store) -> None:
    with ThreadPoolExecutor(4) as threads:
        answers = set(threads.map(lambda _: Desk(store).open(), range(8)))

    assert len(answers) == 1
    assert len(store.log("SOL-1")) == 2


def test_workers_at_once_share_the_jobs(store: Store) -> None:
    keys = [f"{number:02}" for number in range(40)]
    with store.transaction() as transaction:
        for key in keys:
            job = Job(key=key, case_id="SOL-1", kind="work", stage_id="", run_at=NOON)
            transaction.enqueue(job)

    def work(worker: str) -> list[str]:
        mine: list[str] = []
        while leases := store.claim(
            worker=worker, now=NOON, until=NOON + timedelta(hours=1), limit=3
        ):
            mine += [lease.job.key for lease in leases]
        return mine

    with ThreadPoolExecutor(4) as threads:
        claimed = [key for mine in threads.map(work, "abcd") for key in mine]

    assert sorted(claimed) == keys


def test_sixteen_at_once_lose_nothing_and_those_who_are_refused_disturb_nobody(
    store: Store,
) -> None:
    def work(number: int) -> list[str]:
        desk, case_id = Desk(store), f"SOL-{number}"
        desk.open(case_id)
        outcomes = []
        for step in range(8):
            record = do.Record(item="Inquiry", sha256=f"{step}")
            with suppress(RefusedError):
                desk.hand_in(do.Release(), case_id=case_id)
            outcomes.append(desk.hand_in(record, case_id=case_id))
        return outcomes

    with ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(work, range(16)))

    for number, told in enumerate(answers):
        case = stored(store, f"SOL-{number}")
        assert case is not None
        assert case.items["Inquiry"].version == 8
        assert case == from_log(store, f"SOL-{number}")
        assert case_to_json(case) == told[-1]


@pytest.fixture(params=["memory", "sqlite"])
def store_of_one(request: pytest.FixtureRequest) -> Iterator[Store]:
    """Yield a store on which one transaction is under way at a time."""
    memory = Place("memory:")
    place = memory if request.param == "memory" else request.getfixturevalue("sqlite")
    with place.opened() as store:
        yield store


@pytest.mark.parametrize(
    "second",
    [
        stored,
        lambda store: store.claim(worker="w", now=NOON, until=NOON, limit=1),
    ],
)
def test_who_would_wait_for_himself_is_told_so(
    store_of_one: Store, second: Callable[[Store], object]
) -> None:
    def nest() -> None:
        with store_of_one.transaction():
            second(store_of_one)

    with pytest.raises(NestedTransactionError, match="is under way in this thread"):
        nest()

    assert Desk(store_of_one).open()
