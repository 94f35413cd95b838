"""Rules read from TOML, each fault named with its rule."""

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from importlib import resources
from typing import Any

from penstock.engineering.finance.errors import FinanceError
from penstock.engineering.finance.incentives.rules import (
    Event,
    Grant,
    Kind,
    Owner,
    Part,
    Period,
    Rule,
)

_MOST_BYTES = 1_000_000
_RULE = {"id", "name", "authority", "place", "kind", "owner", "citation", "ended", "note"}
_RULE_ALL = _RULE | {"known_until", "grants"}
_AMOUNTS = ("cents_per_watt", "cents_per_kwh", "most_watts", "most_kwh")
_GRANT = {"needs", "rates", "most_cents", *_AMOUNTS}
_PERIODS = {event.replace(" ", "_"): event for event in Event}


def own_rules() -> tuple[Rule, ...]:
    """Return the rules that ship with the program."""
    found = resources.files(__package__).joinpath("rules.toml")
    return read_rules(found.read_bytes(), name="rules.toml")


def read_rules(data: bytes, *, name: str) -> tuple[Rule, ...]:
    """Return the rules of a file.

    Args:
        data: The bytes of a TOML file with a table `[[rules]]` for each rule.
        name: What the file is called in errors.

    Raises:
        FinanceError: It cannot be read, or a rule says what no rule can.
    """
    if len(data) > _MOST_BYTES:
        raise FinanceError(f"{name} has {len(data):,} bytes; rules have at most {_MOST_BYTES:,}.")
    try:
        tables = tomllib.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise FinanceError(f"{name} is not TOML: {error}.") from error
    listed = tables.get("rules")
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        raise FinanceError(f"{name} has no [[rules]]; expected a table for each rule.")
    rules = tuple(_rule(each, name) for each in listed)
    for each in rules:
        if [rule.id for rule in rules].count(each.id) > 1:
            raise FinanceError(f"{name} has two rules “{each.id}”; expected one of each id.")
    return rules


def _rule(table: Mapping[str, Any], name: str) -> Rule:
    where = f"{name}, rule “{table.get('id', '?')}”"
    _require_keys(table, _RULE_ALL, where, all_of_them=True)
    for key in sorted(_RULE):
        if not isinstance(table[key], str):
            raise FinanceError(f"{where}: {key} is {table[key]!r}; expected a text.")
    if type(table["known_until"]) is not date:
        raise FinanceError(f"{where}: known_until is {table['known_until']!r}; expected a day.")
    if not isinstance(table["grants"], list) or not table["grants"]:
        raise FinanceError(f"{where} has no grants; expected at least one.")
    words = {key: table[key] for key in sorted(_RULE)}
    return Rule(
        **words
        | {
            "kind": _one_of(Kind, table["kind"], where),
            "owner": _one_of(Owner, table["owner"], where),
        },
        known_until=table["known_until"],
        grants=tuple(_grant(each, where) for each in table["grants"]),
    )


def _grant(table: Any, where: str) -> Grant:
    if not isinstance(table, dict):
        raise FinanceError(f"{where}: a grant is {table!r}; expected a table.")
    _require_keys(table, _GRANT | set(_PERIODS), where)
    periods = [_period(_PERIODS[key], table[key], where) for key in _PERIODS if key in table]
    amounts = {key: _number(table[key], where) if key in table else None for key in _AMOUNTS}
    rates = table.get("rates", {})
    if not isinstance(rates, dict):
        raise FinanceError(f"{where}: rates are {rates!r}; expected one for each part.")
    return Grant(
        periods=tuple(periods),
        needs=tuple(_texts(table.get("needs", []), where)),
        rates={_one_of(Part, key, where): _number(rate, where) for key, rate in rates.items()},
        cents_per_watt=amounts["cents_per_watt"] or Decimal(0),
        cents_per_kwh=amounts["cents_per_kwh"] or Decimal(0),
        most_watts=amounts["most_watts"],
        most_kwh=amounts["most_kwh"],
        most_cents=int(_number(table["most_cents"], where)) if "most_cents" in table else None,
    )


def _period(event: Event, table: Any, where: str) -> Period:
    days = table if isinstance(table, dict) else {}
    _require_keys(days, {"from", "before"}, where)
    if not days or not all(type(day) is date for day in days.values()):
        raise FinanceError(f"{where}: “{event}” is {table!r}; expected days `from` and `before`.")
    return Period(event=event, start=days.get("from"), end=days.get("before"))


def _require_keys(
    table: Mapping[str, Any], known: set[str], where: str, *, all_of_them: bool = False
) -> None:
    unknown = sorted(set(table) - known)
    if unknown:
        raise FinanceError(f"{where} says “{unknown[0]}”; known are {', '.join(sorted(known))}.")
    missing = sorted(known - set(table)) if all_of_them else []
    if missing:
        raise FinanceError(f"{where} does not say “{missing[0]}”; expected that each rule does.")


def _one_of(kinds: Any, word: object, where: str) -> Any:
    try:
        return kinds(word)
    except ValueError as error:
        expected = ", ".join(kinds)
        raise FinanceError(f"{where} says {word!r}; expected one of {expected}.") from error


def _number(value: object, where: str) -> Decimal:
    try:
        found = Decimal(value) if isinstance(value, int | str) else Decimal("NaN")
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or found < 0:
        raise FinanceError(
            f'{where} says {value!r}; expected a number of at least 0 in quotes, such as "0.30".'
        )
    return found


def _texts(value: object, where: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise FinanceError(f"{where}: needs are {value!r}; expected a list of texts.")
    return value
