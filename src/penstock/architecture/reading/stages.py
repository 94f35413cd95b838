"""Stage tables, and the tables of information that comes from outside or leaves."""

from penstock.architecture.model import (
    InformationItem,
    Kind,
    Ref,
    RelationKind,
    Stage,
    Stated,
    new_ref,
)
from penstock.architecture.reading.columns import Grid, Record
from penstock.architecture.reading.lists import items_of, roles_of
from penstock.architecture.reading.notebook import Notebook, Stream

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
        capabilities=_capabilities(record),
        inputs=_items(record, "expected inputs"),
        outputs=_items(record, "expected outputs"),
        metrics=_items(record, "key metrics"),
        service_level=record.cell("service level"),
    )


def _capabilities(record: Record) -> tuple[Stated, ...]:
    cells = record.cells("enabling capabilities")
    return tuple([capability for cell in cells for capability in roles_of(cell)])


def _items(record: Record, column: str) -> tuple[Stated, ...]:
    return tuple([item for cell in record.cells(column) for item in items_of(cell)])


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
        for item in items:
            notes.relate(kind, ref, _information(item), item.place, item.text)


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
    for cell in record.cells(column):
        for words in roles_of(cell):
            notes.refer(kind, target=_information(item), words=words, among=_OUTSIDE)


def _information(item: Stated) -> Ref:
    return new_ref((Kind.INFORMATION, item.text))
