"""Things that are catalogued twice."""

from collections.abc import Iterator
from typing import ClassVar

from penstock.architecture.checks.model.words import at, capitalized
from penstock.architecture.checks.rule import Rule, Subject
from penstock.architecture.model import Element, Kind, Origin
from penstock.architecture.names import same
from penstock.kernel.findings import Cause, Finding


class _CataloguedOnce(Rule):
    """The law that a catalogue holds each thing of some kinds once."""

    kinds: ClassVar[dict[Kind, str]]

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each further entry of a thing."""
        for ref, several in subject.architecture.statements.items():
            if len(several) > 1 and ref.kind in self.kinds:
                entries = [each for each in several if each.origin is Origin.CATALOGUE]
                for element in entries[1:]:
                    if self.concerns(element, entries[0]):
                        yield self._twice(element, entries[0])

    def concerns(self, element: Element, known: Element) -> bool:
        """Tell whether two entries break the law; some pairs another rule reports."""
        return element.place != known.place

    def _twice(self, element: Element, known: Element) -> Finding:
        kind = self.kinds[element.kind]
        own, other = element.place.document, known.place.document
        return self.finding(
            element.place,
            f"{capitalized(kind)} {element.id} is catalogued a second time; the first entry is "
            f"{at(known.place, seen_from=element.place)}. Keep one entry, "
            "or give the other an ID of its own.",
            others=(known.place,),
            cause=Cause(
                key=f"catalogued-twice:{element.kind}:{own}:{other}",
                sentence=f"{{count}} entries of {own} are catalogued in {other} already",
            )
            if own != other
            else None,
        )


class CapabilityTwice(_CataloguedOnce):
    """A capability is defined once.

    Of two definitions one is changed and the other forgotten. Where the second definition has
    another name, CAP-002 reports it.

    What breaks it:

        #### 8.3. Service Connections & Installations
        …
        #### 8.3. Service Connections & Installations

    How it is mended: keep one definition; let other documents refer to it by number and name.
    """

    code = "CAP-005"
    kinds: ClassVar[dict[Kind, str]] = {Kind.CAPABILITY: "capability"}

    def concerns(self, element: Element, known: Element) -> bool:
        """Tell whether a number is defined again with the same name."""
        return same(element.name, known.name)


class StreamTwice(_CataloguedOnce):
    """A value stream has one entry in the catalogue.

    Of two entries one is changed and the other forgotten, and readers find either.

    What breaks it:

        ### RCV-03: Regulated Billing & Payment
        …
        ### RCV-03: Regulated Payment

    How it is mended: keep one entry, or give the second stream an ID of its own.
    """

    code = "STR-008"
    kinds: ClassVar[dict[Kind, str]] = {Kind.VALUE_STREAM: "value stream"}


class ProductTwice(_CataloguedOnce):
    """A product has one entry in the catalogue.

    Two entries for one ID leave open which product a mapping or a quote means.

    What breaks it:

        | NONREG-SH-001 | Smart Home Energy Management | …
        | NONREG-SH-001 | Smart Home Starter Kit | …

    How it is mended: keep one entry, or give the second product an ID of its own.
    """

    code = "PRD-001"
    kinds: ClassVar[dict[Kind, str]] = {Kind.PRODUCT: "product"}


class RegisteredTwice(_CataloguedOnce):
    """A register holds each stakeholder, role, unit, system, partner, rule and metric once.

    References go by name or ID; of two entries with one name, a reference means neither.

    What breaks it:

        | Outage Management System | regulated | …
        | Outage Management System | enterprise | …

    How it is mended: keep one entry, or let the names say what sets the two apart.
    """

    code = "REG-001"
    kinds: ClassVar[dict[Kind, str]] = {
        Kind.STAKEHOLDER: "stakeholder",
        Kind.ROLE: "role",
        Kind.ORGANIZATION_UNIT: "organization unit",
        Kind.SYSTEM: "system",
        Kind.PARTNER: "partner",
        Kind.POLICY: "rule",
        Kind.METRIC: "metric",
    }

    def concerns(self, element: Element, known: Element) -> bool:
        """Tell whether two entries clash; one metric with two values is reported by KPI-002."""
        return element.kind is not Kind.METRIC or not same(element.name, known.name)
