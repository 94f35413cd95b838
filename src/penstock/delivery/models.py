"""What a case runs on: one value stream's stages, frozen at a fingerprint."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from hashlib import sha256
from typing import Any

from penstock.governance.service_levels.calendars import Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class StageModel:
    """One stage, as the work needs it.

    Args:
        id: The stage's id.
        name: What people call it.
        inputs: Names of the information items that must be there before it starts.
        outputs: Names of the items that must be there before it ends.
        responsible: Roles that do the work.
        accountable: Role that closes the stage; empty where the documents name none.
        service_level: How long it may take, as the documents state it; empty where they do not.
        consulted: Roles that are asked before it is closed.
        informed: Roles that are told how it was closed.
        rivals: More roles that the documents name accountable, where one alone has to be.
        separation: Why whoever works it may not close it; empty where they may.
        papers: Names of further items that work makes: it needs none to start or to end.
    """

    id: str
    name: str
    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    accountable: str = ""
    service_level: str = ""
    consulted: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    separation: str = ""
    papers: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All information items that it knows: what it takes in, gives out, and its papers."""
        return (*self.inputs, *self.outputs, *self.papers)


@dataclass(frozen=True, kw_only=True)
class StreamModel:
    """One value stream, as cases need it.

    Invariants:
        Stages stand in the order of the stage table, at least one, their ids unique.

    Args:
        stream_id: The value stream's id.
        name: What people call it.
        side: `regulated`, `non-regulated` or `enterprise`; empty where nothing tells.
        entry_criteria: What somebody attests before the first stage starts.
        exit_criteria: What somebody attests before the case closes.
        products: Products that the stream delivers or supports; empty when any will do.
        procedure: The procedure of the stream whose stages these are; empty for its own.
        stages: The stages.
        service_level: How long a whole case may take, as the documents state it.
        calendar: The business calendar that service levels count on; kept with the model, so that
            no clock ever depends on what a library knows of holidays by then.
    """

    stream_id: str
    name: str
    side: str = ""
    entry_criteria: tuple[str, ...] = ()
    exit_criteria: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    procedure: str = ""
    stages: tuple[StageModel, ...]
    service_level: str = ""
    calendar: Calendar | None = None

    @cached_property
    def fingerprint(self) -> str:
        """The SHA-256 of what the model says, the same wherever and whenever it is read."""
        return sha256(self.to_json().encode()).hexdigest()

    def to_json(self) -> str:
        """Return the model in its canonical form.

        What models learnt to say later stays out where it says nothing: a model without service
        levels has the fingerprint that it always had.
        """
        fields = _without_silence(asdict(replace(self, calendar=None)))
        fields["stages"] = [_without_silence(stage) for stage in fields["stages"]]
        if self.calendar is not None:
            fields["calendar"] = json.loads(self.calendar.to_json())
        return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "StreamModel":
        """Return the model that a canonical form says."""
        fields = json.loads(text)
        if calendar := fields.pop("calendar", None):
            fields["calendar"] = Calendar.from_json(json.dumps(calendar))
        stages = tuple(StageModel(**_tupled(stage)) for stage in fields.pop("stages"))
        return cls(**_tupled(fields), stages=stages)

    def stage(self, stage_id: str) -> StageModel:
        """Return a stage by id.

        Raises:
            KeyError: The stream has no such stage.
        """
        return self._by_id[stage_id]

    def position(self, stage_id: str) -> int:
        """Return a stage's place in the order, from 0."""
        return self._positions[stage_id]

    def after(self, stage_id: str) -> StageModel | None:
        """Return the stage that follows, or None behind the last."""
        following = self.position(stage_id) + 1
        return self.stages[following] if following < len(self.stages) else None

    @cached_property
    def items(self) -> frozenset[str]:
        """All information items that some stage takes in or gives out, and all papers."""
        return frozenset(item for stage in self.stages for item in stage.names)

    @cached_property
    def papers(self) -> tuple[str, ...]:
        """All papers, in the order of the stages."""
        return tuple(dict.fromkeys(item for stage in self.stages for item in stage.papers))

    def with_papers(self, papers: Mapping[str, Sequence[str]]) -> "StreamModel":
        """Return the model with papers of its stages.

        Args:
            papers: Names by the id of the stage; what a stage takes in or gives out is no paper.
        """
        stages = [
            replace(stage, papers=tuple(each for each in named if each not in self.items))
            if (named := papers.get(stage.id, ()))
            else stage
            for stage in self.stages
        ]
        return replace(self, stages=tuple(stages))

    @cached_property
    def criteria(self) -> frozenset[str]:
        """All that somebody attests."""
        return frozenset((*self.entry_criteria, *self.exit_criteria))

    @cached_property
    def has_service_levels(self) -> bool:
        """Tell whether the documents say of anything how long it may take."""
        return any((self.service_level, *(stage.service_level for stage in self.stages)))

    @cached_property
    def _positions(self) -> Mapping[str, int]:
        return {stage.id: position for position, stage in enumerate(self.stages)}

    @cached_property
    def _by_id(self) -> Mapping[str, StageModel]:
        return {stage.id: stage for stage in self.stages}


def _without_silence(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value or name not in _LATER}


_LATER = (
    "service_level",
    "calendar",
    "consulted",
    "informed",
    "rivals",
    "separation",
    "procedure",
    "papers",
)


def _tupled(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()
    }
