"""Ids that elements had once: is each gone, and does it lead to what is there?"""

from collections.abc import Iterator

from penstock.architecture.checks.model.words import at
from penstock.architecture.checks.rule import Rule, Subject
from penstock.architecture.model import FormerId
from penstock.kernel.findings import Finding, Severity


class FormerIdLeadsNowhere(Rule):
    """A former ID is no ID any more, and leads to an element that the documents define.

    Whoever kept an address with a former ID is led to the element that has another one today.
    Where the former ID is used again, or the present one is none, they are led astray or nowhere.

    What breaks it:

        | Former ID | Present ID |
        | --- | --- |
        | NCV-03.8 | NCV-03.9 |      (and no stage model has a stage NCV-03.9)

    How it is mended: correct the present ID, name each former ID once, and take rows out of the
    table whose former ID is the ID of an element again.
    """

    code = "REG-002"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each row that is not followed."""
        first: dict[str, FormerId] = {}
        for each in subject.architecture.former_ids:
            known = first.setdefault(each.former, each)
            if fault := _fault(each, known, subject):
                yield self.finding(each.place, fault)


def _fault(each: FormerId, known: FormerId, subject: Subject) -> str:
    """Return what is wrong with a row; empty for nothing."""
    architecture = subject.architecture
    if known is not each:
        where = at(known.place, seen_from=each.place)
        return f"The former ID {each.former} has a row already, {where}. Keep one of the two."
    if any(ref.id == each.former for ref in architecture.statements):
        return (
            f"{each.former} is called a former ID, but an element has it. "
            "Take the row out, or give the element another ID."
        )
    if each.former in architecture.succeeded:
        return ""
    return (
        f"The former ID {each.former} leads to {each.present}, which is the ID of no element and "
        "leads to none. Correct the present ID."
    )
