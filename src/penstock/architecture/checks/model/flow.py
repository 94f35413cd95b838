"""Information that flows from stage to stage: nothing from nowhere, nothing for nobody."""

from collections.abc import Iterator

from penstock.architecture.checks.model.information_flow import Loose, by_stage, flow_of
from penstock.architecture.checks.model.words import at, listed
from penstock.architecture.checks.rule import Rule, Subject
from penstock.kernel.findings import Cause, Finding, Severity
from penstock.kernel.places import Place


class InputFromNowhere(Rule):
    """What a stage takes in was given out by an earlier stage, or is provided from outside.

    An input that nobody produces is work that nobody planned. Looked at are the outputs of earlier
    stages, information tables with the column “Provided By”, and the outputs of value streams that
    depend on this one or it on them. The first stage takes in what the triggering stakeholder
    brings; what has come in once is there for later stages. Documents are often loose here, so this
    is a warning, grouped by value stream.

    What breaks it:

        | **NCV-03.5** | … | Approved permits, Bill of materials | …     (no stage makes a bill)

    How it is mended: add the output to the stage that makes it, or a row to a table `| Information
    Item | Provided By |`.
    """

    code = "FLW-001"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each stage with inputs that have no source."""
        for stage, ends in by_stage(flow_of(subject.architecture).inputs):
            lost = [_quoted(end) for end in ends if end.other is None]
            late = [f"{_quoted(end)} ({end.other.id})" for end in ends if end.other]
            yield self.finding(
                ends[0].item.place,
                f"Stage {stage.id} takes in {_sentence(lost, late)}",
                others=_others(ends),
                cause=Cause(
                    key=f"inputs-from-nowhere:{stage.stream_id}",
                    sentence=f"{{count}} stages of {stage.stream_id} take in what no earlier stage "
                    "gives out and nobody is said to provide",
                ),
            )


class OutputForNobody(Rule):
    """What a stage gives out is taken in by another stage, or used outside.

    An output that nobody uses is work for nothing, or a stage forgot to say what it needs. Looked
    at are the inputs of the stream's other stages, information tables with the column “Used By”,
    and the inputs of value streams that depend on this one or it on them. The last stage gives out
    what the receiving stakeholder gets.

    What breaks it:

        | **NCV-03.2** | … | System design, Financial projections | …    (nobody needs projections)

    How it is mended: add the input to the stage that needs it, or a row to a table `| Information
    Item | Used By |`.
    """

    code = "FLW-002"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each stage with outputs that nobody uses."""
        for stage, ends in by_stage(flow_of(subject.architecture).outputs):
            yield self.finding(
                ends[0].item.place,
                f"Stage {stage.id} gives out {listed(map(_quoted, ends))}, which no other stage "
                "takes in and nobody is said to use. Add to the inputs of the stage that needs it, "
                "or name who uses it in an information table.",
                others=_others(ends),
                cause=Cause(
                    key=f"outputs-for-nobody:{stage.stream_id}",
                    sentence=f"{{count}} stages of {stage.stream_id} give out what no other stage "
                    "takes in and nobody is said to use",
                ),
            )


class RenamedOnTheWay(Rule):
    """What one stage gives out and a later one takes in has one name.

    “Preliminary energy analysis” that goes out and “Energy analysis” that comes in are probably one
    thing, but a program that carries it from stage to stage knows only names.

    What breaks it:

        | **NCV-03.1** | … | … | Preliminary energy analysis |
        | **NCV-03.2** | … | Energy analysis | … |

    How it is mended: use the longer name in both cells, or say what turns the one into the other.
    """

    code = "FLW-003"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each input that is a form of an earlier output's name."""
        for end in flow_of(subject.architecture).renamed:
            if end.other and end.like:
                stream = end.stage.stream_id
                yield self.finding(
                    end.item.place,
                    f"Stage {end.stage.id} takes in “{end.item.text}”; {end.other.id} gives out "
                    f"“{end.like.text}” ({at(end.like.place, seen_from=end.item.place)}). "
                    "If they are one thing, give it one name.",
                    others=(end.like.place,),
                    cause=Cause(
                        key=f"renamed-on-the-way:{stream}",
                        sentence=f"{{count}} inputs of stages of {stream} are called otherwise "
                        "where they come from",
                    ),
                )


def _sentence(lost: list[str], late: list[str]) -> str:
    """Say which inputs come from nowhere, which too late, and what to do."""
    parts = []
    if lost:
        parts.append(
            f"{listed(lost)}, which no earlier stage gives out and nobody is said to provide"
        )
    if late:
        parts.append(f"{listed(late)}, which only a later stage gives out")
    return (
        f"{'; and '.join(parts)}. Add to the outputs of the stage that makes it, "
        "or name who provides it in an information table."
    )


def _quoted(end: Loose) -> str:
    return f"“{end.item.text}”"


def _others(ends: list[Loose]) -> tuple[Place, ...]:
    """Return the places besides the first that stages with loose ends concern."""
    later = [end.other.place for end in ends if end.other]
    return (*(end.item.place for end in ends[1:]), *later)
