"""Responsibility matrices: who answers, who works, and for which stages."""

from collections import defaultdict
from collections.abc import Iterator

from penstock.architecture.checks.model.words import at, who
from penstock.architecture.checks.rule import Rule, Subject
from penstock.architecture.model import (
    Kind,
    RaciRow,
    Stage,
)
from penstock.architecture.responsibility import fault_of_accountable, fault_of_responsible
from penstock.kernel.findings import Finding, Severity


class OneAccountable(Rule):
    """Each row of a responsibility matrix has exactly one accountable role.

    Accountable is who answers for the result. Without one nobody answers; of two, each thinks the
    other does.

    What breaks it:

        | Stage ID | Responsible | Accountable |
        | NCV-03.4 | Solution Installer | VP, Operations & Delivery; VP, Product Development |

    How it is mended: keep one role under A; the others are responsible, consulted or informed.
    """

    code = "RAC-001"

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each row without exactly one A."""
        for row in subject.architecture.raci_rows:
            roles = row.roles("A")
            if found := fault_of_accountable(roles):
                yield self.finding(
                    row.place,
                    f"The row of {_activity(row)} has {found}. "
                    "Name exactly one role as accountable (A).",
                )


class SomebodyResponsible(Rule):
    """Each row of a responsibility matrix has a responsible role.

    Responsible is who does the work; without one the work is done by nobody.

    What breaks it:

        | Stage ID | Responsible | Accountable |
        | NCV-03.4 |             | VP, Operations & Delivery |

    How it is mended: name at least one role under R.
    """

    code = "RAC-002"

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each row without an R."""
        for row in subject.architecture.raci_rows:
            if found := fault_of_responsible(row.roles("R")):
                yield self.finding(
                    row.place,
                    f"The row of {_activity(row)} has {found}. "
                    "Name at least one role that does the work (R).",
                )


class MatrixAndStages(Rule):
    """A responsibility matrix has a row for each stage of its value stream, and for no other.

    A stage that is not in the matrix was added later, and nobody was asked who answers for it; a
    row for a stage that does not exist is left from one that was dropped.

    What breaks it:

        | **NCV-03.7** | …     (stage table)
        the matrix ends at NCV-03.6

    How it is mended: add the row, or correct its stage ID.
    """

    code = "RAC-005"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each row without a stage, and each stage without a row."""
        rows: defaultdict[str, dict[str, RaciRow]] = defaultdict(dict)
        for row in subject.architecture.raci_rows:
            stream, dot, _ = row.subject.id.rpartition(".")
            if row.subject.kind is Kind.STAGE and dot and ":" not in row.subject.id:
                rows[stream].setdefault(row.subject.id, row)
        for stream, several in rows.items():
            stages = {stage.id: stage for stage in subject.architecture.stages_of(stream)}
            yield from self._compare(stages, several)

    def _compare(self, stages: dict[str, Stage], rows: dict[str, RaciRow]) -> Iterator[Finding]:
        for identifier, row in rows.items() if stages else ():
            if identifier not in stages:
                yield self.finding(
                    row.place,
                    f"The matrix has a row for {identifier}, which no stage table has. "
                    "Correct the stage ID, or drop the row.",
                )
        first = next(iter(rows.values()))
        for identifier, stage in stages.items():
            if identifier not in rows:
                yield self.finding(
                    stage.place,
                    f"Stage {identifier} {stage.name} has no row in the responsibility matrix "
                    f"({at(first.place, seen_from=stage.place)}). Add one.",
                    others=(first.place,),
                )


def _activity(row: RaciRow) -> str:
    return who(row.subject) if row.subject.kind is not Kind.STAGE else row.subject.id
