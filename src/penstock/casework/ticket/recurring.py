"""Faults that recur from home to home: so many devices of so many, within so many days."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from annotated_types import Ge, MinLen

Text = Annotated[str, MinLen(1)]
Count = Annotated[int, Ge(1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class DefectRule:
    """When a fault is a defect of its model.

    Args:
        id: What the rule is called.
        what: What the devices did, as a sentence goes on: `fell silent`.
        causes: The causes of tickets that count.
        devices: So many devices at least.
        of: And so many of this number that are installed.
        within_days: Within so many days. [days]
    """

    id: Text
    what: Text
    causes: Annotated[tuple[Text, ...], MinLen(1)]
    devices: Count
    of: Count
    within_days: Count

    def __post_init__(self) -> None:
        if self.devices > self.of:
            raise ValueError(
                f"{self.devices} devices of {self.of} cannot be; write fewer, or of more"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class DefectRules:
    """The rules, and whom defects go to.

    Args:
        role: The role.
        rule: Each rule.
    """

    role: Text
    rule: Annotated[tuple[DefectRule, ...], MinLen(1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A ticket that tells against the model of its device.

    Args:
        case_id: The case that has it.
        ticket: Which of the case.
        device: Which device, with its home.
        model: Its model.
        cause: What was wrong.
        at: Since when.
    """

    case_id: str
    ticket: str
    device: str
    model: str
    cause: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurring:
    """A fault that recurs.

    Args:
        rule: By which rule.
        model: Of which model.
        breaks: What it rests on, the oldest first.
        installed: How many devices of the model there are.
    """

    rule: DefectRule
    model: str
    breaks: tuple[Break, ...]
    installed: int

    @property
    def devices(self) -> int:
        """How many devices have it."""
        return len({each.device for each in self.breaks})

    @property
    def sentence(self) -> str:
        """What is found; it names no customer."""
        return (
            f"{self.model}: {self.devices:,} of {self.installed:,} devices {self.rule.what} within "
            f"{self.rule.within_days} days; {self.rule.devices} of {self.rule.of} are a defect."
        )


def recurring(
    rules: Iterable[DefectRule],
    breaks: Iterable[Break],
    installed: Mapping[str, int],
    *,
    now: datetime,
) -> Iterator[Recurring]:
    """Yield the faults that recur, by rules and models.

    Args:
        rules: When a fault is a defect.
        breaks: Tickets of all homes.
        installed: How many devices there are of each model.
        now: The moment it is.
    """
    known = sorted(breaks, key=lambda each: (each.at, each.case_id, each.ticket))
    for rule in rules:
        since = now - timedelta(days=rule.within_days)
        by_model: dict[str, list[Break]] = defaultdict(list)
        for each in known:
            if each.cause in rule.causes and since <= each.at <= now:
                by_model[each.model].append(each)
        for model, some in sorted(by_model.items()):
            found = Recurring(
                rule=rule, model=model, breaks=tuple(some), installed=installed.get(model, 0)
            )
            is_share = found.devices * rule.of >= rule.devices * found.installed
            if found.devices >= rule.devices and is_share:
                yield found
