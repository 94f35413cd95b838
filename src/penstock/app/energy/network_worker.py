"""A process of its own for each question: OpenDSS keeps state, and a feeder may break it."""

from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from time import monotonic
from typing import TYPE_CHECKING

from penstock.app.energy.network import Progress, Question, Report, answer
from penstock.engineering.network.errors import NetworkError

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

_MOST_BYTES = 4 * 1024**3
_MOST_PROCESSOR_S = 600
_PATIENCE_S = 900.0
_SILENT_S = 1.0


def ask(question: Question, progress: Progress) -> Report:
    """Answer a question in a process that ends with it; progress is told from one second on.

    Raises:
        UnknownBusError: The feeder has no such bus.
        NetworkError: The feeder or the question cannot be worked with, or breaks OpenDSS.
    """
    spawned = get_context("spawn")
    ours, theirs = spawned.Pipe()
    process = spawned.Process(target=_work, args=(question, theirs), daemon=True)
    process.start()
    begun = monotonic()
    theirs.close()
    with _ended(process):
        while ours.poll(_PATIENCE_S):
            try:
                said = ours.recv()
            except EOFError:
                break
            match said:
                case (int(done), int(number)):
                    if monotonic() - begun > _SILENT_S:
                        progress(done, number)
                case Report():
                    return said
                case Exception():
                    raise said
    raise NetworkError(
        f"{question.files.main}: OpenDSS broke down over this feeder, or took more than its share "
        "of memory and time. Look for sizes that no feeder has, and try a part of it."
    )


@contextmanager
def _ended(process: "SpawnProcess") -> Iterator[None]:
    try:
        yield
    finally:
        process.join(1)
        if process.is_alive():
            process.kill()
            process.join()


def _work(question: Question, pipe: Connection) -> None:
    _limit()
    try:
        pipe.send(answer(question, lambda done, number: pipe.send((done, number))))
    except MemoryError:
        pipe.close()
    except Exception as error:
        # Whoever asked raises it as if it had happened there.
        pipe.send(error)


def _limit() -> None:
    """Bound what a feeder may cost, where the system can."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_AS, _MOST_BYTES), (resource.RLIMIT_CPU, _MOST_PROCESSOR_S)):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (most if hard < 0 else min(most, hard), hard))
