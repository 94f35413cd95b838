"""What a check has to say about the documents."""

from enum import StrEnum
from typing import NamedTuple

from penstock.kernel.making import checked_dataclass
from penstock.kernel.places import Place


class Severity(StrEnum):
    """How much a finding matters, and whether it fails a run."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """Return 0 for the gravest."""
        return list(Severity).index(self)


class Edit(NamedTuple):
    """A replacement of characters in one document.

    Invariants:
        `start` and `end` count characters of the document's decoded text, half-open.
    """

    document: str
    start: int
    end: int
    replacement: str


class Fix(NamedTuple):
    """A repair that leaves no doubt, as edits that belong together."""

    title: str
    edits: tuple[Edit, ...]


class Cause(NamedTuple):
    """What several findings have in common.

    Args:
        key: The same for all findings of one cause.
        sentence: What is behind them; `{count}` stands for the number of findings.
    """

    key: str
    sentence: str


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault of the documents, with its place.

    Args:
        rule: Code of the rule that found it, such as `LNK-001`.
        severity: How much it matters.
        place: Where it stands.
        message: What was found, what was expected, what to do.
        others: Further places that the fault concerns.
        fix: A safe repair, if there is one.
        cause: What it has in common with others, if anything.
    """

    rule: str
    severity: Severity
    place: Place
    message: str
    others: tuple[Place, ...] = ()
    fix: Fix | None = None
    cause: Cause | None = None
