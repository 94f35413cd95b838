"""One command, one transaction: idempotent, versioned, carried on as far as it goes by itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from penstock.delivery.case import Case, Phase
from penstock.delivery.clocks import never_back, what_changes, what_passed
from penstock.delivery.commands import Command, Migrate, Open
from penstock.delivery.deciding import decide
from penstock.delivery.events import Event, Stamp
from penstock.delivery.evolving import evolve
from penstock.delivery.models import StreamModel
from penstock.delivery.plan import automatic
from penstock.delivery.ports import Answer, Job, Logged, StaleError, Store, Transaction
from penstock.delivery.refusals import RefusedError, UnknownNameError


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A command with all that makes it safe to repeat.

    Args:
        command_id: The caller's key: the same for the same intention, however often it is sent.
        case_id: The case it is for.
        command: What is asked.
        actor: Who asks.
        at: When, with a zone.
        expected_version: The version the caller has seen; None when any will do.
        judged_version: The version by which it was found that the actor may; None likewise.
    """

    command_id: str
    case_id: str
    command: Command
    actor: str
    at: datetime
    expected_version: int | None = None
    judged_version: int | None = None

    @property
    def sha256(self) -> str:
        """Return the hash of what is asked, without the moment of asking."""
        asked = repr((self.case_id, self.command, self.actor, self.expected_version))
        return sha256(asked.encode()).hexdigest()


class KeyUsedError(Exception):
    """A command's key was used before, for something else."""

    def __init__(self, command_id: str) -> None:
        self.command_id = command_id
        super().__init__(
            f"The key '{command_id}' was used for another command. "
            "Take a new key for a new command."
        )


NotDone = RefusedError | UnknownNameError | KeyUsedError | StaleError


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What handling needs to know beside the case.

    Args:
        current: Returns the model that new cases of a stream run on.
        bound: Stages whose work a worker does.
        answer: Returns what the caller is told of a case.
    """

    current: Callable[[str], StreamModel]
    bound: frozenset[str]
    answer: Callable[[Case], str]


def handle(request: Request, store: Store, rules: Rules, *, stream_id: str = "") -> str:
    """Do a command and everything that follows from it by itself, or nothing.

    Args:
        request: What is asked.
        store: Where cases are kept.
        rules: What is known beside the case.
        stream_id: The stream of a case that is opened.

    Raises:
        RefusedError: The case does not allow it.
        UnknownNameError: It names what the stream does not have.
        KeyUsedError: Its key was used for another command.
        StaleError: The caller has seen an older version.
    """
    with store.transaction() as transaction:
        transaction.look_ahead(commands=[request.command_id], cases=[request.case_id])
        return _handled(request, transaction, rules, stream_id)


def handle_all(
    requests: Sequence[Request], store: Store, rules: Rules
) -> tuple[str | NotDone, ...]:
    """Do commands for cases that are there in one transaction, all but those that are refused.

    Args:
        requests: What is asked, one of each case, in the order of their ids: whoever else does
            the same then waits, and nobody waits for each other.
        store: Where cases are kept.
        rules: What is known beside the cases.
    """
    with store.transaction() as transaction:
        transaction.look_ahead(
            commands=(each.command_id for each in requests),
            cases=(each.case_id for each in requests),
        )
        return tuple(tried(request, transaction, rules) for request in requests)


def tried(request: Request, transaction: Transaction, rules: Rules) -> str | NotDone:
    """Do a command for a case that is there, in a transaction that is under way."""
    try:
        return _handled(request, transaction, rules, "")
    except (RefusedError, UnknownNameError, KeyUsedError, StaleError) as refusal:
        # Whatever is refused is refused before the first of its rows is written.
        return refusal


def _handled(request: Request, transaction: Transaction, rules: Rules, stream_id: str) -> str:
    before = transaction.answer_to(request.command_id)
    if before is not None:
        return _repeated(before, request)
    case = _carry_out(request, transaction, rules, stream_id)
    text = rules.answer(case)
    answer = Answer(command_id=request.command_id, request_sha256=request.sha256, text=text)
    transaction.keep_answer(answer)
    return text


def _repeated(before: Answer, request: Request) -> str:
    if before.request_sha256 != request.sha256:
        raise KeyUsedError(request.command_id)
    return before.text


def _carry_out(request: Request, transaction: Transaction, rules: Rules, stream_id: str) -> Case:
    case = transaction.case(request.case_id)
    _check_version(request, case)
    model = _model(request, case, transaction, rules, stream_id)
    stamp = _stamp(request, case)
    logged: list[Logged] = []
    if case is not None and case.clocks:
        case = _apply(case, tuple(what_passed(case, stamp.at)), stamp, logged)
    after = _apply(case, decide(case, request.command, model), stamp, logged)
    while (step := automatic(after, model, bound=rules.bound)) is not None:
        after = _apply(after, decide(after, step, model), stamp, logged)
    if after.clocks or model.has_service_levels:
        is_moved = case is not None and case.fingerprint != model.fingerprint
        before = transaction.model(case.fingerprint) if case and is_moved else model
        after = _with_clocks(after, model, before, stamp, logged)
    transaction.append(after, logged)
    if after.phase is Phase.WORKING and after.task is None:
        transaction.enqueue(_work(after, request.at))
    return after


def _check_version(request: Request, case: Case | None) -> None:
    found = case.version if case else 0
    for expected in (request.expected_version, request.judged_version):
        if expected is not None and expected != found:
            raise StaleError(request.case_id, expected=expected, found=found)


def _model(
    request: Request, case: Case | None, transaction: Transaction, rules: Rules, stream_id: str
) -> StreamModel:
    """Return the model the command is decided by: the case's own, unless it opens or migrates."""
    if case is not None and not isinstance(request.command, Migrate):
        return transaction.model(case.fingerprint)
    if case is None and not isinstance(request.command, Open):
        raise RefusedError(request.case_id, because="it does not exist")
    model = rules.current(case.stream_id if case else stream_id)
    transaction.keep_model(model)
    return model


def _stamp(request: Request, case: Case | None) -> Stamp:
    at = never_back(request.at, case)
    return Stamp(at=at, actor=request.actor, command_id=request.command_id)


def _with_clocks(
    case: Case, model: StreamModel, before: StreamModel, stamp: Stamp, logged: list[Logged]
) -> Case:
    """Return a case with the clocks that it has to have, and all told that they have passed."""
    changes = tuple(what_changes(case, model, stamp.at, before=before))
    after = _apply(case, changes, stamp, logged)
    return _apply(after, tuple(what_passed(after, stamp.at)), stamp, logged)


def _apply(
    case: Case | None, events: tuple[Event, ...], stamp: Stamp, logged: list[Logged]
) -> Case:
    after = case
    for event in events:
        after = evolve(after, event, stamp)
        logged.append(
            Logged(
                seq=after.version,
                event=event,
                stamp=stamp,
                stage_id=after.stage_id,
                fingerprint=after.fingerprint,
            )
        )
    if after is None:
        raise RefusedError("(none)", because="nothing happened to it")
    return after


def _work(case: Case, at: datetime) -> Job:
    key = f"{case.case_id}/{case.stage_id}/{case.visit}"
    return Job(key=key, case_id=case.case_id, kind="work", stage_id=case.stage_id, run_at=at)
