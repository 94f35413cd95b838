"""The use case of taking in the log of another system: read, sorted, understood, and written."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from penstock.app.measuring.foreign.form import MapForm, as_mapping
from penstock.delivery.models import StreamModel
from penstock.measurement.foreign.courses import ForeignCase, Reader
from penstock.measurement.foreign.faults import Fault, Faults
from penstock.measurement.foreign.mapping import NEEDED, ForeignMapping, Order, usual_columns
from penstock.measurement.foreign.moments import at_us, us_of
from penstock.measurement.foreign.normalising import Normaliser

if TYPE_CHECKING:
    from penstock.store.foreign import ForeignLog, ImportedFolder, Sorter
    from penstock.store.parquet import OpenedCase

_Cases = Iterable[tuple[str, Iterable[Mapping[str, Any]]]]
ModelOf = Callable[[str], StreamModel]


class ForeignFormat(StrEnum):
    """What logs of other systems are written as."""

    CSV = "csv"
    XES = "xes"
    OCEL = "ocel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody wants taken in.

    Args:
        file: The log.
        form: What it is written as.
        said: What its map says.
        stream: The value stream of cases that name none; empty for that of the map.
        as_of: The moment up to which the log tells; None for that of its last event.
    """

    file: Path
    form: ForeignFormat
    said: MapForm
    stream: str = ""
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of a log.

    Args:
        source: The name of its file.
        sha256: The fingerprint of the file.
        as_of: The moment up to which it tells.
        events: The number of its events that have a case, an activity and a time.
        cases: The number of its cases.
        visits: The number of visits of stages in them.
        open_cases: The number of cases that are neither closed nor cancelled.
        faults: What is wrong with it.
    """

    source: str
    sha256: str
    as_of: datetime
    events: int
    cases: int
    visits: int
    open_cases: int
    faults: tuple[Fault, ...]

    def as_json(self) -> dict[str, Any]:
        """Return it for a file or a program."""
        faults = [
            {"kind": each.kind.name.lower().replace("_", "-"), **_said(each)}
            for each in self.faults
        ]
        return {**asdict(self), "as_of": self.as_of.isoformat(), "faults": faults}


def _said(fault: Fault) -> dict[str, Any]:
    return {
        "count": fault.count,
        "meaning": str(fault.kind),
        "examples": list(fault.examples),
        "names": dict(fault.names),
        "distinct_names": fault.distinct,
    }


def opened_log(wanted: Wanted) -> "ForeignLog":
    """Return the reader of a log."""
    from penstock.store.foreign import CsvLog, OcelLog, XesLog

    match wanted.form:
        case ForeignFormat.CSV:
            said = wanted.said.csv
            return CsvLog(file=wanted.file, encoding=said.encoding, separator=said.separator)
        case ForeignFormat.XES:
            return XesLog(wanted.file)
        case ForeignFormat.OCEL:
            return OcelLog(wanted.file, wanted.said.ocel.object_type)


def mapping_of(wanted: Wanted, names: tuple[str, ...]) -> ForeignMapping:
    """Return what a log means: as its map says, and as usual where that says nothing.

    Args:
        wanted: The log and its map.
        names: The names of its columns.

    Raises:
        NoSuchColumnError: It lacks a column that it needs, or that the map names.
    """
    from penstock.store.foreign import NoSuchColumnError

    said = {what: name for what, name in wanted.said.columns.model_dump().items() if name}
    columns = usual_columns(names) | said
    missing = [name for name in said.values() if name not in names]
    missing += [f"for the {what}" for what in NEEDED if what not in columns]
    if missing:
        raise NoSuchColumnError(wanted.file, missing=missing, found=names)
    order = Order.FILE if wanted.form is ForeignFormat.XES else Order.TIME
    return as_mapping(wanted.said, columns, order=order)


def import_log(wanted: Wanted, output: Path, *, model_of: ModelOf, now: datetime) -> Imported:
    """Take in a log as a folder of visits, which appears whole or not at all.

    Args:
        wanted: The log, and what it means.
        output: The folder; what an import wrote there before is replaced.
        model_of: Returns the model of a stream.
        now: The moment behind which the future begins; with a zone.

    Raises:
        ForeignLogError: The file is no such log.
        ZoneNeededError: Its times say no zone, and neither does the map.
        NoStreamError: Nothing tells the stream of a case.
        OccupiedFolderError: The folder holds something else.
        OSError: Something cannot be read or written.
    """
    from penstock.store.foreign import REPORT, Sorter, filling, replaced

    log, faults = opened_log(wanted), Faults()
    mapping = mapping_of(wanted, log.names())
    with replaced(output) as part, TemporaryDirectory(dir=part.parent) as spill:
        sorter = Sorter(Path(spill))
        told = _sort(log, mapping, faults, sorter, now)
        reader = Reader(mapping, faults, model_of, wanted.stream or wanted.said.stream)
        as_of = wanted.as_of or at_us(told.last_us)
        with filling(part, wanted.file.name) as folder:
            open_cases = _fill(folder, reader, sorter.cases(mapping.order))
            folder.finish(as_of)
        with wanted.file.open("rb") as read:
            sha256 = file_digest(read, "sha256").hexdigest()
        imported = Imported(
            source=wanted.file.name,
            sha256=sha256,
            as_of=as_of,
            events=told.events,
            cases=folder.cases,
            visits=folder.visits,
            open_cases=open_cases,
            faults=tuple(faults.found()),
        )
        report = json.dumps(imported.as_json(), indent=1, ensure_ascii=False)
        (part / REPORT).write_text(f"{report}\n", encoding="utf-8")
    return imported


@dataclass(slots=True)
class _Told:
    """How many events a log has that can be placed, and when the last of them was."""

    events: int = 0
    last_us: int = 0


def _sort(
    log: "ForeignLog", mapping: ForeignMapping, faults: Faults, sorter: "Sorter", now: datetime
) -> _Told:
    normaliser, told = Normaliser(mapping, faults, us_of(now)), _Told()
    for chunk in log.chunks(tuple(mapping.columns.values()), faults):
        columns = normaliser.columns(chunk)
        sorter.add(columns)
        told.events += len(columns["at_us"])
        told.last_us = max(told.last_us, *columns["at_us"], told.last_us)
    normaliser.finish()
    return told


def _fill(folder: "ImportedFolder", reader: Reader, cases: _Cases) -> int:
    """Write cases to a folder; return how many of them are open."""
    open_cases = 0
    for case_id, rows in cases:
        if case := reader.case(case_id, rows):
            folder.models[case.model.stream_id] = case.model
            folder.add(_opened(case), case.visits, case.holds, is_over=case.is_over)
            open_cases += not case.is_over
    return open_cases


def _opened(case: ForeignCase) -> "OpenedCase":
    from penstock.store.parquet import OpenedCase

    return OpenedCase(
        case_id=case.case_id,
        stream_id=case.model.stream_id,
        product=case.product,
        opened=case.opened,
        fingerprint=case.model.fingerprint,
    )
