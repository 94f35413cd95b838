"""Several at once: nothing is lost, nothing is doubled."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from penstock.delivery import commands as do
from penstock.delivery.ports import Job, Store
from tests.contract.desk import Desk, from_log, stored
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
