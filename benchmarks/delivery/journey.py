"""The case that all measurements of speed take: NCV-03's stages and roles, and what moves it on."""

from collections.abc import Iterator
from dataclasses import replace

from penstock.app.loading import load, reference_company
from penstock.delivery import commands as do
from penstock.delivery.from_documents import stream_model
from penstock.delivery.models import StreamModel

STREAM = "NCV-03"
EVIDENCE = "seen on site"


def model() -> StreamModel:
    """Return the stream as its documents state it, without criteria and items.

    What is left of a stage is that its work is done, and that its gate is passed.
    """
    documents = load(reference_company()).architecture
    stated = stream_model(documents, STREAM)
    stages = tuple(replace(stage, inputs=(), outputs=()) for stage in stated.stages)
    return replace(stated, entry_criteria=(), exit_criteria=(), stages=stages)


def opening(case_id: str, of: StreamModel) -> do.Open:
    """Return the command that begins a case."""
    return do.Open(case_id=case_id, product=of.products[0], customer=f"Customer of {case_id}")


def gates(of: StreamModel) -> dict[str, do.Pass]:
    """Return the commands that pass the stages' gates."""
    return {stage.id: do.Pass(role=stage.accountable, evidence=EVIDENCE) for stage in of.stages}


def journey(case_id: str, of: StreamModel) -> Iterator[do.Command]:
    """Yield the commands that bring a case from nothing to its end."""
    yield opening(case_id, of)
    for gate in gates(of).values():
        yield do.Complete()
        yield gate


def transitions(of: StreamModel) -> int:
    """Return how many commands a case takes."""
    return sum(1 for _ in journey("", of))
