"""What the pages of value streams and stages show besides."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from penstock.architecture.drawing import Band, Crowd, Options, value_stream_map
from penstock.architecture.model import KeyMetric, Kind, Ref, RelationKind, Stage, ValueStream
from penstock.web.site.edition import Edition
from penstock.web.site.markup import Here
from penstock.web.site.pictures import Block, Picture, blocks
from penstock.web.site.rendering import Download
from penstock.web.site.ties import Ties

Crowds = Mapping[str, Crowd] | None


class StageRow(NamedTuple):
    """A stage in the table of its stream."""

    stage: Stage
    capabilities: tuple[Ref, ...]
    roles: tuple[Ref, ...]


def stream_view(here: Here, stream: ValueStream, crowds: Crowds = None) -> dict[str, object]:
    """Return maps, stages and key metrics of a value stream, with its cases where they are told."""
    architecture = here.edition.architecture
    metrics = architecture.all(KeyMetric).values()
    return {
        "maps": _known_maps(here, stream, crowds),
        "crowds": crowds,
        "stages": tuple(
            _stage_row(here.edition, each) for each in architecture.stages_of(stream.id)
        ),
        "metrics": tuple(each for each in metrics if each.stream_id == stream.id),
    }


def _known_maps(here: Here, stream: ValueStream, crowds: Crowds) -> Sequence[Picture]:
    """Return the map, drawn before where the same cases stood in the same stages."""
    if crowds is None:
        return _maps(here, stream, crowds)
    standing = (stream.id, here.root, frozenset(crowds.items()))
    return here.edition.drawn.told(
        standing, mark="the same documents", make=lambda: _maps(here, stream, crowds)
    )


def _maps(here: Here, stream: ValueStream, crowds: Crowds) -> list[Picture]:
    """Return the map twice: as an overview, and with all that the documents say."""
    stages = here.edition.architecture.stages_of(stream.id)
    outline = [(each.ref, _stage_row(here.edition, each).capabilities) for each in stages]
    several = (("Stages and capabilities", frozenset[Band]()), ("Everything", frozenset(Band)))
    return [
        Picture(
            value_stream_map(
                here.edition.architecture,
                stream.id,
                Options(standalone=False, show=show, crowds=crowds),
                here.element,
            ),
            title,
            "#stages",
            outline,
        )
        for title, show in several
    ]


def _stage_row(edition: Edition, stage: Stage) -> StageRow:
    relations = edition.architecture.incoming.get(stage.ref, ())

    def sources(kind: RelationKind) -> tuple[Ref, ...]:
        return tuple(dict.fromkeys(each.source for each in relations if each.kind is kind))

    return StageRow(stage, sources(RelationKind.ENABLES), sources(RelationKind.ACCOUNTABLE))


def downloads_of(edition: Edition, ref: Ref) -> tuple[Download, ...]:
    """Return the files that belong to an element's page."""
    if ref.kind is not Kind.VALUE_STREAM or not edition.is_defined(ref):
        return ()
    return (Download("Map (SVG)", map_file(edition, ref)),)


def map_file(edition: Edition, ref: Ref) -> str:
    """Return the path of a stream's map as a file."""
    return edition.addresses.pages[ref].removesuffix(".html") + ".svg"


class Flow(NamedTuple):
    """An item that goes into a stage or comes out of it, and who hands it over or takes it."""

    item: Ref
    others: tuple[Ref, ...]


class StageBlocks(NamedTuple):
    """A stage's block diagram: what binds it, goes in, comes out, and carries it."""

    top: tuple[Block, ...]
    takes: tuple[Flow, ...]
    gives: tuple[Flow, ...]
    below: tuple[Block, ...]


_TOP = {"is governed by", "depends on"}
_FLOWS = {"takes in", "receives from"}


def stage_view(
    edition: Edition, stage: Stage, needs: Sequence[Ties], serves: Sequence[Ties]
) -> dict[str, object]:
    """Return the neighbours and the block diagram of a stage."""
    return {
        "neighbours": neighbours(edition, stage),
        "view": StageBlocks(
            top=blocks(each for each in needs if each.words in _TOP),
            takes=_flows(needs, "takes in", "receives from"),
            gives=_flows(serves, "gives out", "hands over to"),
            below=blocks(each for each in needs if each.words not in _TOP | _FLOWS),
        ),
    }


def _flows(groups: Sequence[Ties], what: str, who: str) -> tuple[Flow, ...]:
    """Return the items of one direction, each with the stages at the other end."""
    ties = {group.words: group.ties for group in groups}
    others: dict[str, list[Ref]] = {}
    for tie in ties.get(who, ()):
        others.setdefault(tie.note.casefold(), []).append(tie.to)
    return tuple(
        Flow(tie.to, tuple(dict.fromkeys(others.get(tie.to.id.casefold(), ()))))
        for tie in ties.get(what, ())
    )


class Neighbours(NamedTuple):
    """A stage among the others of its stream."""

    stages: tuple[Stage, ...]
    before: Stage | None
    after: Stage | None


def neighbours(edition: Edition, stage: Stage) -> Neighbours:
    """Return the stages of a stage's stream, and the ones before and after it."""
    stages = edition.architecture.stages_of(stage.stream_id)
    ids = [each.id for each in stages]
    index = ids.index(stage.id) if stage.id in ids else 0
    before = stages[index - 1] if index > 0 else None
    after = stages[index + 1] if index + 1 < len(stages) else None
    return Neighbours(stages, before, after)
