"""Numbers that follow each other: stages of a stream, capabilities below a capability."""

from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple

from penstock.architecture.checks.model.capability_references import catalogue_of
from penstock.architecture.checks.model.words import some
from penstock.architecture.checks.rule import Rule, Subject
from penstock.architecture.model import Element
from penstock.kernel.findings import Finding, Severity
from penstock.kernel.places import Place

_DIGITS = 9
_LISTED = 50


class _Break(NamedTuple):
    """A place where numbers do not follow each other: some are missing, or they go back."""

    id: str
    before: str
    place: Place
    missing: tuple[str, ...]


class GapInStageNumbers(Rule):
    """The stages of a value stream are numbered from 1 without a gap, in the order of the table.

    A gap tells that a stage was deleted or forgotten, and no reader of the table can know which.

    What breaks it:

        | **RCV-02.3** | …
        | **RCV-02.5** | …

    How it is mended: add the missing stage, or renumber those behind the gap together with
    everything that names them.
    """

    code = "STG-003"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each stage before which a number is missing or greater."""
        for stream_id, stages in subject.architecture.stages_by_stream.items():
            for found in _breaks(_numbered(stages), prefix=f"{stream_id}."):
                yield self.finding(found.place, _sentence(found, "stage", "stages"))


class GapInCapabilityNumbers(Rule):
    """The capabilities of a catalogue are numbered without a gap, and so are those below each.

    A missing number looks like a capability that was taken out while stages may still need it.

    What breaks it:

        #### 8.3. Service Connections & Installations
        #### 8.5. Distribution Automation & Grid Modernization

    How it is mended: add the missing capability, or renumber and correct the references.
    """

    code = "CAP-006"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each capability before which a number is missing."""
        catalogue = catalogue_of(subject.architecture)
        for parent, numbers in catalogue.children.items():
            own = _numbered(catalogue.capabilities[each] for each in numbers)
            # Groups of a catalogue may take numbers in turns; the order says nothing.
            own.sort(key=itemgetter(1))
            for found in _breaks(own, prefix=f"{parent}." if parent else ""):
                yield self.finding(found.place, _sentence(found, "capability", "capabilities"))


def _numbered(several: Iterable[Element]) -> list[tuple[Element, int]]:
    """Return elements with the last parts of their ids, where those are numbers."""
    return [(each, number) for each in several if (number := _number(each)) is not None]


def _breaks(several: list[tuple[Element, int]], *, prefix: str) -> Iterator[_Break]:
    """Yield where a number does not follow the one before; a number that comes later is no gap."""
    all_numbers = {number for _, number in several}
    before, last = "", 0
    for each, number in several:
        gap = _gap(last, number, all_numbers, prefix) if number > last + 1 else ()
        if gap or number < last:
            yield _Break(each.id, before, each.place, gap)
        before, last = each.id, number


def _gap(last: int, number: int, known: set[int], prefix: str) -> tuple[str, ...]:
    """Return what is missing between two numbers; a wide gap by its two ends."""
    if number - last > _LISTED:
        return (f"{prefix}{last + 1} to {prefix}{number - 1}",)
    return tuple(f"{prefix}{each}" for each in range(last + 1, number) if each not in known)


def _number(element: Element) -> int | None:
    """Return the last part of an element's id as a number, if it is one."""
    last = element.id.rpartition(".")[2]
    return int(last) if last.isdecimal() and len(last) < _DIGITS else None


def _sentence(found: _Break, singular: str, plural: str) -> str:
    if not found.missing:
        return (
            f"{singular.capitalize()} {found.id} stands behind {found.before}. "
            f"Put the {plural} in the order of their numbers, or renumber them."
        )
    follows = f"follows {found.before}" if found.before else "comes first"
    one = len(found.missing) == 1 and " " not in found.missing[0]
    return (
        f"{singular.capitalize()} {found.id} {follows}; {some(found.missing)} "
        f"{'is' if one else 'are'} missing. Add the missing {singular if one else plural}, "
        "or renumber together with all references."
    )
