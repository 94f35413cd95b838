"""What packages say of the streams of an architecture, as its checks need it."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from penstock.app.packages.installed import FILE_NAME, Packages, StreamPackage, UnusableStreamError
from penstock.app.packages.kept import remembered
from penstock.app.streams.ports import PROVIDED, Ports
from penstock.architecture.checks.code.streams import ActCode, StageCode, StreamCode
from penstock.architecture.model import Architecture, Kind, Ref, ValueStream
from penstock.delivery.items import ItemType
from penstock.delivery.manifests import StageEntry
from penstock.delivery.signatures import Taking
from penstock.delivery.stage_acts import StageAct
from penstock.kernel.terms import key_of

if TYPE_CHECKING:
    from penstock.app.packages.code import StreamCode as Code


def said(architecture: Architecture, packages: Packages) -> Mapping[str, StreamCode]:
    """Return what packages say of those streams whose stages the documents state."""
    found: dict[str, StreamCode] = {}
    for stream_id in architecture.stages_by_stream:
        if (unusable := packages.unusable.get(stream_id)) is not None:
            found[stream_id] = _unusable(unusable)
        elif (package := packages.usable.get(stream_id)) is not None:
            name = _name(architecture, stream_id)
            if package.is_about(name):
                replaces = packages.replaced.get(stream_id, "")
                ask = partial(_stream, package, replaces=replaces)
                found[stream_id] = remembered(package, ask)
            elif not package.is_own:
                found[stream_id] = _of_another(package, name)
        elif (asleep := packages.asleep.get(stream_id)) and asleep.is_about(
            _name(architecture, stream_id)
        ):
            found[stream_id] = _asleep(asleep)
    return found


def _name(architecture: Architecture, stream_id: str) -> str:
    stream = architecture.merged(Ref(Kind.VALUE_STREAM, stream_id))
    return stream.name if isinstance(stream, ValueStream) else ""


def _of_another(package: StreamPackage, name: str) -> StreamCode:
    unusable = (
        f"{package.file} is about {package.stream_id} “{package.manifest.name}”, and the documents "
        f"call it “{name}”: its code is not used. Correct the one that is wrong."
    )
    return StreamCode(manifest=package.file, unusable=unusable)


def _asleep(package: StreamPackage) -> StreamCode:
    """Return what a manifest alone says, where what the code needs is not installed."""
    entries = package.manifest.stages.items()
    return StreamCode(
        manifest=package.file,
        is_asleep=True,
        stages={
            stage_id: StageCode(papers=dict.fromkeys(entry.papers, ""))
            for stage_id, entry in entries
            if not entry.procedure
        },
    )


def _unusable(error: UnusableStreamError) -> StreamCode:
    return StreamCode(manifest=f"{error.package}/{FILE_NAME}", unusable=str(error))


def _stream(package: StreamPackage, *, replaces: str) -> StreamCode:
    from penstock.app.packages.code import load_code  # most documents have streams without code

    try:
        code = load_code(package)
    except UnusableStreamError as error:
        return _unusable(error)
    ports = Ports(places={**PROVIDED, **package.ports})
    entries = package.manifest.stages.items()
    stages = {
        stage_id: _stage(stage_id, entry, code, ports)
        for stage_id, entry in entries
        # Stage tables have the stages of streams; those of procedures stand beside them.
        if not entry.procedure
    }
    return StreamCode(
        manifest=package.file,
        stages=stages,
        acts=tuple(_act(each, ports) for each in code.acts),
        procedures=frozenset(stage_id for stage_id, entry in entries if entry.procedure),
        replaces=replaces,
    )


def _stage(stage_id: str, entry: StageEntry, code: "Code", ports: Ports) -> StageCode:
    work, unusable = code.works.get(stage_id), code.unusable.get(stage_id)
    types = {paper: code.type_of(paper) for paper in entry.papers}
    entries = code.package.manifest.stages.values()
    papers = {key_of(paper) for each in entries for paper in each.papers}
    return StageCode(
        work=work.name if work else entry.work,
        side=entry.side,
        status=entry.status,
        because=entry.because,
        inputs=_names(work.inputs.values() if work else ()),
        outputs=_names(each for each in (work.outputs if work else ()) if each.key not in papers),
        also=_also(work.takes.types if work else ()),
        unusable=str(unusable) if unusable else "",
        missing_ports=ports.missing(work.takes.ports) if work else (),
        papers={paper: kind.name if kind else "" for paper, kind in types.items()},
    )


def _act(act: StageAct, ports: Ports) -> ActCode:
    return ActCode(
        name=act.name,
        stage_id=act.stage_id,
        function=act.takes.name,
        roles=act.roles,
        items={each.name: each.keys for each in _indispensable(act)},
        missing_ports=ports.missing(act.takes.ports),
    )


def _indispensable(act: StageAct) -> Iterator[ItemType]:
    """Yield what an act cannot do without, and what it makes."""
    yield from (each.kind for each in act.takes.items.values() if each.how is Taking.NEEDED)
    yield from act.takes.outputs


def _names(types: Iterable[ItemType]) -> dict[str, str]:
    return {each.key: each.name for each in types}


def _also(types: Iterable[ItemType]) -> dict[str, str]:
    return {older: each.key for each in types for older in each.keys[1:]}
