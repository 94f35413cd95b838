"""What a study says, as a document for programs."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from penstock.engineering.network.feeders import Feeder
from penstock.engineering.network.hosting import Hosting
from penstock.engineering.network.operating import LoadLevel
from penstock.engineering.network.screens.screening import Screening
from penstock.engineering.network.snapshots import Snapshot
from penstock.engineering.network.study.criteria import Reading
from penstock.engineering.network.study.studying import AtLevel, Study

_PU, _PERCENT, _KW = 5, 2, 3


def study_json(done: Study) -> dict[str, Any]:
    """Return a study with every voltage, loading and criterion at each load level."""
    return {
        "feeder": done.feeder.name,
        "bus": done.bus.name,
        "phases": list(done.nodes),
        "generator": {
            "kw": done.generator.kw,
            "kva": done.generator.rated_kva,
            "fault_factor": done.generator.fault_factor,
        },
        "passed": done.passed,
        "criteria": [
            _reading(reading) | {"load_level": level.name} for reading, level in done.worst
        ],
        "fault_current": {
            "bus": done.fault.bus,
            "kind": done.fault.kind,
            "grid_amps": round(done.fault.grid_amps, 1),
            "existing_generation_amps": round(done.fault.existing_amps, 2),
            "new_generation_amps": round(done.fault.new_amps, 2),
        },
        "load_levels": [_level(each) for each in done.levels],
        "lines_without_rating": list(done.unrated),
    }


def hosting_json(feeder: Feeder, found: Sequence[Hosting], level: LoadLevel) -> dict[str, Any]:
    """Return how much each bus takes by every criterion."""
    return {
        "feeder": feeder.name,
        "load_percent": level.percent,
        "buses": [
            {
                "bus": each.bus.name,
                "phases": list(each.bus.nodes),
                "hosting_kw": round(each.kw, _KW),
                "limited_by": str(each.limiting.criterion) if each.limiting else None,
                "at": each.limiting.place if each.limiting else None,
                "by_criterion_kw": {
                    str(c.criterion): round(c.kw, _KW) if c.is_limited else None
                    for c in each.capacities
                },
            }
            for each in found
        ],
    }


def screening_json(done: Study, screening: Screening, *, on: date) -> dict[str, Any]:
    """Return what each screen says, with its numbers and its reason."""
    rules = screening.rules
    return {
        "feeder": done.feeder.name,
        "bus": done.bus.name,
        "kw": done.generator.kw,
        "on": on.isoformat(),
        "rules": {
            "name": rules.name,
            "jurisdiction": rules.jurisdiction,
            "in_force_from": rules.in_force_from.isoformat(),
            "source": rules.source,
        },
        "outcome": {
            stage: str(screening.outcome(stage))
            for stage in dict.fromkeys(each.stage for each in rules.screens)
        },
        "screens": [
            {
                "section": each.screen.section if each.screen else "2.1",
                "stage": each.screen.stage if each.screen else "fast track",
                "title": each.screen.title if each.screen else "eligibility",
                "verdict": str(each.verdict),
                "found": each.found,
                "basis": each.screen.basis if each.screen else None,
            }
            for each in screening.results
        ],
    }


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "criterion": str(reading.criterion),
        "passed": reading.passed,
        "without": None if reading.before is None else round(reading.before, _PU),
        "with": round(reading.value, _PU),
        "limit": reading.limit.value,
        "unit": reading.limit.unit,
        "margin": round(reading.limit.margin(reading.value), _PU),
        "beyond_limit_without_generator": reading.was_broken,
        "place": reading.place,
        "basis": reading.limit.basis,
        "source": reading.limit.source,
    }


def _level(at: AtLevel) -> dict[str, Any]:
    return {
        "name": at.level.name,
        "load_percent": at.level.percent,
        "output_kw": round(at.output.kw, _KW),
        "output_kvar": round(at.output.kvar, _KW),
        "voltage_step_percent": round(at.step_percent, _PERCENT),
        "tap_steps_moved": at.taps_moved,
        "without": _snapshot(at.before),
        "with": _snapshot(at.after),
        "criteria": [_reading(each) for each in at.readings],
    }


def _snapshot(snapshot: Snapshot) -> dict[str, Any]:
    lowest, highest = int(snapshot.pu.argmin()), int(snapshot.pu.argmax())
    nodes = snapshot.layout.nodes
    return {
        "lowest_pu": {"bus": nodes[lowest].bus, "pu": round(float(snapshot.pu[lowest]), _PU)},
        "highest_pu": {"bus": nodes[highest].bus, "pu": round(float(snapshot.pu[highest]), _PU)},
        "substation_kw": round(snapshot.substation_kw, _KW),
        "losses_kw": round(snapshot.losses_kw, _KW),
        "voltages_pu": {
            f"{node.bus}.{node.phase}": round(float(pu), _PU)
            for node, pu in zip(nodes, snapshot.pu, strict=True)
        },
        "loading_percent": {
            branch.name: round(float(percent), _PERCENT)
            for branch, percent in zip(snapshot.layout.rated, snapshot.loading_percent, strict=True)
        },
    }
