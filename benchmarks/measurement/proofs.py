"""The answers of all programs are the same, or nobody's time says anything.

Where a number of durations is even, pm4py takes the middle of the two in the middle, and Penstock
the lower one; pandas reads percentiles between two durations. What both should say then is asked of
the files themselves, in SQL that is nobody's answer. pm4py on Polars tells times of moves in whole
seconds.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from benchmarks.measurement.contenders import Answered
from benchmarks.measurement.logs.folders import Made

Key = tuple[Any, ...]
Numbers = tuple[float, ...]
_WHOLE_SECOND_S, _ROUNDING = 1.0, 1e-9
_MONTH = "year(make_timestamp(epoch_us(exited))) * 100 + month(make_timestamp(epoch_us(exited)))"
_ASK = """
SELECT {by}, {how}(step_us, {shares})
FROM read_parquet('{folder}/visits/*/*.parquet', hive_partitioning = false) WHERE {where}
GROUP BY ALL
"""


class OtherAnswersError(Exception):
    """Two programs do not say the same of one log."""

    def __init__(self, question: str, *, found: object, expected: object) -> None:
        self.question = question
        super().__init__(
            f"{question}: one program says {found}, where {expected} is right. "
            "Times of different answers cannot be compared."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """Times by group, asked of the file: those that occurred, and those read between two."""

    occurred: Mapping[Key, Numbers]
    between: Mapping[Key, Numbers]


def prove(log: Made, ours: Answered, peers: Sequence[Answered]) -> None:
    """Compare all answers to one log.

    Raises:
        OtherAnswersError: Two do not agree.
    """
    moves = _truth(log.folder, "prev_stage, stage", "prev_stage IS NOT NULL", [0.5])
    months = _truth(log.folder, f"stage, {_MONTH}", "true", [0.5, 0.85, 0.95])
    _prove_ours(log, ours, moves, months)
    for peer in peers:
        _prove_peer(log, ours, peer, moves=moves, months=months)


def prove_metrics(measured: Answered) -> None:
    """Look whether each metric was computed that has a source.

    Raises:
        OtherAnswersError: One was not.
    """
    empty = [name for name, (count, fit) in measured.answers.items() if fit and not count]
    _same("metrics without a case", empty, [])


def _prove_ours(log: Made, ours: Answered, moves: Truth, months: Truth) -> None:
    follows, by_month = ours.answers["follows"], ours.answers["months"]
    _same("medians of moves", {_two(row): (row[3],) for row in follows}, moves.occurred)
    _same("times by month", {_two(row): tuple(row[3:]) for row in by_month}, months.occurred)
    _same("visits of all months", sum(row[2] for row in by_month), log.visits)


def _prove_peer(log: Made, ours: Answered, peer: Answered, *, moves: Truth, months: Truth) -> None:
    said, mine = peer.answers, ours.answers
    counts = {_two(row): row[2] for row in mine["follows"]}
    _same("moves", {_two(row): row[2] for row in said["follows"]}, counts)
    _same("variants", {tuple(way): count for way, count in said["variants"]}, _ways(log, mine))
    _same("conformance", said["kept"], _kept(mine))
    medians = {_two(row): (row[3] * 1e6,) for row in said["follows"]}
    _near("medians of moves", medians, moves.between, within=_WHOLE_SECOND_S * 1e6)
    shares = {_two(row): tuple(row[2:]) for row in said["months"]}
    if shares != months.occurred:
        _near("times by month", shares, months.between, within=1.0)


def _kept(mine: Mapping[str, Any]) -> dict[str, int]:
    ended, on_documented_path, deviations = mine["kept"]
    told = {"reopened": 0, "skipped": 0} | dict(deviations)
    return {"ended": ended, "on_documented_path": on_documented_path, **told}


def _ways(log: Made, mine: Mapping[str, Any]) -> dict[Key, int]:
    """Return our counts by the stages of each way, which the log's own dictionary tells."""
    known = pq.read_table(log.folder / "paths").to_pydict()
    stages = dict(zip(known["path"], map(tuple, known["stages"]), strict=True))
    return {stages[path]: count for path, count in mine["variants"]}


def _truth(folder: Path, by: str, where: str, shares: list[float]) -> Truth:
    found = []
    for how in ("quantile_disc", "quantile_cont"):
        asked = _ASK.format(by=by, how=how, shares=shares, folder=folder, where=where)
        rows = duckdb.connect().execute(asked).fetchall()
        found.append({_two(row): tuple(row[2]) for row in rows})
    occurred, between = found
    return Truth(occurred=occurred, between=between)


def _two(row: Sequence[Any]) -> Key:
    return row[0], row[1]


def _same(question: str, found: object, expected: object) -> None:
    if found != expected:
        raise OtherAnswersError(question, found=_short(found), expected=_short(expected))


def _near(
    question: str, found: Mapping[Key, Numbers], expected: Mapping[Key, Numbers], *, within: float
) -> None:
    _same(f"groups of {question}", sorted(found), sorted(expected))
    for key, numbers in expected.items():
        far = list(_far(found[key], numbers, within))
        _same(f"{question} of {key}", far, [])


def _far(found: Numbers, expected: Numbers, within: float) -> Iterator[tuple[float, float]]:
    for one, other in zip(found, expected, strict=True):
        if abs(one - other) > within + _ROUNDING * abs(other):
            yield one, other


def _short(value: object) -> str:
    told = repr(value)
    return told if len(told) < 300 else f"{told[:300]} ..."
