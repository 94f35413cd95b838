import os
import random
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from penstock.measurement.metrics.asking import ask
from penstock.measurement.metrics.measuring import measure
from penstock.measurement.metrics.tallies import Cells
from tests.logs import SmallLog
from tests.metric_kinds import RECORDS
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
