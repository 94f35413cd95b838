"""Bills as JSON: `{"bills": [{"start": "2025-01-01", "end": "2025-02-01", "kwh": 812}]}`."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from penstock.engineering.usage.bills.values import Bill, in_order
from penstock.engineering.usage.errors import UsageError

_UNITS = {"kwh": "kWh", "therms": "therm"}


def read_json_bills(text: str) -> tuple[str, tuple[Bill, ...]]:
    """Return the unit and the bills of a JSON document, in the order of time.

    Each bill has `start` and `end` (the day after its last), `kwh` or `therms`, and may have
    `cost` in dollars and `estimated`.

    Raises:
        UsageError: The document is of another form; the sentence names the bill.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"The file is no JSON ({str(error)[:80]}).") from None
    rows = document.get("bills") if isinstance(document, dict) else document
    if not isinstance(rows, list) or not rows:
        raise UsageError('The JSON holds no bills; expected {"bills": [{"start": …, "end": …}]}.')
    units = {key for row in rows if isinstance(row, dict) for key in row if key in _UNITS}
    if len(units) != 1:
        raise UsageError("Each bill needs its energy as “kwh”, or each as “therms”.")
    (key,) = units
    bills = (_bill(number, row, key) for number, row in enumerate(rows, 1))
    return _UNITS[key], in_order(tuple(bills))


def _bill(number: int, row: object, key: str) -> Bill:
    if not isinstance(row, dict):
        raise UsageError(f"Bill {number} is no object with start, end and {key}.")
    cost = row.get("cost")
    return Bill(
        start=_date(number, row, "start"),
        end=_date(number, row, "end"),
        amount=float(_number(number, row, key)),
        cost_cents=None if cost is None else round(_number(number, row, "cost") * 100),
        estimated=row.get("estimated") is True,
    )


def _date(number: int, row: Mapping[str, Any], key: str) -> date:
    try:
        return date.fromisoformat(str(row.get(key)))
    except ValueError:
        raise UsageError(
            f"Bill {number}: {key} is “{str(row.get(key))[:40]}”; expected a date such as "
            "2025-07-31."
        ) from None


def _number(number: int, row: Mapping[str, Any], key: str) -> Decimal:
    found = row.get(key)
    try:
        value = Decimal(str(found))
    except InvalidOperation:
        value = Decimal("NaN")
    if isinstance(found, bool) or not value.is_finite():
        raise UsageError(f"Bill {number}: {key} is “{str(found)[:40]}”; expected a number.")
    return value
