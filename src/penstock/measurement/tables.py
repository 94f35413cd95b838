"""The tables of a log: their columns, in the words of `docs/reference/visits.md`."""

from collections.abc import Mapping

import ibis
import ibis.expr.schema as sch

TEXT, SMALL, WHOLE, YES_NO = "string", "int32", "int64", "boolean"
MOMENT, STAGES = "timestamp('UTC', 6)", "array<string>"

# One row for each visit that nothing can change any more.
VISITS: sch.Schema = ibis.schema(
    {
        "case_id": TEXT,
        "stream": TEXT,
        "stage": TEXT,
        "seq": SMALL,
        "visit": SMALL,
        "prev_stage": TEXT,
        "entered": MOMENT,
        "started": MOMENT,
        "exited": MOMENT,
        "wait_us": WHOLE,
        "work_us": WHOLE,
        "step_us": WHOLE,
        "wait_business_us": WHOLE,
        "work_business_us": WHOLE,
        "resource": TEXT,
        "prev_resource": TEXT,
        "outcome": TEXT,
        "amount_cents": WHOLE,
        "path": WHOLE,
        "on_documented_path": YES_NO,
        "deviation": TEXT,
        "criteria_met": YES_NO,
        "closes": YES_NO,
        "recorded_at": MOMENT,
    }
)

# The newest visit of each case that is under way; times run up to `as_of`.
OPEN: sch.Schema = ibis.schema({**VISITS, "as_of": MOMENT})

CASES: sch.Schema = ibis.schema(
    {"case_id": TEXT, "stream": TEXT, "product": TEXT, "opened": MOMENT, "model": TEXT}
)

# Numbers out of information items; `numerator` and `denominator` are in millionths.
FACTS: sch.Schema = ibis.schema(
    {
        "metric": TEXT,
        "stream": TEXT,
        "stage": TEXT,
        "case_id": TEXT,
        "item": TEXT,
        "version": SMALL,
        "part": SMALL,
        "at": MOMENT,
        "numerator": WHOLE,
        "denominator": WHOLE,
        "versions": TEXT,
        "recorded_at": MOMENT,
    }
)

HOLDS: sch.Schema = ibis.schema(
    {
        "case_id": TEXT,
        "stream": TEXT,
        "stage": TEXT,
        "seq": SMALL,
        "began": MOMENT,
        "ended": MOMENT,
        "reason": TEXT,
        "hold_us": WHOLE,
    }
)

PATHS: sch.Schema = ibis.schema({"path": WHOLE, "stream": TEXT, "steps": SMALL, "stages": STAGES})
MODELS: sch.Schema = ibis.schema({"model": TEXT, "stream": TEXT, "path": WHOLE, "stages": STAGES})

TABLES: Mapping[str, sch.Schema] = {
    "visits": VISITS,
    "open": OPEN,
    "cases": CASES,
    "facts": FACTS,
    "holds": HOLDS,
    "paths": PATHS,
    "models": MODELS,
}
