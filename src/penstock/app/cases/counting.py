"""How many cases stand where, for whoever has to see all of it at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from penstock.app.cases.naming import NoSuchNameError, chosen
from penstock.app.cases.usecases import Cases
from penstock.delivery.ports import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """The cases of a stream that stand in one stage with one status.

    Args:
        stream_id: The stream.
        stage_id: The stage.
        stage: What the documents call the stage now; empty when they do not have it any more.
        status: Whether the cases go on.
        cases: How many there are.
    """

    stream_id: str
    stage_id: str
    stage: str
    status: str
    cases: int


def crowds(cases: Cases, *, stream: str = "", late: bool = False) -> tuple[Crowd, ...]:
    """Return how many cases stand where, in the order of streams, stages and statuses.

    Args:
        cases: The cases.
        stream: Only of this stream; empty for all.
        late: Only those whose deadline has passed.

    Raises:
        NoSuchNameError: There is no such stream.
    """
    counts = cases.counts(due_before=cases.now() if late else None)
    if stream and stream not in {each.stream_id for each in counts}:
        stream = chosen(stream, cases.models.stream_ids, kind="value stream", of="the documents")
    shown = [each for each in counts if stream in {"", each.stream_id}]
    names = {id_: _stage_names(id_, cases) for id_ in {each.stream_id for each in shown}}
    return tuple(_crowd(each, names[each.stream_id]) for each in shown)


def _crowd(count: Count, names: Mapping[str, str]) -> Crowd:
    return Crowd(
        stream_id=count.stream_id,
        stage_id=count.stage_id,
        stage=names.get(count.stage_id, ""),
        status=count.status,
        cases=count.cases,
    )


def _stage_names(stream_id: str, cases: Cases) -> Mapping[str, str]:
    """Return what the documents call the stages of a stream; that of its own stages comes first."""
    try:
        models = cases.models.all_of(stream_id)
    except NoSuchNameError:
        return {}
    return {stage.id: stage.name for model in reversed(models) for stage in model.stages}
