"""Handing in commands as an interface would, for the contract's tests."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from penstock.delivery import commands as do
from penstock.delivery.case import Case
from penstock.delivery.evolving import rebuilt
from penstock.delivery.handling import Request, Rules, handle
from penstock.delivery.ports import Store
from penstock.delivery.recording import case_to_json
from tests.unit.delivery.working import MODEL, NOON

FIRST_STAGE = MODEL.stages[0].id


def rules(*, bound: frozenset[str] = frozenset()) -> Rules:
    return Rules(current=lambda _stream: MODEL, bound=bound, answer=case_to_json)


@dataclass
class Desk:
    """Somebody who hands in commands, a minute apart."""

    store: Store
    bound: frozenset[str] = frozenset()
    minutes: int = 0

    def hand_in(
        self,
        command: do.Command,
        *,
        case_id: str = "SOL-1",
        command_id: str = "",
        expected_version: int | None = None,
    ) -> str:
        self.minutes += 1
        request = Request(
            command_id=command_id or f"{case_id}/{self.minutes}",
            case_id=case_id,
            command=command,
            actor="Ada",
            at=self.now,
            expected_version=expected_version,
        )
        return handle(request, self.store, rules(bound=self.bound), stream_id=MODEL.stream_id)

    def open(self, case_id: str = "SOL-1") -> str:
        command = do.Open(case_id=case_id, product=MODEL.products[0], customer="C-7")
        return self.hand_in(command, case_id=case_id)

    def begin_first_stage(self, case_id: str = "SOL-1") -> None:
        """Give a case what its first stage needs, so that it starts by itself."""
        self.hand_in(do.Attest(criterion=MODEL.entry_criteria[0], evidence="call"), case_id=case_id)
        self.hand_in(do.Record(item="Inquiry", sha256="1"), case_id=case_id)

    @property
    def now(self) -> datetime:
        return NOON + timedelta(minutes=self.minutes)


def stored(store: Store, case_id: str = "SOL-1") -> Case | None:
    with store.transaction() as transaction:
        return transaction.case(case_id)


def from_log(store: Store, case_id: str = "SOL-1") -> Case | None:
    return rebuilt((each.event, each.stamp) for each in store.log(case_id))
