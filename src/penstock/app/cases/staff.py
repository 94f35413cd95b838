"""Several workers, each a process of its own: begun, begun anew when one dies, and stopped."""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from threading import Thread
from time import monotonic

from penstock.app.bell import Bell
from penstock.app.cases.binding import streams
from penstock.app.cases.crew import crew
from penstock.app.cases.opening import opened
from penstock.app.cases.worker import GRACE_S
from penstock.app.guarding.checkpoint import UnaskedError

_LOOK_S = 0.2
_SHORTEST_PAUSE_S = 1.0
_LONGEST_PAUSE_S = 30.0
# What it has made has still to be handed in after the last job ended.
PATIENCE_S = GRACE_S + 3.0
# A process that begins anew has no thread of ours in it, nor half a connection.
_PROCESSES = get_context("spawn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What a worker has to know; it travels to its process.

    Args:
        database: Where the cases are.
        folder: The documents that new cases run on; None for the usual ones.
        name: Who the log says did it; None for the machine and process.
    """

    database: str
    folder: Path | None
    name: str | None


class _Worker:
    """A worker's process, as the one who began it sees it."""

    def __init__(self, post: Post) -> None:
        self._channel, far = _PROCESSES.Pipe()
        self.process = _PROCESSES.Process(target=_work, args=(post, far), name="penstock worker")
        self.process.start()
        far.close()

    def said(self) -> Sequence[str | int]:
        """Return the sentences it said, and at the end how many jobs it did."""
        said = []
        with suppress(EOFError, OSError):
            while self._channel.poll():
                said.append(self._channel.recv())
        return said

    def stop(self) -> None:
        """Tell it that it is time to go."""
        with suppress(OSError):
            self._channel.send("stop")

    def end(self, *, within_s: float) -> None:
        """Wait until it has ended, and end it where it takes too long."""
        self.process.join(max(within_s, 0))
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


class Staff:
    """Workers that share a database.

    Args:
        posts: One for each of them.
        bell: Stops them all.
        tell: Is told, in sentences, what goes wrong.
    """

    def __init__(self, posts: Sequence[Post], *, bell: Bell, tell: Callable[[str], None]) -> None:
        self._posts = posts
        self._bell = bell
        self._tell = tell
        self._done = 0
        self._pause_s = _SHORTEST_PAUSE_S

    def until_stopped(self) -> int:
        """Let them work until the bell stops them, and return how many jobs they did."""
        workers = [_Worker(post) for post in self._posts]
        while not self._bell.stopped:
            wait([worker.process.sentinel for worker in workers], _LOOK_S)
            for place, worker in enumerate(workers):
                self._listen(worker)
                if not worker.process.is_alive():
                    workers[place] = self._begun_anew(self._posts[place], worker)
        self._stop(workers)
        return self._done

    def _begun_anew(self, post: Post, worker: _Worker) -> _Worker:
        code = worker.process.exitcode
        how = f"was ended by signal {-code}" if code and code < 0 else f"ended with code {code}"
        self._tell(f"A worker {how}; its jobs go to others, and a new one begins.")
        self._bell.rest(self._pause_s)
        self._pause_s = min(2 * self._pause_s, _LONGEST_PAUSE_S)
        return _Worker(post)

    def _stop(self, workers: Sequence[_Worker]) -> None:
        end = monotonic() + PATIENCE_S
        for worker in workers:
            worker.stop()
        for worker in workers:
            worker.end(within_s=end - monotonic())
            self._listen(worker)

    def _listen(self, worker: _Worker) -> None:
        for said in worker.said():
            if isinstance(said, int):
                self._done += said
            else:
                self._tell(said)


def _work(post: Post, channel: Connection) -> None:
    """Work at a post until the channel, or a signal, says that it is time to go."""
    bell = Bell.for_signals()
    Thread(target=_obey, args=(channel, bell), daemon=True).start()
    try:
        with opened(post.database, folder=post.folder) as cases:
            staffed = crew(
                cases, work=streams().works(), bell=bell, name=post.name, tell=channel.send
            )
            channel.send(staffed.until_stopped())
    except unusable() as error:
        channel.send(str(error))
        raise SystemExit(1) from error


def unusable() -> tuple[type[Exception], ...]:
    """Return what is raised where a database, or the audit log beside it, cannot be used now."""
    # SQLAlchemy and the cryptography are slow to import.
    from penstock.app.auditing.key_file import KeyFileError
    from penstock.governance.audit.ports import AuditError
    from penstock.store.errors import StoreError

    return StoreError, KeyFileError, AuditError, UnaskedError


def _obey(channel: Connection, bell: Bell) -> None:
    try:
        channel.recv()
        bell.stop()
    except EOFError:
        # Who began this died. Leases run out, and whoever comes next begins workers of its own.
        os._exit(1)
