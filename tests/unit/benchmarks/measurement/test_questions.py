"""The benchmark's log says what its cases did, and wrong answers are noticed."""

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import pairwise
from math import ceil
from typing import Any

import pyarrow.parquet as pq
import pytest

from benchmarks.measurement.contenders import PENSTOCK, Answered
from benchmarks.measurement.logs.folders import Made, made
from benchmarks.measurement.logs.paths import STAGE_IDS
from benchmarks.measurement.logs.tables import SCHEMA
from benchmarks.measurement.proofs import OtherAnswersError, prove, prove_metrics
from penstock.store.logs import open_log

Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return made(3_000, under=tmp_path_factory.mktemp("logs"))


@pytest.fixture(scope="module")
def rows(log: Made) -> Rows:
    table = pq.ParquetDataset(log.folder / "visits", partitioning=None).read()
    return sorted(table.to_pylist(), key=lambda row: (row["case_id"], row["seq"]))


@pytest.fixture(scope="module")
def ours(log: Made) -> Answered:
    return PENSTOCK.asked(log)


def test_a_log_that_was_made_opens_with_all_its_visits(log: Made) -> None:
    with open_log(log.folder) as opened:
        assert opened.visits().count().to_pyarrow().as_py() == log.visits


def test_a_log_has_the_columns_that_an_export_has(log: Made) -> None:
    parts = list((log.folder / "visits").glob("*/*.parquet"))

    assert {pq.read_schema(part) == SCHEMA for part in parts} == {True}


def test_what_a_visit_carries_follows_from_the_visit_before(rows: Rows) -> None:
    followed = [(one, two) for one, two in pairwise(rows) if two["seq"] > 1]

    carried = [(two["prev_stage"], two["entered"], two["prev_resource"]) for _, two in followed]

    assert carried == [(one["stage"], one["exited"], one["resource"]) for one, _ in followed]


def test_moves_are_counted_as_in_plain_python(rows: Rows, ours: Answered) -> None:
    times = defaultdict(list)
    for row in rows:
        if row["prev_stage"]:
            times[row["prev_stage"], row["stage"]].append(row["step_us"])

    found = {(row[0], row[1]): (row[2], row[3]) for row in ours.answers["follows"]}

    assert found == {move: (len(each), _share(each, 0.5)) for move, each in times.items()}


def test_variants_are_counted_as_in_plain_python(rows: Rows, ours: Answered) -> None:
    ways = defaultdict(list)
    for row in rows:
        ways[row["case_id"]].append(row["stage"])

    found = Counter(cases for _, cases in ours.answers["variants"])

    assert found == Counter(Counter(map(tuple, ways.values())).values())


def test_times_by_month_are_as_in_plain_python(rows: Rows, ours: Answered) -> None:
    times = defaultdict(list)
    for row in rows:
        times[row["stage"], row["exited"].year * 100 + row["exited"].month].append(row["step_us"])

    found = {(row[0], row[1]): row[3:] for row in ours.answers["months"]}

    assert found == {
        group: [_share(each, share) for share in (0.5, 0.85, 0.95)] for group, each in times.items()
    }


def test_conformance_is_counted_as_in_plain_python(rows: Rows, ours: Answered) -> None:
    ways = defaultdict(list)
    for row in rows:
        ways[row["case_id"]].append(row["stage"])
    kept = [way for way in ways.values() if tuple(way) == STAGE_IDS[: len(way)]]

    assert ours.answers["kept"][:2] == [len(ways), len(kept)]


def test_right_answers_are_taken(log: Made, ours: Answered) -> None:
    prove(log, ours, [_peer(log, ours)])


@pytest.mark.parametrize("question", ["follows", "variants", "months", "kept"])
def test_a_wrong_answer_of_a_peer_is_noticed(log: Made, ours: Answered, question: str) -> None:
    peer = _peer(log, ours)
    wrong: Any = {"ended": 1} if question == "kept" else peer.answers[question][1:]

    with pytest.raises(OtherAnswersError, match="cannot be compared"):
        prove(log, ours, [replace(peer, answers={**peer.answers, question: wrong})])


def test_a_median_that_is_two_seconds_off_is_noticed(log: Made, ours: Answered) -> None:
    peer = _peer(log, ours)
    source, target, moves, median_s = max(peer.answers["follows"], key=lambda row: row[2])
    others = [row for row in peer.answers["follows"] if row[:2] != [source, target]]
    wrong = [*others, [source, target, moves, median_s + 2]]

    with pytest.raises(OtherAnswersError, match="medians of moves"):
        prove(log, ours, [replace(peer, answers={**peer.answers, "follows": wrong})])


def test_a_metric_that_counts_no_case_is_noticed() -> None:
    answers = {"Permit approval time": [0, True], "Margin": [0, False]}

    with pytest.raises(OtherAnswersError, match="Permit approval time"):
        prove_metrics(Answered(wall_s={}, cpu_s={}, peak_mib=0, answers=answers))


def _share(values: list[int], share: float) -> int:
    return sorted(values)[ceil(share * len(values)) - 1]


def _peer(log: Made, ours: Answered) -> Answered:
    """Return our answers as pm4py gives them: medians between two, in seconds; ways as stages."""
    known = pq.read_table(log.folder / "paths").to_pydict()
    stages = dict(zip(known["path"], known["stages"], strict=True))
    times = defaultdict(list)
    visits = pq.ParquetDataset(log.folder / "visits", partitioning=None).read().to_pylist()
    for row in visits:
        times[row["prev_stage"], row["stage"]].append(row["step_us"])
    ended, kept, deviations = ours.answers["kept"]
    answers = {
        "follows": [
            [*row[:3], _middle(times[row[0], row[1]]) / 1e6] for row in ours.answers["follows"]
        ],
        "variants": [[stages[path], cases] for path, cases in ours.answers["variants"]],
        "months": [[*row[:2], *row[3:]] for row in ours.answers["months"]],
        "kept": {"ended": ended, "on_documented_path": kept, **dict(deviations)},
    }
    return replace(ours, answers=answers)


def _middle(values: list[int]) -> float:
    ordered = sorted(values)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
