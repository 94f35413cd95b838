"""What a case that waits is told of the one that it waits for. Pure."""

from penstock.delivery.case import Case, Link, Phase, Status
from penstock.delivery.models import StreamModel


def answer_to(link: Link, other: Case, model: StreamModel) -> str:
    """Return what a case is told of another; empty while there is nothing to tell.

    Args:
        link: What it waits for.
        other: The case that it waits for.
        model: What that one runs on.
    """
    if other.ended:
        because = f": {other.reason}" if other.status is Status.CANCELLED else ""
        return f"{other.status}{because}"
    return f"passed {link.until}" if has_passed(other, link.until, model) else ""


def has_passed(case: Case, stage_id: str, model: StreamModel) -> bool:
    """Tell whether a case stands behind a stage now; one that its model lacks is never passed."""
    if stage_id not in {stage.id for stage in model.stages}:
        return False
    here, there = model.position(case.stage_id), model.position(stage_id)
    return here > there or (here == there and case.phase is Phase.PASSED)
