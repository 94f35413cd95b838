"""Forms made from types: whatever somebody may say has its field, and comes back as it was."""

import json
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.app.cases.cataloguing import UntypedItemError, catalogue, item_schema
from penstock.web.live.fields import Entry, fields_of, said_json
from penstock.web.live.troubles import UnfitQueryError
from tests.houses import Office

_ROOF = {
    "type": "object",
    "properties": {"tilt_deg": {"type": "number"}, "facing": {"enum": ["south", "west"]}},
    "required": ["tilt_deg"],
}
SCHEMA: dict[str, Any] = {
    "$defs": {"Roof": _ROOF},
    "description": "A site.\n\nArgs:\n    panels: How many\n        fit on it.\n",
    "properties": {
        "name": {"type": "string"},
        "panels": {"type": "integer"},
        "shaded": {"type": "boolean", "default": False},
        "notes": {"type": "array", "items": {"type": "string"}},
        "meters": {"type": "array", "items": {"type": "object"}},
        "payback_years": {"anyOf": [{"type": "number"}, {"type": "null"}]},
        "roof": {"$ref": "#/$defs/Roof"},
    },
    "required": ["name", "payback_years", "roof"],
}
UTC, LOS_ANGELES = ZoneInfo("UTC"), ZoneInfo("America/Los_Angeles")
_WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=8)


def _typed(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case str():
            return value
        case list() if all(isinstance(each, str) for each in value):
            return "\n".join(value)
        case _:
            return json.dumps(value)


@given(
    st.fixed_dictionaries(
        {
            "name": _WORDS,
            "payback_years": st.none() | st.floats(0, 100),
            "roof": st.fixed_dictionaries(
                {"tilt_deg": st.integers(0, 90)},
                optional={"facing": st.sampled_from(["south", "west"])},
            ),
        },
        optional={
            "panels": st.integers(),
            "shaded": st.booleans(),
            "notes": st.lists(_WORDS, min_size=1),
            "meters": st.lists(st.dictionaries(_WORDS, st.integers()), min_size=1),
        },
    )
)
def test_what_is_typed_comes_back_as_it_was_meant(said: dict[str, Any]) -> None:
    flat = {name: value for name, value in said.items() if name != "roof" and value is not None}
    flat |= {f"roof.{name}": value for name, value in said["roof"].items()}
    form = {f"f.{name}": _typed(value) for name, value in flat.items()}

    assert json.loads(said_json(form, fields_of(SCHEMA), UTC)) == said


def test_a_field_says_what_its_class_says_of_it_and_whether_it_is_needed() -> None:
    fields = {each.path: each for each in fields_of(SCHEMA)}

    assert fields["panels"].hint == "How many fit on it."
    assert {each.path for each in fields.values() if each.required} == {"name", "roof.tilt_deg"}
    assert fields["shaded"].usual == "no"
    assert fields["roof.facing"].choices == ("south", "west")


def test_a_list_that_is_no_json_is_named() -> None:
    with pytest.raises(UnfitQueryError, match="“Meters” is no JSON"):
        said_json({"f.meters": "[1,"}, fields_of(SCHEMA), UTC)


def test_every_typed_item_of_every_stream_has_a_form(house: Office) -> None:
    cases, made = house.cases, 0
    for stream in cases.models.stream_ids:
        for item in catalogue(stream, cases.models, cases.streams).items:
            try:
                schema = item_schema(stream, item.name, cases.models, cases.streams)
            except UntypedItemError:
                continue
            fields, made = fields_of(schema), made + 1
            is_whole = [each.path for each in fields] == [""]
            told = {each.path.partition(".")[0] for each in fields}
            assert is_whole or told == set(schema["properties"]), item.name
            assert not is_whole or fields[0].entry is Entry.JSON
    assert made > 20


_VISIT = fields_of({"properties": {"at": {"type": "string", "format": "date-time"}}})


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2026-07-01T09:00", "2026-07-01T16:00:00Z"),
        ("2026-11-01T01:30", "2026-11-01T08:30:00Z"),
        ("2026-07-01T09:00:00-04:00", "2026-07-01T09:00:00-04:00"),
        ("tomorrow", "tomorrow"),
        ("0001-01-01T00:00", "0001-01-01T07:52:58Z"),
        ("9999-12-31T23:00", "9999-12-31T23:00"),
    ],
)
def test_a_moment_is_that_of_the_clock_where_the_site_is(typed: str, said: str) -> None:
    assert json.loads(said_json({"f.at": typed}, _VISIT, LOS_ANGELES)) == {"at": said}


def test_a_time_that_never_comes_is_refused() -> None:
    with pytest.raises(UnfitQueryError, match="2026-03-08 02:30 never comes in America/Los_Ang"):
        said_json({"f.at": "2026-03-08T02:30"}, _VISIT, LOS_ANGELES)
