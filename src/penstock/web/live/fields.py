"""Forms made from the types of items and acts: JSON Schema becomes fields, and fields JSON."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from penstock.kernel.walls import NoSuchHourError, moment_on_wall
from penstock.web.live.troubles import UnfitQueryError

_Schema = Mapping[str, Any]
_MOST_FIELDS = 30
_PREFIX = "f."
WHOLE = "whole"


class Entry(StrEnum):
    """How a value is typed."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    MOMENT = "moment"
    CHOICE = "choice"
    YES_NO = "yes or no"
    LINES = "lines"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a form.

    Args:
        path: Where its value stands, such as `site.roof.tilt_deg`; empty for the whole.
        words: What people read before it.
        entry: How it is typed.
        required: Whether it cannot stay empty.
        is_nothing: Whether `null` is what counts where it stays empty.
        choices: The values to choose from.
        usual: What counts where it stays empty.
        hint: What its class says of it.
    """

    path: str
    words: str
    entry: Entry
    required: bool = False
    is_nothing: bool = False
    choices: tuple[str, ...] = ()
    usual: str = ""
    hint: str = ""

    @property
    def name(self) -> str:
        """What it is called in the form."""
        return f"{_PREFIX}{self.path or WHOLE}"


def fields_of(schema: _Schema) -> tuple[Field, ...]:
    """Return the fields of an object; one for the whole as JSON where it has too many, or none."""
    found = tuple(_within(schema, schema, path="", required=True))
    if 0 < len(found) <= _MOST_FIELDS:
        return found
    return (Field(path="", words="All of it, as JSON", entry=Entry.JSON, required=True),)


def said_json(form: Mapping[str, str], fields: Sequence[Field], zone: ZoneInfo) -> bytes:
    """Return what was typed as one JSON object; what stayed empty is left out.

    Args:
        form: What was typed.
        fields: The fields of the form.
        zone: Where the clock hangs that typed moments were read from.

    Raises:
        UnfitQueryError: Something that has to be JSON is none, or a time never comes.
    """
    said: dict[str, Any] = {}
    for field in fields:
        text = form.get(field.name, "").strip()
        if not text:
            if field.is_nothing:
                said[field.path] = None
            continue
        if not field.path:
            return text.encode()
        *path, last = field.path.split(".")
        at = said
        for step in path:
            at = at.setdefault(step, {})
        at[last] = _value(field, text, zone)
    return json.dumps(said, ensure_ascii=False).encode()


def _value(field: Field, text: str, zone: ZoneInfo) -> object:
    match field.entry:
        case Entry.NUMBER:
            return _number(text)
        case Entry.YES_NO:
            return text == "yes"
        case Entry.LINES:
            return [line.strip() for line in text.splitlines() if line.strip()]
        case Entry.MOMENT:
            return _moment(text, zone)
        case Entry.JSON:
            try:
                return json.loads(text)
            except ValueError as error:
                raise UnfitQueryError(f"“{field.words}” is no JSON: {error}.") from error
        case _:
            return text


def _moment(text: str, zone: ZoneInfo) -> str:
    """Return a moment with its zone; what is none stays as it is, and the type says so.

    Browsers send what the clock on the wall tells.
    """
    try:
        wall = datetime.fromisoformat(text)
        if wall.tzinfo:
            return text
        return moment_on_wall(wall, zone).isoformat().replace("+00:00", "Z")
    except NoSuchHourError as error:
        raise UnfitQueryError(str(error)) from error
    except (ValueError, OverflowError):
        return text


def _number(text: str) -> object:
    """Return a number; what is none stays as it is, and the type says so."""
    try:
        found = json.loads(text)
    except ValueError:
        return text
    return found if isinstance(found, int | float) else text


def _within(schema: _Schema, whole: _Schema, *, path: str, required: bool) -> Iterator[Field]:
    needed, hints = schema.get("required", ()), _hints(schema.get("description", ""))
    for name, stated in schema.get("properties", {}).items():
        is_required = required and name in needed
        node = _resolved(stated, whole)
        at = f"{path}.{name}" if path else name
        if node.get("properties") and at.count(".") < 2:
            yield from _within(node, whole, path=at, required=is_required)
            continue
        found = _field(node, whole, at)
        is_nothing = is_required and not path and _takes_null(stated)
        yield replace(
            found,
            required=is_required and not is_nothing,
            is_nothing=is_nothing,
            usual=_usual(stated.get("default")),
            hint=hints.get(name, ""),
        )


def _field(node: _Schema, whole: _Schema, path: str) -> Field:
    words = path.replace(".", ": ").replace("_", " ")
    words = words[0].upper() + words[1:]
    if choices := node.get("enum"):
        return Field(path=path, words=words, entry=Entry.CHOICE, choices=tuple(map(str, choices)))
    return Field(path=path, words=words, entry=_entry(node, whole))


def _entry(node: _Schema, whole: _Schema) -> Entry:
    match node.get("type"):
        case "string":
            formats = {"date": Entry.DAY, "date-time": Entry.MOMENT}
            return formats.get(node.get("format", ""), Entry.TEXT)
        case "integer" | "number":
            return Entry.NUMBER
        case "boolean":
            return Entry.YES_NO
        case "array":
            members = _resolved(node.get("items", {}), whole)
            return Entry.LINES if members.get("type") == "string" else Entry.JSON
    return Entry.JSON


def _resolved(node: _Schema, whole: _Schema) -> _Schema:
    """Return what a reference means, and of several alternatives the first that holds a value."""
    if reference := node.get("$ref"):
        return _resolved(whole["$defs"][str(reference).rpartition("/")[2]], whole)
    several = [each for each in node.get("anyOf", ()) if each.get("type") != "null"]
    return _resolved(several[0], whole) if several else node


def _usual(value: object) -> str:
    match value:
        case None | "" | []:
            return ""
        case bool():
            return "yes" if value else "no"
        case str():
            return value
    return json.dumps(value, ensure_ascii=False)


def _takes_null(node: _Schema) -> bool:
    return any(each.get("type") == "null" for each in node.get("anyOf", ()))


def _hints(description: str) -> dict[str, str]:
    """Return what a class says of its fields, by their names."""
    _, _, arguments = description.partition("Args:\n")
    found: dict[str, str] = {}
    last = ""
    for line in arguments.splitlines():
        name, colon, words = line.strip().partition(": ")
        if colon and name.isidentifier():
            last = name
            found[name] = words
        elif last and line.strip():
            found[last] = f"{found[last]} {line.strip()}"
    return found
