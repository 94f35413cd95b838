"""Workers in processes of their own, whose science is told from all else they do."""

from collections.abc import Sequence
from multiprocessing import get_context
from pathlib import Path

from benchmarks.stream.sampling import Spent, sampled
from penstock.app.bell import Bell
from penstock.app.cases.binding import streams
from penstock.app.cases.crew import crew
from penstock.app.cases.opening import opened


def worked(address: str, folder: Path, *, count: int) -> Spent:
    """Let workers do all that is due, and return what they spent after they had started."""
    processes = get_context("spawn")
    with processes.Pool(count) as pool:
        spent: Sequence[Spent] = pool.starmap(_work, [(address, folder)] * count, chunksize=1)
    return sum(spent, Spent())


def _work(address: str, folder: Path) -> Spent:
    found: list[Spent] = []
    with sampled(found), opened(address, folder=folder) as cases:
        work = streams().works()
        crew(cases, work=work, bell=Bell(), name=None, tell=print).until_nothing_is_due()
    return found[0]
