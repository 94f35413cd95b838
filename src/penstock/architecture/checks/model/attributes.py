"""What every stage and every value stream has to say of itself."""

from collections.abc import Iterator
from operator import attrgetter

from penstock.architecture.checks.model.stakeholder_maps import stakeholder_rows
from penstock.architecture.checks.rule import Rule, Subject
from penstock.architecture.model import Architecture, RelationKind, Stage, ValueStream
from penstock.kernel.findings import Cause, Finding, Severity

_OF_STAGES = {
    "name": "name",
    "description": "description",
    "capabilities": "enabling capabilities",
    "inputs": "expected inputs",
    "outputs": "expected outputs",
    "metrics": "key metrics",
}
_of_stages = attrgetter(*_OF_STAGES)
_OF_STREAMS = {
    "triggering_stakeholder": "triggering stakeholder",
    "receiving_stakeholder": "receiving stakeholder",
    "value_proposition": "value proposition",
    "entry_criteria": "entry criteria",
    "exit_criteria": "exit criteria",
}
_STATED_BY = {
    "triggering_stakeholder": RelationKind.TRIGGERS,
    "receiving_stakeholder": RelationKind.RECEIVES,
}


class IncompleteStage(Rule):
    """A stage says what it is, what it needs, what it takes in and gives out, and how it is judged.

    Name, description, enabling capabilities, expected inputs, expected outputs and key metrics are
    what connects a stage to the rest of the company; an empty cell is a connection nobody sees.

    What breaks it:

        | **NCV-03.5** | **Procurement & Installation** | … | | Approved permits | …

    How it is mended: fill the cell; add the column where the whole table lacks it.
    """

    code = "STG-004"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each thing that a stage does not say."""
        architecture = subject.architecture
        for stages in architecture.stages_by_stream.values():
            for stage in stages:
                if not all(_of_stages(stage)):
                    yield from self._missing(stage, architecture)

    def _missing(self, stage: Stage, architecture: Architecture) -> Iterator[Finding]:
        """Yield what is missing even when all statements about a stage are put together."""
        whole = architecture.merged(stage.ref)
        for attribute, words in _OF_STAGES.items():
            if not getattr(whole, attribute):
                yield self.finding(
                    stage.place,
                    f"Stage {stage.id}{f' {stage.name}' if stage.name else ''} has no {words}. "
                    f"Fill the column for its {words} in the stage table.",
                    cause=Cause(
                        key=f"stage-without:{attribute}",
                        sentence=f"{{count}} stages have no {words}",
                    ),
                )


class IncompleteStream(Rule):
    """A value stream says who triggers it, who receives what value, and when it begins and ends.

    BIZBOK defines a value stream by its stakeholders and its value proposition; without entry and
    exit criteria nobody can tell whether a case is in it. It is enough that one document says it:
    the catalogue, the stage model or the map of stakeholders.

    What breaks it:

        ### RCV-03: Regulated Billing & Payment
        **Triggering Stakeholder:** Quantum Energy
        **Value Proposition:** …            (no receiving stakeholder)

    How it is mended: add the field to the catalogue.
    """

    code = "STR-001"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each thing that no document says of a value stream."""
        for stream in subject.architecture.all(ValueStream).values():
            for attribute, words in _OF_STREAMS.items():
                if not _has(stream, attribute, subject.architecture):
                    yield self._missing(stream, attribute, words)

    def _missing(self, stream: ValueStream, attribute: str, words: str) -> Finding:
        return self.finding(
            stream.place,
            f"Value stream {stream.id} {stream.name} has no {words} in any document. "
            f"Add the field “{words.title()}” here.",
            cause=Cause(
                key=f"stream-without:{attribute}",
                sentence=f"{{count}} value streams have no {words} in any document",
            ),
        )


def _has(stream: ValueStream, attribute: str, architecture: Architecture) -> bool:
    """Tell whether a stream has an attribute, by its own fields or by a map of stakeholders."""
    kind = _STATED_BY.get(attribute)
    return bool(getattr(stream, attribute)) or (
        kind is not None and stream.ref in stakeholder_rows(architecture)[kind]
    )
