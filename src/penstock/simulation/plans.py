"""What a played company is like: how many cases come, how long stages take, what goes wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from penstock.governance.service_levels.calendars import Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Mishap:
    """Something that happens to some visits of a stage.

    Args:
        chance: To how many of them, 0 to 1.
        reasons: What is said of it; each as likely as the others.
        share: How much of the stage's time it takes; of a hold alone.
        back_to: The stage that a case goes back to; empty for the same stage, without a new visit.
    """

    chance: float
    reasons: tuple[str, ...]
    share: float = 0.5
    back_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StagePlan:
    """How a stage is worked.

    Args:
        days: The mean time from coming to the stage to passing it. [calendar days]
        spread: The standard deviation over the mean.
        waiting: The share of that time before somebody takes the work up.
        hold: When it stands still, waiting for somebody outside.
        rework: When it is sent back, or the case goes back to an earlier stage.
        drop_out: When the case is cancelled in this stage.
    """

    days: float
    spread: float = 0.5
    waiting: float = 0.4
    hold: Mishap | None = None
    rework: Mishap | None = None
    drop_out: Mishap | None = None


class How(StrEnum):
    """How a value of a template differs from case to case."""

    ENTERED = "entered"
    ENTERED_DAY = "entered day"
    NORMAL = "normal"
    CHANCE = "chance"
    OFF = "off"
    VERSIONS = "versions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A value of a template that differs from case to case.

    A number of the template stays a number, and a text stays a text.

    Args:
        path: Field names with dots between; `[]` behind a name is each element of a list.
        how: `entered` and `entered day`: when the case came to the stage. `normal`: a number.
            `chance`: one of two values. `off`: a number that lies off another one beside it.
            `versions`: how many versions of an item there are, this one included.
        mean: Of `normal`; of `chance`, how likely `yes` is.
        spread: The standard deviation of `normal`; of `off`, over the other number.
        low: The least of `normal`.
        high: The most of `normal`.
        digits: To how many decimals `normal` is rounded.
        yes: What `chance` puts in where it comes true.
        no: What it puts in elsewhere.
        beside: Of `off`, the field with the other number; of `versions`, the item.
        difference: Of `off`, the field that holds the difference.
        alike: A word; changes with the same word come out alike in all items of a case.
    """

    path: str
    how: How
    mean: float = 0.0
    spread: float = 0.0
    low: float = 0.0
    high: float = 1e9
    digits: int = 0
    yes: str = ""
    no: str = ""
    beside: str = ""
    difference: str = ""
    alike: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """What an information item says, as it was once recorded for one case.

    `@case@` and `@customer@` in it stand for those of a case.

    Args:
        content: The content.
        made_at: When it was recorded: that moment becomes the moment of a step, and other days and
            moments move by as many days. None for a file that is taken as it is.
        changes: What else differs from case to case.
        earlier: What is recorded first in some cases, and is replaced before the stage ends.
        earlier_chance: In how many, 0 to 1.
        other: What is recorded instead in some cases, in the same ones for all items.
        other_chance: In how many, 0 to 1.
    """

    content: bytes
    made_at: datetime | None = None
    changes: tuple[Change, ...] = ()
    earlier: bytes = b""
    earlier_chance: float = 0.0
    other: bytes = b""
    other_chance: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamPlan:
    """How a value stream is played.

    Args:
        cases_per_month: The mean, over a year.
        stages: How each stage is worked, by its id.
        seasons: What each month's arrivals are times the mean, January first; empty for all alike.
        better_to: What stage times fall to until the end of the play, times the mean.
        papers: Items that no stage waits for, by the stage in which they are recorded.
        templates: What items say, by their names; the others say that they are synthetic.
    """

    cases_per_month: float
    stages: Mapping[str, StagePlan]
    seasons: tuple[float, ...] = ()
    better_to: float = 1.0
    papers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    templates: Mapping[str, Template] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyPlan:
    """How a company is played.

    Args:
        streams: By the streams' ids.
        calendar: When people work.
        weekdays: What each weekday's arrivals are times the mean, Monday first.
        better_months: Over how many of the last months stage times fall.
        people_per_role: How many have a role.
        given_names: What people are called.
        family_names: Likewise.
    """

    streams: Mapping[str, StreamPlan]
    calendar: Calendar
    weekdays: tuple[float, ...]
    better_months: int
    people_per_role: int
    given_names: tuple[str, ...]
    family_names: tuple[str, ...]
