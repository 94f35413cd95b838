"""From the documents' model to what cases run on."""

from collections.abc import Iterable

from penstock.architecture.model import (
    Architecture,
    Kind,
    Ref,
    RelationKind,
    Stage,
    Stated,
    ValueStream,
)
from penstock.delivery.models import StageModel, StreamModel
from penstock.governance.service_levels.calendars import Calendar


class UnknownStreamError(LookupError):
    """The documents describe no such value stream, or none of its stages."""

    def __init__(self, stream_id: str, *, known: tuple[str, ...]) -> None:
        self.stream_id = stream_id
        self.known = known
        super().__init__(
            f"No value stream {stream_id} can be worked: the documents state no stages of it. "
            f"Those that can are {', '.join(known) or 'none'}."
        )


def stream_model(
    architecture: Architecture, stream_id: str, *, calendar: Calendar | None = None
) -> StreamModel:
    """Return the model that cases of a stream run on.

    Args:
        architecture: What the documents state.
        stream_id: The stream.
        calendar: What service levels count on; left out of the model of a stream without any.

    Raises:
        UnknownStreamError: The documents state no stages of it.
    """
    stages = architecture.stages_of(stream_id)
    stream = architecture.merged(Ref(Kind.VALUE_STREAM, stream_id))
    if not stages or not isinstance(stream, ValueStream):
        raise UnknownStreamError(stream_id, known=tuple(architecture.stages_by_stream))
    worked = tuple(_stage(architecture, stage) for stage in stages)
    level = stream.service_level.text if stream.service_level else ""
    return StreamModel(
        stream_id=stream_id,
        name=stream.name,
        side=stream.side.value if stream.side else "",
        entry_criteria=_texts(stream.entry_criteria),
        exit_criteria=_texts(stream.exit_criteria),
        products=_products(architecture, stream_id),
        stages=worked,
        service_level=level,
        calendar=calendar if level or any(stage.service_level for stage in worked) else None,
    )


def _stage(architecture: Architecture, stage: Stage) -> StageModel:
    accountable, *rivals = _roles(architecture, stage, RelationKind.ACCOUNTABLE) or ("",)
    return StageModel(
        id=stage.id,
        name=stage.name,
        inputs=_texts(stage.inputs),
        outputs=_texts(stage.outputs),
        responsible=_roles(architecture, stage, RelationKind.RESPONSIBLE),
        accountable=accountable,
        service_level=stage.service_level.text if stage.service_level else "",
        consulted=_roles(architecture, stage, RelationKind.CONSULTED),
        informed=_roles(architecture, stage, RelationKind.INFORMED),
        rivals=tuple(rivals),
        separation=_separation(architecture, stage),
    )


def _roles(architecture: Architecture, stage: Stage, kind: RelationKind) -> tuple[str, ...]:
    relations = architecture.incoming.get(stage.ref, ())
    return _once(relation.source.id for relation in relations if relation.kind is kind)


def _separation(architecture: Architecture, stage: Stage) -> str:
    """Return why whoever works a stage may not close it, as the first row says that does."""
    rows = (row for row in architecture.raci_rows if row.subject == stage.ref)
    return next((row.separation for row in rows if row.separation), "")


def _products(architecture: Architecture, stream_id: str) -> tuple[str, ...]:
    wanted = {RelationKind.DELIVERS, RelationKind.SUPPORTS}
    relations = architecture.outgoing.get(Ref(Kind.VALUE_STREAM, stream_id), ())
    return _once(
        relation.target.id
        for relation in relations
        if relation.kind in wanted and relation.target.kind is Kind.PRODUCT
    )


def _texts(stated: Iterable[Stated]) -> tuple[str, ...]:
    return _once(each.text for each in stated)


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
