"""Numbers of capabilities: known to the catalogue, and with one name each."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from penstock.architecture.checks.model.capability_references import (
    Catalogue,
    Judged,
    Reference,
    Verdict,
    catalogue_of,
    judged,
    references_of,
)
from penstock.architecture.checks.model.texts import place_of, replaced
from penstock.architecture.checks.model.words import at, capitalized, who
from penstock.architecture.checks.rule import Rule, Subject
from penstock.architecture.model import Capability
from penstock.architecture.names import alike, normal, same
from penstock.architecture.reading.words import without_qualifier
from penstock.kernel.findings import Cause, Finding, Fix


class UnknownCapabilityNumber(Rule):
    """A reference to a capability bears a number that the catalogue defines.

    A stage that needs capability 14.6, where the catalogue ends at 14.5, is connected to nothing:
    neither a heat map nor an impact analysis will show that it depends on anybody.

    What breaks it:

        | **NCV-03.4** | **Permitting** | … | 14.6 Regulatory Strategy & Management |

    How it is mended: look the capability up in the catalogue and write its number, or add it there.
    Where the reference has the exact name of one capability, and everything else in the document
    agrees with the catalogue, `--fix` writes that capability's number.
    """

    code = "CAP-001"
    fixable = True

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each reference whose number nobody defines."""
        found = judged(subject.architecture)
        for reference, _ in found.of(Verdict.NO_SUCH_NUMBER):
            place = place_of(subject, reference.number, reference.place)
            yield self.finding(
                place,
                f"{capitalized(who(reference.referrer))} refers to capability {reference.written}, "
                f"but {_range(reference.number, found.catalogue)}. "
                f"{_advice(reference, found.catalogue)}",
                fix=_fix(reference, found, subject),
                cause=_cause(found.catalogue) if reference.name else None,
            )


class CapabilityNumberWithTwoNames(Rule):
    """A capability's number has one name, wherever it is written.

    Two names for one number mean that two people read one line and think of two capabilities;
    mostly one document was written against another catalogue. Without a catalogue, the name that
    most references give counts.

    What breaks it:

        #### 2.2. Competitive Strategy Development          (the catalogue)
        | **NCV-03.1** | … | 2.2 Non-Regulated Marketing |   (a stage)

    How it is mended: decide which capability is meant, and write the number and the name of the
    catalogue. `--fix` does so where the name is that of one other capability and the rest of the
    document agrees.
    """

    code = "CAP-002"
    fixable = True

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each reference that gives a number another name."""
        catalogue = catalogue_of(subject.architecture)
        if not catalogue.capabilities:
            yield from self._among_references(subject)
            return
        yield from self._in_catalogues(subject, catalogue)
        found = judged(subject.architecture)
        for reference, _ in found.of(Verdict.OTHER_NAME):
            yield self._clash(reference, found, subject)

    def _clash(self, reference: Reference, found: Judged, subject: Subject) -> Finding:
        known = found.catalogue.capabilities[reference.number]
        place = place_of(subject, reference.number, reference.place)
        return self.finding(
            place,
            f"{capitalized(who(reference.referrer))} calls capability {reference.number} "
            f"“{without_qualifier(reference.name)}”, but the catalogue calls it “{known.name}” "
            f"({at(known.place, seen_from=place)}). {_advice(reference, found.catalogue)}",
            others=(known.place,),
            fix=_fix(reference, found, subject),
            cause=_cause(found.catalogue),
        )

    def _in_catalogues(self, subject: Subject, catalogue: Catalogue) -> Iterator[Finding]:
        for capability in subject.architecture.stated(Capability):
            first = catalogue.capabilities[capability.id]
            if not same(first.name, capability.name):
                yield self.finding(
                    capability.place,
                    f"The catalogue defines number {capability.id} as “{capability.name}” here and "
                    f"as “{first.name}” in {at(first.place, seen_from=capability.place)}. "
                    "Give one of them another number.",
                    others=(first.place,),
                )

    def _among_references(self, subject: Subject) -> Iterator[Finding]:
        """Compare references with each other, where no document defines the numbers."""
        by_number: defaultdict[str, list[Reference]] = defaultdict(list)
        for reference in references_of(subject.architecture):
            if reference.number and reference.name:
                by_number[reference.number].append(reference)
        for several in by_number.values():
            counts = Counter(normal(reference.name) for reference in several)
            usual = counts.most_common(1)[0][0]
            first = next(each for each in several if normal(each.name) == usual)
            for reference in several if len(counts) > 1 else ():
                if normal(reference.name) != usual and not alike(reference.name, first.name):
                    yield self._against(reference, first, subject)

    def _against(self, reference: Reference, first: Reference, subject: Subject) -> Finding:
        place = place_of(subject, reference.number, reference.place)
        return self.finding(
            place,
            f"{capitalized(who(reference.referrer))} calls capability {reference.number} "
            f"“{without_qualifier(reference.name)}”, but {at(first.place, seen_from=place)} calls "
            f"it “{without_qualifier(first.name)}”, and no catalogue says which is right. "
            "Give one of them another number, or add a capability catalogue.",
            others=(first.place,),
            cause=Cause(
                key="capability-numbers-without-catalogue",
                sentence="{count} references give a number another name than most do, "
                "and there is no capability catalogue to decide",
            ),
        )


def _range(number: str, catalogue: Catalogue) -> str:
    """Say how far the numbers go where this one should be."""
    above = number.rpartition(".")[0]
    parent, siblings = catalogue.capabilities.get(above), catalogue.children.get(above, ())
    if parent is None:
        return f"the catalogue has no number {number}"
    if not siblings:
        return f"the catalogue has nothing below {parent.id} {parent.name}"
    return f"in the catalogue {parent.id} {parent.name} has only {siblings[0]} to {siblings[-1]}"


def _advice(reference: Reference, catalogue: Catalogue) -> str:
    if not reference.name:
        return "Write the number of a capability that the catalogue defines."
    meant = catalogue.meant(reference.name)
    if meant is not None:
        return f"That is the name of {meant.id}; write {meant.id} or the right name."
    numbers = catalogue.numbers.get(normal(reference.name), ())
    if numbers:
        return f"That name stands under {' and '.join(numbers)}; write the right one of them."
    near = catalogue.nearest(reference.name, number=reference.number)
    likely = f", perhaps {near.id} {near.name}," if near else ""
    return (
        f"Write number and name of the capability that is meant{likely} or add it to the catalogue."
    )


def _fix(reference: Reference, found: Judged, subject: Subject) -> Fix | None:
    """Return the edit to the number that bears this very name, if the document leaves no doubt."""
    meant = found.catalogue.meant(reference.name)
    if meant is None or reference.place.document not in found.slips:
        return None
    place = place_of(subject, reference.number, reference.place)
    edit = replaced(subject, reference.number, place, by=meant.id)
    title = f"Write {meant.id} for {reference.number}, as the catalogue numbers {meant.name}"
    return Fix(title=title, edits=(edit,)) if edit else None


def _cause(catalogue: Catalogue) -> Cause:
    first = next(iter(catalogue.capabilities.values()))
    return Cause(
        key="capability-numbering",
        sentence="{count} references follow another numbering than the catalogue in "
        f"{first.place.document}; let all documents use one numbering",
    )
