"""Everything that can be asked of a log, in words: what one engine says, and what another does.

python -m tests.oracles.spark.answers FOLDER, in the environment of PySpark, prints them as JSON.
"""

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from penstock.app.cases.following import read_calendar
from penstock.app.cases.sources import company
from penstock.app.measuring.records import read_records
from penstock.measurement.flow.behind import cases_behind, count_behind, group_of
from penstock.measurement.flow.conformance import conformance
from penstock.measurement.flow.handovers import handovers
from penstock.measurement.flow.mapping import process_map
from penstock.measurement.flow.oddities import oddities
from penstock.measurement.flow.questions import directly_follows, kept, stage_months, ways
from penstock.measurement.flow.scope import declared_order
from penstock.measurement.flow.stage_times import stage_times, stage_times_by_month
from penstock.measurement.flow.variants import variants
from penstock.measurement.flow.waiting import waiting_causes
from penstock.measurement.metrics.measuring import measure
from penstock.measurement.metrics.records import MetricRecord
from penstock.measurement.ports import Log
from penstock.measurement.trends.ageing import ageing
from penstock.measurement.trends.cumulative_flow import cumulative_flow
from penstock.measurement.trends.funnel import funnel
from penstock.store.logs import Engine, open_log
from tests.metric_kinds import RECORDS

COMPANY = Path(__file__).resolve().parents[3] / "enterprise" / "quantum-energy"
STREAMS = ("NCV-03", "NCV-01")
EARLIER = datetime(2026, 5, 1, tzinfo=UTC)
_Question = Callable[[Log, str], Any]
FLOW: Mapping[str, _Question] = {
    "stage times": stage_times,
    "stage times by month": stage_times_by_month,
    "process map": process_map,
    "process map of half": lambda log, stream: process_map(log, stream, percent=50),
    "variants": variants,
    "conformance": conformance,
    "handovers": handovers,
    "oddities": oddities,
    "causes": waiting_causes,
    "behind": lambda log, stream: cases_behind(log, stream, group_of("reopened")),
    "how many behind": lambda log, stream: count_behind(log, stream, group_of("reopened")),
    "moves": lambda log, _: directly_follows(log.visits()),
    "months": lambda log, _: stage_months(log.visits()),
    "ways": lambda log, _: ways(log.visits()),
    "kept": lambda log, _: kept(log.visits()),
    "ageing": lambda log, stream: ageing(log, stream, declared_order(log, stream)),
    "cumulative": lambda log, stream: cumulative_flow(log, stream, declared_order(log, stream)),
    "funnel": lambda log, stream: funnel(
        log, stream, declared_order(log, stream), within_days=timedelta(days=60).days
    ),
}


def records() -> tuple[MetricRecord, ...]:
    """Return the key metrics of some streams, and one of each kind and source."""
    known = read_records(*company(COMPANY))
    return (*RECORDS, *(each for stream in STREAMS for each in known.of(stream)))


def answers(folder: Path, engine: Engine) -> dict[str, str]:
    """Return what an engine says of a folder, by the question."""
    calendar = read_calendar(COMPANY / "calendar.json")
    with open_log(folder, engine=engine) as log:
        results = measure(records(), log, calendar)
        measured = {f"{n} {each.record.name}": repr(each) for n, each in enumerate(results)}
        found = {"as of": repr(log.as_of), **measured, **dict(_flow(log))}
    with open_log(folder, as_of=EARLIER, engine=engine) as log:
        return {**found, "as it stood": repr(stage_times(log, STREAMS[0]))}


def _flow(log: Log) -> Iterable[tuple[str, str]]:
    for name, question in FLOW.items():
        yield name, repr(question(log, STREAMS[0]))


if __name__ == "__main__":
    json.dump(answers(Path(sys.argv[1]), "spark"), sys.stdout)
