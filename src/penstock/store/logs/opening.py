"""Opening a folder of Parquet as a log, with the engine that somebody wants."""

from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Literal

import ibis
import ibis.expr.types as ir

from penstock.measurement.cutting import cut
from penstock.measurement.metrics.records import Versions
from penstock.measurement.tables import MOMENT, SMALL, TABLES, TEXT, YES_NO
from penstock.store.logs.errors import NotYetToldError
from penstock.store.logs.log import FolderLog, newest_moment
from penstock.store.logs.parts import Parts
from penstock.store.logs.reader import Reader, Tables
from penstock.store.logs.under_way import parts_and_open
from penstock.store.parquet.about import read_about
from penstock.store.parquet.places import FACTS, OPEN, TAKEN_BACK

Engine = Literal["duckdb", "spark"]
_VERSION = ["case_id", "item", "version"]
_GONE = ibis.schema({"case_id": TEXT, "item": TEXT, "version": SMALL, "at": MOMENT, "void": YES_NO})


def open_log(
    folder: Path, *, as_of: datetime | None = None, engine: Engine = "duckdb"
) -> FolderLog:
    """Open a folder of Parquet as a log; what is not in it is an empty table.

    Args:
        folder: The folder.
        as_of: The moment as which it is told, with a zone; None for as far as it tells.
        engine: What reads it: DuckDB within this program, or a Spark on this machine.

    Raises:
        NoLogError: There is nothing in it.
        UnreadableBookmarkError: It does not say how far it holds the log.
        UnreadableAboutError: It does not say whether its cases were played.
        OtherColumnsError: A file has other columns than a log.
        ReplacedError: Its file of visits under way is gone whenever it is looked for.
        NotYetToldError: It does not tell up to the moment.
        NoSparkError: Spark cannot be started.
    """
    parts, under_way = parts_and_open(folder)
    # Either engine comes with an extra of its own, and is not needed for the other.
    reader: Reader = import_module(f"penstock.store.logs.{engine}").reader(folder)
    try:
        tables = {
            name: reader.files(name, parts.of(name), TABLES[name])
            for name in TABLES
            if name != OPEN
        }
        tables[OPEN] = reader.rows(OPEN, under_way, TABLES[OPEN])
        tables[FACTS] = _counting(reader, tables[FACTS], parts, as_of)
        until = parts.as_of or newest_moment(tables)
        if as_of and as_of != until:
            tables, until = _cut(tables, folder, as_of, until), as_of
        return FolderLog(tables, as_of=until, about=read_about(folder), let_go=reader.close)
    except BaseException:
        reader.close()
        raise


def _cut(tables: Tables, folder: Path, as_of: datetime, until: datetime) -> Tables:
    if as_of > until:
        raise NotYetToldError(folder, at=as_of, until=until)
    return cut(tables, as_of)


def _counting(reader: Reader, facts: ir.Table, parts: Parts, as_of: datetime | None) -> ir.Table:
    """Return the facts of what was not taken back; those of what is void tell no newest number."""
    if not (files := parts.of(TAKEN_BACK)):
        return facts
    gone = reader.files(TAKEN_BACK, files, _GONE)
    if as_of:
        gone = gone.filter(gone["at"] <= ibis.literal(as_of, type=MOMENT))
    kept = facts.anti_join(gone.filter(~gone.void), _VERSION)
    void = gone.filter(gone.void).select(*_VERSION, is_void=ibis.literal(value=True)).distinct()
    both = kept.left_join(void, _VERSION)
    counts = both.is_void.isnull() | (both.versions != Versions.NEWEST.value)
    numbers = {name: _where(counts, both[name]) for name in ("numerator", "denominator")}
    return both.mutate(**numbers).select(*facts.columns)


def _where(counts: ir.BooleanValue, number: ir.Value) -> ir.Value:
    return ibis.ifelse(counts, number, ibis.null(number.type()))
