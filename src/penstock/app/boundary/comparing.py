"""What changed policies, or changed tables beside them, would decide otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass

from penstock.app.boundary.files import CLASSES, PURPOSES
from penstock.app.boundary.reading import Council
from penstock.app.guarding.classes import read_classes
from penstock.app.guarding.purposes import read_purposes
from penstock.governance.boundary.asking import Question
from penstock.governance.boundary.replaying import Difference, differences
from penstock.governance.boundary.tables import changed_rows
from penstock.governance.council.charter import FILE as CHARTER
from penstock.governance.council.charter import read_charter
from penstock.kernel.counting import counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How what a council might adopt differs from what holds.

    Args:
        rows: What tables say otherwise, in words.
        decided: The questions that are decided otherwise.
        asked: How many questions were asked.
    """

    rows: tuple[str, ...]
    decided: tuple[Difference, ...]
    asked: int

    @property
    def summary(self) -> str:
        """How much is otherwise, in a sentence or two."""
        turned = sum(each.turns for each in self.decided)
        rest = f"{turned} decided otherwise, {len(self.decided) - turned} for another reason"
        rows = f" Tables: {counted(len(self.rows), 'row')} changed." if self.rows else ""
        return f"{counted(self.asked, 'question')}: {rest}.{rows}"


def compared(here: Council, changed: Council, questions: Mapping[str, Question]) -> Comparison:
    """Return how a changed folder differs, once all that it says can be used.

    Whoever asks has the functions that the changed table gives their roles.

    Raises:
        LookupError: A table or a role is not there.
        ValueError: A policy or a table cannot be used.
    """
    _require_usable(changed)
    found = differences(
        questions,
        now=here.boundary,
        changed=changed.boundary,
        meant=changed.roles.meant,
    )
    rows = tuple(changed_rows(here.tables, changed.tables))
    return Comparison(rows=rows, decided=tuple(found), asked=len(questions))


def _require_usable(changed: Council) -> None:
    """Read all tables, so that nobody approves what nothing can be decided by.

    Raises:
        LookupError: A table or a role is not there.
        ValueError: A table cannot be used.
    """
    read_classes(changed.tables.get(CLASSES))
    read_purposes(changed.tables.get(PURPOSES))
    if charter := changed.tables.get(CHARTER):
        read_charter(charter.text, roles=changed.roles.sides)
