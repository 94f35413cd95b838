"""Asks pm4py the four questions of a file of events, in a process of its own; imports not timed.

python -m benchmarks.measurement.children.pm4py_questions pandas|polars EVENTS ANSWERS

pm4py has no percentiles by month: the frame that it works on computes them. Conformance is read off
the variants and the graph, which is less work than any of its own checks.
"""

import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import pm4py

from benchmarks.measurement.children.clocks import Clocks

SHARES = (0.5, 0.85, 0.95)
STAGE, END = "concept:name", "time:timestamp"
ORDER = tuple(f"NCV-03.{number}" for number in range(1, 8))
Graph = Mapping[tuple[str, str], Any]


def main(kind: str, events: Path, file: Path) -> None:
    frames = {"pandas": _on_pandas, "polars": _on_polars}
    import_module(kind)
    clocks = Clocks()
    load, months = frames[kind]()
    with clocks.part("load"):
        log = load(events)
    with clocks.part("follows"):
        times, _, _ = pm4py.discover_performance_dfg(log)
        counts, _, _ = pm4py.discover_dfg(log)
    with clocks.part("variants"):
        variants = pm4py.get_variants(log)
    with clocks.part("months"):
        by_month = months(log)
    with clocks.part("conformance"):
        kept = _kept(variants, counts)
    follows = [[*move, count, times[move]["median"]] for move, count in counts.items()]
    ways = [[list(way), count] for way, count in variants.items()]
    answers = {"follows": follows, "variants": ways, "months": by_month, "kept": kept}
    clocks.write(file, answers)


def _kept(variants: Mapping[tuple[str, ...], int], counts: Graph) -> dict[str, int]:
    place = {stage: number for number, stage in enumerate(ORDER)}
    steps = {move: place[move[1]] - place[move[0]] for move in counts}
    return {
        "ended": sum(variants.values()),
        "on_documented_path": sum(
            count for way, count in variants.items() if way == ORDER[: len(way)]
        ),
        "reopened": sum(count for move, count in counts.items() if steps[move] < 1),
        "skipped": sum(count for move, count in counts.items() if steps[move] > 1),
    }


def _on_pandas() -> Any:
    import pandas as pd

    def months(log: Any) -> list[list[Any]]:
        step_us = (log[END] - log["entered"]).dt.total_seconds() * 1e6
        month = log[END].dt.year * 100 + log[END].dt.month
        found = step_us.groupby([log[STAGE], month]).quantile(list(SHARES)).unstack()
        return [[*key, *row] for key, row in zip(found.index, found.to_numpy(), strict=True)]

    return pd.read_parquet, months


def _on_polars() -> Any:
    import polars as pl

    def load(events: Path) -> Any:
        return pl.read_parquet(events).lazy()

    def months(log: Any) -> list[list[Any]]:
        step_us = (pl.col(END) - pl.col("entered")).dt.total_microseconds()
        # The least value that at least such a share does not exceed, as Penstock has it.
        shares = [
            step_us.quantile(share, interpolation="equiprobable").alias(str(share))
            for share in SHARES
        ]
        month = pl.col(END).dt.year().cast(pl.Int64) * 100 + pl.col(END).dt.month()
        found = log.group_by(STAGE, month.alias("month")).agg(shares).collect()
        return [list(row) for row in found.rows()]

    return load, months


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
