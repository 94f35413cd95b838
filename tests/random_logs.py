"""Random small logs: cases that go on, back, astray or nowhere, in rows that agree."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.logs import BEGIN, ORDER, STREAM, Row, SmallLog, log_of

# A moment, a second, most of a day, weeks: and a clock that was set back.
GAPS = st.one_of(
    st.sampled_from([timedelta(0), timedelta(minutes=1), timedelta(days=9), -timedelta(seconds=7)]),
    st.integers(0, 3 * 86_400 * 1_000_000).map(lambda us: timedelta(microseconds=us)),
)
PEOPLE = st.sampled_from([None, "Ada", "Bo", "Cy"])
BEGINNINGS = st.integers(0, 200 * 1440).map(lambda minutes: BEGIN + timedelta(minutes=minutes))
ENDS = st.sampled_from(["closes", "cancelled", "waits", "exited", "open", "untouched"])
# Mostly onwards; sometimes again, back, ahead, or to a stage that no document has.
STEPS = st.sampled_from([1, 1, 1, 1, 1, 0, -1, 2, None])


@st.composite
def logs(draw: st.DrawFn, most_cases: int = 5) -> SmallLog:
    """Draw a log of up to some cases, with facts and holds."""
    final: list[Row] = []
    under_way: list[Row] = []
    for number in range(draw(st.integers(0, most_cases))):
        rows, is_over = draw(_cases(f"C-{number}"))
        final += rows if is_over else rows[:-1]
        under_way += [] if is_over else rows[-1:]
    known = sorted({row["case_id"] for row in [*final, *under_way]})
    facts = draw(st.lists(_facts(known), max_size=6, unique_by=_fact_key)) if known else []
    holds = [hold for row in final if (hold := draw(_holds(row)))]
    early = log_of(final, open_visits=under_way, facts=facts, holds=holds)
    later = early.as_of + draw(st.sampled_from([timedelta(0), timedelta(days=3, microseconds=1)]))
    return log_of(final, open_visits=under_way, facts=facts, holds=holds, as_of=later)


@st.composite
def _cases(draw: st.DrawFn, case_id: str) -> tuple[list[Row], bool]:
    """Draw the visits of a case, and whether all of them are over."""
    stages = draw(_ways())
    end, now, rows = draw(ENDS), draw(BEGINNINGS), list[Row]()
    for place, stage in enumerate(stages):
        row = _with_time(draw, now, {"case_id": case_id, "stage": stage, "resource": draw(PEOPLE)})
        row |= _left_for(stage, stages[place + 1]) if place + 1 < len(stages) else _ended(end)
        row["criteria_met"] = draw(st.booleans()) if row["outcome"] else None
        rows.append(row)
        now = (row["exited"] or now) + abs(draw(GAPS)) * draw(st.sampled_from([0, 1]))
    return rows, end in {"closes", "cancelled"}


@st.composite
def _ways(draw: st.DrawFn) -> list[str]:
    place, way = 0, [ORDER[0]]
    for step in draw(st.lists(STEPS, max_size=7)):
        if step is None:
            way.append(f"{STREAM}.X")
            continue
        place = min(max(place + step, 0), len(ORDER) - 1)
        way.append(ORDER[place])
    return way


def _with_time(draw: st.DrawFn, entered: datetime, row: Row) -> Row:
    started = draw(st.one_of(st.none(), GAPS.map(lambda gap: entered + gap)))
    exited = (started or entered) + draw(GAPS)
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


def _facts(cases: Sequence[str]) -> st.SearchStrategy[Row]:
    return st.fixed_dictionaries(
        {
            "metric": st.sampled_from(["Metric", "Other metric"]),
            "item": st.sampled_from(["Item", "Other item"]),
            "stage": st.sampled_from(ORDER),
            "case_id": st.sampled_from(cases),
            "version": st.integers(1, 3),
            "part": st.integers(0, 1),
            "at": BEGINNINGS,
            "numerator": st.one_of(st.none(), st.integers(-(10**9), 10**12)),
            "denominator": st.one_of(st.none(), st.integers(0, 10**12)),
        }
    )


def _fact_key(row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in ("metric", "item", "case_id", "version", "part"))


@st.composite
def _holds(draw: st.DrawFn, row: Row) -> Row | None:
    """Draw a hold within a visit, or none."""
    if row["exited"] <= row["entered"] or not draw(st.booleans()):
        return None
    whole = row["exited"] - row["entered"]
    began = row["entered"] + draw(st.timedeltas(timedelta(0), whole))
    ended = began + draw(st.timedeltas(timedelta(0), row["exited"] - began))
    reason = draw(st.sampled_from(["customer", "permit"]))
    place = {name: row[name] for name in ("case_id", "stage")}
    return {**place, "began": began, "ended": ended, "reason": reason}
