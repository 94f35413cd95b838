"""Whoever does what falls due, again and again: one loop for all programs that work cases."""

import os
import random
import socket
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from penstock.app.bell import Bell
from penstock.app.cases.acting import By
from penstock.app.cases.beside import doing_beside
from penstock.app.cases.texts import require_texts
from penstock.app.cases.timers import Timekeeper
from penstock.app.cases.usecases import Cases
from penstock.app.cases.worker import Worker
from penstock.app.cases.working import Work
from penstock.app.guarding.checkpoint import UnaskedError

Duty = Callable[[], int]
# Who has just found something looks again soon; a hint that fails to come costs the longest rest.
SHORTEST_REST_S = 0.05
LONGEST_REST_S = 1.0
FAILURE_REST_S = 5.0


@dataclass(frozen=True, kw_only=True)
class Crew:
    """Does what falls due until a bell stops it.

    Args:
        duties: What may be due: each does some of it, and returns how much that was. One that has
            more to do than a second takes does a part, and is asked again.
        beside: What must not wait until the others have done theirs; each has a thread of its own.
        bell: Wakes the crew, or stops it.
        tell: Is told, in a sentence, of a database that fails.
    """

    duties: Sequence[Duty]
    bell: Bell
    tell: Callable[[str], None] = lambda _sentence: None
    beside: Sequence[Duty] = ()

    def once(self) -> int:
        """Do some of what is due, and return how much it was."""
        done = 0
        for duty in self.duties:
            if self.bell.stopped:
                break
            done += duty()
        return done

    def until_nothing_is_due(self) -> int:
        """Do what is due, and return how much it was; what is done beside is not counted."""
        for duty in self.beside:
            while duty() and not self.bell.stopped:
                continue
        done = 0
        while found := self.once():
            done += found
        return done

    def until_stopped(self) -> int:
        """Do what falls due until the bell stops it, and return how much it was.

        What is done beside is not counted. A database that fails is tried again after a rest, and
        so is an audit log that takes no entries: what was not answered is done anew.
        """
        with ExitStack() as stack:
            for duty in self.beside:
                stack.enter_context(doing_beside(duty, self.bell, rest_s=FAILURE_REST_S))
            return self._until_stopped()

    def _until_stopped(self) -> int:
        from penstock.store.errors import StoreError  # SQLAlchemy is slow to import

        done, rest_s = 0, SHORTEST_REST_S
        while not self.bell.stopped:
            try:
                found = self.once()
            except (StoreError, UnaskedError) as error:
                self.tell(str(error))
                self.bell.rest(FAILURE_REST_S)
                continue
            done += found
            if found:
                rest_s = SHORTEST_REST_S
            else:
                self.bell.rest(rest_s)
                rest_s = min(2 * rest_s, LONGEST_REST_S)
        return done


def crew(
    cases: Cases,
    *,
    work: Mapping[str, Work],
    bell: Bell,
    name: str | None,
    tell: Callable[[str], None],
) -> Crew:
    """Return the crew of one process: all that has to be done for cases, in the order of hurry.

    Args:
        cases: The cases.
        work: What does a stage's work, by stage.
        bell: Wakes the crew, or stops it.
        name: Who the log says did it; None for the machine and process.
        tell: Is told, in a sentence, of a database that fails.

    Raises:
        UnwritableTextError: The name is no text.
        KeyFileError: The key file of the audit log cannot be used.
        AuditError: It belongs to another log.
        UnaskedError: The policies that lie here cannot be used.
    """
    who = name or f"worker-{socket.gethostname()}-{os.getpid()}"
    require_texts(By(actor=who, key=""))
    worker = Worker(
        cases=cases,
        clearance=cases.clearance(name or f"worker on {socket.gethostname()}"),
        work=work,
        name=who,
        jitter=random.random,
        stopped=lambda: bell.stopped,
    )
    return Crew(duties=[worker.once], bell=bell, beside=[Timekeeper(cases=cases).once], tell=tell)


def introduction(cases: Cases, work: Mapping[str, Work], *, count: int = 1) -> str:
    """Return what runs, in one line."""
    stages = ", ".join(sorted(work)) or "none"
    workers = f"{count} workers" if count > 1 else "One worker"
    cautions = "".join(f" {each}" for each in cases.store.cautions)
    return f"{workers} for {cases.store.address}. Stages with code: {stages}.{cautions}"
