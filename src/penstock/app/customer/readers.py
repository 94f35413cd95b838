"""Who read a customer's data and why, in words: by their part in the company, never by name."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from penstock.app.customer.own_data import OwnData
from penstock.app.customer.words import CustomerWords
from penstock.governance.audit.entry import Kind, Verdict
from penstock.governance.audit.writing import Told
from penstock.governance.boundary.asking import Action
from penstock.kernel.sides import Side

_READING = frozenset({Action.READ, Action.OVERSEE, Action.OVERRIDE, Action.REFER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Somebody's reading something of a customer, on one day.

    Args:
        at: When, the last time that day.
        who: In plain words.
        what: What they read, or wanted to.
        why: What for.
        is_denied: Whether they were refused.
        times: How often that day.
    """

    at: datetime
    who: str
    what: str
    why: str
    is_denied: bool
    times: int = 1


def readings(own: OwnData, words: CustomerWords, zone: ZoneInfo) -> tuple[Reading, ...]:
    """Return who read what of a customer and why, the newest first; refused wishes as well."""
    found: dict[tuple[object, ...], Reading] = {}
    for each in _told(own.entries()):
        reading = _reading(each, own, words, zone)
        key = (reading.at.date(), reading.who, reading.what, reading.why, reading.is_denied)
        before = found.get(key)
        found[key] = replace(before, times=before.times + 1) if before else reading
    return tuple(found.values())


def _told(entries: Iterable[Told]) -> Iterable[Told]:
    return (each for each in entries if each.kind is Kind.DECISION and each.action in _READING)


def _reading(told: Told, own: OwnData, words: CustomerWords, zone: ZoneInfo) -> Reading:
    say = words.language.say
    why = words.purposes.get(told.purpose) or told.purpose.replace("_", " ")
    return Reading(
        at=told.at.astimezone(zone),
        who=_who(told, own, words),
        what=say("your project") if told.object_kind == "case" else _what(told, words),
        why=why,
        is_denied=told.verdict is Verdict.DENIED,
    )


def _what(told: Told, words: CustomerWords) -> str:
    return words.data.get(told.data_class) or f"“{told.object_kind}”"


def _who(told: Told, own: OwnData, words: CustomerWords) -> str:
    """Return the part of a person in the company; that of a program where it is none."""
    say = words.language.say
    roles = sorted(own.guard.actor_of(told.actor).roles)
    known = [words.roles[each] for each in roles if each in words.roles]
    if known:
        return known[0]
    match told.acting_for:
        case Side.REGULATED:
            return say("somebody at the utility")
        case Side.NON_REGULATED:
            return say("somebody at AES")
        case Side.ENTERPRISE:
            return say("somebody who oversees both")
        case None:
            return say("another company")
