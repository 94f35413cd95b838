"""The whole model as one JSON document, and that document as the same model again."""

import json
from typing import Any

from penstock.architecture.exchange.json_values import (
    UnexpectedValueError,
    decoder,
    encode,
    named,
)
from penstock.architecture.exchange.shapes import members
from penstock.architecture.model import Architecture

FORMAT = "penstock architecture"
VERSION = 1


class NoModelError(ValueError):
    """A text is not a model that `to_json` could have written."""


def to_json(architecture: Architecture) -> str:
    """Return the model as JSON: every statement with its place, contradictions included.

    Lists keep the documents' order, fields are sorted by name, and a field is left out where it
    has the value that the schema names as default.
    """
    parts = {each.name: encode(getattr(architecture, each.name)) for each in members(Architecture)}
    document = {"format": FORMAT, "version": VERSION} | parts
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def from_json(text: str) -> Architecture:
    """Return the model that a JSON document holds, the same that `to_json` was given.

    Raises:
        NoModelError: The text is no JSON, or not this format, or a value is not what it has to be;
            the sentence says where and what was expected.
    """
    document = _parsed(text)
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        found = named(document.get("format")) if isinstance(document, dict) else named(document)
        raise NoModelError(
            f"Expected a model with \"format\": '{FORMAT}', found {found}. "
            "Write one with: penstock export --format json"
        )
    if document.get("version") != VERSION:
        raise NoModelError(
            f"The model is written in version {named(document.get('version'))} of its format, "
            f"and this program reads version {VERSION}. Export it again from the documents."
        )
    parts = {name: value for name, value in document.items() if name not in {"format", "version"}}
    try:
        architecture: Architecture = decoder(Architecture)(parts)
    except UnexpectedValueError as error:
        raise NoModelError(str(error)) from error
    return architecture


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise NoModelError(
            f"This is no JSON: {error.msg} at line {error.lineno}, column {error.colno}. "
            "Write a model with: penstock export --format json"
        ) from error
    except RecursionError:
        raise NoModelError("This JSON is nested deeper than a model ever is.") from None
    except ValueError as error:
        # Python refuses numbers of many thousand digits.
        raise NoModelError(f"This JSON cannot be read: {error}.") from error
