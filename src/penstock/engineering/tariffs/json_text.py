"""JSON from strangers as plain values: bounded, with exact numbers and no name said twice."""

import json
from decimal import Decimal
from typing import Any

from penstock.engineering.tariffs.errors import TariffError

# The largest tariff that the Utility Rate Database holds has some 200 kB.
MOST_BYTES = 4 * 1024 * 1024
_MOST_DIGITS = 30


def parse(content: bytes | str) -> Any:
    """Return the value of a JSON text; numbers with a point are `Decimal`.

    Raises:
        TariffError: It is too large or too deep, is no JSON, says a name twice or holds a number
            that is none, such as NaN.
    """
    if len(content) > MOST_BYTES:
        most = f"{MOST_BYTES >> 20} MiB"
        raise TariffError(f"The tariff is larger than {most}, the most that is read.")
    try:
        return json.loads(
            content,
            parse_float=_number,
            parse_int=_whole,
            parse_constant=_no_number,
            object_pairs_hook=_object,
        )
    except RecursionError:
        raise TariffError("The JSON is nested too deeply for a tariff.") from None
    except UnicodeDecodeError as error:
        raise TariffError(f"The JSON is no UTF-8 at byte {error.start:,}.") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise TariffError(f"This is no JSON: {error.msg} at {where}.") from error


def plain(value: Any) -> Any:
    """Return a copy of a value as `json.dumps` takes it: a `Decimal` is the nearest float."""
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return float(value) if isinstance(value, Decimal) else value


def _number(text: str) -> Decimal:
    number = Decimal(text)
    if len(text) > _MOST_DIGITS or abs(number.adjusted()) > _MOST_DIGITS:
        raise TariffError(f"The number {text[:20]}… has more digits than any price.")
    return number


def _whole(text: str) -> int:
    if len(text) > _MOST_DIGITS:
        raise TariffError(f"The number {text[:20]}… has more digits than any price.")
    return int(text)


def _no_number(text: str) -> float:
    raise TariffError(
        f"The JSON holds {text}, which is no number; write the price or leave it out."
    )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in found if names.count(name) > 1)
        raise TariffError(f"The JSON says “{twice}” twice in one object; keep one of them.")
    return found
