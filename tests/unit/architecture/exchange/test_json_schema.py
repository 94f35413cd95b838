"""The published schema is that of the program, and what the program writes obeys it."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from penstock.architecture.documents import Folder
from penstock.architecture.exchange import json_schema, to_json
from penstock.architecture.model import Architecture, Kind
from penstock.architecture.reading import read
from tests.architectures import ARCHITECTURES
from tests.small_company import small_company

SCHEMA = json.loads(json_schema())
VALIDATOR = Draft202012Validator(SCHEMA)


def test_the_schema_is_one_itself() -> None:
    Draft202012Validator.check_schema(SCHEMA)

    assert SCHEMA["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


def test_the_published_schema_is_up_to_date(checkout: Path) -> None:
    published = checkout / "docs" / "reference" / "model.schema.json"

    assert published.read_text(encoding="utf-8") == json_schema(), (
        "run: penstock export --schema > docs/reference/model.schema.json"
    )


@given(ARCHITECTURES)
def test_any_model_obeys_the_schema(architecture: Architecture) -> None:
    VALIDATOR.validate(json.loads(to_json(architecture)))


def test_the_reference_company_obeys_the_schema(reference_company: Path) -> None:
    VALIDATOR.validate(json.loads(to_json(read(Folder.read(reference_company)).architecture)))


def test_the_real_documents_obey_the_schema(shared_folder: Path) -> None:
    architecture = read(Folder.read(shared_folder / "documents")).architecture

    VALIDATOR.validate(json.loads(to_json(architecture)))


def test_every_kind_of_element_has_a_definition() -> None:
    kinds = [each["properties"]["kind"] for each in SCHEMA["$defs"].values() if kind_of(each)]

    assert {each["const"] for each in kinds} == set(Kind)


def kind_of(definition: Any) -> object:
    return definition.get("properties", {}).get("kind", {}).get("const")


def test_every_definition_says_what_it_is() -> None:
    assert [name for name, each in SCHEMA["$defs"].items() if not each["description"]] == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"format"', '"layout"'),
        ('"version": 1', '"version": 2'),
        ('"kind": "stage"', '"kind": "phase"'),
        ('"line": ', '"line": "a", "column": '),
    ],
)
def test_what_the_program_refuses_breaks_the_schema(before: str, after: str) -> None:
    text = to_json(small_company())

    with pytest.raises(ValidationError):
        VALIDATOR.validate(json.loads(text.replace(before, after)))
