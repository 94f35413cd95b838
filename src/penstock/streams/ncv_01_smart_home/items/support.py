"""The items of NCV-01.7: what customers and devices report, and what was mended."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from annotated_types import MinLen

from penstock.delivery.items import Sensitivity, information_item
from penstock.kernel.sides import Side
from penstock.streams.ncv_01_smart_home.items.marketing import Text

_SIDE, _PERSONAL = Side.NON_REGULATED, Sensitivity.PERSONAL


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedProblem:
    """What a customer reported.

    Args:
        words: In their own words.
        by: By telephone, in the app.
        reported_at: When.
    """

    words: Text
    by: Text
    reported_at: datetime


@information_item(side=_SIDE, sensitivity=_PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerInquiries:
    """What the customer asked since the installation, the oldest first.

    Args:
        inquiries: Each of them.
    """

    inquiries: tuple[ReportedProblem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemAlert:
    """What the platform noticed of one device, once for each cause.

    Args:
        device: Which.
        cause: `offline`, `low battery`, `drift`, `comfort`.
        diagnosis: What is probably wrong, in a sentence.
        since: Since when.
    """

    device: Text
    cause: Text
    diagnosis: Text
    since: datetime


@information_item(side=_SIDE, sensitivity=_PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class SystemAlerts:
    """What the platform noticed, the oldest first.

    Args:
        alerts: Each alert.
    """

    alerts: tuple[SystemAlert, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedIssue:
    """A ticket that was closed with what was found.

    Args:
        ticket: Its number.
        reported_at: When it was reported.
        resolved_at: When it was mended.
        found: What it was.
        remotely: Whether nobody had to come.
    """

    ticket: Text
    reported_at: datetime
    resolved_at: datetime
    found: Text
    remotely: bool = False

    def __post_init__(self) -> None:
        if self.resolved_at < self.reported_at:
            raise ValueError(f"ticket {self.ticket} is resolved before it was reported")


@information_item(side=_SIDE, sensitivity=_PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedIssues:
    """What was reported and is mended.

    Args:
        issues: Each issue, the oldest first.
    """

    issues: Annotated[tuple[ResolvedIssue, ...], MinLen(1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProactiveAlert:
    """What the customer was told before they noticed it.

    Args:
        device: Which.
        words: What they were told.
        told_at: When.
    """

    device: Text
    words: Text
    told_at: datetime


@information_item(side=_SIDE, sensitivity=_PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class ProactiveAlerts:
    """What the customer was told of, the oldest first.

    Args:
        alerts: Each alert.
    """

    alerts: tuple[ProactiveAlert, ...] = ()
