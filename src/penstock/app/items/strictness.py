"""What is demanded of every item's type, whatever its author wrote."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

_DECIMAL = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
_OPAQUE = {"metadata", "serialization", "cls", "members", "default", "default_factory"}
_MONEY = {"usd", "eur", "gbp", "cents", "dollars", "euros"}
_UNFIT = {
    "any": "holds values of any type; name one",
    "set": "holds a set, whose order differs from run to run; take a tuple",
    "frozenset": "holds a set, whose order differs from run to run; take a tuple",
    "list": "holds a list, which can be changed; take a tuple",
    "bytes": "holds bytes; mark it as a file, or take text",
}


def strict(schema: Any) -> Any:
    """Return pydantic's schema of a type with more demands.

    Datetimes have zones, amounts are not written as binary numbers, numbers are finite, fields that
    nobody knows are refused.
    """
    if isinstance(schema, list | tuple):
        return type(schema)(strict(each) for each in schema)
    if not isinstance(schema, dict):
        return schema
    return _demanding(
        {name: value if name in _OPAQUE else strict(value) for name, value in schema.items()}
    )


def _demanding(node: dict[str, Any]) -> Any:
    match node.get("type"):
        case "datetime":
            return node | {"tz_constraint": "aware", "microseconds_precision": "error"}
        case "float":
            return node | {"allow_inf_nan": False}
        case "dataclass-args":
            return node | {"extra_behavior": "forbid"}
        case "decimal":
            exact: Any = node
            return core_schema.no_info_before_validator_function(_exact, exact)
    return node


def unfit_parts(schema: Any) -> Iterator[str]:
    """Yield why the values of a type could not be kept as they are."""
    if isinstance(schema, list | tuple):
        for each in schema:
            yield from unfit_parts(each)
    elif isinstance(schema, dict):
        if (why := _UNFIT.get(str(schema.get("type")))) is not None:
            yield why
        if schema.get("type") == "dataclass-field" and _is_binary_money(schema):
            yield f"has {schema['name']} as float; money is Decimal, or cents as int"
        for name, value in schema.items():
            if name not in _OPAQUE:
                yield from unfit_parts(value)


def _is_binary_money(field: dict[str, Any]) -> bool:
    is_money = not _MONEY.isdisjoint(field["name"].split("_"))
    return is_money and _holds_float(field["schema"])


def _holds_float(schema: Any) -> bool:
    if isinstance(schema, list | tuple):
        return any(map(_holds_float, schema))
    if not isinstance(schema, dict) or schema.get("type") == "dataclass":
        return False
    inside = (value for name, value in schema.items() if name not in _OPAQUE)
    return schema.get("type") == "float" or any(map(_holds_float, inside))


class StrictJsonSchema(GenerateJsonSchema):
    """Writes the JSON Schema of what is taken."""

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:  # noqa: ARG002
        """Return the schema of an amount."""
        text = {"type": "string", "pattern": rf"^{_DECIMAL.pattern}$"}
        return {"anyOf": [text, {"type": "integer"}]}

    def dataclass_schema(self, schema: core_schema.DataclassSchema) -> JsonSchemaValue:
        """Return the schema of a class, which has no further fields."""
        return super().dataclass_schema(schema) | {"additionalProperties": False}


def _exact(value: Any) -> Any:
    is_exact = isinstance(value, str) and _DECIMAL.fullmatch(value)
    if is_exact or (isinstance(value, int) and not isinstance(value, bool)):
        return Decimal(value)
    raise PydanticCustomError("decimal_form", "Amounts are written as text")
