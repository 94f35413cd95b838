"""Acts, papers and ports of packages: each can be used in the cases of the documents."""

from collections.abc import Iterable, Iterator

from penstock.architecture.checks.code.streams import ActCode, StreamCode
from penstock.architecture.checks.code.walking import usable_streams
from penstock.architecture.checks.rule import Rule, Subject
from penstock.architecture.model import Stage, Stated
from penstock.kernel.findings import Finding, Severity
from penstock.kernel.terms import key_of


class UnfitPaper(Rule):
    """A paper of a stage has a type, and a name that the stage table does not have.

    Papers are working documents that no stage waits for. One that is called like an input or an
    output is that, and is waited for; one without a type can hold anything, and no act can take it
    in.

    What breaks it, when the package has no class `PurchaseOrders`:

        [stages."NCV-03.5"]
        papers = ["Purchase orders"]

    How it is mended: write a class of that name, or correct the name.
    """

    code = "COD-006"

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each paper that is none, or has no type."""
        for stages, package in usable_streams(subject):
            stated = {key_of(each.text): each.text for each in _terms(stages)}
            for stage_id, stage in package.stages.items():
                for paper, type_name in stage.papers.items():
                    if key_of(paper) in stated:
                        yield self.finding(
                            stages[0].place,
                            f"{package.manifest} calls “{paper}” a paper of {stage_id}, and the "
                            "stage table has it as an input or output. Take it out of the papers.",
                        )
                    elif not type_name:
                        yield self.finding(
                            stages[0].place,
                            f"{package.manifest} names the paper “{paper}” of {stage_id}, which "
                            "has no type. Write a class that is called so, or correct the name.",
                        )


class UnusableAct(Rule):
    """An act belongs to a stage of the documents, and works with items that its cases know.

    An act of a stage that is gone is never offered. One that takes in or makes what neither the
    stage table nor the papers name is refused whenever somebody tries it.

    What breaks it, when nothing is called "Delivery note":

        @stage_act("NCV-03.5", "receive")
        def receive(said: Delivery, orders: PurchaseOrders) -> DeliveryNote: ...

    How it is mended: name it as a paper of the stage in the manifest, or correct the function.
    """

    code = "COD-007"

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each act that no case would let anybody do."""
        for stages, package in usable_streams(subject):
            known = {key_of(each.text) for each in _terms(stages)} | set(_papers(package))
            ids = {stage.id for stage in stages}
            for act in package.acts:
                # The items of procedures stand beside the stage tables.
                if act.stage_id in package.procedures:
                    continue
                if act.stage_id not in ids:
                    yield self.finding(
                        stages[0].place,
                        f"The act “{act.name}”, {act.function}, belongs to {act.stage_id}, which "
                        "the documents do not have. Correct the id there, or add the stage.",
                    )
                for name in _unknown(act, known):
                    yield self.finding(
                        stages[0].place,
                        f"The act “{act.name}” of {act.stage_id}, {act.function}, works with "
                        f"{name}, which neither the stage table nor the papers of "
                        f"{package.manifest} name. Name it, or take it out.",
                    )


class UnprovidedPort(Rule):
    """Everything that the code of a stream asks for is provided.

    Acts and works reach the world through ports. One that nobody provides keeps a worker from
    starting, and an act from being done.

    What breaks it, when nothing is named for `Suppliers` in the manifest's `[ports]`:

        @stage_act("NCV-03.5", "order")
        def order(said: Order, suppliers: Suppliers) -> PurchaseOrders: ...

    How it is mended:

        [ports]
        "ports:Suppliers" = "suppliers:suppliers"
    """

    code = "COD-008"

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each port that some code asks for in vain."""
        for stages, package in usable_streams(subject):
            for who, port in _asked_in_vain(package):
                yield self.finding(
                    stages[0].place,
                    f"{who} asks for the port {port}, and nothing provides it. Name what does "
                    f"in the [ports] of {package.manifest}.",
                )


class TakenPlace(Rule):
    """A package may take the place of the one that Penstock itself brings for a stream.

    It is used in its stead as a whole: its types, its works and its acts. That is how another
    utility does the work its own way; this note is there so that nobody wonders.

    What breaks it: an installed package that offers code for a stream of which Penstock has some.

    How it is mended: there is nothing to mend. Switch the note off in `penstock.toml`.
    """

    code = "COD-009"
    severity = Severity.NOTE

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a note for each package that takes the place of another."""
        for stages, package in usable_streams(subject):
            if package.replaces:
                yield self.finding(
                    stages[0].place,
                    f"{package.manifest} takes the place of {package.replaces} for "
                    f"{stages[0].stream_id}.",
                )


def _terms(stages: Iterable[Stage]) -> Iterator[Stated]:
    for stage in stages:
        yield from stage.inputs
        yield from stage.outputs


def _asked_in_vain(package: StreamCode) -> Iterator[tuple[str, str]]:
    for act in package.acts:
        yield from ((f"The act “{act.name}” of {act.stage_id}", each) for each in act.missing_ports)
    for stage_id, stage in package.stages.items():
        yield from ((f"The work of {stage_id}", each) for each in stage.missing_ports)


def _papers(package: StreamCode) -> Iterator[str]:
    for stage in package.stages.values():
        yield from map(key_of, stage.papers)


def _unknown(act: ActCode, known: set[str]) -> Iterator[str]:
    for name, keys in act.items.items():
        if known.isdisjoint(keys):
            yield name
