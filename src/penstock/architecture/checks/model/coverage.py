"""Capabilities and value streams that a catalogue has and nothing else uses."""

from collections.abc import Iterator

from penstock.architecture.checks.model.capability_references import catalogue_of
from penstock.architecture.checks.rule import Rule, Subject
from penstock.architecture.model import Architecture, Kind, Origin, RelationKind, ValueStream
from penstock.kernel.findings import Cause, Finding, Severity

_USES = (
    RelationKind.ENABLES,
    RelationKind.TAKES_PART,
    RelationKind.SUPPORTS,
    RelationKind.GOVERNS,
    RelationKind.DELIVERS,
)


class UnusedCapability(Rule):
    """Every capability of level 1 enables some value stream or stage, itself or by a part.

    A capability that nothing needs is either not needed or, more often, referred to under another
    number. A heat map would leave it white.

    What breaks it:

        ## 6. Natural Gas Supply & Storage     (no stage needs 6, nor 6.1 to 6.5)

    How it is mended: add it to the stages it enables, or correct the references that mean it.
    """

    code = "MAP-006"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each capability of level 1 that nothing refers to."""
        used = _used(subject.architecture)
        for capability in catalogue_of(subject.architecture).capabilities.values() if used else ():
            if capability.level == 1 and capability.id not in used:
                yield self.finding(
                    capability.place,
                    f"Capability {capability.id} {capability.name} is in the catalogue, but "
                    "neither it nor a part of it enables any value stream or stage. Add it to the "
                    "stages that need it, or correct the references that mean it.",
                    cause=Cause(
                        key="capability-unused",
                        sentence="{count} capabilities of level 1 enable no value stream",
                    ),
                )


class StreamWithoutStages(Rule):
    """Every value stream of the catalogue has a stage model, once some have one.

    What has no stages cannot be traced, measured or run. A catalogue is often written first, so
    this is a note.

    What breaks it:

        ### RCV-02: Regulated Customer Service Delivery     (no document has a stage RCV-02.1)

    How it is mended: write a document with the stage table of the value stream.
    """

    code = "STR-010"
    severity = Severity.NOTE

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each catalogued stream without stages."""
        architecture = subject.architecture
        for stream in architecture.stated(ValueStream) if architecture.stages_by_stream else ():
            if stream.origin is Origin.CATALOGUE and not architecture.stages_of(stream.id):
                yield self.finding(
                    stream.place,
                    f"Value stream {stream.id} {stream.name} is in the catalogue, but no document "
                    "has its stages. Write its stage table.",
                    cause=Cause(
                        key="stream-without-stages",
                        sentence="{count} value streams of the catalogue have no stage model",
                    ),
                )


def _used(architecture: Architecture) -> set[str]:
    """Return the numbers of level 1 that anything refers to, itself or by a part."""
    capability = Kind.CAPABILITY
    numbers = {
        number
        for each in _USES
        for _, source, target, _, _, _ in architecture.of_kind(each)
        for kind, number in (source, target)
        if kind is capability
    }
    # A number that the catalogue gives to another name bears that name in the model's id.
    return {number.partition(".")[0] for number in numbers if " " not in number}
