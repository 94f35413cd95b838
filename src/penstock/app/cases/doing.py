"""Doing the work of stages: the functions of a batch of jobs, called one after the other."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any

from penstock.app.cases.blobs import DamagedContentError, UnkeptContentError
from penstock.app.cases.clearing import Clearance
from penstock.app.cases.recorded import counting, facts_of
from penstock.app.cases.threads import Threads
from penstock.app.cases.usecases import Cases
from penstock.app.cases.working import Facts, TypedWork, UnfitWorkError, Work
from penstock.app.guarding.checkpoint import UnaskedError
from penstock.app.guarding.wanting import Ruling
from penstock.delivery.jobs import Begun
from penstock.delivery.signatures import Taking


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What came of a job.

    Args:
        begun: The job.
        made: The contents by their items; nothing where the work failed.
        error: Why it failed, in words; empty where it did not.
        is_final: Whether another try would fail the same way.
        unasked: Why the boundary could not be asked, so that nothing was read; None where it was.
    """

    begun: Begun
    made: Mapping[str, bytes] | None = None
    error: str = ""
    is_final: bool = False
    unasked: UnaskedError | None = None


def does(
    cases: Cases,
    work: Mapping[str, Work],
    *,
    clearance: Clearance,
    rulings: Mapping[str, Ruling | None],
) -> Callable[[Begun], Done]:
    """Return what does the job of a stage with the work that packages offer.

    Args:
        cases: The cases.
        work: What does a stage's work, by stage.
        clearance: Rules on those.
        rulings: What was ruled on jobs, by their keys; None for those that are asked about alone.
    """

    def do(begun: Begun) -> Done:
        stage_id = begun.case.stage_id
        if stage_id not in work:
            error = f"No worker here knows the work of stage {stage_id}."
            return Done(begun=begun, error=error, is_final=True)
        try:
            ruling = rulings[begun.lease.job.key] or clearance.to_work_alone(begun)
            if ruling.denial:
                return Done(begun=begun, error=clearance.denied(ruling), is_final=True)
            facts = _facts(begun, cases, work[stage_id])
        except (DamagedContentError, UnkeptContentError) as error:
            return Done(begun=begun, error=str(error))
        except UnaskedError as error:
            return Done(begun=begun, unasked=error)
        return _called(begun, work[stage_id], facts)

    return do


def _called(begun: Begun, work: Callable[[Facts], object], facts: Facts) -> Done:
    try:
        made = work(facts)
        contents = dict(made.items()) if isinstance(made, Mapping) else None
    except UnfitWorkError as error:
        return Done(begun=begun, error=str(error), is_final=True)
    # Whatever a package raises, be it the wish to exit, is the failure of this job alone.
    except BaseException as error:
        return Done(begun=begun, error=f"{type(error).__name__}: {error}")
    if contents is not None and _is_fit(contents):
        return Done(begun=begun, made=contents)
    unfit = (
        f"The work of stage {begun.case.stage_id} gave back {made!r:.80} "
        "instead of contents by their items."
    )
    return Done(begun=begun, error=unfit, is_final=True)


def with_beside(begun: Begun, work: Mapping[str, Work]) -> Begun:
    """Return a job with what its code takes in beside what the stage does."""
    code = work.get(begun.case.stage_id)
    if not isinstance(code, TypedWork) or not code.work.papers:
        return begun
    beside = (item for item, _ in code.beside(begun.case, begun.model))
    return replace(begun, beside=tuple(beside))


def _papers(begun: Begun, cases: Cases, work: Work) -> dict[str, tuple[bytes, ...]]:
    if not begun.beside or not isinstance(work, TypedWork):
        return {}
    papers: dict[str, tuple[bytes, ...]] = {}
    for item, how in work.beside(begun.case, begun.model):
        digests: tuple[str, ...] = (begun.case.items[item].sha256,)
        if how is Taking.ALL:
            digests = counting(cases.store.log(begun.case.case_id))[item]
        papers[item] = tuple(map(cases.blobs.get, digests))
    return papers


def _facts(begun: Begun, cases: Cases, work: Work) -> Facts:
    case = begun.case
    stage = begun.model.stage(case.stage_id)
    return Facts(
        case_id=case.case_id,
        stage_id=case.stage_id,
        product=case.product,
        customer=case.customer,
        at=cases.now(),
        items={item: cases.blobs.get(case.items[item].sha256) for item in stage.inputs},
        outputs=(*stage.outputs, *begun.model.papers),
        papers=_papers(begun, cases, work),
        case=facts_of(case, person=""),
        cases=cases,
    )


def _is_fit(contents: Mapping[Any, Any]) -> bool:
    return all(
        isinstance(name, str) and isinstance(content, bytes) for name, content in contents.items()
    )


class Doing:
    """A batch of jobs that a thread of its own does, while somebody else keeps their leases.

    Args:
        batch: The jobs, in the order in which they are done.
        do: Does one.
        name: What the thread is called.
        threads: Where it comes from.
    """

    def __init__(
        self,
        batch: Iterable[Begun],
        do: Callable[[Begun], Done],
        *,
        name: str,
        threads: Threads,
    ) -> None:
        self._waiting = deque(batch)
        self._do = do
        self._done: SimpleQueue[Done | None] = SimpleQueue()
        self.is_over = False
        threads.do(self._run, name=name)

    def _run(self) -> None:
        try:
            while self._waiting:
                self._done.put(self._do(self._waiting.popleft()))
        except IndexError:
            # Somebody just took the last ones away.
            pass
        finally:
            self._done.put(None)

    def results(self, *, within_s: float) -> list[Done]:
        """Return what was done since this was last asked: all of it, or what time allows."""
        results: list[Done] = []
        end = monotonic() + within_s
        while not self.is_over:
            try:
                done = self._done.get(timeout=max(end - monotonic(), 0))
            except Empty:
                break
            if done is None:
                self.is_over = True
            else:
                results.append(done)
        return results

    def leave(self) -> list[Begun]:
        """Return the jobs that were not begun; they are not done here any more."""
        left = []
        try:
            while True:
                left.append(self._waiting.popleft())
        except IndexError:
            return left
