"""What stages are worked for, in the words that consents use."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field

from penstock.app.guarding.asker import CASE_WORK
from penstock.governance.boundary.statements import PolicyFile

_COLUMNS = ("of", "purpose")


class UnfitPurposesError(ValueError):
    """The table of purposes says what cannot be."""

    def __init__(self, table: str, line: int, *, because: str) -> None:
        self.table = table
        self.line = line
        super().__init__(f"{table}:{line}: {because}.")


@dataclass(frozen=True)
class Purposes:
    """The purposes of a company's stages.

    Args:
        by_id: Purposes by the id of a stage, or of a stream for all its stages.
    """

    by_id: Mapping[str, str] = field(default_factory=dict)

    def of(self, *, stage_id: str, stream_id: str) -> str:
        """Return what a stage is worked for; where nobody says it, for the case."""
        return self.by_id.get(stage_id) or self.by_id.get(stream_id) or CASE_WORK


def read_purposes(table: PolicyFile | None) -> Purposes:
    """Return the purposes of a table; none where there is no table.

    Raises:
        UnfitPurposesError: A line says what cannot be.
    """
    if table is None:
        return Purposes()
    reader = csv.DictReader(table.text.splitlines())
    if tuple(reader.fieldnames or ()) != _COLUMNS:
        because = f"the columns have to be {', '.join(_COLUMNS)}"
        raise UnfitPurposesError(table.name, 1, because=because)
    purposes: dict[str, str] = {}
    for row in reader:
        of, purpose = ((row[name] or "").strip() for name in _COLUMNS)
        if not (of and purpose):
            because = f"{'of' if purpose else 'purpose'} is empty"
            raise UnfitPurposesError(table.name, reader.line_num, because=because)
        if of in purposes:
            because = f"{of} has a purpose already"
            raise UnfitPurposesError(table.name, reader.line_num, because=because)
        purposes[of] = purpose
    return Purposes(purposes)
