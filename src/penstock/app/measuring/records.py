"""From files of key metrics, and the documents, to records."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from penstock.app.items.problems import problems
from penstock.app.measuring.bounds import number_of, target_of
from penstock.app.measuring.files import Lines, files_of
from penstock.app.measuring.form import MetricForm, MetricsForm
from penstock.app.measuring.sources import source_faults, source_of
from penstock.app.tabular import UnfitFileError
from penstock.architecture.model import (
    Architecture,
    KeyMetric,
    Kind,
    Ref,
    RelationKind,
    ValueStream,
)
from penstock.architecture.names import normal
from penstock.measurement.metrics.records import MetricRecord, OwnerRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """The key metrics of a company.

    Args:
        by_stream: Those of each value stream, in the order of its file.
    """

    by_stream: Mapping[str, tuple[MetricRecord, ...]] = field(default_factory=dict)

    def of(self, stream_id: str) -> tuple[MetricRecord, ...]:
        """Return those of a stream; none where nobody has written any."""
        return self.by_stream.get(stream_id, ())


def read_records(folder: Path, architecture: Architecture) -> Records:
    """Read the key metrics beside a company's documents.

    Args:
        folder: The folder of the documents.
        architecture: What they state: who owns a metric, where it stands and where it should be.

    Raises:
        UnfitFileError: A file cannot be followed.
    """
    indicators = _indicators(architecture)
    found: dict[str, tuple[MetricRecord, ...]] = {}
    for file in files_of(folder):
        stream_id, records = _read(file, folder)
        if stream_id in found:
            raise UnfitFileError(
                file, [f"line 1: {stream_id} has another file already. Join both."]
            )
        found[stream_id] = tuple(_completed(each, architecture, indicators) for each in records)
    return Records(by_stream=found)


def _read(file: Path, folder: Path) -> tuple[str, list[MetricRecord]]:
    text, form = _form(file)
    lines, reasons, records = Lines(text), list[str](), list[MetricRecord]()
    names: set[tuple[str, str]] = set()
    for number, said in enumerate(form.metric):
        place = f"{file.relative_to(folder).as_posix()}:{lines.of_record(number)}"
        wrong = list(_faults(said))
        if (key := (said.stage, normal(said.name))) in names:
            wrong.append(("name", "there is another record of this name. Keep one"))
        names.add(key)
        reasons += [f"line {lines.of_key(number, k)}: {said.name}: {why}." for k, why in wrong]
        if not wrong:
            records.append(_record(said, form.stream, place))
    if reasons:
        raise UnfitFileError(file, reasons)
    return form.stream, records


def _form(file: Path) -> tuple[str, MetricsForm]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnfitFileError(file, [f"it cannot be read: {error}."]) from error
    try:
        return text, _parsed(text)
    except tomllib.TOMLDecodeError as error:
        raise UnfitFileError(file, [f"it cannot be read: {error}."]) from error
    except ValidationError as error:
        raise UnfitFileError(file, _misfits(error, Lines(text))) from error


# Whoever looks at what is measured reads the files anew, and their words are the same for weeks.
@lru_cache(maxsize=32)
def _parsed(text: str) -> MetricsForm:
    return MetricsForm.model_validate(tomllib.loads(text))


def _misfits(error: ValidationError, lines: Lines) -> Iterator[str]:
    errors = error.errors(include_url=False)
    for each, said in zip(errors, problems(errors), strict=False):
        yield f"line {lines.of_path(each['loc'])}: {said}."


def _record(said: MetricForm, stream_id: str, place: str) -> MetricRecord:
    baseline = number_of(said.baseline)
    return MetricRecord(
        name=said.name,
        stream_id=stream_id,
        stage_id=said.stage,
        kind=said.kind,
        source=source_of(said),
        needs=said.needs,
        unit=said.unit,
        scale=said.scale,
        statistic=said.statistic,
        baseline=baseline,
        target=target_of(said.target, baseline=baseline),
        owner=said.owner,
        meaning=said.meaning,
        place=place,
    )


def _faults(said: MetricForm) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a record, each with the key it stands at."""
    yield from source_faults(said)
    baseline = number_of(said.baseline)
    if said.baseline and baseline is None:
        yield "baseline", f"“{said.baseline}” is no number. Write one, such as 14 or 97.2%"
    if said.target and target_of(said.target, baseline=baseline) is None:
        yield (
            "target",
            f"“{said.target}” is no bound. Write <, <=, > or >= before a number, such as >= 35",
        )


def _indicators(architecture: Architecture) -> Mapping[tuple[str, str], KeyMetric]:
    """Return the rows of the documents' tables of indicators, by stream and name."""
    stated = architecture.stated(KeyMetric)
    return {(each.stream_id, normal(each.name)): each for each in reversed(stated)}


def _completed(
    record: MetricRecord,
    architecture: Architecture,
    indicators: Mapping[tuple[str, str], KeyMetric],
) -> MetricRecord:
    """Return a record with what the documents say of it, where it says nothing itself."""
    row = None if record.stage_id else indicators.get((record.stream_id, normal(record.name)))
    written = row.baseline.text if row and row.baseline else ""
    baseline = number_of(written) if record.baseline is None else record.baseline
    target = record.target
    if target is None and row and row.target:
        target = target_of(row.target.text, baseline=baseline)
    owner, rule = owner_of(architecture, record)
    return replace(record, baseline=baseline, target=target, owner=owner, owner_rule=rule)


def owner_of(architecture: Architecture, record: MetricRecord) -> tuple[str, OwnerRule]:
    """Return the role that owns a metric, and why; an empty one where the documents name nobody.

    It is who the record names, else who answers for its stage, else who owns the stream.
    """
    if record.owner:
        return record.owner, OwnerRule.RECORD
    if role := _accountable(architecture, record.stage_id):
        return role, OwnerRule.STAGE
    stream = architecture.merged(Ref(Kind.VALUE_STREAM, record.stream_id))
    owner = stream.owner if isinstance(stream, ValueStream) else None
    if owner is None:
        return "", OwnerRule.NOBODY
    return owner.text, OwnerRule.STREAM_OF_STAGE if record.stage_id else OwnerRule.STREAM


def _accountable(architecture: Architecture, stage_id: str) -> str:
    """Return the role that answers for a stage; empty where none does."""
    incoming = architecture.incoming.get(Ref(Kind.STAGE, stage_id), ()) if stage_id else ()
    roles = [each.source.id for each in incoming if each.kind is RelationKind.ACCOUNTABLE]
    return roles[0] if roles else ""


def measurable(records: Sequence[MetricRecord]) -> int:
    """Return how many records say where their numbers come from."""
    return sum(each.source is not None and not each.needs for each in records)
