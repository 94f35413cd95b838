"""Letting open cases go on by the documents as they are now, as a plan says."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from json.encoder import encode_basestring as _text

from penstock.app.cases.clerk import Clerk
from penstock.app.cases.planning import Digest, Plan, Planned
from penstock.app.cases.standing import tells_an_end
from penstock.app.cases.sweeping import only_what_is_new
from penstock.app.cases.usecases import Cases
from penstock.delivery.case import Case
from penstock.delivery.handling import NotDone, Request, Rules, handle_all
from penstock.delivery.migrating import Move
from penstock.delivery.ports import StaleError

_UNSEEN = "It was opened or changed since the plan was looked at."


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a case.

    Args:
        planned: What was to become of it.
        error: Why it was not moved though it could be; empty otherwise.
    """

    planned: Planned
    error: str = ""

    @property
    def is_moved(self) -> bool:
        """Tell whether it goes on by the new model."""
        return isinstance(self.planned, Move) and not self.error


def carried_out(
    cases: Cases, plan: Plan, *, actor: str, seen: Digest | None = None
) -> Iterator[Outcome]:
    """Move the cases of a plan, and yield what became of each; a batch is a transaction.

    A case that changes after its page of the plan was worked out stays as it is.

    Args:
        cases: The cases.
        plan: What is to become of them.
        actor: Who wants it.
        seen: The moves that may be made; None for all that the plan has by then.
    """
    clerk = Clerk(store=cases.store, now=cases.now, bound=cases.bound, clearance=cases.between)
    rules = replace(clerk.rules(plan.new), answer=_answer)
    # What is put on hold meanwhile comes again, among the cases on hold.
    stayed: set[str] = set()
    with only_what_is_new():
        for page in plan.pages():
            coming = [each for each in page if each.case_id not in stayed]
            moves = [each for each in coming if isinstance(each, Move)]
            wanted = [move for move in moves if seen is None or move in seen]
            errors = dict.fromkeys((move.case_id for move in moves), _UNSEEN)
            errors |= _moved(wanted, clerk, rules, actor=actor, at=cases.now())
            stayed |= {case_id for case_id, error in errors.items() if error}
            for each in coming:
                yield Outcome(planned=each, error=errors.get(each.case_id, ""))


def _moved(
    moves: list[Move], clerk: Clerk, rules: Rules, *, actor: str, at: datetime
) -> dict[str, str]:
    """Move cases together, and return for each why it was not; nothing where it was."""
    requests = [_request(move, actor=actor, at=at) for move in moves]
    answers = handle_all(requests, clerk.store, rules)
    return {
        move.case_id: _error(clerk, move, answer)
        for move, answer in zip(moves, answers, strict=True)
    }


def _request(move: Move, *, actor: str, at: datetime) -> Request:
    # A case can come back to a model it has left, so the key names the version too.
    return Request(
        command_id=f"{move.case_id}/migrate/{move.version}/{move.command.fingerprint}",
        case_id=move.case_id,
        command=move.command,
        actor=actor,
        at=at,
        expected_version=move.version,
    )


def _answer(case: Case) -> str:
    """Return what is kept of a move; who moves very many cases asks none of them what is next."""
    # As JSON's own encoder writes it, in a tenth of the time.
    case_id, status = _text(case.case_id), _text(case.status)
    return f'{{"case_id": {case_id}, "version": {case.version}, "status": {status}}}'


def _error(clerk: Clerk, move: Move, answer: str | NotDone) -> str:
    match answer:
        case str():
            if tells_an_end(answer):
                clerk.tell_end(move.case_id)
            return ""
        case StaleError():
            return str(clerk.conflict(answer))
        case _:
            return str(answer)
