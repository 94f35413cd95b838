"""The results that somebody may see, the newest first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from penstock.app.cases.usecases import Cases
from penstock.app.results.kinds import ResultKind, of_item
from penstock.delivery.case import Case
from penstock.delivery.ports import Recorded, View

# A page looks through so many recordings at most; whoever looks for something rare asks again.
_PIECE, _PIECES = 400, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which results a list shows; empty fields ask for nothing.

    Args:
        kind: The key of their kind.
        stream_id: The stream of their cases.
        after: The mark of the last result of the page before.
        limit: So many at most.
    """

    kind: str = ""
    stream_id: str = ""
    after: str = ""
    limit: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultFound:
    """A result of a list: the newest version that its case holds.

    Args:
        kind: What it is.
        case_id: Whose.
        customer: For whom the case is.
        stream_id: The case's stream.
        item: What the case calls it.
        version: The newest.
        recorded_at: When that was recorded.
        recorded_by: By whom.
        counts: Whether it counts, or its stage was reopened since.
    """

    kind: ResultKind
    case_id: str
    customer: str
    stream_id: str
    item: str
    version: int
    recorded_at: datetime
    recorded_by: str
    counts: bool

    @property
    def address(self) -> str:
        """Where it is looked at."""
        return self.kind.address(self.case_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPage:
    """A page of results.

    Args:
        results: The newest first.
        after: What the next page is asked with; empty where nothing is left to look through.
    """

    results: tuple[ResultFound, ...]
    after: str = ""


def find_results(cases: Cases, asked: Asked) -> ResultPage:
    """Return a page of the results that somebody may see."""
    found: list[ResultFound] = []
    before, piece = _number(cases, asked.after), tuple[Recorded, ...]()
    for _ in range(_PIECES):
        piece = _view(cases).recordings(before=before, limit=_PIECE)
        for recorded, result in _results(cases, asked, piece):
            found.append(result)
            if len(found) == asked.limit:
                return ResultPage(results=tuple(found), after=_mark(recorded))
        if len(piece) < _PIECE:
            return ResultPage(results=tuple(found))
        before = piece[-1].number
    return ResultPage(results=tuple(found), after=_last_mark(cases, piece))


def _view(cases: Cases) -> View:
    return cases.door.view if cases.door else cases.store


def _number(cases: Cases, mark: str) -> int:
    """Return the number in the log that a mark stands for; 0 for none, or none that is known."""
    case_id, _, seq = mark.rpartition("/")
    is_mark = seq.isascii() and seq.isdecimal() and len(seq) < 10
    if not is_mark or _view(cases).case(case_id) is None:
        return 0
    position = cases.store.position_of(case_id, int(seq))
    return position.number if position else 0


def _mark(recorded: Recorded) -> str:
    # The number itself would tell how much happens in cases of others.
    return f"{recorded.case_id}/{recorded.seq}"


def _last_mark(cases: Cases, piece: Sequence[Recorded]) -> str:
    """Return the mark of the last recording in a case that they may see."""
    return next((_mark(each) for each in reversed(piece) if _seen(cases, [each])), "")


def _results(
    cases: Cases, asked: Asked, piece: Sequence[Recorded]
) -> Iterator[tuple[Recorded, ResultFound]]:
    """Yield the results of a piece of the log, each where its newest version was recorded."""
    likely = [each for each in piece if _is_likely(each, asked)]
    # Whether they may see a case is asked and put on record: no more than a page needs.
    for start in range(0, len(likely), asked.limit):
        some = likely[start : start + asked.limit]
        seen = {case.case_id: case for case in _seen(cases, some)}
        for each in some:
            case = seen.get(each.case_id)
            if case and (result := _result(case, each)):
                yield each, result


def _is_likely(recorded: Recorded, asked: Asked) -> bool:
    """Tell whether it may be a result that is asked for: stages are called by their streams."""
    stream_id = recorded.event.stage_id.rpartition(".")[0]
    kind = of_item(stream_id, recorded.event.item)
    if kind is None or asked.stream_id not in {"", stream_id}:
        return False
    return asked.kind in {"", kind.key}


def _seen(cases: Cases, recordings: Iterable[Recorded]) -> Sequence[Case]:
    case_ids = dict.fromkeys(each.case_id for each in recordings)
    if cases.door:
        return cases.door.seen(case_ids)
    return [case for each in case_ids if (case := cases.store.case(each))]


def _result(case: Case, recorded: Recorded) -> ResultFound | None:
    """Return the result that was recorded; None where a newer version was since, or it is none."""
    event = recorded.event
    kind, held = of_item(case.stream_id, event.item), case.items.get(event.item)
    if kind is None or held is None or held.version != event.version:
        return None
    return ResultFound(
        kind=kind,
        case_id=case.case_id,
        customer=case.customer,
        stream_id=case.stream_id,
        item=event.item,
        version=event.version,
        recorded_at=recorded.at,
        recorded_by=recorded.by,
        counts=not held.superseded,
    )
