"""The work of stages, held against what the stage table says of them."""

from collections.abc import Iterable, Iterator, Mapping

from penstock.architecture.checks.code.streams import StageCode
from penstock.architecture.checks.code.walking import streams, worked_stages
from penstock.architecture.checks.rule import Rule, Subject
from penstock.architecture.model import Kind, Ref, Stage, Stated, ValueStream
from penstock.kernel.findings import Finding
from penstock.kernel.terms import key_of


class UnusableCode(Rule):
    """The code that a package offers for a stream of the documents can be used.

    What cannot be imported does no work: the worker refuses to start, and items of the stream are
    not recorded, because nobody can look at them.

    What breaks it:

        [stages."NCV-03.1"]
        work = "energy_analysis:qualify_led"

    How it is mended: as the sentence says, in the package or by installing what it needs.
    """

    code = "COD-003"

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each package, and each stage's work, that cannot be used."""
        for stages, package in streams(subject):
            if package.unusable:
                yield self.finding(stages[0].place, package.unusable)
        for stage, said in worked_stages(subject):
            if said.unusable:
                yield self.finding(stage.place, said.unusable)


class OtherInputsOrOutputs(Rule):
    """The work of a stage takes in and gives out what the stage table names.

    A class is called by its term: "Customer energy bills" is `CustomerEnergyBills`. Work that wants
    what the stage does not take in can never begin; work that leaves out what the stage gives out
    can never end.

    What breaks it, when the stage gives out "Qualified lead, Preliminary energy analysis":

        @stage_work("NCV-03.1")
        def qualify_lead(inquiry: CustomerInquiry, bills: CustomerEnergyBills) -> QualifiedLead: ...

    How it is mended: let the function and the stage table say the same.
    """

    code = "COD-004"

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each item that only the documents or only the code names."""
        for stage, said in worked_stages(subject):
            if not said.unusable:
                yield from self._compare(stage, said, "takes in", stage.inputs, said.inputs)
                yield from self._compare(stage, said, "gives out", stage.outputs, said.outputs)

    def _compare(
        self,
        stage: Stage,
        said: StageCode,
        verb: str,
        terms: Iterable[Stated],
        types: Mapping[str, str],
    ) -> Iterator[Finding]:
        keyed = ((key_of(each.text), each) for each in terms)
        stated = {said.also.get(key, key): each for key, each in keyed}
        for key, term in stated.items():
            if key not in types:
                yield self.finding(
                    term.place,
                    f"Stage {stage.id} {verb} “{term.text}”, and its work {said.work} does not. "
                    "Let both say the same.",
                )
        for key, name in types.items():
            if key not in stated:
                yield self.finding(
                    stage.place,
                    f"The work of stage {stage.id}, {said.work}, {verb} {name}, and the stage "
                    "does not. Let both say the same.",
                )


class OtherSide(Rule):
    """The work of a stage is done for the side that its stream belongs to.

    What a package calls non-regulated work in a regulated stream would carry regulated data across
    the boundary without being asked.

    What breaks it, in a stream of the non-regulated side:

        [stages."NCV-03.1"]
        work = "energy_analysis:qualify_lead"
        side = "regulated"

    How it is mended: correct the side in the manifest, or the side of the stream.
    """

    code = "COD-005"

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each stage whose work is for another side than its stream."""
        for stage, said in worked_stages(subject):
            stream = subject.architecture.merged(Ref(Kind.VALUE_STREAM, stage.stream_id))
            side = stream.side if isinstance(stream, ValueStream) else None
            if side is not None and said.side is not None and said.side != side:
                yield self.finding(
                    stage.place,
                    f"The work of stage {stage.id}, {said.work}, is {said.side}, and its stream "
                    f"{stage.stream_id} is {side}. Correct the one that is wrong.",
                )
