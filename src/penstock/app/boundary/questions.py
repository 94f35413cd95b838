"""Questions as JSON, one a line: how they are recorded, and read again."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter
from pydantic_core import SchemaValidator, ValidationError

from penstock.app.items.problems import problems
from penstock.app.items.strictness import strict
from penstock.governance.boundary.asking import Question


class UnfitQuestionError(ValueError):
    """A line holds no question."""

    def __init__(self, place: str, *, because: str) -> None:
        self.place = place
        super().__init__(f"{place}: this is no question: {because}.")


def written(question: Question) -> str:
    """Return a question as one line of JSON: the same question, the same bytes."""
    plain = _adapter().dump_python(question, exclude_defaults=True)
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), default=_plain)


def read_questions(path: Path) -> Mapping[str, Question]:
    """Return the questions of a file, one a line, by their place.

    Raises:
        LookupError: The file cannot be read.
        UnfitQuestionError: A line holds no question.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LookupError(f"{path} cannot be read: {error}.") from error
    return {
        place: _question(line, place)
        for number, line in enumerate(lines, start=1)
        for place in [f"{path.name}:{number}"]
        if line.strip()
    }


def _plain(value: frozenset[str] | datetime) -> list[str] | str:
    return value.isoformat() if isinstance(value, datetime) else sorted(value)


def _question(line: str, place: str) -> Question:
    try:
        question = _validator().validate_json(line, strict=True)
    except ValidationError as error:
        found = problems(error.errors(include_url=False))
        raise UnfitQuestionError(place, because="; ".join(map(str, found))) from error
    assert isinstance(question, Question)
    return question


@cache
def _adapter() -> TypeAdapter[Question]:
    return TypeAdapter(Question)


@cache
def _validator() -> SchemaValidator:
    return SchemaValidator(strict(_adapter().core_schema))
