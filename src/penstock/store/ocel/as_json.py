"""A log as OCEL 2.0 in JSON, one event or object on a line."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from penstock.store.ocel.log import Kind, Ocel, OcelEvent, OcelObject, Relation, Value

# The standard's moment for what holds from the beginning.
ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)


def write_json(log: Ocel, file: Path) -> None:
    """Write a log; the same log gives the same bytes."""
    parts = {
        "objectTypes": map(_kind, log.object_kinds),
        "eventTypes": map(_kind, log.event_kinds),
        "objects": map(_object, log.objects),
        "events": map(_event, log.events),
    }
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(_lines(parts))


def _lines(parts: Mapping[str, Iterable[dict[str, Any]]]) -> Iterator[str]:
    opening = "{"
    for name, elements in parts.items():
        yield f'{opening}\n"{name}": ['
        separator = "\n"
        for element in elements:
            yield separator + json.dumps(element, ensure_ascii=False)
            separator = ",\n"
        yield "\n]"
        opening = ","
    yield "\n}\n"


def _kind(kind: Kind) -> dict[str, Any]:
    attributes = [{"name": name, "type": of} for name, of in kind.attributes.items()]
    return {"name": kind.name, "attributes": attributes}


def _event(event: OcelEvent) -> dict[str, Any]:
    return {
        "id": event.id,
        "type": event.kind,
        "time": _moment(event.at),
        "attributes": [
            {"name": name, "value": _text(value)} for name, value in event.attributes.items()
        ],
        "relationships": _relations(event.relations),
    }


def _object(each: OcelObject) -> dict[str, Any]:
    values = [(name, value, ALWAYS) for name, value in each.attributes.items()]
    values += [(name, value, at) for (name, at), value in each.changes.items()]
    return {
        "id": each.id,
        "type": each.kind,
        "attributes": [
            {"name": name, "time": _moment(at), "value": _text(value)} for name, value, at in values
        ],
        "relationships": _relations(each.relations),
    }


def _relations(relations: Iterable[Relation]) -> list[dict[str, str]]:
    return [{"objectId": each.object_id, "qualifier": each.qualifier} for each in relations]


def _text(value: Value) -> str:
    """Return a value as the standard's JSON has all values: as text, whatever its type."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
