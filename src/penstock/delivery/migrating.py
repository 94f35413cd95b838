"""Which open cases can go on by another model of their stream, and what stands in the way."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from penstock.delivery.case import Case, Phase
from penstock.delivery.changing_models import made_one, missing_inputs
from penstock.delivery.commands import Migrate
from penstock.delivery.models import StageModel, StreamModel


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """What people say became of stages and items; it goes before what can be guessed.

    Args:
        stages: The new id of a stage, by its old one.
        items: The new name of an item, by its old one; empty to let it go.
    """

    stages: Mapping[str, str] = field(default_factory=dict)
    items: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A case that can go on by the new model.

    Args:
        case_id: The case.
        version: Its version when this was planned.
        stage_id: The stage it is in.
        to_stage_id: The stage it will be in.
        command: What moves it.
        remarks: What it will wait for then, or lack.
    """

    case_id: str
    version: int
    stage_id: str
    to_stage_id: str
    command: Migrate
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked:
    """A case that cannot go on by the new model before somebody says more.

    Args:
        case_id: The case.
        stage_id: The stage it is in.
        because: What stands in the way, and what to do.
    """

    case_id: str
    stage_id: str
    because: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Way:
    """From one model of a stream to another: what becomes of stages and items.

    Args:
        old: The model that cases run on.
        new: The model they shall run on.
        renamed: What people say.
    """

    old: StreamModel
    new: StreamModel
    renamed: Renamed = field(default_factory=Renamed)

    @cached_property
    def stages(self) -> Mapping[str, tuple[str, ...]]:
        """The new ids that each old stage may have: one, none, or two that only people can tell."""
        return {stage.id: self._counterparts(stage) for stage in self.old.stages}

    @cached_property
    def command(self) -> Migrate:
        """What moves a case: the names that changed, and no other."""
        new_ids = {old: ids[0] for old, ids in self.stages.items() if len(ids) == 1}
        items = {old: new for old, new in self.renamed.items.items() if new}
        return Migrate(
            fingerprint=self.new.fingerprint,
            stages={old: new for old, new in sorted(new_ids.items()) if old != new},
            items={old: new for old, new in sorted(items.items()) if old != new},
        )

    @cached_property
    def unknown_items(self) -> tuple[str, ...]:
        """The items that only the old model knows, and nobody says what became of them."""
        return tuple(sorted(self.old.items - self.new.items - set(self.renamed.items)))

    @cached_property
    def _unclear(self) -> tuple[str, ...]:
        """The old stages that lead to none of the new, or to more than one."""
        return tuple(stage_id for stage_id, ids in self.stages.items() if len(ids) != 1)

    @cached_property
    def _criteria_gone(self) -> frozenset[str]:
        """The criteria that only the old model has."""
        return self.old.criteria - self.new.criteria

    @cached_property
    def _added(self) -> tuple[StageModel, ...]:
        """The stages of the new model that come from none of the old."""
        known = {stage_id for ids in self.stages.values() for stage_id in ids}
        return tuple(stage for stage in self.new.stages if stage.id not in known)

    def plan(self, case: Case) -> Move | Blocked:
        """Return how a case goes on by the new model, or why it cannot."""
        if because := tuple(self._because(case)):
            return Blocked(case_id=case.case_id, stage_id=case.stage_id, because=because)
        (to_stage_id,) = self.stages[case.stage_id]
        return Move(
            case_id=case.case_id,
            version=case.version,
            stage_id=case.stage_id,
            to_stage_id=to_stage_id,
            command=self.command,
            remarks=tuple(self._remarks(case, self.new.stage(to_stage_id))),
        )

    def _counterparts(self, stage: StageModel) -> tuple[str, ...]:
        if stage.id in self.renamed.stages:
            return (self.renamed.stages[stage.id],)
        by_id = [each.id for each in self.new.stages if each.id == stage.id]
        by_name = [each.id for each in self.new.stages if each.name == stage.name]
        if stage.id in by_name:
            return (stage.id,)
        # With a stage put in before it and all renumbered, the id leads to another stage's work.
        return (*by_id, *by_name)

    def _because(self, case: Case) -> Iterator[str]:
        for stage_id in (stage_id for stage_id in self._unclear if stage_id in case.visits):
            ids, name = self.stages[stage_id], self.old.stage(stage_id).name
            if not ids and stage_id == case.stage_id:
                yield (
                    f"Stage {stage_id} “{name}” is no longer there: "
                    f"say where it goes on, --stage {stage_id}=NEW."
                )
            if len(ids) > 1:
                may = " or ".join(f"{each} “{self.new.stage(each).name}”" for each in ids)
                yield f"Stage {stage_id} “{name}” may be {may}: say which, --stage {stage_id}=NEW."
        for item in self.unknown_items:
            if case.has(item):
                yield (
                    f"It holds “{item}”, which the documents no longer name: say what it is "
                    f"called, --item '{item}=NEW', or let it go, --item '{item}='."
                )
        for name in made_one(case, self.command.items):
            yield f"Two of the items that it holds would both be “{name}”."

    def _remarks(self, case: Case, stage: StageModel) -> Iterator[str]:
        for each in self._added:
            if self.new.position(each.id) < self.new.position(stage.id):
                yield f"It does not go through {each.id} “{each.name}”, which is new before it."
        before = self.old.stage(case.stage_id)
        expected = {self.command.items.get(item, item) for item in before.inputs}
        for item in missing_inputs(case, self.command, stage):
            if item not in expected and case.phase is Phase.WAITING:
                yield f"Stage {stage.id} waits for “{item}”."
            elif item not in expected:
                yield f"Stage {stage.id} takes in “{item}” now and has begun without it."
        for criterion in sorted(case.attested & self._criteria_gone):
            yield f"“{criterion}” was attested; the documents no longer ask for it in these words."


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """The plan for all open cases of a stream that run on older models.

    Args:
        new: The model they shall run on.
        ways: One for each model that some of them run on.
        moves: Those that can go on by it, in the order of their ids.
        blocked: Those that cannot.
    """

    new: StreamModel
    ways: tuple[Way, ...] = ()
    moves: tuple[Move, ...] = ()
    blocked: tuple[Blocked, ...] = ()


def migration(
    cases: Iterable[Case],
    new: StreamModel,
    *,
    model: Callable[[str], StreamModel],
    renamed: Renamed,
) -> Migration:
    """Return the plan for cases of one stream; those that run on the new model are left out.

    Args:
        cases: The open cases of the stream.
        new: The model they shall run on.
        model: Returns the model with a fingerprint.
        renamed: What people say became of stages and items.
    """
    ways: dict[str, Way] = {}
    planned: list[Move | Blocked] = []
    for case in cases:
        if case.fingerprint == new.fingerprint:
            continue
        if case.fingerprint not in ways:
            ways[case.fingerprint] = Way(old=model(case.fingerprint), new=new, renamed=renamed)
        planned.append(ways[case.fingerprint].plan(case))
    in_order = sorted(planned, key=lambda each: each.case_id)
    return Migration(
        new=new,
        ways=tuple(ways.values()),
        moves=tuple(each for each in in_order if isinstance(each, Move)),
        blocked=tuple(each for each in in_order if isinstance(each, Blocked)),
    )
