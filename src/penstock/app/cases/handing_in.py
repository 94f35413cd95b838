"""Handing in what the work of stages made: contents are kept, then all cases go on at once."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from penstock.app.cases.clerk import Clerk
from penstock.app.cases.completing import completed
from penstock.app.cases.doing import Done
from penstock.app.cases.naming import NoSuchNameError
from penstock.app.cases.standing import standing
from penstock.app.cases.taking import NO_JOBS, Batch, Take
from penstock.app.cases.texts import is_text
from penstock.app.cases.usecases import Cases
from penstock.app.guarding.checkpoint import UnaskedError
from penstock.delivery import commands as do
from penstock.delivery.acting import read_of
from penstock.delivery.case import Case
from penstock.delivery.handling import Request, Rules
from penstock.delivery.jobs import Begun, Ended, end_all
from penstock.delivery.ports import Transaction

# What the act is called in which the code of a stage made something of papers.
WORK = "work"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What was made for a job.

    Args:
        begun: The job.
        contents: The items that documents name, with their contents, by the names that code gave.
    """

    begun: Begun
    contents: Mapping[str, tuple[str, bytes]]

    @property
    def items(self) -> Sequence[str]:
        """The names of the items."""
        return [item for item, _ in self.contents.values()]

    @property
    def is_expected(self) -> bool:
        """Tell whether all of it is what the stage gives out."""
        return set(self.items) <= {*self.begun.model.stage(self.begun.case.stage_id).outputs}


@dataclass(frozen=True, kw_only=True)
class Inbox:
    """Where a worker hands in what it made.

    Args:
        cases: The cases.
        actor: Who the log says did it.
    """

    cases: Cases
    actor: str

    def named(self, done: Done) -> Made | Ended:
        """Return what was made by its items, or what is asked where documents have no such item."""
        begun, spelt = done.begun, {}
        try:
            for name, content in (done.made or {}).items():
                command = completed(
                    do.Record(item=name, sha256=""), begun.case, begun.model, done=()
                )
                assert isinstance(command, do.Record)
                spelt[name] = (command.item, content)
        except NoSuchNameError as error:
            return self.failed(begun, str(error))
        return Made(begun=begun, contents=spelt)

    def made(self, made: Made) -> Ended:
        """Return what is asked of a case for what was made, with the contents kept.

        Raises:
            UnkeptContentError: A content cannot be kept; another try may do better.
        """
        begun, blobs = made.begun, self.cases.blobs
        requests = [
            self._request(begun, name, do.Record(item=item, sha256=blobs.put(content)))
            for name, (item, content) in made.contents.items()
        ]
        if begun.beside:
            # What it took in beside is on record with what it made, which is as closed.
            requests = [self._request(begun, WORK, _act(begun, requests))]
        return Ended(
            lease=begun.lease,
            requests=(*requests, self._request(begun, "complete", do.Complete())),
            instead=lambda refusal: self._failure(begun, str(refusal)),
        )

    def failed(self, begun: Begun, error: str) -> Ended:
        """Return what is asked of a case whose work failed for good: a task for a person."""
        return Ended(lease=begun.lease, requests=(self._failure(begun, error),))

    def hand_in(
        self, ended: Iterable[Ended], *, taking: AbstractContextManager[Take] | None = None
    ) -> Batch:
        """Let cases go on, all in one transaction, and tell those that wait for them.

        Returns:
            The jobs that were taken in the same transaction.

        Raises:
            UnaskedError: No jobs could be taken; what was to be handed in is.
        """
        cases, ended = self.cases, list(ended)
        clerk = Clerk(store=cases.store, now=cases.now, bound=cases.bound, clearance=cases.between)
        unasked: UnaskedError | None = None
        try:
            with taking or nullcontext() as take:
                handed_in = end_all(ended, cases.store, self._rules, take=take)
        except UnaskedError as error:
            unasked = error
            handed_in = end_all(ended, cases.store, self._rules)
        for answer in handed_in.answers:
            clerk.tell_waiting(answer)
        if unasked:
            raise unasked
        return handed_in.taken or NO_JOBS

    def _failure(self, begun: Begun, error: str) -> Request:
        # What a package says when it fails may be no text, and the task has to open all the same.
        said = "".join(letter if is_text(letter) else "�" for letter in error)
        return self._request(begun, "fail", do.Fail(error=said))

    def _request(self, begun: Begun, what: str, command: do.Command) -> Request:
        return Request(
            command_id=f"{begun.lease.job.key}/{what}",
            case_id=begun.case.case_id,
            command=command,
            actor=self.actor,
            at=self.cases.now(),
        )

    def _rules(self, transaction: Transaction) -> Rules:
        bound, now = self.cases.bound, self.cases.now

        def answer(case: Case) -> str:
            model = transaction.model(case.fingerprint)
            return standing(case, model, now=now(), bound=bound).to_json()

        return Rules(current=self.cases.models.current, bound=bound, answer=answer)


def _act(begun: Begun, requests: Iterable[Request]) -> do.DoAct:
    records = (each.command for each in requests if isinstance(each.command, do.Record))
    return do.DoAct(
        stage_id=begun.case.stage_id,
        act=WORK,
        is_checked=False,
        read=tuple(read_of(begun.case, item) for item in begun.beside),
        made={each.item: each.sha256 for each in records},
    )
