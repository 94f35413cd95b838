"""What information items of a play say: templates, moved to a case and its days."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from random import Random
from typing import Any, assert_never
from zoneinfo import ZoneInfo

from penstock.simulation.chances import dice
from penstock.simulation.plans import Change, How, Template

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a content is made for.

    Args:
        case_id: The case.
        customer: Whose it is.
        zone: By whose clock its days begin.
        entered: When the case came to the stage.
        at: When the content is recorded.
        versions: How many versions of each item the case holds.
        seed: Of the play.
    """

    case_id: str
    customer: str
    zone: str
    entered: datetime
    at: datetime
    versions: Mapping[str, int]
    seed: int = 0


def plain(item: str) -> bytes:
    """Return what an item without a template holds: that it is synthetic."""
    return json.dumps({"item": item, "synthetic": True}, ensure_ascii=False).encode()


def filled(template: Template, facts: Facts, chance: Random, *, earlier: bool = False) -> bytes:
    """Return a template's content as it is for one case.

    Args:
        template: The template.
        facts: What it is filled with.
        chance: Dice for what differs by chance.
        earlier: Whether it is what is replaced before the stage ends.
    """
    content = template.earlier if earlier else _content(template, facts)
    if template.made_at is None:
        return content
    text = content.decode().replace("@case@", facts.case_id)
    said = json.loads(text.replace("@customer@", facts.customer))
    moved = _moved(said, template.made_at, facts)
    for change in template.changes:
        # Where items shall agree, each throws the same dice, which are the case's own.
        thrown = dice(facts.seed, facts.case_id, change.alike) if change.alike else chance
        for holder, name in _places(moved, change.path.split(".")):
            _change(holder, name, change, facts, thrown)
    return json.dumps(moved, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _content(template: Template, facts: Facts) -> bytes:
    drawn = dice(facts.seed, facts.case_id, "other").random()
    return template.other if drawn < template.other_chance else template.content


def _moved(said: Any, made_at: datetime, facts: Facts) -> Any:
    """Return what is said with its days and moments as far from the step as from the template's."""
    if isinstance(said, dict):
        return {name: _moved(value, made_at, facts) for name, value in said.items()}
    if isinstance(said, list):
        return [_moved(each, made_at, facts) for each in said]
    if isinstance(said, str):
        return _moved_text(said, made_at, facts)
    return said


def _moved_text(said: str, made_at: datetime, facts: Facts) -> str:
    days = _local(facts.at, facts.zone) - _local(made_at, facts.zone)
    if _DAY.fullmatch(said):
        return str(date.fromisoformat(said) + days)
    if not _MOMENT.fullmatch(said):
        return said
    moment = datetime.fromisoformat(said)
    return _written(facts.at if moment == made_at else moment + days)


def _local(moment: datetime, zone: str) -> date:
    return moment.astimezone(ZoneInfo(zone)).date()


def _written(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def _places(said: Any, names: list[str]) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield the objects and their fields that a path leads to."""
    name, rest = names[0].removesuffix("[]"), names[1:]
    if not rest:
        yield said, name
        return
    inside = said[name]
    for each in inside if names[0].endswith("[]") else [inside]:
        yield from _places(each, rest)


def _change(
    holder: dict[str, Any], name: str, change: Change, facts: Facts, chance: Random
) -> None:
    if change.how is How.OFF:
        _put_off(holder, name, change, chance)
    else:
        holder[name] = _as(holder[name], _value(change, facts, chance))


def _value(change: Change, facts: Facts, chance: Random) -> str | float:
    match change.how:
        case How.ENTERED:
            return _written(facts.entered.astimezone(UTC))
        case How.ENTERED_DAY:
            return str(_local(facts.entered, facts.zone))
        case How.NORMAL:
            drawn = min(change.high, max(change.low, chance.gauss(change.mean, change.spread)))
            return round(drawn, change.digits)
        case How.CHANCE:
            return change.yes if chance.random() < change.mean else change.no
        case How.VERSIONS:
            return facts.versions.get(change.beside, 0)
        case How.OFF:
            raise AssertionError("it changes two fields at once")
        case _:
            assert_never(change.how)


def _put_off(holder: dict[str, Any], name: str, change: Change, chance: Random) -> None:
    """Let a number lie off the one beside it, and tell by how much."""
    if holder[change.beside] is None or holder[name] is None:
        return
    other = int(holder[change.beside])
    holder[name] = round(other * (1 + chance.gauss(0, change.spread)))
    holder[change.difference] = holder[name] - other


def _as(before: Any, value: str | float) -> Any:
    """Return a value as what stood there was written: as a whole number, a number or a text."""
    if isinstance(before, bool):
        return str(value).casefold() == "true"
    if isinstance(before, int):
        return int(value)
    return float(value) if isinstance(before, float) else str(value)
