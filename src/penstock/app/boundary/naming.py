"""From the words of a person to the question they mean."""

import re
from pathlib import Path

from penstock.app.boundary.files import SCENARIOS
from penstock.app.boundary.questions import read_questions
from penstock.app.boundary.reading import Council
from penstock.governance.boundary.asking import Question
from penstock.governance.boundary.scenarios.words import asked

_LINE = re.compile(r"(?P<file>.+\.(csv|jsonl)):(?P<line>\d+)")


def question_of(council: Council, access: str, *, given: str) -> Question:
    """Return the access that a sentence describes, or that a line of a file holds.

    Raises:
        LookupError: There is no such file or line.
        ValueError: The sentence, or the line, is not understood.
    """
    found = _LINE.fullmatch(access)
    if not found:
        return asked(access, given=given, roles=council.roles)
    questions = questions_of(council, Path(found["file"]))
    place = f"{Path(found['file']).name}:{found['line']}"
    if place not in questions:
        raise LookupError(f"{found['file']} has no question in line {found['line']}.")
    return questions[place]


def questions_of(council: Council, path: Path | None) -> dict[str, Question]:
    """Return the questions of a file by their place; by default those of the scenarios.

    Raises:
        LookupError: There is no such file.
        ValueError: It holds no questions.
    """
    if path is not None and path.suffix != ".csv":
        return dict(read_questions(path))
    is_own = path is None or (path == Path(SCENARIOS) and not path.exists())
    scenarios, unread = council.scenarios(None if is_own else path)
    if unread:
        raise ValueError(str(unread[0]))
    return {f"{each.file}:{each.line}": each.question for each in scenarios}
