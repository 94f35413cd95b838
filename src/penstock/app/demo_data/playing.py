"""A play, driven through the engine: many commands in each transaction, at their own moments."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256

from penstock.app.cases.usecases import Cases
from penstock.app.demo_data.marking import play_in
from penstock.delivery.case import Case
from penstock.delivery.handling import Request, Rules, tried
from penstock.delivery.models import StreamModel
from penstock.delivery.ports import Wanted
from penstock.simulation.mark import Play
from penstock.simulation.plans import CompanyPlan
from penstock.simulation.plays import all_steps, resized
from penstock.simulation.steps import Step

BATCH = 400
_AT_ONCE = 8
Progress = Callable[[int, int], None]


class NotOursError(ValueError):
    """A database holds cases that no play made."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(
            f"{address} holds cases that were not played. Synthetic and real ones do not mix: "
            "name a database that does not exist yet, with --database."
        )


class OtherPlayError(ValueError):
    """A database holds another play than the one that is asked for."""

    def __init__(self, address: str, play: Play) -> None:
        self.address = address
        self.play = play
        super().__init__(
            f"{address} holds another play already: seed {play.seed}, {play.begins} to "
            f"{play.ends}, size {play.size}. It can go on with those alone, and with the documents "
            "and the files in simulation/ as they were; name another database for a new play."
        )


class PlayRefusedError(RuntimeError):
    """The engine refused a step: documents and plan do not fit each other."""

    def __init__(self, step: Step, because: Exception) -> None:
        self.step = step
        super().__init__(
            f"The play stopped at step {step.number} of {step.case_id}, {step.at:%Y-%m-%d %H:%M}: "
            f"{because} Everything before it is kept."
        )


@dataclass(frozen=True, kw_only=True)
class Script:
    """What is played.

    Args:
        company: How the company is played.
        models: The streams that are, as their documents state them now.
        begin: The first day.
        end: The first day no more.
        seed: The same seed gives the same play.
        size: How many cases come, times what the plan says.
    """

    company: CompanyPlan
    models: Sequence[StreamModel]
    begin: date
    end: date
    seed: int
    size: float

    @cached_property
    def steps(self) -> list[Step]:
        """All that is done, in order."""
        company = resized(self.company, self.size)
        return all_steps(company, self.models, begin=self.begin, end=self.end, seed=self.seed)

    def play(self, begun_at: datetime) -> Play:
        """Return the mark that a database gets when it is played there."""
        digest = sha256()
        for model in self.models:
            digest.update(model.fingerprint.encode())
        for step in self.steps:
            digest.update(f"{step.at}{step.case_id}{step.actor}{step.command!r}\n".encode())
        return Play(
            seed=self.seed,
            begins=str(self.begin),
            ends=str(self.end),
            size=f"{self.size:g}",
            sha256=digest.hexdigest(),
            begun_at=begun_at,
        )


@dataclass(frozen=True, kw_only=True)
class Player:
    """Plays a script in a database.

    Args:
        cases: The use cases of the database.
        script: What is played.
        progress: Told how many steps of how many are done.
        stopped: Tells whether somebody wants it to stop; what was done is kept.
    """

    cases: Cases
    script: Script
    progress: Progress = lambda _done, _count: None
    stopped: Callable[[], bool] = lambda: False
    _kept: set[bytes] = field(default_factory=set, init=False, repr=False)

    def run(self) -> bool:
        """Play what is not played yet; return whether all of it is.

        Raises:
            NotOursError: The database holds cases that were not played.
            OtherPlayError: It holds another play.
            PlayRefusedError: The engine refuses a step.
        """
        play, steps = self._marked(), self.script.steps
        batches = [steps[start : start + BATCH] for start in range(0, len(steps), BATCH)]
        first = self._first_open(batches)
        for number in range(first, len(batches)):
            self.progress(number * BATCH, len(steps))
            if self.stopped():
                return False
            self._play(batches[number])
        if not play.is_done:
            self.cases.store.records.keep(replace(play, version=2))
        self.progress(len(steps), len(steps))
        return True

    def _marked(self) -> Play:
        """Return the mark of the database, which it gets before its first case."""
        store = self.cases.store
        wanted, found = self.script.play(self.cases.now()), play_in(store)
        if found is None:
            if store.find(Wanted(limit=1)):
                raise NotOursError(store.address)
            store.records.keep(wanted)
            return wanted
        if found.sha256 != wanted.sha256:
            raise OtherPlayError(store.address, found)
        return found

    def _first_open(self, batches: Sequence[Sequence[Step]]) -> int:
        """Return the first batch that is not played: a batch is kept as a whole, in order."""
        low, high = 0, len(batches)
        while low < high:
            middle = (low + high) // 2
            if self._is_played(batches[middle][-1]):
                low = middle + 1
            else:
                high = middle
        return low

    def _is_played(self, step: Step) -> bool:
        with self.cases.store.transaction() as transaction:
            return transaction.answer_to(self._key(step)) is not None

    def _play(self, steps: Sequence[Step]) -> None:
        self._keep({step.content for step in steps if step.content})
        rules = {model.stream_id: rules_of(model) for model in self.script.models}
        with self.cases.store.transaction() as transaction:
            transaction.look_ahead(
                commands=map(self._key, steps), cases={step.case_id for step in steps}
            )
            for step in steps:
                answer = tried(self._request(step), transaction, rules[step.stream_id])
                if isinstance(answer, Exception):
                    raise PlayRefusedError(step, answer)

    def _keep(self, contents: set[bytes]) -> None:
        """Keep contents, each once; several at a time, because each waits for the disk."""
        new = contents - self._kept
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            list(threads.map(self.cases.blobs.put, sorted(new)))
        self._kept.update(new)

    def _request(self, step: Step) -> Request:
        return Request(
            command_id=self._key(step),
            case_id=step.case_id,
            command=step.command,
            actor=step.actor,
            at=step.at,
        )

    def _key(self, step: Step) -> str:
        return f"demo-data/{self.script.seed}/{step.case_id}/{step.number}"


def rules_of(model: StreamModel) -> Rules:
    """Return the rules of a stream, all of whose stages people work."""
    return Rules(current=lambda _: model, bound=frozenset(), answer=_version)


def _version(case: Case) -> str:
    # Nobody reads what comes next in each of very many cases, and it would be most of the log.
    return str(case.version)
