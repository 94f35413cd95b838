"""Random small logs: cases that go on, back, astray or nowhere, in rows that agree."""

from collections.abc import Container, Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

from tests.logs import BEGIN, ORDER, STREAM, Row, SmallLog, log_of

# A moment, the least there is, a second, most of a day, weeks: and a clock that was set back.
GAPS = (
    timedelta(0),
    timedelta.resolution,
    timedelta(minutes=1),
    timedelta(days=9),
    -timedelta(seconds=7),
)
PEOPLE = (None, "Ada", "Bo", "Cy")
ENDS = ("closes", "cancelled", "waits", "exited", "open", "untouched")
# Mostly onwards; sometimes again, back, ahead, or to a stage that no document has.
STEPS = (1, 1, 1, 1, 1, 0, -1, 2, None)
FACT_KEY = ("metric", "item", "case_id", "version", "part")


def logs(most_cases: int = 5) -> st.SearchStrategy[SmallLog]:
    """Draw a log of up to some cases, with facts and holds.

    Only how many cases it has, and a seed, are drawn: to draw each row would take longer by far
    than to count them all.
    """
    return st.builds(random_log, st.integers(0, 2**64).map(Random), st.integers(0, most_cases))


def random_log(dice: Random, cases: int) -> SmallLog:
    """Return a log of some cases, with facts and holds, as dice fall."""
    final: list[Row] = []
    under_way: list[Row] = []
    for number in range(cases):
        rows, is_over = _case(dice, f"C-{number}")
        final += rows if is_over else rows[:-1]
        under_way += [] if is_over else rows[-1:]
    known = sorted({row["case_id"] for row in [*final, *under_way]})
    facts = _facts(dice, known) if known else []
    holds = [_hold(dice, row) for row in final if _is_left(row) and dice.random() < 0.5]
    early = log_of(final, open_visits=under_way, facts=facts, holds=holds)
    later = early.as_of + dice.choice([timedelta(0), timedelta(days=3, microseconds=1)])
    return log_of(final, open_visits=under_way, facts=facts, holds=holds, as_of=later)


def together(several: Sequence[SmallLog]) -> SmallLog:
    """Return the rows of logs in one, each moved in time so that all tell up to one moment."""
    as_of = max(log.as_of for log in several)
    rows: dict[str, list[Row]] = {name: [] for name in several[0].rows}
    for number, log in enumerate(several):
        for name, table in log.rows.items():
            rows[name] += [_moved(row, as_of - log.as_of, f"{number}-") for row in table]
    for name in ("paths", "models"):
        rows[name] = [row for n, row in enumerate(rows[name]) if row not in rows[name][:n]]
    return SmallLog(as_of=as_of, rows=rows)


def parts(log: SmallLog, where: Container[str]) -> Iterator[SmallLog]:
    """Yield a log of some cases, and one of all the others; both know all paths and models."""
    for inside in (True, False):
        rows = {
            name: [
                row for row in table if "case_id" not in row or (row["case_id"] in where) is inside
            ]
            for name, table in log.rows.items()
        }
        yield SmallLog(as_of=log.as_of, rows=rows)


def _moved(row: Row, by: timedelta, mark: str) -> Row:
    moved = {key: at + by if isinstance(at, datetime) else at for key, at in row.items()}
    return moved | {"case_id": mark + row["case_id"]} if "case_id" in row else moved


def _case(dice: Random, case_id: str) -> tuple[list[Row], bool]:
    """Return the visits of a case, and whether all of them are over."""
    stages, end, rows = _way(dice), dice.choice(ENDS), list[Row]()
    now = _beginning(dice)
    for place, stage in enumerate(stages):
        row = _with_time(
            dice, now, {"case_id": case_id, "stage": stage, "resource": dice.choice(PEOPLE)}
        )
        row |= _left_for(stage, stages[place + 1]) if place + 1 < len(stages) else _ended(end)
        row["criteria_met"] = dice.choice([True, False]) if row["outcome"] else None
        rows.append(row)
        now = (row["exited"] or now) + abs(_gap(dice)) * dice.choice([0, 1])
    return rows, end in {"closes", "cancelled"}


def _beginning(dice: Random) -> datetime:
    return BEGIN + timedelta(minutes=dice.randint(0, 200 * 1440))


def _gap(dice: Random) -> timedelta:
    if dice.random() < 0.5:
        return dice.choice(GAPS)
    return timedelta(microseconds=dice.randint(0, 3 * 86_400 * 1_000_000))


def _way(dice: Random) -> list[str]:
    place, way = 0, [ORDER[0]]
    for step in dice.choices(STEPS, k=dice.randint(0, 7)):
        if step is None:
            way.append(f"{STREAM}.X")
            continue
        place = min(max(place + step, 0), len(ORDER) - 1)
        way.append(ORDER[place])
    return way


def _with_time(dice: Random, entered: datetime, row: Row) -> Row:
    started = entered + _gap(dice) if dice.random() < 0.5 else None
    exited = (started or entered) + _gap(dice)
    return {**row, "entered": entered, "started": started, "exited": exited}


def _left_for(stage: str, following: str) -> Row:
    known = stage in ORDER and following in ORDER
    is_back = known and ORDER.index(following) <= ORDER.index(stage)
    return {"outcome": "reopened" if is_back else "passed"}


def _ended(how: str) -> Row:
    match how:
        case "closes":
            return {"outcome": "passed", "closes": True}
        case "cancelled":
            return {"outcome": "cancelled"}
        case "exited":
            return {"outcome": "passed"}
        case "untouched":
            return {"outcome": None, "exited": None, "started": None}
        case _:
            return {"outcome": None, "exited": None}


def _facts(dice: Random, cases: Sequence[str]) -> list[Row]:
    found: dict[tuple[Any, ...], Row] = {}
    for _ in range(dice.randint(0, 6)):
        row = _fact(dice, cases)
        found.setdefault(tuple(row[name] for name in FACT_KEY), row)
    return list(found.values())


def _fact(dice: Random, cases: Sequence[str]) -> Row:
    return {
        "metric": dice.choice(["Metric", "Other metric"]),
        "item": dice.choice(["Item", "Other item"]),
        "stage": dice.choice(ORDER),
        "case_id": dice.choice(cases),
        "version": dice.randint(1, 3),
        "part": dice.randint(0, 1),
        "at": _beginning(dice),
        "recorded_at": _beginning(dice),
        "numerator": dice.choice([None, 0, dice.randint(-(10**9), 10**12)]),
        "denominator": dice.choice([None, 0, dice.randint(0, 10**12)]),
    }


def _is_left(row: Row) -> bool:
    return bool(row["exited"] > row["entered"])


def _hold(dice: Random, row: Row) -> Row:
    """Return a hold within a visit."""
    whole_us = (row["exited"] - row["entered"]) // timedelta.resolution
    began_us = dice.randint(0, whole_us)
    began = row["entered"] + timedelta(microseconds=began_us)
    ended = began + timedelta(microseconds=dice.randint(0, whole_us - began_us))
    place = {name: row[name] for name in ("case_id", "stage")}
    return {**place, "began": began, "ended": ended, "reason": dice.choice(["customer", "permit"])}
