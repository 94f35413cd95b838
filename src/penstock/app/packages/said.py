"""What packages say of the streams of an architecture, as its checks need it."""

from collections.abc import Iterable, Mapping

from penstock.app.packages.installed import FILE_NAME, Packages, StreamPackage, UnusableStreamError
from penstock.architecture.checks.code.streams import StageCode, StreamCode
from penstock.architecture.model import Architecture, Kind, Ref, ValueStream
from penstock.delivery.items import ItemType
from penstock.delivery.manifests import StageEntry
from penstock.delivery.stage_work import StageWork


def said(architecture: Architecture, packages: Packages) -> Mapping[str, StreamCode]:
    """Return what packages say of those streams whose stages the documents state."""
    found: dict[str, StreamCode] = {}
    for stream_id in architecture.stages_by_stream:
        if (unusable := packages.unusable.get(stream_id)) is not None:
            found[stream_id] = _unusable(unusable)
        elif (package := packages.usable.get(stream_id)) is not None:
            name = _name(architecture, stream_id)
            if package.is_about(name):
                found[stream_id] = _stream(package)
            elif not package.is_own:
                found[stream_id] = _of_another(package, name)
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


def _unusable(error: UnusableStreamError) -> StreamCode:
    return StreamCode(manifest=f"{error.package}/{FILE_NAME}", unusable=str(error))


def _stream(package: StreamPackage) -> StreamCode:
    from penstock.app.packages.code import load_code  # most documents have streams without code

    try:
        code = load_code(package)
    except UnusableStreamError as error:
        return _unusable(error)
    stages = {
        stage_id: _stage(entry, code.works.get(stage_id), code.unusable.get(stage_id))
        for stage_id, entry in package.manifest.stages.items()
        # Stage tables have the stages of streams; those of procedures stand beside them.
        if not entry.procedure
    }
    return StreamCode(manifest=package.file, stages=stages)


def _stage(entry: StageEntry, work: StageWork | None, unusable: Exception | None) -> StageCode:
    return StageCode(
        work=work.name if work else entry.work,
        side=entry.side,
        status=entry.status,
        because=entry.because,
        inputs=_names(work.inputs.values() if work else ()),
        outputs=_names(work.outputs if work else ()),
        also=_also(work.takes.types if work else ()),
        unusable=str(unusable) if unusable else "",
    )


def _names(types: Iterable[ItemType]) -> dict[str, str]:
    return {each.key: each.name for each in types}


def _also(types: Iterable[ItemType]) -> dict[str, str]:
    return {older: each.key for each in types for older in each.keys[1:]}
