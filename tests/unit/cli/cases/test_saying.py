"""From what a person types to what an act is told."""

import json
from typing import Any

import pytest

from penstock.cli.cases.saying import UnfitSettingError, said_json

SCHEMA: dict[str, Any] = {
    "$defs": {
        "Line": {"type": "object", "properties": {"part": {"type": "string"}}},
        "Site": {
            "type": "object",
            "properties": {
                "rating_a": {"type": "integer"},
                "price_usd": {"anyOf": [{"type": "string"}, {"type": "integer"}]},
            },
        },
    },
    "type": "object",
    "properties": {
        "name": {"type": "string"},
        "count": {"type": "integer"},
        "is_ready": {"type": "boolean"},
        "site": {"$ref": "#/$defs/Site"},
        "roofs": {"type": "array", "items": {"type": "string"}},
        "lines": {"type": "array", "items": {"$ref": "#/$defs/Line"}},
        "note": {"anyOf": [{"type": "string"}, {"type": "null"}]},
        "limit_kw": {"anyOf": [{"type": "number"}, {"type": "null"}]},
    },
}


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (["name=5"], {"name": "5"}),
        (["count=5", "is_ready=true"], {"count": 5, "is_ready": True}),
        (
            ["site.rating_a=200", "site.price_usd=12.50"],
            {"site": {"rating_a": 200, "price_usd": "12.50"}},
        ),
        (["roofs=south"], {"roofs": ["south"]}),
        (["roofs=south", "roofs=west"], {"roofs": ["south", "west"]}),
        (['roofs=["south", "west"]'], {"roofs": ["south", "west"]}),
        (['lines={"part": "a"}', 'lines={"part": "b"}'], {"lines": [{"part": "a"}, {"part": "b"}]}),
        (["note="], {"note": None}),
        (["limit_kw=4.5"], {"limit_kw": 4.5}),
        (["count=many"], {"count": "many"}),
        (["unheard=x"], {"unheard": "x"}),
        (["name=a=b"], {"name": "a=b"}),
        ([], {}),
    ],
)
def test_a_setting_becomes_what_its_field_takes(settings: list[str], said: dict[str, Any]) -> None:
    assert json.loads(said_json({}, settings, SCHEMA) or b"{}") == said


def test_settings_come_on_top_of_a_file() -> None:
    said = said_json({"name": "a", "site": {"rating_a": 100}}, ["site.rating_a=200"], SCHEMA)

    assert json.loads(said) == {"name": "a", "site": {"rating_a": 200}}


@pytest.mark.parametrize("setting", ["count", "=5", "name.first=5"])
def test_what_cannot_be_put_into_an_object_is_refused(setting: str) -> None:
    with pytest.raises(UnfitSettingError):
        said_json({"name": "a"}, [setting], SCHEMA)
