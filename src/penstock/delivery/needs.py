"""What a case still needs before it can go on, as sentences that people can act on."""

from collections.abc import Iterator

from penstock.delivery.case import Case, Phase, Status
from penstock.delivery.models import StageModel, StreamModel


def before_start(case: Case, model: StreamModel) -> Iterator[str]:
    """Yield what is missing before the stage the case is in can start."""
    if case.stage_id == model.stages[0].id and case.visit == 1:
        for criterion in model.entry_criteria:
            if criterion not in case.attested:
                yield f"somebody attests “{criterion}”"
    for item in model.stage(case.stage_id).inputs:
        if not case.has(item):
            yield f"“{item}” is recorded"
    yield from unanswered(case)


def before_end(case: Case, model: StreamModel) -> Iterator[str]:
    """Yield what is missing before the stage's work is done."""
    for item in outputs_missing(case, model.stage(case.stage_id)):
        yield f"“{item}” is recorded"
    yield from unanswered(case)


def unanswered(case: Case) -> Iterator[str]:
    """Yield the cases of other streams that the stage still waits for."""
    for other, link in case.links.items():
        if link.stage_id == case.stage_id and not link.answer:
            what = f"passes {link.until}" if link.until else "ends"
            yield f"case {other} of {link.stream_id} {what}"


def outputs_missing(case: Case, stage: StageModel) -> tuple[str, ...]:
    """Return the items that a stage gives out and the case does not hold."""
    return tuple(item for item in stage.outputs if not case.has(item))


def before_close(case: Case, model: StreamModel) -> Iterator[str]:
    """Yield what is missing before the case can close."""
    if case.phase is not Phase.PASSED:
        yield f"stage {case.stage_id} is closed"
    for criterion in model.exit_criteria:
        if criterion not in case.attested:
            yield f"somebody attests “{criterion}”"


def is_last(case: Case, model: StreamModel) -> bool:
    """Tell whether the case is in the last stage of its stream."""
    return model.after(case.stage_id) is None


def is_open(case: Case) -> bool:
    """Tell whether the case goes on."""
    return case.status is Status.OPEN
