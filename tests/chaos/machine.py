"""Random commands, duplicates, old versions, crashes and clocks that jump, against plain rules."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from penstock.delivery import commands as do
from penstock.delivery.case import Case
from penstock.delivery.evolving import rebuilt
from penstock.delivery.handling import KeyUsedError, Request, Rules, handle
from penstock.delivery.ports import Lease, StaleError, Store
from penstock.delivery.recording import case_to_json
from penstock.delivery.refusals import RefusedError, UnknownNameError
from penstock.store.sql import SqlStore
from tests.chaos.queueing import Queue
from tests.chaos.reference import Facts, RefusedByRulesError, after, expected, shown, useful
from tests.chaos.two_models import BACK, LATER, MERGING, THERE, WAYS, by_fingerprint
from tests.contract.test_crashes import Crash, crash_before
from tests.unit.delivery.test_laws import COMMANDS, ROLES
from tests.unit.delivery.working import MODEL, NOON

BOUND = frozenset({"NCV-03.1", "NCV-03.3"})
# The names of one model are for the most part unknown to the other.
LATER_ACTS: st.SearchStrategy[do.Command] = st.one_of(
    st.builds(do.Record, item=st.sampled_from(sorted(LATER.items)), sha256=st.just("d")),
    st.builds(do.Attest, criterion=st.sampled_from(LATER.entry_criteria), evidence=st.just("")),
    st.builds(
        do.Reopen,
        stage_id=st.sampled_from([stage.id for stage in LATER.stages]),
        reason=st.just("rework"),
    ),
    st.sampled_from(WAYS),
)
ACTS = st.one_of(COMMANDS, LATER_ACTS, st.builds(do.Cancel, reason=st.just("moved")))
CASES = st.integers(0, 1)
ANY = st.integers(0, 1000)
FAR = NOON + timedelta(days=10_000)
Outcome = str | type[Exception]


@dataclass
class Place:
    """A store that many runs share, each with cases of its own, and how many steps they made."""

    store: Store
    steps: int = 0
    runs: int = 0


class Machine(RuleBasedStateMachine):
    """One run: two cases, all their keys, and the plain rules beside the program."""

    place: ClassVar[Place]

    def __init__(self) -> None:
        super().__init__()
        self.store = self.place.store
        self.place.runs += 1
        self.run = self.place.runs
        self.now, self.documents = NOON, MODEL
        self.keys = count()
        self.facts: dict[str, Facts] = {}
        self.sent: list[Request] = []
        self.answers: dict[str, tuple[Request, str, int]] = {}
        self.queue, self.leases = Queue(), list[Lease]()
        self.crashes_at: int | None = None

    @initialize()
    def both_are_opened(self) -> None:
        for number in (0, 1):
            self._hand_in(self._opening(number), number)

    @rule(number=CASES, command=ACTS)
    def send(self, number: int, command: do.Command) -> None:
        self._hand_in(command, number)

    @rule(number=CASES, times=st.integers(1, 6))
    def go_on(self, number: int, times: int) -> None:
        for _ in range(times):
            self._hand_in(useful(self.facts[self._id(number)]), number)

    @rule(number=CASES)
    def open_again(self, number: int) -> None:
        self._hand_in(self._opening(number), number)

    @rule(number=CASES, command=ACTS, offset=st.integers(-3, 1))
    def send_with_a_version(self, number: int, command: do.Command, offset: int) -> None:
        version = self.facts[self._id(number)]["version"] + offset
        self._hand_in(command, number, expected_version=version)

    @rule(which=ANY)
    def send_again(self, which: int) -> None:
        self._expect(self.sent[which % len(self.sent)])

    @rule(which=ANY, number=CASES, command=ACTS)
    def use_a_key_again(self, which: int, number: int, command: do.Command) -> None:
        self._hand_in(command, number, key=self.sent[which % len(self.sent)].command_id)

    @rule(which=ANY, version=st.integers(0, 9))
    def send_again_for_another_version(self, which: int, version: int) -> None:
        request = replace(self.sent[which % len(self.sent)], expected_version=version)
        self.sent.append(request)
        self._expect(request)

    @rule(number=CASES, role=ROLES)
    def close_the_stage(self, number: int, role: str) -> None:
        for _ in range(6):
            if self.facts[self._id(number)]["phase"] == "waiting for its gate":
                break
            self._hand_in(useful(self.facts[self._id(number)]), number)
        self._hand_in(do.Pass(role=role, evidence=""), number)

    @rule(number=CASES, way=st.sampled_from(WAYS))
    def migrate_somehow(self, number: int, way: do.Migrate) -> None:
        self.documents = by_fingerprint(way.fingerprint)
        self._hand_in(way, number)

    @rule(number=CASES)
    def migrate(self, number: int) -> None:
        way = THERE if self.facts[self._id(number)]["model"] == MODEL.fingerprint else BACK
        self.migrate_somehow(number, way)

    @rule(number=CASES)
    def migrate_behind_the_last_stage(self, number: int) -> None:
        for _ in range(20):
            facts = self.facts[self._id(number)]
            if facts["phase"] == "passed" or facts["status"] in {"closed", "cancelled"}:
                break
            self._hand_in(useful(facts), number)
        # By now it holds all, and nothing may be made one.
        self.migrate_somehow(number, MERGING)
        self.migrate(number)

    @rule(number=CASES, until=st.sampled_from(("", "AOV-04.IC4", "AOV-04.IC5")))
    def link(self, number: int, until: str) -> None:
        command = do.LinkTo(other_case_id="GRID-1", other_stream_id="AOV-04", until=until)
        self._hand_in(command, number)

    @rule(number=CASES, statement=st.integers(0, 9))
    def crash_and_send_again(self, number: int, statement: int) -> None:
        request = self._request(useful(self.facts[self._id(number)]), number)
        if self._crashes(request, statement):
            with self.store.transaction() as transaction:
                assert transaction.answer_to(request.command_id) is None
            self._check(request.case_id)
            self._expect(request)

    @rule(seconds=st.integers(-1000, 1000))
    def clock_jumps(self, seconds: int) -> None:
        self.place.steps += 1
        self.now += timedelta(seconds=seconds)

    @rule(seconds=st.integers(1, 600))
    def claim(self, seconds: int) -> None:
        self._claim(self.now, self.now + timedelta(seconds=seconds))

    @rule()
    def let_leases_run_out(self) -> None:
        self.now += timedelta(seconds=600)
        self._claim(self.now, self.now + timedelta(seconds=60))

    @rule(which=ANY)
    def finish(self, which: int) -> None:
        self.place.steps += 1
        if self.leases:
            self._finish(self.leases[which % len(self.leases)])

    @rule(which=ANY)
    def renew(self, which: int) -> None:
        self.place.steps += 1
        if self.leases:
            lease = self.leases[which % len(self.leases)]
            until = self.now + timedelta(seconds=60)
            renewed = self.store.renew(lease, until=until)
            assert (renewed is not None) == self.queue.holds(lease)
            if renewed:
                self.queue.renewed(lease, until)

    def teardown(self) -> None:
        try:
            self._check_everything()
        finally:
            # The next run finds an empty queue, whatever went wrong in this one.
            while leases := self.store.claim(worker="w", now=FAR, until=FAR, limit=100):
                for lease in leases:
                    with self.store.transaction() as transaction:
                        transaction.finish(lease)

    def _check_everything(self) -> None:
        for case_id in self.facts:
            self._check(case_id)
            self._check_log(case_id)
        for request, text, _ in self.answers.values():
            with self.store.transaction() as transaction:
                kept = transaction.answer_to(request.command_id)
            assert kept is not None
            assert kept.text == text
        while self.queue.jobs:
            for lease in self._claim(FAR, FAR):
                self._finish(lease)
                assert not self.queue.holds(lease)

    def _id(self, number: int) -> str:
        return f"{self.run}-{number}"

    def _opening(self, number: int) -> do.Command:
        return do.Open(case_id=self._id(number), product=MODEL.products[0], customer="C-7")

    def _request(
        self, command: do.Command, number: int, *, key: str = "", version: int | None = None
    ) -> Request:
        request = Request(
            command_id=key or f"{self.run}/{next(self.keys)}",
            case_id=self._id(number),
            command=command,
            actor="Ada",
            at=self.now,
            expected_version=version,
        )
        self.sent.append(request)
        return request

    def _hand_in(
        self,
        command: do.Command,
        number: int,
        *,
        key: str = "",
        expected_version: int | None = None,
    ) -> None:
        self._expect(self._request(command, number, key=key, version=expected_version))

    def _expect(self, request: Request) -> None:
        """Hand in a request, and hold what comes of it against the plain rules."""
        self.place.steps += 1
        expected = self._by_the_rules(request)
        found = self._by_the_program(request)
        if isinstance(expected, type):
            assert found is expected, f"{request} ended as {found}, by the rules as {expected}"
        else:
            assert isinstance(found, str), f"{request} was refused: {found}"
            assert expected in {"", found}, f"{request} was answered otherwise before"
            if expected == "":
                count_before = self.answers.pop("", (request, "", 0))[2]
                self.answers[request.command_id] = (request, found, count_before)
        self._check(request.case_id)

    def _by_the_rules(self, request: Request) -> Outcome:
        """Return the answer given before, nothing for a new one, or how it is refused."""
        if before := self.answers.get(request.command_id):
            return before[1] if _body(before[0]) == _body(request) else KeyUsedError
        facts = self.facts.get(request.case_id)
        version = facts["version"] if facts else 0
        if request.expected_version not in {None, version}:
            return StaleError
        try:
            new = after(facts, request.command, BOUND, self.documents)
        except RefusedByRulesError:
            return RefusedError
        self.facts[request.case_id] = new
        self.answers[""] = (request, "", new["version"] - version)
        if new["phase"] == "being worked" and new["task"] is None:
            stage = new["stage"]
            self.queue.enqueue(f"{request.case_id}/{stage}/{new['visits'][stage]}", request.at)
        return ""

    def _by_the_program(self, request: Request) -> Outcome:
        rules = Rules(current=lambda _: self.documents, bound=BOUND, answer=self._answer)
        crash: AbstractContextManager[None] = nullcontext()
        if self.crashes_at is not None and isinstance(self.store, SqlStore):
            crash = crash_before(self.crashes_at)
        try:
            with crash:
                return handle(request, self.store, rules, stream_id=MODEL.stream_id)
        except UnknownNameError:
            return RefusedError
        except (RefusedError, KeyUsedError, StaleError) as error:
            return type(error)

    def _answer(self, case: Case) -> str:
        if self.crashes_at is not None and not isinstance(self.store, SqlStore):
            raise Crash
        return case_to_json(case)

    def _crashes(self, request: Request, statement: int) -> bool:
        """Crash at a statement, or in memory while the answer is made; tell whether it came so far.

        A request that is over before that has done nothing: the same is expected of it again.
        """
        facts, queue = dict(self.facts), dict(self.queue.jobs)
        self.crashes_at = statement
        try:
            self._expect(request)
        except Crash:
            self.facts, self.queue.jobs = facts, queue
            self.answers.pop("", None)
            return True
        finally:
            self.crashes_at = None
        return False

    def _claim(self, now: datetime, until: datetime) -> tuple[Lease, ...]:
        self.place.steps += 1
        leases = self.store.claim(worker="w", now=now, until=until, limit=100)
        found = sorted(lease.job.key for lease in leases)
        assert found == sorted(self.queue.due(now, 100)), "the wrong jobs were leased"
        self.queue.leased(leases)
        self.leases += leases
        return leases

    def _finish(self, lease: Lease) -> None:
        with self.store.transaction() as transaction:
            finished = transaction.finish(lease)
        assert finished == self.queue.holds(lease), "a lost lease is worth nothing, a held one all"
        if finished:
            del self.queue.jobs[lease.job.key]

    def _check(self, case_id: str) -> None:
        """Hold the case that is kept against the plain rules."""
        with self.store.transaction() as transaction:
            case = transaction.case(case_id)
        assert case is not None
        assert shown(case) == expected(self.facts[case_id])

    def _check_log(self, case_id: str) -> None:
        log = self.store.log(case_id)
        with self.store.transaction() as transaction:
            case = transaction.case(case_id)
        assert [each.seq for each in log] == list(range(1, len(log) + 1)), "the log has a gap"
        moments = [each.stamp.at for each in log]
        assert moments == sorted(moments), "the time of a case went back"
        assert rebuilt((each.event, each.stamp) for each in log) == case
        assert not isinstance(self.store, SqlStore) or self.store.first_broken(case_id) is None
        ids = [each.stamp.command_id for each in log]
        done = {key: each for key, each in self.answers.items() if each[0].case_id == case_id}
        assert {key: ids.count(key) for key in ids} == {key: each[2] for key, each in done.items()}


def at(store: Store) -> type[Machine]:
    """Return the machine that works at a store."""
    return type("MachineAtStore", (Machine,), {"place": Place(store)})


def _body(request: Request) -> object:
    return (request.case_id, request.command, request.actor, request.expected_version)
