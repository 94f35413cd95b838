"""Stages and the manifests of stream packages: each is in the other."""

from collections.abc import Iterator

from penstock.architecture.checks.code.walking import usable_streams
from penstock.architecture.checks.rule import Rule, Subject
from penstock.kernel.findings import Finding


class UnaccountedStage(Rule):
    """A stream package says of each stage whether code works it, people do, or nobody has to.

    A stage that a manifest does not name was forgotten, or came later: its cases wait for a person
    whom nobody has told. Without a package a stream is worked by hand as a whole, and nothing is
    asked.

    What breaks it, when the stage table has NCV-03.5:

        [stages."NCV-03.5"]
        status = "by-hand"

    How it is mended:

        [stages."NCV-03.5"]
        status = "by-hand"
        because = "Crews install; the platform records what they report."
    """

    code = "COD-001"

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each stage of which a manifest says nothing, or not why."""
        for stages, package in usable_streams(subject):
            for stage in stages:
                said = package.stages.get(stage.id)
                if said is None:
                    yield self.finding(
                        stage.place,
                        f"{package.manifest} says nothing of stage {stage.id} {stage.name}. "
                        "Name its work there, or say by-hand or exempt and why.",
                    )
                elif not said.work and not said.because.strip():
                    yield self.finding(
                        stage.place,
                        f"{package.manifest} calls stage {stage.id} {stage.name} {said.status} "
                        'without a reason. Add because = "…" there.',
                    )


class UnknownStageInCode(Rule):
    """A stream package names only stages that the documents have.

    Work for a stage that is gone, or has another id by now, is never done, and its author does not
    hear of it.

    What breaks it, when the stage table ends at NCV-03.7:

        [stages."NCV-03.8"]
        work = "closing:close"

    How it is mended: correct the id in the manifest, or add the stage to the documents.
    """

    code = "COD-002"

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each stage of a manifest that no stage table has."""
        for stages, package in usable_streams(subject):
            known = {stage.id for stage in stages}
            for stage_id in package.stages:
                if stage_id not in known:
                    yield self.finding(
                        stages[0].place,
                        f"{package.manifest} names stage {stage_id}, which the documents do not "
                        f"have: {stages[0].stream_id} has {', '.join(sorted(known))}. "
                        "Correct the id there, or add the stage.",
                    )
