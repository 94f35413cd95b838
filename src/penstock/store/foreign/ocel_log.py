"""Object-centric logs (OCEL 2.0) seen from one type of object: each of its objects is a case."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from penstock.measurement.foreign.faults import FaultKind, Faults
from penstock.measurement.foreign.normalising import Chunk
from penstock.store.foreign.errors import ForeignLogError
from penstock.store.foreign.xes_log import CASE, chunks_of

ACTIVITY, TIME, CASE_ID, OBJECT = (
    "ocel:activity",
    "ocel:timestamp",
    f"{CASE}concept:name",
    "object:",
)
_SQLITE = b"SQLite format 3\0"
# JSON is read whole.
_MOST_BYTES = 1 << 29


@dataclass(frozen=True, slots=True)
class ObjectEvent:
    """An event of an object-centric log.

    Args:
        said: Its activity, time and attributes, by column.
        objects: The ids of its objects.
    """

    said: Mapping[str, str]
    objects: tuple[str, ...]


@dataclass(frozen=True)
class OcelLog:
    """An object-centric log in JSON or SQLite.

    Args:
        file: Where it is.
        case_type: The type of the objects that are cases; empty where the log has one alone.
    """

    file: Path
    case_type: str = ""

    def names(self) -> tuple[str, ...]:
        """Return its columns: what events say, and the types of objects beside the case's.

        Raises:
            ForeignLogError: It is no log of this kind, or its case is not known.
        """
        names: dict[str, None] = dict.fromkeys((CASE_ID, ACTIVITY, TIME))
        for event in self._events(Faults()):
            names |= dict.fromkeys(event)
        return tuple(names)

    def chunks(self, columns: Sequence[str], faults: Faults) -> Iterator[Chunk]:
        """Yield each event once for each case that it belongs to.

        Raises:
            ForeignLogError: It is no log of this kind, or its case is not known.
        """
        return chunks_of(self._events(faults), columns)

    def _events(self, faults: Faults) -> Iterator[dict[str, str]]:
        kinds, case_type = self._content.kinds, self._case_type
        for number, event in enumerate(self._content.events(), start=1):
            of = [(each, kinds.get(each, "")) for each in dict.fromkeys(event.objects)]
            beside = {f"{OBJECT}{kind}": each for each, kind in of if kind != case_type}
            cases = [each for each, kind in of if kind == case_type]
            if not cases:
                faults.add(FaultKind.UNRELATED, f"event {number}")
            for case in cases:
                yield {**beside, **event.said, CASE_ID: case}

    @cached_property
    def _case_type(self) -> str:
        types = sorted(set(self._content.kinds.values()))
        if self.case_type in types:
            return self.case_type
        if len(types) == 1 and not self.case_type:
            return types[0]
        raise ForeignLogError(
            self.file,
            f"it has objects of the types {', '.join(types) or 'none'}; "
            'say which of them is the case, with object_type = "..." under [ocel].',
        )

    @cached_property
    def _content(self) -> "_Json | _Sqlite":
        with self.file.open("rb") as opened:
            is_sqlite = opened.read(len(_SQLITE)) == _SQLITE
        return _Sqlite(self.file) if is_sqlite else _Json(self.file)


class _Json:
    """A log in the JSON of OCEL 2.0."""

    def __init__(self, file: Path) -> None:
        if file.stat().st_size > _MOST_BYTES:
            raise ForeignLogError(file, "it is JSON of more than 512 MiB; take its form in SQLite.")
        try:
            said = json.loads(file.read_bytes())
            self.kinds = {str(each["id"]): str(each["type"]) for each in said["objects"]}
            self._read = [_json_event(each) for each in said["events"]]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise ForeignLogError(file, f"it is no OCEL 2.0 in JSON: {error!r}.") from error

    def events(self) -> Iterable[ObjectEvent]:
        return self._read


def _json_event(each: dict[str, Any]) -> ObjectEvent:
    said = {each["name"]: _text(each["value"]) for each in each.get("attributes", ())}
    said |= {ACTIVITY: str(each["type"]), TIME: str(each["time"])}
    related = tuple(str(one["objectId"]) for one in each.get("relationships", ()))
    return ObjectEvent(said, related)


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


class _Sqlite:
    """A log in the SQLite of OCEL 2.0."""

    def __init__(self, file: Path) -> None:
        self.file = file
        objects = self._rows("select ocel_id, ocel_type from object")
        self.kinds = {str(each["ocel_id"]): str(each["ocel_type"]) for each in objects}

    def events(self) -> Iterator[ObjectEvent]:
        """Yield events, one type after the other."""
        for kind in self._rows("select * from event_map_type order by ocel_type"):
            table = str(kind["ocel_type_map"]).replace('"', '""')
            # A table's name cannot be handed over as a value, and is quoted instead.
            asked = f"""
                select json_group_array(o.ocel_object_id) as ocel_objects, e.*
                from "event_{table}" e left join event_object o on o.ocel_event_id = e.ocel_id
                group by e.ocel_id order by e.ocel_time, e.ocel_id
            """  # noqa: S608
            for row in self._rows(asked):
                yield _sqlite_event(str(kind["ocel_type"]), row)

    def _rows(self, asked: str) -> Iterator[sqlite3.Row]:
        address = f"{self.file.absolute().as_uri()}?mode=ro"
        try:
            with closing(sqlite3.connect(address, uri=True)) as connection:
                connection.row_factory = sqlite3.Row
                yield from connection.execute(asked)
        except (sqlite3.Error, LookupError) as error:
            raise ForeignLogError(self.file, f"it is no OCEL 2.0 in SQLite: {error}.") from error


def _sqlite_event(kind: str, row: sqlite3.Row) -> ObjectEvent:
    own = ("ocel_objects", "ocel_id", "ocel_time")
    told = {name: value for name, value in dict(row).items() if value is not None}
    said = {name: _text(value) for name, value in told.items() if name not in own}
    related = tuple(each for each in json.loads(row["ocel_objects"]) if each is not None)
    return ObjectEvent(said | {ACTIVITY: kind, TIME: str(row["ocel_time"] or "")}, related)
