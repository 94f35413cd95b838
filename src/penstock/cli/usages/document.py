"""A report on usage as one JSON document."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from penstock.app.energy.usage.report import UsageReport

_DIGITS = 6


def as_json(report: UsageReport) -> str:
    """Return the report as JSON; the load of the year is one number for each of its steps."""
    year = report.year
    document = {
        name: getattr(report, name)
        for name in report.__dataclass_fields__
        if name not in ("year", "meters", "estimated", "bars", "shown", "weather")
    }
    document |= {
        "meters": [asdict(each) for each in report.meters],
        "estimated": [asdict(each) for each in report.estimated],
        "bars": [asdict(each) for each in report.bars],
        "shown": None if report.shown is None else asdict(report.shown),
        "weather": None if report.weather is None else asdict(report.weather),
        "year": None
        if year is None
        else {
            "year": year.steps.year,
            "zone": year.steps.zone,
            "minutes": year.steps.minutes,
            "load_kwh": year.load_kwh.round(_DIGITS).tolist(),
            "estimated": year.estimated.astype(int).tolist(),
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=1, default=_plain, allow_nan=False)


def _plain(value: Any) -> str:
    assert isinstance(value, date), f"{value!r} has no form in JSON"
    return value.isoformat()
