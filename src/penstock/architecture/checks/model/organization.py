"""The organization: every unit and role hangs on one that exists."""

from collections import Counter
from collections.abc import Iterator

from penstock.architecture.checks.model.people import People, people_of
from penstock.architecture.checks.rule import Rule, Subject
from penstock.architecture.model import Architecture, OrganizationUnit, Role, Stated
from penstock.architecture.names import normal
from penstock.kernel.findings import Cause, Finding


class UnknownParent(Rule):
    """Units belong to a catalogued unit and report to a catalogued role; roles belong to a unit.

    An organization chart is drawn from these names; one that no row defines cuts off everything
    below it. Abbreviations such as COO count as the role whose name holds them in brackets. The
    company itself, under which the topmost units hang, needs no row.

    What breaks it:

        | Organization Unit | Parent | Side | Reports To |
        | Meter Shop | Field Services | regulated | COO |     (no row defines Field Services)

    How it is mended: correct the name, or add a row for the unit or role.
    """

    code = "ORG-001"

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each name that no unit and no role bears."""
        architecture = subject.architecture
        people = people_of(architecture)
        top = _company(architecture, people)
        for unit in architecture.stated(OrganizationUnit):
            if unit.parent and normal(unit.parent.text) != top:
                yield from self._unit(unit.parent, f"{unit.name} belongs to", people)
            if unit.reports_to and people.roles:
                yield from self._role(unit.reports_to, f"{unit.name} reports to", people)
        for role in architecture.stated(Role) if people.units else ():
            if role.unit and normal(role.unit.text) != top:
                yield from self._unit(role.unit, f"{role.name} belongs to", people)

    def _unit(self, stated: Stated, sentence: str, people: People) -> Iterator[Finding]:
        if not people.is_anybody(stated.text):
            near = people.nearest_unit(stated.text)
            yield self._unknown(stated, sentence, "organization unit", near)

    def _role(self, stated: Stated, sentence: str, people: People) -> Iterator[Finding]:
        if not people.is_anybody(stated.text):
            near = people.nearest_role(stated.text)
            yield self._unknown(stated, sentence, "role", near)

    def _unknown(self, stated: Stated, sentence: str, kind: str, near: str | None) -> Finding:
        advice = (
            f"If {near} is meant, write that; if not, add a row for it."
            if near
            else "Correct the name, or add a row for it."
        )
        return self.finding(
            stated.place,
            f"{sentence} “{stated.text}”, but no table has that {kind}. {advice}",
            cause=Cause(
                key=f"organization-unknown:{kind}:{normal(stated.text)}",
                sentence=f"{{count}} rows name the {kind} “{stated.text}”, which no table has",
            ),
        )


def _company(architecture: Architecture, people: People) -> str:
    """Return the name of the company: what several units belong to where no unit is the topmost."""
    parents = [
        normal(unit.parent.text) if unit.parent else ""
        for unit in architecture.stated(OrganizationUnit)
    ]
    if "" in parents:
        return ""
    unknown = Counter(parent for parent in parents if parent not in people.units)
    name, count = next(iter(unknown.most_common(1)), ("", 0))
    return name if count > 1 or len(parents) == 1 else ""
