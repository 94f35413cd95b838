"""Names of capabilities: known to the catalogue, and each under one number."""

from collections.abc import Iterator

from penstock.architecture.checks.model.capability_references import (
    Catalogue,
    Reference,
    Verdict,
    catalogue_of,
    judged,
)
from penstock.architecture.checks.model.texts import place_of
from penstock.architecture.checks.model.words import at, capitalized, who
from penstock.architecture.checks.rule import Rule, Subject
from penstock.architecture.model import Capability
from penstock.architecture.names import normal
from penstock.architecture.reading.words import without_qualifier
from penstock.kernel.findings import Cause, Finding, Severity


class UnknownCapabilityName(Rule):
    """A capability is called by the name that the catalogue gives it.

    What stands in brackets, such as “(Credit)” or “(L2)”, is a qualifier and not part of the name,
    and `&` and `and` are the same. Any other difference may be a slip, a short form or a
    capability that the catalogue forgot; only a person can tell, so this is a warning.

    What breaks it:

        -   Metering and Measurement          (no capability of the catalogue is called so)
        | … | 14.2 Accounting & Reporting |    (14.2 is General Accounting & Reporting)

    How it is mended: write the catalogue's name, or add the capability to the catalogue.
    """

    code = "CAP-003"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each name that the catalogue does not have as it is written."""
        found = judged(subject.architecture)
        for reference, verdict in found.of(Verdict.NO_SUCH_NAME, Verdict.FORM_OF_NAME):
            if verdict is Verdict.FORM_OF_NAME:
                yield self._form(reference, found.catalogue, subject)
            else:
                yield self._unknown(reference, found.catalogue, subject)

    def _form(self, reference: Reference, catalogue: Catalogue, subject: Subject) -> Finding:
        known = catalogue.capabilities[reference.number]
        place = place_of(subject, reference.number, reference.place)
        return self.finding(
            place,
            f"{capitalized(who(reference.referrer))} calls capability {reference.number} "
            f"“{without_qualifier(reference.name)}”, the catalogue calls it “{known.name}” "
            f"({at(known.place, seen_from=place)}). Write the catalogue's name.",
            others=(known.place,),
        )

    def _unknown(self, reference: Reference, catalogue: Catalogue, subject: Subject) -> Finding:
        name = without_qualifier(reference.name)
        near = catalogue.nearest(name)
        advice = (
            f"If {near.id} {near.name} is meant, write that; if not, add the capability there."
            if near
            else "Write the name of a capability of the catalogue, or add this one there."
        )
        return self.finding(
            place_of(subject, reference.name, reference.place),
            f"{capitalized(who(reference.referrer))} refers to a capability “{name}”, "
            f"which the catalogue does not have. {advice}",
            others=(near.place,) if near else (),
            cause=Cause(
                key=f"capability-name:{normal(name)}",
                sentence=f"{{count}} references name a capability “{name}” "
                "that the catalogue does not have",
            ),
        )


class CapabilityNameUnderTwoNumbers(Rule):
    """No two capabilities of the catalogue bear the same name.

    A reference by name alone cannot tell which of the two it means, and a reader of a heat map
    sees one thing twice.

    What breaks it:

        #### 8.3. Service Connections & Installations
        #### 9.3. Service Connections & Installations

    How it is mended: let each name say what is its own: “Electric Service Connections &
    Installations”.
    """

    code = "CAP-004"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each further number that bears a name."""
        catalogue = catalogue_of(subject.architecture)
        for numbers in catalogue.numbers.values():
            first, *more = (catalogue.capabilities[number] for number in numbers)
            for capability in more:
                yield self._twice(capability, first, catalogue)

    def _twice(self, capability: Capability, first: Capability, catalogue: Catalogue) -> Finding:
        parents = tuple(
            parent.name
            if (parent := catalogue.capabilities.get(each.parent_id))
            else "the catalogue"
            for each in (first, capability)
        )
        return self.finding(
            capability.place,
            f"Capabilities {first.id} and {capability.id} are both called “{capability.name}”. "
            "Let each name say what sets it apart, "
            f"for instance that it belongs to {parents[0]} or to {parents[1]}.",
            others=(first.place,),
            cause=Cause(
                key=f"capability-names-twice:{first.parent_id}:{capability.parent_id}",
                sentence=f"{{count}} capabilities of {capability.parent_id} {parents[1]} bear "
                f"names that capabilities of {first.parent_id} {parents[0]} bear already",
            ),
        )
