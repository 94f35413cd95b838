"""The JSON form of an information item: read, written, described."""

import json
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from pydantic import PydanticUserError, TypeAdapter
from pydantic_core import PydanticSerializationError, SchemaValidator, ValidationError

from penstock.app.items.problems import Problem, UnfitItemError, UnfitTypeError, problems
from penstock.app.items.strictness import StrictJsonSchema, strict, unfit_parts
from penstock.delivery.items import ItemType


@dataclass(frozen=True)
class Form:
    """The JSON form of one type.

    Args:
        of: The type; no file.
    """

    of: ItemType

    def read(self, content: bytes, *, item: str) -> object:
        """Return the value that a content says.

        Raises:
            UnfitItemError: It does not fit the type.
        """
        try:
            value: object = self._validator.validate_json(content, strict=True)
        except ValidationError as error:
            found = tuple(problems(error.errors(include_url=False)))
            raise self._unfit(item, *found) from error
        if doubled := _doubled(content):
            because = f"the field “{doubled}” stands twice in one object"
            raise self._unfit(item, Problem(path="", because=because))
        return value

    def write(self, value: object, *, item: str) -> bytes:
        """Return the content that says a value: the same value, the same bytes.

        Raises:
            UnfitItemError: The value is none of its type.
        """
        try:
            plain = self._adapter.dump_python(value, mode="json", warnings="error")
            text = json.dumps(
                plain,
                ensure_ascii=False,
                sort_keys=True,
                separators=(",", ":"),
                allow_nan=False,
            )
            content = text.encode()
        except (PydanticSerializationError, ValueError) as error:
            because = "it holds values of other types than its fields have"
            raise self._unfit(item, Problem(path="", because=because)) from error
        # A dataclass looks at nothing it is given, so what is written is read again.
        self.read(content, item=item)
        return content

    @cached_property
    def schema(self) -> dict[str, Any]:
        """The JSON Schema of what is taken."""
        described = StrictJsonSchema().generate(self._schema, mode="validation")
        return {"$schema": StrictJsonSchema.schema_dialect, **described}

    def _unfit(self, item: str, *found: Problem) -> UnfitItemError:
        return UnfitItemError(item, type_name=self.of.name, problems=found)

    @property
    def plain_schema(self) -> Any:
        """What pydantic makes of the type."""
        return self._adapter.core_schema

    @cached_property
    def _adapter(self) -> TypeAdapter[Any]:
        return TypeAdapter(self.of.of)

    @cached_property
    def _schema(self) -> Any:
        return strict(self.plain_schema)

    @cached_property
    def _validator(self) -> SchemaValidator:
        return SchemaValidator(self._schema)


@cache
def form_of(kind: ItemType) -> Form:
    """Return the JSON form of a type.

    Raises:
        UnfitTypeError: It has fields that cannot be kept as JSON.
    """
    form = Form(kind)
    try:
        because = next(unfit_parts(form.plain_schema), "")
    except PydanticUserError as error:
        raise UnfitTypeError(kind.name, because=str(error).partition("\n")[0]) from error
    if because:
        raise UnfitTypeError(kind.name, because=f"it {because}")
    return form


def _doubled(content: bytes) -> str:
    """Return a field that stands twice in one object, of which one would be lost."""
    found: list[str] = []

    def look(pairs: list[tuple[str, Any]]) -> None:
        names = [name for name, _ in pairs]
        found.extend(name for name in names if names.count(name) > 1)

    json.loads(content, object_pairs_hook=look)
    return found[0] if found else ""
