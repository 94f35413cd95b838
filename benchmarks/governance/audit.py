"""The audit log: how many entries it takes, and how fast a chain of them is verified."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from multiprocessing import get_context
from threading import Barrier
from time import perf_counter, process_time

from benchmarks.common.goals import Figure
from benchmarks.common.measuring import median
from benchmarks.delivery.places import Kind, fresh, server_version
from penstock.governance.audit.entry import Entry, Verdict
from penstock.governance.audit.entry import Kind as KindOfEntry
from penstock.governance.audit.secret import Secret
from penstock.kernel.sides import Side
from penstock.store import open_store
from penstock.store.audit import AuditBook

ENTRIES, CLIENTS, ROUNDS = 100_000, 64, 3
# What one caller hands in at a time, and how many of them there are at once.
GROUP, CALLERS = 500, 8
CUSTOMERS, ACTORS = 2_000, 20
APPENDED_GOAL, VERIFIED_GOAL = 50_000, 500_000
SECRET = Secret(sha256(b"of the benchmark").digest())
POLICY = sha256(b"a policy").hexdigest()


def figures(entries: int = ENTRIES, *, rounds: int = ROUNDS) -> Iterator[Figure]:
    """Yield the figures of each database that is here."""
    kinds: tuple[Kind, ...] = ("sqlite", "postgresql") if server_version() else ("sqlite",)
    for kind in kinds:
        samples = [_round(kind, entries) for _ in range(rounds)]
        for name, goal in _GOALS.items():
            runs = tuple(sample[name] for sample in samples)
            what = f"audit log on {kind}: {name}"
            yield Figure(name=what, value=median(runs), unit="/s", at_least=goal, runs=runs)


# What is measured, in the order of a round.
_GOALS: dict[str, float | None] = {
    f"entries from {CALLERS} threads, {GROUP} at a time, wall": APPENDED_GOAL,
    f"entries from {CALLERS} threads, {GROUP} at a time, processor": None,
    f"entries from {CLIENTS} threads, one by one, wall": None,
    "entries from two such programs, wall": None,
    "rows verified, wall": VERIFIED_GOAL,
    "rows verified, processor": None,
}


def _round(kind: Kind, entries: int) -> dict[str, float]:
    with fresh(kind) as address:
        with _book(address) as book:
            _know_people(book)
            groups = list(_grouped(entries))
            grouped = _timed(lambda: _by_callers(book, groups))
            few = entries // 10
            single = _timed(lambda: _one_by_one(book, few))
        together = _by_two(address, entries // 2)
        with _book(address) as book:
            head = book.head()
            assert head is not None
            verified = _timed(lambda: _require_whole(book))
    rates = (
        entries / grouped[0],
        entries / grouped[1],
        few / single[0],
        2 * (entries // 2) / together,
        head.position / verified[0],
        head.position / verified[1],
    )
    return dict(zip(_GOALS, rates, strict=True))


@contextmanager
def _book(address: str) -> Iterator[AuditBook]:
    with closing(open_store(address)) as store:
        yield AuditBook(store.audit_pages, SECRET)


def _know_people(book: AuditBook) -> None:
    """Meet everybody once: whoever is new costs a key, which is no part of what is measured."""
    book.append([_entry(number) for number in range(CUSTOMERS)])


def _entry(number: int) -> Entry:
    return Entry(
        at=datetime.now(tz=UTC),
        kind=KindOfEntry.DECISION,
        actor=f"person {number % ACTORS}",
        acting_for=Side.NON_REGULATED,
        action="read",
        object_kind="information item",
        data_class="interval_usage",
        object=f"meter {number}",
        subject=f"C-{number % CUSTOMERS}",
        purpose="solar proposal",
        consent=f"CON-{number % CUSTOMERS}",
        consent_version=2,
        rule="consent-live",
        verdict=Verdict.ALLOWED,
        policy_sha256=POLICY,
    )


def _grouped(entries: int) -> Iterator[Sequence[Entry]]:
    for start in range(0, entries, GROUP):
        yield [_entry(number) for number in range(start, min(entries, start + GROUP))]


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return how many seconds work takes, and how many of them this process is at it."""
    started, used = perf_counter(), process_time()
    work()
    return perf_counter() - started, process_time() - used


def _by_callers(book: AuditBook, groups: Sequence[Sequence[Entry]]) -> None:
    with ThreadPoolExecutor(CALLERS) as threads:
        list(threads.map(book.append, groups))


def _one_by_one(book: AuditBook, entries: int) -> None:
    with ThreadPoolExecutor(CLIENTS) as threads:
        list(threads.map(lambda number: book.append([_entry(number)]), range(entries)))


def _by_two(address: str, each: int) -> float:
    """Return how many seconds two programs take at once."""
    processes = get_context("spawn")
    with processes.Manager() as manager:
        both = manager.Barrier(3)
        programs = [
            processes.Process(target=_program, args=(address, each, both)) for _ in range(2)
        ]
        for program in programs:
            program.start()
        both.wait(60)
        started = perf_counter()
        for program in programs:
            program.join()
    if any(program.exitcode for program in programs):
        raise AssertionError("a program failed, so that its time says nothing")
    return perf_counter() - started


def _program(address: str, entries: int, both: Barrier) -> None:
    with _book(address) as book:
        _know_people(book)
        groups = list(_grouped(entries))
        both.wait(60)
        _by_callers(book, groups)


def _require_whole(book: AuditBook) -> None:
    findings = list(book.verify())
    if findings:
        raise AssertionError(findings[0].sentence)
