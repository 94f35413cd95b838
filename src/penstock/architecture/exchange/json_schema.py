"""The JSON Schema of the model, made from its classes so that the two cannot drift apart."""

import json
from dataclasses import MISSING
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from penstock.architecture.exchange.json_model import FORMAT, VERSION
from penstock.architecture.exchange.json_values import encode
from penstock.architecture.exchange.shapes import (
    element_classes,
    explanations,
    is_record,
    members,
    sentence,
)
from penstock.architecture.model import Architecture, Element

Schema = dict[str, Any]


def json_schema() -> str:
    """Return the schema (draft 2020-12) of the JSON that `to_json` writes and `from_json` reads."""
    definitions: dict[str, Schema] = {}
    model = _object(Architecture, definitions)
    model["properties"] |= {"format": {"const": FORMAT}, "version": {"const": VERSION}}
    model["required"] += ["format", "version"]
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:penstock:architecture:{VERSION}",
        "title": "A business architecture as Penstock reads it from documents",
    }
    document = head | model | {"$defs": dict(sorted(definitions.items()))}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _schema(hint: Any, definitions: dict[str, Schema]) -> Schema:
    if get_origin(hint) in {Union, UnionType}:
        (wanted,) = (each for each in get_args(hint) if each is not NoneType)
        return {"anyOf": [_schema(wanted, definitions), {"type": "null"}]}
    if get_origin(hint) is tuple:
        return _array(get_args(hint), definitions)
    if hint is Element:
        return {"oneOf": [_element(each, definitions) for each in element_classes().values()]}
    if is_record(hint):
        return _defined(hint, _object, definitions)
    if issubclass(hint, Enum):
        return _defined(hint, _choice, definitions)
    return {"type": {str: "string", int: "integer"}[hint]}


def _array(hints: tuple[Any, ...], definitions: dict[str, Schema]) -> Schema:
    if hints[-1] is Ellipsis:
        return {"type": "array", "items": _schema(hints[0], definitions)}
    items = [_schema(each, definitions) for each in hints]
    return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}


def _defined(of: type, make: Any, definitions: dict[str, Schema]) -> Schema:
    """Return a reference to a definition, which is made when it is needed first."""
    if of.__name__ not in definitions:
        definitions[of.__name__] = {}
        definitions[of.__name__] = make(of, definitions)
    return {"$ref": f"#/$defs/{of.__name__}"}


def _element(of: type[Element], definitions: dict[str, Schema]) -> Schema:
    reference = _defined(of, _object, definitions)
    definition = definitions[of.__name__]
    definition["properties"] = {"kind": {"const": of.kind.value}} | definition["properties"]
    definition["required"] = ["kind", *definition["required"]]
    return reference


def _object(of: type, definitions: dict[str, Schema]) -> Schema:
    words = explanations(of)
    properties: Schema = {}
    for each in members(of):
        explained = {"description": words[each.name]} if each.name in words else {}
        default = {} if each.default is MISSING else {"default": encode(each.default)}
        properties[each.name] = _schema(each.hint, definitions) | explained | default
    return {
        "description": sentence(of),
        "type": "object",
        "properties": properties,
        "required": [each.name for each in members(of) if each.default is MISSING],
        "additionalProperties": False,
    }


def _choice(of: type[Enum], _definitions: dict[str, Schema]) -> Schema:
    return {"description": sentence(of), "enum": [each.value for each in of]}
