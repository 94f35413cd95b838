"""How cases flow, as one JSON document."""

from dataclasses import asdict
from typing import Any

from penstock.app.measuring.flowing import Flow
from penstock.measurement.flow.conformance import Deviated
from penstock.measurement.flow.waiting import StageCauses


def flow_json(flow: Flow) -> dict[str, Any]:
    """Return how cases flow through a stream; all times are whole microseconds."""
    return {
        "stream": flow.stream.stream_id,
        "name": flow.stream.name,
        "as_of": flow.as_of.isoformat(),
        "synthetic": flow.synthetic or None,
        "sentences": list(flow.sentences),
        "bottlenecks": [asdict(each) for each in flow.bottlenecks],
        "map": asdict(flow.shown),
        "stages": [asdict(each) for each in flow.times],
        "variants": asdict(flow.variants),
        "conformance": {
            "cases": flow.conformance.cases,
            "conforming": flow.conformance.conforming,
            "deviations": list(map(_deviated, flow.conformance.deviations)),
        },
        "waiting": list(map(_causes, flow.causes)),
        "handovers": [asdict(each) for each in flow.handovers],
        "oddities": [
            {"what": each.kind.value, "count": each.count, "examples": list(each.examples)}
            for each in flow.oddities
        ],
    }


def _deviated(one: Deviated) -> dict[str, Any]:
    difference = one.difference
    told = asdict(difference) | {"difference_us": difference.difference_us} if difference else None
    return {
        "kind": one.kind.value,
        "visits": one.visits,
        "cases": one.cases,
        "spent_us": one.spent_us,
        "difference": told,
    }


def _causes(one: StageCauses) -> dict[str, Any]:
    return {
        "stage_id": one.stage_id,
        "visits": one.visits,
        "wait_us": one.wait_us,
        **one.parts._asdict(),
        "held_for": [{"reason": reason, "us": us} for reason, us in one.held_for],
        "knows_hours": one.knows_hours,
    }
