"""What packages say of the streams of an architecture, as its checks need it."""

from collections.abc import Iterable, Mapping

from penstock.app.packages.installed import FILE_NAME, Packages, StreamPackage, UnusableStreamError
from penstock.architecture.checks.code.streams import StageCode, StreamCode
from penstock.architecture.model import Architecture
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
            found[stream_id] = _stream(package)
    return found


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
