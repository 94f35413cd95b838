"""The object-centric log: what stands in it, and that others read what was written."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import r4pm

from penstock.delivery import commands as do
from penstock.store.memory import MemoryStore
from penstock.store.ocel import (
    Ocel,
    UnwrittenLogError,
    holds_something_else,
    object_centric,
    write_json,
    write_sqlite,
)
from penstock.store.ocel.kinds import object_kinds
from tests.contract.desk import Desk

NAMED = {"type": "object", "required": ["name", "attributes"], "additionalProperties": False}
TYPE = NAMED | {
    "properties": {
        "name": {"type": "string"},
        "attributes": {
            "type": "array",
            "items": {
                "required": ["name", "type"],
                "properties": {
                    "name": {"type": "string"},
                    "type": {"enum": ["string", "time", "integer", "float", "boolean"]},
                },
            },
        },
    }
}
RELATIONS = {
    "type": "array",
    "items": {
        "required": ["objectId", "qualifier"],
        "additionalProperties": False,
        "properties": {"objectId": {"type": "string"}, "qualifier": {"type": "string"}},
    },
}


def _element(*, timed: bool) -> dict[str, Any]:
    """Return the standard's form of an event, which has a time, or of an object."""
    moment = {"type": "string", "format": "date-time"}
    value = {"name": {"type": "string"}, "value": {"type": "string"}}
    fields = {"id": {"type": "string"}, "type": {"type": "string"}, "relationships": RELATIONS}
    value_of = {"properties": value | ({} if timed else {"time": moment}), "minProperties": 2}
    of_value = sorted(value_of["properties"])  # type: ignore[call-overload]
    attributes = value_of | {"required": of_value, "additionalProperties": False}
    return {
        "type": "object",
        "required": ["id", "type", *(["time"] if timed else [])],
        "additionalProperties": False,
        "properties": fields
        | {"attributes": {"type": "array", "items": attributes}}
        | ({"time": moment} if timed else {}),
    }


FORM = {
    "type": "object",
    "required": ["objectTypes", "eventTypes", "objects", "events"],
    "additionalProperties": False,
    "properties": {
        "objectTypes": {"type": "array", "items": TYPE},
        "eventTypes": {"type": "array", "items": TYPE},
        "objects": {"type": "array", "items": _element(timed=False)},
        "events": {"type": "array", "items": _element(timed=True)},
    },
}


@pytest.fixture
def log() -> Ocel:
    """Return the log of two cases, of which one was sent back and waits for the other."""
    store = MemoryStore()
    desk = Desk(store)
    desk.open("SOL-1")
    desk.begin_first_stage("SOL-1")
    desk.hand_in(do.Claim(person="Bo"))
    desk.hand_in(do.Record(item="Qualified lead", sha256="2"))
    desk.hand_in(do.Complete())
    desk.hand_in(do.Pass(role="Head of Solar", evidence="seen by C-7"))
    desk.hand_in(do.Reopen(stage_id="NCV-03.1", reason="C-7 moved"))
    desk.open("SOL-0")
    desk.hand_in(do.LinkTo(other_case_id="SOL-0", other_stream_id="NCV-03"))
    desk.hand_in(do.Record(item="Inquiry", sha256="3"))
    desk.hand_in(do.Undo())
    desk.hand_in(do.Record(item="Inquiry", sha256="4"))
    desk.hand_in(do.Cancel(reason="C-7 moved"), case_id="SOL-0")
    desk.hand_in(do.Answer(other_case_id="SOL-0", answer="cancelled: C-7 moved"))
    desk.hand_in(do.Hold(reason="C-7 is away"))
    return object_centric([store.log("SOL-0"), store.log("SOL-1")])


def _relations(log: Ocel, event_kind: str) -> set[tuple[str, str]]:
    return {
        (each.qualifier, each.object_id)
        for event in log.events
        if event.kind == event_kind
        for each in event.relations
    }


def _between_objects(log: Ocel, source: str) -> set[tuple[str, str]]:
    found = next(each for each in log.objects if each.id == source)
    return {(each.qualifier, each.object_id) for each in found.relations}


def _changes(log: Ocel, object_id: str, name: str) -> list[Any]:
    found = next(each for each in log.objects if each.id == object_id)
    return [value for (changed, _), value in found.changes.items() if changed == name]


def test_an_event_names_its_case_who_did_it_and_in_which_role(log: Ocel) -> None:
    assert _relations(log, "gate passed") == {
        ("of", "SOL-1"),
        ("by", "actor:Ada"),
        ("as", "role:Head of Solar"),
    }


def test_every_version_of_an_item_is_an_object_even_one_that_was_taken_back(log: Ocel) -> None:
    recorded = {name for how, name in _relations(log, "item recorded") if how == "records"}
    taken_back = {name for how, name in _relations(log, "undone") if how == "takes back"}

    assert len(recorded) == 4
    assert len(taken_back) == 1
    assert taken_back < recorded


def test_a_correction_points_to_the_version_before_it(log: Ocel) -> None:
    first, undone, second = sorted(
        (each.id for each in log.objects if each.attributes.get("item") == "Inquiry"),
        key=lambda name: int(name.rpartition(":")[2]),
    )

    assert ("corrects", first) in _between_objects(log, second)
    assert ("corrects", undone) not in _between_objects(log, second)


def test_a_case_points_to_its_product_its_customer_and_the_case_it_waits_for(log: Ocel) -> None:
    assert _between_objects(log, "SOL-1") == {
        ("about", "product:NONREG-DG-001"),
        ("for", "customer:SOL-1"),
        ("waits for", "SOL-0"),
    }


def test_a_customer_keeps_one_id_that_says_nothing(log: Ocel) -> None:
    customers = [each.id for each in log.objects if each.kind == "customer"]

    # The id of the case that was opened first, although another stands before it.
    assert customers == ["customer:SOL-1"]


def test_status_and_stage_of_a_case_change_with_time(log: Ocel) -> None:
    assert _changes(log, "SOL-1", "status") == ["open", "held"]
    assert _changes(log, "SOL-1", "stage") == ["NCV-03.1", "NCV-03.2", "NCV-03.1"]
    assert _changes(log, "SOL-0", "status") == ["open", "cancelled"]


def test_what_no_longer_counts_says_so_from_then_on(log: Ocel) -> None:
    [lead] = [each.id for each in log.objects if each.attributes.get("item") == "Qualified lead"]

    assert ("supersedes", lead) in _relations(log, "stage reopened")
    assert _changes(log, lead, "superseded") == [True]


WRITERS = {"json": write_json, "sqlite": write_sqlite}
Writer = Callable[[Ocel, Path], None]


@pytest.fixture(params=WRITERS)
def written(request: pytest.FixtureRequest, log: Ocel, tmp_path: Path) -> Path:
    file = tmp_path / f"log.{request.param}"
    WRITERS[request.param](log, file)
    return file


@pytest.fixture
def read_back(written: Path, tmp_path: Path) -> dict[str, Any]:
    """Return what another program finds in a written log."""
    item = r4pm.import_item("OCEL", str(written))
    copy = tmp_path / "read-back.json"
    r4pm.export_item(item, str(copy))
    r4pm.remove_item(item)
    found: dict[str, Any] = json.loads(copy.read_text(encoding="utf-8"))
    return found


def test_another_program_finds_the_same_events_objects_and_relations(
    read_back: dict[str, Any], log: Ocel
) -> None:
    elements = [*read_back["events"], *read_back["objects"]]

    assert len(read_back["events"]) == len(log.events) == 26
    assert len(read_back["objects"]) == len(log.objects)
    assert sum(len(each["relationships"]) for each in elements) == log.relations


def test_another_program_finds_the_same_changes_and_moments(
    read_back: dict[str, Any], log: Ocel
) -> None:
    [case] = [each for each in read_back["objects"] if each["id"] == "SOL-1"]
    times = {each["id"]: each["time"] for each in read_back["events"]}

    statuses = [each["value"] for each in case["attributes"] if each["name"] == "status"]
    assert statuses == ["open", "held"]
    assert times["SOL-1:1"] == "2026-11-20T12:01:00Z"
    assert times.keys() == {each.id for each in log.events}


def test_nothing_that_people_wrote_about_a_customer_is_in_it(written: Path) -> None:
    assert b"C-7" not in written.read_bytes()


def test_the_same_log_gives_the_same_bytes(written: Path, log: Ocel, tmp_path: Path) -> None:
    again = tmp_path / "again"
    WRITERS[written.suffix[1:]](log, again)

    assert again.read_bytes() == written.read_bytes()


def test_the_json_has_the_form_of_the_standard(log: Ocel, tmp_path: Path) -> None:
    write_json(log, tmp_path / "log.json")
    document = json.loads((tmp_path / "log.json").read_text(encoding="utf-8"))

    assert list(jsonschema.Draft7Validator(FORM).iter_errors(document)) == []


def test_everything_in_the_json_is_declared(log: Ocel, tmp_path: Path) -> None:
    write_json(log, tmp_path / "log.json")
    document = json.loads((tmp_path / "log.json").read_text(encoding="utf-8"))

    ids = [each["id"] for each in document["objects"]]
    assert len(ids) == len(set(ids))
    assert {name for name in _mentioned(document) if name not in ids} == set()
    assert set(_undeclared(document, "events", "eventTypes")) == set()
    assert set(_undeclared(document, "objects", "objectTypes")) == set()


def _mentioned(document: dict[str, Any]) -> Iterator[str]:
    for each in (*document["events"], *document["objects"]):
        yield from (relation["objectId"] for relation in each["relationships"])


def _undeclared(document: dict[str, Any], elements: str, types: str) -> Iterator[tuple[str, str]]:
    declared = {
        (kind["name"], attribute["name"])
        for kind in document[types]
        for attribute in kind["attributes"]
    }
    for each in document[elements]:
        said = {(each["type"], attribute["name"]) for attribute in each["attributes"]}
        yield from said - declared


def test_the_database_holds_what_its_keys_promise(log: Ocel, tmp_path: Path) -> None:
    file = tmp_path / "log.sqlite"
    write_sqlite(log, file)

    with closing(sqlite3.connect(file)) as connection:
        broken = connection.execute("pragma foreign_key_check").fetchall()
        keys = connection.execute("pragma foreign_key_list(event_object)").fetchall()
        columns = connection.execute("pragma table_info('object_NCV_03_case')").fetchall()
    assert broken == []
    assert {key[2] for key in keys} == {"event", "object"}
    assert ("ocel_time", "TIMESTAMP") in {(column[1], column[2]) for column in columns}


def test_cases_without_a_log_give_an_empty_one(tmp_path: Path) -> None:
    empty = object_centric([])
    write_sqlite(empty, tmp_path / "log.sqlite")

    assert (empty.events, empty.objects) == ((), ())
    assert not holds_something_else(tmp_path / "log.sqlite")


def test_a_database_of_something_else_is_recognised(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("create table bill (amount_cents integer)")

    assert holds_something_else(tmp_path / "other.db")


def test_a_database_that_cannot_be_written_is_a_sentence(log: Ocel, tmp_path: Path) -> None:
    with pytest.raises(UnwrittenLogError, match="cannot be written: unable to open database file"):
        write_sqlite(log, tmp_path)


def test_streams_whose_tables_would_be_called_alike_get_their_own(tmp_path: Path) -> None:
    kinds = object_kinds(["a-1", "A-1", "A_1"])
    write_sqlite(Ocel(event_kinds=(), object_kinds=kinds, events=(), objects=()), tmp_path / "log")

    with closing(sqlite3.connect(tmp_path / "log")) as connection:
        named = dict(connection.execute("select ocel_type, ocel_type_map from object_map_type"))
    tables = [named[f"{stream} case"].casefold() for stream in ("a-1", "A-1", "A_1")]
    assert len(set(tables)) == 3
