"""A value stream's diagram and its stage table show the same."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from penstock.architecture.checks.model.words import at
from penstock.architecture.checks.rule import Rule, Subject
from penstock.architecture.model import Stage
from penstock.kernel.findings import Cause, Edit, Finding, Fix, Severity
from penstock.kernel.places import Place

if TYPE_CHECKING:
    from penstock.architecture.checks.model.stage_diagrams import Compared
    from penstock.architecture.mermaid import Node

_UNQUOTED = set("()[]{}<>|`;#/\\")
_OPENING = "[({"
_CLOSING = "])}"


class DiagramAndStages(Rule):
    """A value stream's diagram shows the stages of its stage table, all of them and in their order.

    People look at the picture and believe it; what the table says more, they never learn. The first
    and the last node may show stakeholders, arrows may close a loop, and a diagram that shows
    hardly any stage is about something else.

    What breaks it:

        A[Prospective Customer] --> B(Credit Assessment & Account Setup)

        | **RCV-01.1** | **Customer Inquiry & Qualification** | …     (not in the diagram)
        | **RCV-01.2** | **Credit Assessment & Account Setup** | …

    How it is mended: add the missing node, take out the one that is no stage, or turn the arrow.
    """

    code = "MMD-002"

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each difference between a diagram and its stage table."""
        for compared in _compared(subject):
            for stage, before in compared.missing():
                yield self._missing(stage, before, compared)
            for node in compared.extra():
                yield self._extra(node, compared)
            for source, target, place in compared.backward():
                yield self._backward(source, target, place)

    def _missing(self, stage: Stage, before: "Node | None", compared: "Compared") -> Finding:
        place = compared.place(before.line, before.column) if before else compared.diagram.place
        where = f" before “{before.label}”" if before else " behind the others"
        return self.finding(
            place,
            f"The diagram of {stage.stream_id} does not show stage {stage.id} {stage.name} "
            f"({at(stage.place, seen_from=place)}). Add a node for it{where}.",
            others=(stage.place,),
        )

    def _extra(self, node: "Node", compared: "Compared") -> Finding:
        place, first = compared.place(node.line, node.column), compared.stages[0]
        return self.finding(
            place,
            f"The diagram of {first.stream_id} shows “{node.label}” among the stages, which the "
            f"stage table does not have ({at(first.place, seen_from=place)}). "
            "Take the node out, or add the stage to the table.",
            others=(first.place,),
        )

    def _backward(self, source: Stage, target: Stage, place: Place) -> Finding:
        return self.finding(
            place,
            f"An arrow leads from {source.id} {source.name} to {target.id} {target.name}, but in "
            f"the stage table {target.id} comes first ({at(target.place, seen_from=place)}). "
            "Turn the arrow, or put the stages in that order.",
            others=(target.place,),
        )


class LabelOfStage(Rule):
    """A diagram calls a stage by the name that the stage table gives it.

    Short labels are kind to the picture and unkind to search, to translation and to every program
    that connects picture and table. The difference may be meant, so this is a warning.

    What breaks it:

        B(Cost of Service Study & Revenue Req.)
        | **REV-01.2** | **Cost of Service Study & Revenue Requirement** | …

    How it is mended: write the stage's name as the label; Mermaid breaks long labels by itself.
    `--fix` does it.
    """

    code = "MMD-003"
    severity = Severity.WARNING
    fixable = True

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each label that is a form of its stage's name."""
        for compared in _compared(subject):
            for node, stage, label in compared.relabelled():
                place = compared.place(node.line, node.column)
                yield self.finding(
                    place,
                    f"The diagram calls stage {stage.id} “{label}”, the stage table calls it "
                    f"“{stage.name}” ({at(stage.place, seen_from=place)}). Write the stage's name.",
                    others=(stage.place,),
                    fix=_fix(label, stage, place, subject),
                    cause=Cause(
                        key="labels-of-stages",
                        sentence="{count} labels in diagrams are not the names of their stages",
                    ),
                )


def _compared(subject: Subject) -> tuple["Compared", ...]:
    """Return the diagrams of value streams beside their stages."""
    if not subject.architecture.diagrams:
        return ()
    # What reads diagrams takes a while to import, and many folders hold none.
    from penstock.architecture.checks.model.stage_diagrams import compared_diagrams

    return compared_diagrams(subject.architecture)


def _fix(label: str, stage: Stage, place: Place, subject: Subject) -> Fix | None:
    """Return the edit of the label, in quotation marks where its new characters need them."""
    source = subject.documents[place.document].source
    line = source.lines[place.line - 1]
    column = line.find(label, place.column)
    if column < 0 or line.count(label, place.column) != 1 or '"' in stage.name:
        return None
    bare = line[column - 1] != '"' and bool(_UNQUOTED & set(stage.name))
    # Only a label that fills its shape can be put in quotation marks.
    if bare and (line[column - 1] not in _OPENING or line[column + len(label)] not in _CLOSING):
        return None
    start = source.offset(place.line, column + 1)
    edit = Edit(
        place.document, start, start + len(label), f'"{stage.name}"' if bare else stage.name
    )
    return Fix(title=f"Write “{stage.name}” for “{label}”", edits=(edit,))
