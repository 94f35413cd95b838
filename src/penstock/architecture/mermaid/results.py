"""What becomes of a diagram's text, besides a flowchart."""

from dataclasses import dataclass

from penstock.architecture.mermaid.model import Flowchart


@dataclass(frozen=True, slots=True, order=True)
class TextEdit:
    """A replacement of the characters from `start` up to `end` of the diagram's text."""

    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A place at which Mermaid refuses the diagram.

    Args:
        line: Line in the diagram's text, from 1.
        column: Column of the character at fault, from 1.
        message: What was found, what was expected, what to do.
        fix: Edits that repair it and leave no doubt; empty where a person has to decide.
    """

    line: int
    column: int
    message: str
    fix: tuple[TextEdit, ...] = ()


@dataclass(frozen=True, slots=True)
class Broken:
    """A flowchart that Mermaid does not draw: its problems, and what could be understood."""

    problems: tuple[Problem, ...]
    flowchart: Flowchart


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A diagram of another kind, which is not checked."""

    kind: str


def repaired(text: str, problems: tuple[Problem, ...]) -> str:
    """Return the diagram's text with every fix applied."""
    edits = {edit for problem in problems for edit in problem.fix}
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.replacement + text[edit.end :]
    return text
