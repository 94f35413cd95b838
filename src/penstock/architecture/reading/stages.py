"""Stage tables, and the tables of information that comes from outside or leaves."""

from collections.abc import Callable

from penstock.architecture.model import (
    InformationItem,
    Kind,
    RelationKind,
    Stage,
    Stated,
    new_ref,
)
from penstock.architecture.reading.columns import Grid, Record
from penstock.architecture.reading.lists import items_of, roles_of
from penstock.architecture.reading.notebook import Notebook, Stream

_INFORMATION = Kind.INFORMATION
_CAPABILITY = (Kind.CAPABILITY,)
_OUTSIDE = (Kind.STAKEHOLDER, Kind.SYSTEM, Kind.PARTNER, Kind.ROLE, Kind.ORGANIZATION_UNIT)


def read_stages(grid: Grid, notes: Notebook, stream: Stream | None) -> None:
    """Read a stage table into stages, their capabilities and their information."""
    for position, record in enumerate(grid.records(), 1):
        stage = _stage(record, position, stream)
        if stage is not None:
            notes.add(stage)
            notes.understand(record)
            _relate(stage, notes)


def _stage(record: Record, position: int, stream: Stream | None) -> Stage | None:
    identifier = record.cell("stage id")
    if identifier is None:
        return None
    return Stage(
        id=identifier.text,
        name=record.text("stage name"),
        place=identifier.place,
        stream_id=stream.id if stream else identifier.text.partition(".")[0],
        position=position,
        description=record.cell("description"),
        capabilities=_parted(record, "enabling capabilities", roles_of),
        inputs=_parted(record, "expected inputs", items_of),
        outputs=_parted(record, "expected outputs", items_of),
        metrics=_parted(record, "key metrics", items_of),
        service_level=record.cell("service level"),
    )


def _parted(
    record: Record, column: str, part: Callable[[Stated], list[Stated]]
) -> tuple[Stated, ...]:
    """Return all that the cells of a column name."""
    found: list[Stated] = []
    for cell in record.cells(column):
        found += part(cell)
    return tuple(found)


def _relate(stage: Stage, notes: Notebook) -> None:
    ref = stage.ref
    stream = new_ref((Kind.VALUE_STREAM, stage.stream_id))
    notes.relate(RelationKind.PART_OF, ref, stream, stage.place)
    for capability in stage.capabilities:
        notes.refer(RelationKind.ENABLES, target=ref, words=capability, among=_CAPABILITY)
    for kind, items in (
        (RelationKind.CONSUMES, stage.inputs),
        (RelationKind.PRODUCES, stage.outputs),
    ):
        for words, place in items:
            notes.relate(kind, ref, new_ref((_INFORMATION, words)), place, words)


def read_information(grid: Grid, notes: Notebook) -> None:
    """Read who provides information from outside, or who uses what leaves the stream."""
    for record in grid.records():
        item = record.cell("information item")
        if item is None:
            continue
        notes.add(InformationItem(id=item.text, name=item.text, place=item.place))
        notes.understand(record)
        _information_ends(record, item, notes, RelationKind.PROVIDES, "provided by")
        _information_ends(record, item, notes, RelationKind.USES, "used by")


def _information_ends(
    record: Record, item: Stated, notes: Notebook, kind: RelationKind, column: str
) -> None:
    information = new_ref((_INFORMATION, item.text))
    for words in _parted(record, column, roles_of):
        notes.refer(kind, target=information, words=words, among=_OUTSIDE)
