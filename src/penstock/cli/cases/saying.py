"""What a person says to an act on the command line, as the JSON that the act is told."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any


class UnfitSettingError(ValueError):
    """A --set says what cannot be put into an object."""


def said_json(
    whole: Mapping[str, Any], settings: Sequence[str], schema: Mapping[str, Any] | None
) -> bytes:
    """Return what is said as one JSON object.

    Args:
        whole: What a file says; settings come on top of it.
        settings: `name=value`, with dots before the fields of a field; one that is there several
            times, or whose field is a list, becomes a list.
        schema: The JSON Schema of what the act is told, which tells texts from numbers.

    Raises:
        UnfitSettingError: A setting has no name, or names a field of what is no object.
    """
    said = dict(whole)
    given: dict[str, list[str]] = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not (name.strip() and equals):
            raise UnfitSettingError(f"--set {setting!r} is no name=value.")
        given.setdefault(name.strip(), []).append(value)
    for name, values in given.items():
        _put(said, name.split("."), _value(values, _Field(schema or {}, name.split("."))))
    return json.dumps(said, ensure_ascii=False).encode() if said else b""


class _Field:
    """What a schema says of a field, by its path."""

    def __init__(self, schema: Mapping[str, Any], path: Sequence[str]) -> None:
        self._definitions = schema.get("$defs", {})
        nodes = [schema]
        for step in path:
            inside = (each for node in nodes for each in self._alternatives(node))
            nodes = [each["properties"][step] for each in inside if step in _properties(each)]
        self._nodes = [each for node in nodes for each in self._alternatives(node)]

    @property
    def types(self) -> set[str]:
        """The JSON types that it may have."""
        return {str(each.get("type", "string")) for each in self._nodes}

    @property
    def members(self) -> "_Field":
        """What it says of a member of the list that the field is."""
        found = _Field({}, ())
        found._definitions = self._definitions
        lists = (each.get("items") or each.get("prefixItems", [{}])[0] for each in self._nodes)
        found._nodes = [each for node in lists for each in self._alternatives(node)]
        return found

    def _alternatives(self, node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        if reference := node.get("$ref"):
            yield from self._alternatives(self._definitions[str(reference).rpartition("/")[2]])
        elif several := node.get("anyOf"):
            for each in several:
                yield from self._alternatives(each)
        else:
            yield node


def _properties(node: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = node.get("properties", {})
    return found


def _value(values: Sequence[str], field: _Field) -> Any:
    if field.types != {"array"}:
        one = [_one(each, field) for each in values]
        return one[0] if len(one) == 1 else one
    if len(values) == 1 and values[0].lstrip().startswith("["):
        return _one(values[0], field)
    return [_one(each, field.members) for each in values]


def _one(text: str, field: _Field) -> Any:
    """Return a text as what its field takes; what does not fit is left to be refused as it is."""
    if "string" in field.types or not field.types:
        return None if not text and "null" in field.types else text
    try:
        return json.loads(text)
    except ValueError:
        return text


def _put(said: dict[str, Any], path: Sequence[str], value: Any) -> None:
    at = said
    for step in path[:-1]:
        inside = at.setdefault(step, {})
        if not isinstance(inside, dict):
            raise UnfitSettingError(f"--set {'.'.join(path)}: {step} is no object with fields.")
        at = inside
    at[path[-1]] = value
