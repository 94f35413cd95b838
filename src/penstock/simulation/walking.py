"""One case while it is played: its steps so far, who has it, and what it holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from random import Random

from penstock.delivery import commands as do
from penstock.delivery.models import StageModel, StreamModel
from penstock.simulation.chances import dice
from penstock.simulation.contents import Facts, filled, plain
from penstock.simulation.improving import Improvement
from penstock.simulation.people import Person, at_work, day_of, who_works
from penstock.simulation.plans import CompanyPlan, StreamPlan
from penstock.simulation.steps import Step

_LEAST = timedelta(seconds=30)


@dataclass(frozen=True, kw_only=True)
class World:
    """What all cases of a stream have in common.

    Args:
        model: What they run on.
        plan: How the stream is played.
        company: How the company is.
        people: Who has each role.
        improvement: How stage times fall.
        seed: Of the play.
    """

    model: StreamModel
    plan: StreamPlan
    company: CompanyPlan
    people: Mapping[str, tuple[Person, ...]]
    improvement: Improvement
    seed: int


@dataclass(kw_only=True)
class Walk:
    """A case on its way.

    Args:
        world: What it has in common with others.
        case_id: The case.
        customer: Whom it is for.
        at: The moment of its last step.
        held: The items that count, and that a later stage takes in.
        replaceable: Items of which an earlier version is replaced before the stage ends.
        entered: When it came to its stage.
        role: Whose work the stage is.
    """

    world: World
    case_id: str
    customer: str
    at: datetime
    steps: list[Step] = field(default_factory=list)
    held: set[str] = field(default_factory=set)
    replaceable: set[str] = field(default_factory=set)
    entered: datetime = field(init=False)
    chance: Random = field(init=False)
    role: str = ""
    _versions: dict[str, int] = field(default_factory=dict)
    _worker: Person | None = None
    _has_task: bool = False

    def __post_init__(self) -> None:
        self.chance = dice(self.world.seed, self.case_id)
        self.entered = self.at

    def come_to(self, stage: StageModel) -> None:
        """Let the case come to a stage, where somebody who is responsible for it looks at it."""
        self.entered = self.at
        self.role = self.chance.choice(stage.responsible) if stage.responsible else ""
        self._worker = self._somebody(self.role, self.at)

    def claim(self, wanted: datetime) -> None:
        """Let somebody take the open task."""
        at = self._business(wanted)
        self._worker = self._present(at)
        self._add(self._worker.name, do.Claim(person=self._worker.name), at)
        self._has_task = True

    def act(self, command: do.Command, wanted: datetime, *, content: bytes = b"") -> None:
        """Let whoever has the case do something about when it is wanted.

        Whoever is away then hands the task over before, but not while the case is on hold.
        """
        at = self._business(wanted)
        person = self._present(at)
        if person is not self._worker and not isinstance(command, do.Resume):
            self._hand_over(person, at)
        self._add(person.name, command, at, content=content)

    def _hand_over(self, person: Person, at: datetime) -> None:
        if self._worker and self._has_task:
            self._add(self._worker.name, do.Release(), at)
            self._add(person.name, do.Claim(person=person.name), at)
        self._worker = person

    def complete(self, wanted: datetime) -> None:
        """End the work of the stage, and the task with it."""
        self.act(do.Complete(), wanted)
        self._has_task = False

    def decide(self, command: do.Command, role: str, wanted: datetime) -> None:
        """Let somebody of a role decide something about when it is wanted."""
        at = self._business(wanted)
        self._add(self._somebody(role, at).name, command, at)

    def begin(self, command: do.Open) -> None:
        """Open the case at the moment it came, be it in business hours or not."""
        self._add(self._somebody(self.role, self.at).name, command, self.at)

    def record(self, item: str, wanted: datetime, *, is_early: bool = False) -> None:
        """Record an item; early, it may be one that is replaced before the stage ends."""
        template = self.world.plan.templates.get(item)
        at = self._business(wanted)
        self._versions[item] = self._versions.get(item, 0) + 1
        if template is None:
            content, is_earlier = plain(item), False
        else:
            is_earlier = is_early and self.chance.random() < template.earlier_chance
            content = filled(template, self._facts(at), self.chance, earlier=is_earlier)
        self.held.add(item)
        (self.replaceable.add if is_earlier else self.replaceable.discard)(item)
        record = do.Record(item=item, sha256=sha256(content).hexdigest())
        self.act(record, at, content=content)

    def _facts(self, at: datetime) -> Facts:
        return Facts(
            case_id=self.case_id,
            customer=self.customer,
            zone=self.world.company.calendar.zone,
            entered=self.entered,
            at=at,
            versions=self._versions,
            seed=self.world.seed,
        )

    def _business(self, wanted: datetime) -> datetime:
        return at_work(self.world.company.calendar, wanted, earliest=self.at + _LEAST)

    def _present(self, at: datetime) -> Person:
        day = day_of(at, self.world.company.calendar)
        if self._worker and self._worker.works_on(day):
            return self._worker
        return self._somebody(self.role, at)

    def _somebody(self, role: str, at: datetime) -> Person:
        day = day_of(at, self.world.company.calendar)
        return who_works(self.world.people[role], self.chance, day)

    def _add(
        self, actor: str, command: do.Command, wanted: datetime, *, content: bytes = b""
    ) -> None:
        # Nothing happens twice at one moment, so that the order of a log is that of its moments.
        at = wanted if not self.steps else max(wanted, self.at + _LEAST)
        self.steps.append(
            Step(
                at=at,
                case_id=self.case_id,
                number=len(self.steps) + 1,
                stream_id=self.world.model.stream_id,
                actor=actor,
                command=command,
                content=content,
            )
        )
        self.at = at
