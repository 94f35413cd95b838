"""What becomes of alerts when metrics were judged again: raised, followed, cleared, or nothing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from penstock.kernel.sides import Side
from penstock.measurement.alerts.alert import Alert, Key, State, cleared, followed
from penstock.measurement.alerts.judging import Judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a month says of a metric, with all that an alert tells of it.

    Args:
        judged: What it says.
        side: Whose the stream is.
        sentence: The same in words.
    """

    judged: Judged
    side: Side
    sentence: str

    @property
    def key(self) -> Key:
        """What an alert of it would be about."""
        record = self.judged.record
        return self.judged.cause, record.stream_id, record.stage_id, record.name

    @property
    def month(self) -> str:
        """The month, as alerts name it; months in order are texts in order."""
        return f"{self.judged.month.month:%Y-%m}"


def following(
    said: Iterable[Said], kept: Sequence[Alert], *, next_number: int, at: datetime
) -> Iterator[Alert]:
    """Yield the versions of alerts that follow; none where all is as it was.

    The same miss in the same month is one alert, however often it is looked at. A later month makes
    a new one where it is worse, or where somebody has closed the one before.

    Args:
        said: What was found of each metric.
        kept: All alerts that there are, at their latest versions.
        next_number: The number of the next alert.
        at: The moment.
    """
    for each in said:
        own = [alert for alert in kept if alert.key == each.key]
        open_ = next((alert for alert in own if alert.is_open), None)
        if not each.judged.is_trouble:
            if open_ and each.month >= open_.month:
                yield cleared(open_, because=each.sentence, at=at)
        elif open_ is None:
            if not _is_settled(each, own):
                yield _raised(each, next_number, at)
                next_number += 1
        elif each.month > open_.month and _is_worse(each.judged, open_):
            new = _raised(each, next_number, at, before=open_)
            yield from (followed(open_, by_alert=new.id, at=at), new)
            next_number += 1


def _is_settled(said: Said, own: Iterable[Alert]) -> bool:
    """Tell whether somebody has closed an alert of the same month, or of a later one."""
    return any(each.state is State.CLOSED and each.month >= said.month for each in own)


def _is_worse(judged: Judged, alert: Alert) -> bool:
    before, now = Decimal(alert.value), judged.month.value
    assert now is not None  # a month without a value is not judged
    return now > before if alert.more_is_worse else now < before


def _raised(said: Said, number: int, at: datetime, *, before: Alert | None = None) -> Alert:
    """Return a new alert; whoever looked into the one before looks into this one too."""
    judged, record = said.judged, said.judged.record
    return Alert(
        number=number,
        cause=judged.cause,
        stream_id=record.stream_id,
        stage_id=record.stage_id,
        metric=record.name,
        side=said.side,
        month=said.month,
        since=f"{judged.since:%Y-%m}",
        value=f"{judged.month.value:f}",
        more_is_worse=judged.more_is_worse,
        sentence=said.sentence,
        role=record.owner,
        owner_rule=str(record.owner_rule),
        raised_at=at,
        claimed_by=before.claimed_by if before else "",
        claimed_at=before.claimed_at if before else None,
    )
