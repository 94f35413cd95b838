"""A model whose stages and cases may take only so long, and histories of its cases."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from penstock.delivery import commands as do
from penstock.delivery.case import Case
from penstock.delivery.handling import Request, Rules, handle
from penstock.delivery.models import StreamModel
from penstock.delivery.ports import Store
from penstock.delivery.recording import case_to_json
from penstock.governance.service_levels.calendars import MINUTES_OF_A_DAY, Calendar, Hours
from penstock.store.memory import MemoryStore
from tests.unit.delivery.working import MODEL, NOON
from tests.unit.governance.service_levels.timing import OFFICE

FIRST, SECOND, THIRD = MODEL.stages
CALENDAR = replace(OFFICE, id="office of all years", last_year=2030)
ALWAYS_OPEN = Calendar(
    id="always",
    version=1,
    zone="UTC",
    week=((Hours(opens=0, closes=MINUTES_OF_A_DAY),),) * 7,
    holidays=frozenset({date(2026, 1, 1)}),
    first_year=2026,
    last_year=2060,
)
CLOCKED = replace(
    MODEL,
    stages=(
        replace(FIRST, service_level="2 business days, paused on hold, paused while waiting"),
        replace(SECOND, service_level="10 minutes, paused on hold"),
        THIRD,
    ),
    service_level="30 days",
    calendar=CALENDAR,
)
FAR = datetime(2500, 1, 1, tzinfo=UTC)


@dataclass
class Office:
    """Somebody who hands in commands to a store, by a clock that they move."""

    store: Store = field(default_factory=MemoryStore)
    model: StreamModel = CLOCKED
    now: datetime = NOON
    keys: int = 0

    def hand_in(self, command: do.Command, *, case_id: str = "SOL-1", key: str = "") -> Case:
        self.keys += 1
        request = Request(
            command_id=key or f"{case_id}/{self.keys}",
            case_id=case_id,
            command=command,
            actor="Ada",
            at=self.now,
        )
        rules = Rules(current=lambda _: self.model, bound=frozenset(), answer=case_to_json)
        handle(request, self.store, rules, stream_id=self.model.stream_id)
        return self.case(case_id)

    def case(self, case_id: str = "SOL-1") -> Case:
        with self.store.transaction() as transaction:
            case = transaction.case(case_id)
        assert case is not None
        return case

    def open(self, case_id: str = "SOL-1") -> Case:
        return self.hand_in(
            do.Open(case_id=case_id, product=MODEL.products[0], customer="C-7"), case_id=case_id
        )

    def later(self, **amount: float) -> "Office":
        self.now += timedelta(**amount)
        return self

    def finish_first_stage(self, case_id: str = "SOL-1") -> Case:
        for command in (
            do.Attest(criterion=MODEL.entry_criteria[0], evidence="call"),
            do.Record(item="Inquiry", sha256="1"),
            do.Record(item="Qualified lead", sha256="2"),
            do.Complete(),
            do.Pass(role=FIRST.accountable, evidence="seen"),
        ):
            self.hand_in(command, case_id=case_id)
        return self.case(case_id)

    def kinds(self, case_id: str = "SOL-1") -> list[str]:
        return [type(each.event).__name__ for each in self.store.log(case_id)]
