"""The items that all tools read: a made-up company of any size, built like Quantum Energy.

Each value stream has seven stages that hand on one item of information each, and each stage needs
two capabilities; there are six capabilities for each stream. Names and sentences have the reference
company's usual length, so that no tool is given an easy or an odd text.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil

STAGES_PER_STREAM = 7
# The stream, its stages, and the information before the first and after each.
_ITEMS_PER_STREAM = 2 + 2 * STAGES_PER_STREAM
_CAPABILITIES_PER_GROUP = 8
# A number of four digits could be a year.
_GROUPS = 999
_STREAMS_PER_FAMILY = 20
_SCOPES = (
    *("Regional", "Seasonal", "Shared", "Digital", "Field", "Wholesale", "Residential"),
    *("Commercial", "Emergency", "Municipal", "Industrial", "Coastal"),
)
_OBJECTS = (
    *("Meter", "Feeder", "Tariff", "Outage", "Asset", "Battery", "Charger", "Customer"),
    *("Supplier", "Permit", "Crew", "Forecast", "Market", "Invoice", "Safety", "Vehicle"),
    *("Substation", "Pipeline", "Contract", "Record"),
)
_WORK = (
    *("Planning", "Design", "Validation", "Scheduling", "Dispatch", "Inspection", "Settlement"),
    *("Procurement", "Analysis", "Registration", "Monitoring", "Repair", "Training"),
    *("Reporting", "Pricing", "Screening", "Archiving", "Forecasting", "Billing", "Review"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Capability:
    """A capability of level 1 (`12`) or level 2 (`12.3`)."""

    number: str
    name: str
    definition: str

    @property
    def parent(self) -> str:
        return self.number.rpartition(".")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage and what it cannot do without."""

    position: int
    name: str
    description: str
    capabilities: tuple[Capability, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """A value stream; `needs` is the one before it.

    Each stage takes in the information of its number and gives out the next: `information[0]` comes
    from outside, the last leaves the stream.
    """

    id: str
    name: str
    description: str
    stages: tuple[Stage, ...]
    information: tuple[str, ...]
    needs: "Stream | None"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item as tools for linked items see it: all links lead to items that stand before it.

    Information has a name and no text, as in a stage table.
    """

    id: str
    kind: str
    title: str
    text: str
    links: tuple[str, ...]
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """Everything that is written down."""

    capabilities: tuple[Capability, ...]
    streams: tuple[Stream, ...]

    def items(self) -> Iterator[Item]:
        """Yield every element of the model as an item, and every relation as a link."""
        for capability in self.capabilities:
            yield Item(
                id=_capability_id(capability.number),
                kind="capability",
                title=capability.name,
                text=capability.definition,
                links=(_capability_id(capability.parent),) if capability.parent else (),
                document="capabilities",
            )
        for stream in self.streams:
            yield from _stream_items(stream)


def make(items: int) -> Company:
    """Return a company of so many items."""
    streams = items * 73 // (100 * _ITEMS_PER_STREAM)
    count = items - streams * _ITEMS_PER_STREAM
    capabilities = tuple(_capability(index, of=count) for index in range(count))
    return Company(capabilities=capabilities, streams=tuple(_streams(streams, capabilities)))


def with_broken_link(company: Company) -> Company:
    """Return a company whose last stage needs a capability that does not exist."""
    unknown = Capability(number="999.99", name="Weather Making", definition="")
    *streams, last = company.streams
    stage = replace(last.stages[-1], capabilities=(unknown,))
    broken = replace(last, stages=(*last.stages[:-1], stage))
    return replace(company, streams=(*streams, broken))


def _capability(index: int, *, of: int) -> Capability:
    size = max(_CAPABILITIES_PER_GROUP, ceil(of / _GROUPS))
    # A group of one would be linked to nothing, so the last capability joins the group before.
    group = min(index, of - 2) // size
    member = index - group * size
    name = _name(index)
    return Capability(
        number=f"{group + 1}.{member}" if member else f"{group + 1}",
        name=name,
        definition=f"To carry out {name.lower()} for every customer, in time and with a record.",
    )


def _streams(count: int, capabilities: tuple[Capability, ...]) -> Iterator[Stream]:
    enabling = [capability for capability in capabilities if capability.parent]
    before: Stream | None = None
    for index in range(count):
        family, member = divmod(index, _STREAMS_PER_FAMILY)
        identifier = f"{_letters(family)}-{member + 1:02}"
        before = Stream(
            id=identifier,
            name=f"{_name(index * 7 + 3)} Service",
            description="Brings what a customer asks for through seven stages to a result that the "
            "customer keeps and the company can account for.",
            stages=tuple(
                _stage(position, enabling, seed=index * STAGES_PER_STREAM + position)
                for position in range(1, STAGES_PER_STREAM + 1)
            ),
            information=tuple(
                f"{identifier} {_OBJECTS[position]} Result"
                for position in range(STAGES_PER_STREAM + 1)
            ),
            needs=before,
        )
        yield before


def _stage(position: int, enabling: list[Capability], *, seed: int) -> Stage:
    other = seed + len(enabling) // 2
    return Stage(
        position=position,
        name=f"{_OBJECTS[seed % 20]} {_WORK[seed // 20 % 20]} & {_WORK[seed % 19]}",
        description="Takes what the stage before has left, completes what is missing, weighs it "
        "against the rule that applies and the date that was promised, and hands on a checked "
        "result.",
        capabilities=tuple(enabling[each % len(enabling)] for each in (seed, other)),
    )


def _stream_items(stream: Stream) -> Iterator[Item]:
    yield Item(
        document=stream.id.lower(),
        id=stream.id,
        kind="stream",
        title=stream.name,
        text=stream.description,
        links=(stream.needs.id,) if stream.needs else (),
    )
    yield _information(stream, 0)
    for stage in stream.stages:
        needed = (_capability_id(capability.number) for capability in stage.capabilities)
        yield Item(
            document=stream.id.lower(),
            id=_stage_id(stream, stage.position),
            kind="stage",
            title=stage.name,
            text=stage.description,
            links=(stream.id, *needed, _information_id(stream, stage.position - 1)),
        )
        yield _information(stream, stage.position)


def _information(stream: Stream, position: int) -> Item:
    return Item(
        document=stream.id.lower(),
        id=_information_id(stream, position),
        kind="information",
        title=stream.information[position],
        text="",
        links=(_stage_id(stream, position),) if position else (),
    )


def _name(index: int) -> str:
    """Return a name of three words; the 4801st and further ones bear a district's number, too."""
    rest, work = divmod(index, len(_WORK))
    rest, thing = divmod(rest, len(_OBJECTS))
    district, scope = divmod(rest, len(_SCOPES))
    name = f"{_SCOPES[scope]} {_OBJECTS[thing]} {_WORK[work]}"
    return f"{name} District {district + 1}" if district else name


def _letters(number: int) -> str:
    """Return three letters for a number."""
    return "".join(chr(ord("A") + number // 26**power % 26) for power in (2, 1, 0))


def _capability_id(number: str) -> str:
    return f"CAP-{number.replace('.', '-')}"


def _information_id(stream: Stream, position: int) -> str:
    return f"{stream.id}-{position}-RESULT"


def _stage_id(stream: Stream, position: int) -> str:
    # A dot in an id means a part of an item to sphinx-needs.
    return f"{stream.id}-{position}"
