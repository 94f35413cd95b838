"""What is counted of a log is the sum of what is counted of its parts, however cases are parted."""

import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from penstock.measurement.flow.conformance import conformance
from penstock.measurement.flow.mapping import process_map
from penstock.measurement.flow.variants import variants
from penstock.measurement.trends.funnel import funnel
from tests.logs import ORDER, STREAM, SmallLog
from tests.random_logs import parts, random_log, together

ALL = 10_000
# Thirty logs at once: whoever looks for the one that is to blame makes them fewer.
WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
Count = tuple[tuple[Any, ...], int]


def of_the_map(log: SmallLog) -> Iterator[Count]:
    found = process_map(log, STREAM)
    yield ("cases",), found.all_cases
    for stage in found.stages:
        yield (stage.stage_id, "visits"), stage.visits
        yield (stage.stage_id, "cases"), stage.cases
        yield (stage.stage_id, "repeated"), stage.repeated_visits
        yield (stage.stage_id, "entries"), stage.entries
        yield (stage.stage_id, "closed"), stage.closed
        yield (stage.stage_id, "cancelled"), stage.cancelled
        yield (stage.stage_id, "open"), stage.open_cases
    for move in found.moves:
        yield (move.source_id, move.target_id, "moves"), move.moves
        yield (move.source_id, move.target_id, "cases"), move.cases


def of_the_variants(log: SmallLog) -> Iterator[Count]:
    found = variants(log, STREAM, most=ALL)
    yield ("cases",), found.cases
    yield ("documented",), found.documented_cases
    for way in found.shown:
        yield (way.stage_ids, "cases"), way.cases
        yield (way.stage_ids, "closed"), way.closed


def of_the_conformance(log: SmallLog) -> Iterator[Count]:
    found = conformance(log, STREAM)
    yield ("cases",), found.cases
    yield ("conforming",), found.conforming
    for each in found.deviations:
        yield (each.kind, "visits"), each.visits
        yield (each.kind, "cases"), each.cases
        yield (each.kind, "spent"), each.spent_us or 0


def of_the_funnel(log: SmallLog) -> Iterator[Count]:
    for cohort in funnel(log, STREAM, ORDER, within_days=30).cohorts:
        yield (cohort.month, "cases"), cohort.cases
        for stage in cohort.stages:
            yield (cohort.month, stage.stage_id, "reached"), stage.reached
            yield (cohort.month, stage.stage_id, "maturing"), stage.maturing


QUESTIONS = (of_the_map, of_the_variants, of_the_conformance, of_the_funnel)


def counts(log: SmallLog) -> Counter[tuple[Any, ...]]:
    """Return all that is counted of a log and more than nothing."""
    return +Counter({(ask.__name__, *of): number for ask in QUESTIONS for of, number in ask(log)})


@settings(max_examples=2, phases=WITHOUT_SHRINKING)
@given(st.integers(0, 2**64))
def test_the_counts_of_the_whole_are_the_sums_of_any_parts(seed: int) -> None:
    dice = random.Random(seed)
    whole = together([random_log(dice, dice.randint(0, 8)) for _ in range(30)])
    cases = sorted(row["case_id"] for row in whole.rows["cases"])
    one, other = parts(whole, {case for case in cases if dice.random() < 0.5})

    assert counts(whole) == counts(one) + counts(other)
