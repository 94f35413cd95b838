"""Working a case in memory, for tests: every command through decide and evolve."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from penstock.delivery import commands as do
from penstock.delivery.case import Case
from penstock.delivery.deciding import decide
from penstock.delivery.events import Event, Stamp
from penstock.delivery.evolving import evolve
from penstock.delivery.models import StageModel, StreamModel
from penstock.delivery.plan import automatic
from penstock.delivery.ports import Logged

MODEL = StreamModel(
    stream_id="NCV-03",
    name="Rooftop Solar",
    side="non-regulated",
    entry_criteria=("The homeowner asks",),
    exit_criteria=("The array feeds the house",),
    products=("NONREG-DG-001",),
    stages=(
        StageModel(
            id="NCV-03.1",
            name="Qualify Lead",
            inputs=("Inquiry",),
            outputs=("Qualified lead",),
            responsible=("Solar Seller",),
            accountable="Head of Solar",
        ),
        StageModel(
            id="NCV-03.2",
            name="Design Array",
            inputs=("Qualified lead",),
            outputs=("Design", "Proposal"),
            responsible=("Solar Designer",),
            accountable="Head of Solar",
        ),
        StageModel(
            id="NCV-03.3",
            name="Build Array",
            inputs=("Design",),
            outputs=("Installed array",),
            responsible=("Installer",),
            accountable="Head of Operations",
        ),
    ),
)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@dataclass
class Bench:
    """One case, its log, and a clock that moves a minute with each command."""

    model: StreamModel = MODEL
    case: Case | None = None
    log: list[tuple[Event, Stamp]] = field(default_factory=list)
    minutes: int = 0

    def do(self, *commands: do.Command) -> Case:
        """Do commands, and return the case after them."""
        for command in commands:
            self.minutes += 1
            at = NOON + timedelta(minutes=self.minutes)
            stamp = Stamp(at=at, actor="Ada", command_id=f"c{self.minutes}")
            for event in decide(self.case, command, self.model):
                self.case = evolve(self.case, event, stamp)
                self.log.append((event, stamp))
        assert self.case is not None
        return self.case

    def run(self, *, bound: frozenset[str] = frozenset()) -> Case:
        """Do what the plan does by itself, until it has to wait."""
        assert self.case is not None
        while command := automatic(self.case, self.model, bound=bound):
            self.do(command)
        return self.case

    def record(self, *items: str) -> Case:
        """Record items."""
        return self.do(*(do.Record(item=item, sha256=f"{item}'s hash") for item in items))


def logged(bench: Bench) -> tuple[Logged, ...]:
    """Return a bench's log as a store gives it out."""
    pairs = enumerate(bench.log, start=1)
    return tuple(Logged(seq=seq, event=event, stamp=stamp) for seq, (event, stamp) in pairs)


def opened() -> Bench:
    """Return a bench with a case just opened."""
    bench = Bench()
    bench.do(do.Open(case_id="SOL-1", product="NONREG-DG-001", customer="C-7"))
    return bench


def in_stage(number: int) -> Bench:
    """Return a bench whose case has just come to stage 1, 2 or 3, and started it."""
    bench = opened()
    bench.do(do.Attest(criterion="The homeowner asks", evidence="call"))
    bench.record("Inquiry")
    bench.run()
    for stage in MODEL.stages[: number - 1]:
        bench.record(*stage.outputs)
        bench.do(do.Complete(), do.Pass(role=stage.accountable, evidence="seen"))
        bench.run()
    return bench
