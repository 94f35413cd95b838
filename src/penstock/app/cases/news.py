"""What is new in the log of all cases, as rows of a folder of visits."""

from dataclasses import dataclass, field
from datetime import datetime

from penstock.app.cases.exporting import models_of
from penstock.app.measuring.taking import Taking
from penstock.delivery.events import CaseOpened
from penstock.delivery.holds import Hold, holds
from penstock.delivery.models import StreamModel
from penstock.delivery.ports import BEGINNING, Followed, Logged, Position, Store
from penstock.delivery.visits import SETTLING, Visit, visits
from penstock.governance.service_levels.calendars import Calendar
from penstock.measurement.metrics.facts import Fact, TakenBack
from penstock.store.parquet import Batch, OpenedCase, TimedVisit


@dataclass(slots=True)
class _News:
    """Which events came since a position, by their cases."""

    seqs: dict[str, set[int]] = field(default_factory=dict)
    opened: list[OpenedCase] = field(default_factory=list)
    settled: int = 0
    last: Followed | None = None

    def add(self, page: tuple[Followed, ...]) -> None:
        for each in page:
            self.seqs.setdefault(each.case_id, set()).add(each.logged.seq)
            self.settled += isinstance(each.logged.event, SETTLING)
            if isinstance(each.logged.event, CaseOpened):
                self.opened.append(_opened(each.logged.event, each.logged))
        self.last = page[-1]


def _opened(event: CaseOpened, logged: Logged) -> OpenedCase:
    return OpenedCase(
        case_id=event.case_id,
        stream_id=event.stream_id,
        product=event.product,
        opened=logged.stamp.at,
        fingerprint=event.fingerprint,
    )


@dataclass(slots=True)
class _Rows:
    """Rows that logs of cases gave."""

    visits: list[TimedVisit] = field(default_factory=list)
    under_way: dict[str, Visit | None] = field(default_factory=dict)
    holds: list[Hold] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    taken_back: list[TakenBack] = field(default_factory=list)


def facts_up_to(
    store: Store, position: Position, taking: Taking, *, page: int
) -> tuple[list[Fact], list[TakenBack]]:
    """Return the facts of the whole log up to a position.

    Raises:
        DamagedContentError: What was recorded is gone, or is no longer what it was.
        StoreError: The log cannot be read.
    """
    facts, taken_back = list[Fact](), list[TakenBack]()
    for case_id, seqs in _seqs_up_to(store, position, page=page).items():
        log = store.log(case_id)
        facts.extend(taking.facts(log, seqs))
        taken_back.extend(taking.taken_back(log, seqs))
    return facts, taken_back


def _seqs_up_to(store: Store, position: Position, *, page: int) -> dict[str, set[int]]:
    """Return the numbers of the events up to a position, by their cases."""
    seqs: dict[str, set[int]] = {}
    read = BEGINNING
    while read < position and (found := store.since(read, limit=page)):
        for each in found:
            if each.position <= position:
                seqs.setdefault(each.case_id, set()).add(each.logged.seq)
        read = found[-1].position
    return seqs


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How much is read at once.

    Args:
        page: The number of events that are read at a time.
        most_visits: About how many visits are in one turn, if there are as many.
    """

    page: int
    most_visits: int


class Reader:
    """Reads the log in turns; what one case says is read from the whole of its log.

    Args:
        store: Where the log is.
        calendar: The calendar that business times go by; None leaves them empty.
        told: The moment up to which the folder tells already.
        taking: Takes facts out of what was recorded.
        sizes: How much is read at once.
    """

    def __init__(
        self,
        store: Store,
        calendar: Calendar | None,
        told: datetime,
        taking: Taking,
        sizes: Sizes,
    ) -> None:
        self._store = store
        self._calendar = calendar
        self._newest = told
        self._taking = taking
        self._sizes = sizes
        self._model_of = models_of(store)
        # A log may hold events of a case in another order than the one they are followed in.
        self._read_up_to: dict[str, int] = {}

    def next_batch(self, position: Position, *, as_of: datetime) -> Batch | None:
        """Return what the next events behind a position say; None where there is none.

        Raises:
            BeyondCalendarError: The calendar does not reach that far.
            StoreError: The log cannot be read.
        """
        news, models, rows = self._news(position), dict[str, StreamModel](), _Rows()
        if news.last is None:
            return None
        for case_id, seqs in news.seqs.items():
            self._add(case_id, seqs, rows, models)
        return Batch(
            read_up_to=news.last,
            as_of=max(as_of, self._newest),
            calendar=self._calendar,
            cases=news.opened,
            visits=rows.visits,
            under_way=rows.under_way,
            holds=rows.holds,
            models=tuple(models.values()),
            facts=rows.facts,
            taken_back=rows.taken_back,
        )

    def _news(self, position: Position) -> _News:
        news = _News()
        while news.settled < self._sizes.most_visits:
            page = self._store.since(position, limit=self._sizes.page)
            if not page:
                break
            news.add(page)
            position = page[-1].position
            self._newest = max(self._newest, *(each.logged.stamp.at for each in page))
        return news

    def _add(
        self, case_id: str, seqs: set[int], rows: _Rows, models: dict[str, StreamModel]
    ) -> None:
        """Add what new events of a case make of it.

        A log that grew meanwhile gives the same: nothing behind the newest of them is looked at.
        """

        def noted(fingerprint: str) -> StreamModel:
            models[fingerprint] = self._model_of(fingerprint)
            return models[fingerprint]

        up_to = self._read_up_to[case_id] = max(self._read_up_to.get(case_id, 0), *seqs)
        log = self._store.log(case_id)[:up_to]
        made = visits(log, noted)
        settled = (visit for visit in made if visit.settled_by in seqs)
        rows.visits.extend(TimedVisit.of(visit, self._calendar) for visit in settled)
        rows.holds.extend(hold for hold in holds(log) if hold.ended_by in seqs)
        rows.facts.extend(self._taking.facts(log, seqs))
        rows.taken_back.extend(self._taking.taken_back(log, seqs))
        rows.under_way[case_id] = _under_way(made)


def _under_way(made: tuple[Visit, ...]) -> Visit | None:
    return made[-1] if made and made[-1].settled_by is None else None
