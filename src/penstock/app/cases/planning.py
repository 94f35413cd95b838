"""How open cases would go on by the documents as they are now, worked out page after page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from penstock.app.cases.naming import chosen
from penstock.app.cases.usecases import Cases
from penstock.delivery.case import Case, Status
from penstock.delivery.migrating import Blocked, Move, Renamed, Way
from penstock.delivery.models import StreamModel
from penstock.delivery.ports import Store, Wanted

BATCH = 500
_GOING = (Status.OPEN, Status.HELD)
_DIGEST_LENGTH = 12
# So much of a hash tells one move of millions from another.
_MOVE_BYTES = 8

Planned = Move | Blocked


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
class Plan:
    """How the open cases of a stream go on that run on older models.

    It holds no case: what becomes of each is worked out when it is asked for, each time anew.

    Args:
        store: Where the cases are.
        new: The model they shall run on.
        ways: One for each model that some of them ran on when the plan was made.
    """

    store: Store
    new: StreamModel
    ways: tuple[Way, ...]

    def pages(self) -> Iterator[tuple[Planned, ...]]:
        """Yield what becomes of them, a batch at once, each batch in the order of their ids."""
        ways = {way.old.fingerprint: way for way in self.ways}
        for cases in self._cases():
            yield tuple(
                ways[case.fingerprint].plan(case) for case in cases if case.fingerprint in ways
            )

    def _cases(self) -> Iterator[tuple[Case, ...]]:
        for status in _GOING:
            after = ""
            while page := self.store.find(_older(self.new, status, after=after)):
                yield page
                after = page[-1].case_id


class Digest:
    """What plans say, told from case to case: their name, and whether they have a move."""

    def __init__(self) -> None:
        self._hash = sha256()
        self._moves: set[bytes] = set()

    def __contains__(self, move: Move) -> bool:
        """Tell whether a plan has a move of a case at a version."""
        return _of(move) in self._moves

    def add(self, planned: Planned) -> None:
        """Tell what becomes of one more case."""
        self._hash.update(_of(planned))
        if isinstance(planned, Move):
            self._moves.add(_of(planned))

    @property
    def name(self) -> str:
        """Return a short name: the same for the same moves of the same cases."""
        return self._hash.hexdigest()[:_DIGEST_LENGTH]


def planned(
    cases: Cases,
    *,
    stream: str = "",
    stages: Mapping[str, str] | None = None,
    items: Mapping[str, str] | None = None,
) -> tuple[Plan, ...]:
    """Return the plans for the open cases of a stream, or of all, that run on older documents.

    Args:
        cases: The cases.
        stream: The stream; empty for all that the documents state stages of.
        stages: The new id of a stage, by its old one.
        items: The new name of an item, by its old one; empty to let it go.

    Raises:
        NoSuchNameError: There is no such stream, stage or item.
    """
    streams = (stream,) if stream else tuple(cases.models.stream_ids)
    current = [model for each in streams for model in cases.models.all_of(each)]
    before = {new.fingerprint: _models_before(cases.store, new) for new in current}
    renamed = Renamed(stages=stages or {}, items=items or {})
    if stages or items:
        renamed = _spelt(renamed, [old for each in before.values() for old in each], current)
    return tuple(
        Plan(
            store=cases.store,
            new=new,
            ways=tuple(Way(old=old, new=new, renamed=renamed) for old in older),
        )
        for new in current
        if (older := before[new.fingerprint])
    )


def require_plan(wanted: str, plans: Sequence[Plan]) -> Digest:
    """Return what plans say, where they are those that somebody has seen.

    Raises:
        OtherPlanError: They are others.
    """
    digest = Digest()
    for plan in plans:
        for page in plan.pages():
            for each in page:
                digest.add(each)
    if digest.name != wanted:
        raise OtherPlanError(wanted, found=digest.name)
    return digest


def _of(planned: Planned) -> bytes:
    return sha256(repr(planned).encode()).digest()[:_MOVE_BYTES]


def _older(
    new: StreamModel,
    status: Status,
    *,
    after: str = "",
    known: frozenset[str] = frozenset(),
    limit: int = BATCH,
) -> Wanted:
    return Wanted(
        stream_id=new.stream_id,
        status=status,
        not_on=known | {new.fingerprint},
        after=after,
        limit=limit,
    )


def _models_before(store: Store, new: StreamModel) -> list[StreamModel]:
    """Return the other models of the same procedure that open cases of a stream run on."""
    models: dict[str, StreamModel] = {}
    for status in _GOING:
        while found := store.find(_older(new, status, known=frozenset(models), limit=1)):
            fingerprint = found[0].fingerprint
            with store.transaction() as transaction:
                models[fingerprint] = transaction.model(fingerprint)
    return [model for model in models.values() if model.procedure == new.procedure]


def _spelt(renamed: Renamed, before: list[StreamModel], current: list[StreamModel]) -> Renamed:
    """Return what people say became of stages and items, in the spelling of the documents."""
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
