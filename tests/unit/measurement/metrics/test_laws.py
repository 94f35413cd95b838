import os
import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from penstock.measurement.metrics.asking import ask
from penstock.measurement.metrics.measuring import measure
from penstock.measurement.metrics.records import (
    At,
    BetweenMoments,
    FromItems,
    Kind,
    MetricRecord,
    Moment,
    Statistic,
    Versions,
)
from penstock.measurement.metrics.tallies import Cells
from tests.logs import ORDER, STREAM, SmallLog
from tests.metrics_by_hand import Group, by_hand
from tests.polars_logs import PolarsLog
from tests.random_logs import parts, random_log, together
from tests.unit.governance.service_levels.timing import OFFICE

# Logs of up to twenty cases, each of which is judged by every metric; `dev.py laws` takes more.
EXAMPLES = int(os.environ.get("PENSTOCK_METRIC_EXAMPLES", "200"))
# An engine takes longer to understand so many metrics than to count a hundred logs by them.
AT_ONCE = min(100, EXAMPLES)
ROUNDS = -(-EXAMPLES // AT_ONCE)
# Where many logs are not counted alike, the assertion names those that alone are not either.
WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
FIRST, SECOND = ORDER[0], ORDER[1]
OPENED, CLOSED = Moment(at=At.OPENED), Moment(at=At.CLOSED)
BEGUN = Moment(at=At.STARTED, stage_id=FIRST)
THERE = Moment(at=At.ENTERED, stage_id=SECOND)
LEFT = Moment(at=At.EXITED, stage_id=SECOND, outcome="passed", last=True)
CANCELLED = Moment(at=At.CLOSED, outcome="cancelled")
PAIR = FromItems(item="Item", numerator="n", denominator="d")
OLDEST = FromItems(item="Item", numerator="n", versions=Versions.FIRST)
EVERY = FromItems(item="Other item", numerator="n", versions=Versions.EVERY)
TWO = FromItems(item="Item", numerator="n", denominator="d", of="Other item")


def record(
    kind: Kind, source: BetweenMoments | FromItems, unit: str = "1", **more: Any
) -> MetricRecord:
    return MetricRecord(
        name="Metric", stream_id=STREAM, kind=kind, source=source, unit=unit, **more
    )


def span(begin: Moment, end: Moment | None = None, within: str = "") -> BetweenMoments:
    return BetweenMoments(begin=begin, end=end, within=within)


RECORDS = (
    record(Kind.COUNT, span(OPENED)),
    record(Kind.COUNT, span(CANCELLED)),
    record(Kind.CONVERSION, span(OPENED, CLOSED)),
    record(Kind.CONVERSION, span(THERE, LEFT, within="3 business days")),
    record(Kind.CONVERSION, span(BEGUN, LEFT, within="20 hours")),
    record(Kind.ON_TIME, span(OPENED, LEFT, within="5 days")),
    record(Kind.ON_TIME, span(THERE, CLOSED, within="16 business hours")),
    record(Kind.RETENTION, span(OPENED, CANCELLED, within="4 days")),
    record(Kind.FIRST_PASS, span(THERE)),
    record(Kind.FIRST_PASS, span(THERE, LEFT)),
    record(Kind.DURATION, span(OPENED, CLOSED), unit="hours"),
    record(Kind.DURATION, span(BEGUN, LEFT), unit="business hours"),
    record(Kind.DURATION, span(OPENED, LEFT), unit="business days", statistic=Statistic.P90),
    record(Kind.COUNT, EVERY),
    record(Kind.SUM, OLDEST),
    record(Kind.MEAN, EVERY),
    record(Kind.RATIO, PAIR),
    record(Kind.RATIO, TWO),
    record(Kind.ACCURACY, PAIR),
    record(Kind.ACCURACY, TWO),
    record(Kind.ON_TIME, PAIR),
    record(Kind.DURATION, TWO, unit="seconds"),
    *(record(kind, PAIR) for kind in (Kind.UTILISATION, Kind.RATE, Kind.UPTIME)),
)
NUMBERED = tuple(enumerate(RECORDS))


def groups(cells: Cells) -> Counter[Group]:
    """Return how often each group occurs."""
    columns = (cells.month, cells.state, cells.numerator, cells.denominator, cells.number)
    found = Counter[Group]()
    for *group, number in zip(*(column.tolist() for column in columns), strict=True):
        found[tuple(group)] += number
    return found


def answers(log: SmallLog) -> list[Counter[Group]]:
    found = ask(NUMBERED, log, OFFICE)
    return [groups(found[number]) for number, _ in NUMBERED]


def counted(log: SmallLog) -> list[Counter[Group]]:
    return [by_hand(each, log, OFFICE) for each in RECORDS]


def several(dice: random.Random) -> Iterator[SmallLog]:
    for _ in range(AT_ONCE):
        yield random_log(dice, dice.randint(0, 20))


@pytest.mark.parametrize("engine", [SmallLog, PolarsLog])
@settings(max_examples=ROUNDS, phases=WITHOUT_SHRINKING)
@given(seed=st.integers(0, 2**64))
def test_every_metric_is_what_a_person_would_count_by_hand(
    engine: type[SmallLog], seed: int
) -> None:
    logs = list(several(random.Random(seed)))
    whole = together(logs)

    assert answers(whole.on(engine)) == counted(whole), [
        log for log in logs if answers(log.on(engine)) != counted(log)
    ]


@settings(max_examples=-(-ROUNDS // 4), phases=WITHOUT_SHRINKING)
@given(seed=st.integers(0, 2**64))
def test_the_whole_is_the_sum_of_any_parts(seed: int) -> None:
    dice = random.Random(seed)
    whole = together(list(several(dice)))
    cases = sorted(row["case_id"] for row in whole.rows["cases"])
    some = {case for case in cases if dice.random() < 0.5}
    one, other = (answers(part) for part in parts(whole, some))

    assert answers(whole) == [a + b for a, b in zip(one, other, strict=True)]


@settings(max_examples=-(-ROUNDS // 4), phases=WITHOUT_SHRINKING)
@given(seed=st.integers(0, 2**64))
def test_the_order_of_rows_changes_no_result(seed: int) -> None:
    dice = random.Random(seed)
    log = together(list(several(dice)))
    shuffled = {name: dice.sample(rows, len(rows)) for name, rows in log.rows.items()}
    other = SmallLog(as_of=log.as_of, rows=shuffled)

    assert measure(RECORDS, other, OFFICE) == measure(RECORDS, log, OFFICE)
