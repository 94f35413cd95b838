"""Letting open cases go on by the documents as they are now: the plan, and doing exactly that."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from penstock.app.cases.clerk import Clerk
from penstock.app.cases.naming import chosen
from penstock.app.cases.sweeping import only_what_is_new
from penstock.app.cases.usecases import Cases
from penstock.delivery.case import Case, Status
from penstock.delivery.handling import NotDone, Request, handle_all
from penstock.delivery.migrating import Migration, Move, Renamed, migration
from penstock.delivery.models import StreamModel
from penstock.delivery.ports import StaleError, Wanted

BATCH = 500
_DIGEST_LENGTH = 12


class OtherPlanError(Exception):
    """The plan that somebody looked at is no longer the one that would be carried out."""

    def __init__(self, wanted: str, *, found: str) -> None:
        self.wanted = wanted
        self.found = found
        super().__init__(
            f"The plan is {found} now and not {wanted}: since then cases were opened, changed or "
            "ended, or other options are given. Nothing was changed; look at the plan again."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a move.

    Args:
        case_id: The case.
        error: Why it was not moved; empty when it was.
    """

    case_id: str
    error: str = ""


def planned(
    cases: Cases,
    *,
    stream: str = "",
    stages: Mapping[str, str] | None = None,
    items: Mapping[str, str] | None = None,
) -> tuple[Migration, ...]:
    """Return the plan for the open cases of a stream, or of all, that run on older documents.

    Args:
        cases: The cases.
        stream: The stream; empty for all that the documents state stages of.
        stages: The new id of a stage, by its old one.
        items: The new name of an item, by its old one; empty to let it go.

    Raises:
        NoSuchNameError: There is no such stream, stage or item.
    """
    current = [cases.models.current(each) for each in _streams(cases, stream)]
    renamed = Renamed(stages=stages or {}, items=items or {})
    if stages or items:
        renamed = _spelt(renamed, cases, current)
    with only_what_is_new():
        plans = [
            migration(_open(cases, new), new, model=lambda of: _model(cases, of), renamed=renamed)
            for new in current
        ]
    return tuple(plan for plan in plans if plan.ways)


def digest(plans: Sequence[Migration]) -> str:
    """Return a short name of plans: the same for the same moves of the same cases."""
    said = [(plan.new.fingerprint, plan.moves, plan.blocked) for plan in plans]
    return sha256(repr(said).encode()).hexdigest()[:_DIGEST_LENGTH]


def require_plan(wanted: str, plans: Sequence[Migration]) -> None:
    """Make sure that plans are the ones somebody has seen; empty asks for nothing.

    Raises:
        OtherPlanError: They are others.
    """
    if wanted and wanted != (found := digest(plans)):
        raise OtherPlanError(wanted, found=found)


def carried_out(cases: Cases, plan: Migration, *, actor: str) -> Iterator[Outcome]:
    """Move the cases of a plan, and yield what became of each; a batch is a transaction.

    A case that changed since the plan was made stays as it is.
    """
    clerk = Clerk(store=cases.store, now=cases.now, bound=cases.bound)
    with only_what_is_new():
        for start in range(0, len(plan.moves), BATCH):
            moves = plan.moves[start : start + BATCH]
            requests = [_request(move, actor=actor, at=cases.now()) for move in moves]
            answers = handle_all(requests, cases.store, clerk.rules(plan.new))
            for move, answer in zip(moves, answers, strict=True):
                yield _outcome(clerk, move, answer)


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


def _outcome(clerk: Clerk, move: Move, answer: str | NotDone) -> Outcome:
    match answer:
        case str():
            clerk.tell_waiting(answer)
            return Outcome(case_id=move.case_id)
        case StaleError():
            return Outcome(case_id=move.case_id, error=str(clerk.conflict(answer)))
        case _:
            return Outcome(case_id=move.case_id, error=str(answer))


def _streams(cases: Cases, stream: str) -> tuple[str, ...]:
    return (stream,) if stream else tuple(cases.models.stream_ids)


def _open(cases: Cases, new: StreamModel) -> Iterator[Case]:
    """Yield the open cases of a stream that run on another model, page after page."""
    for status in (Status.OPEN, Status.HELD):
        after = ""
        while page := cases.store.find(
            Wanted(stream_id=new.stream_id, status=status, after=after, limit=BATCH)
        ):
            yield from (case for case in page if case.fingerprint != new.fingerprint)
            after = page[-1].case_id


def _model(cases: Cases, fingerprint: str) -> StreamModel:
    with cases.store.transaction() as transaction:
        return transaction.model(fingerprint)


def _spelt(renamed: Renamed, cases: Cases, current: list[StreamModel]) -> Renamed:
    """Return what people say became of stages and items, in the spelling of the documents."""
    fingerprints = {case.fingerprint for new in current for case in _open(cases, new)}
    before = [_model(cases, each) for each in sorted(fingerprints)]
    if not before:
        return Renamed()
    return Renamed(
        stages=_pairs(renamed.stages, _stages(before), _stages(current), kind="stage"),
        items=_pairs(renamed.items, _items(before), _items(current), kind="information item"),
    )


def _pairs(
    said: Mapping[str, str], before: tuple[str, ...], now: tuple[str, ...], *, kind: str
) -> dict[str, str]:
    return {
        chosen(old, before, kind=kind, of="what open cases run on"): new
        and chosen(new, now, kind=kind, of="the documents")
        for old, new in said.items()
    }


def _stages(models: list[StreamModel]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stage.id for model in models for stage in model.stages))


def _items(models: list[StreamModel]) -> tuple[str, ...]:
    return tuple(sorted({item for model in models for item in model.items}))
