"""When cases come: by month, by weekday, and by chance."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from penstock.simulation.chances import dice, poisson
from penstock.simulation.plans import CompanyPlan, StreamPlan

DAYS_PER_MONTH = 365.25 / 12
_FIRST_S, _LAST_S = 7 * 3600, 21 * 3600


def arrivals(
    stream_id: str, plan: StreamPlan, company: CompanyPlan, *, begin: date, end: date, seed: int
) -> Iterator[datetime]:
    """Yield when cases of a stream come, in UTC, in order.

    Args:
        stream_id: The stream.
        plan: How it is played.
        company: How the company is.
        begin: The first day.
        end: The first day no more.
        seed: Of the play.
    """
    chance, zone = dice(seed, stream_id, "arrivals"), ZoneInfo(company.calendar.zone)
    day = begin
    while day < end:
        count = poisson(chance, expected_per_day(plan, company, day))
        seconds = sorted(chance.randrange(_FIRST_S, _LAST_S) for _ in range(count))
        midnight = datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)
        yield from (midnight + timedelta(seconds=each) for each in seconds)
        day += timedelta(days=1)


def expected_per_day(plan: StreamPlan, company: CompanyPlan, day: date) -> float:
    """Return how many cases come on a day in the mean.

    cases a month / days a month x the month's factor x the weekday's factor; factors are taken
    relative to their own mean, so that a year has the cases that the plan says.
    """
    seasons = plan.seasons or (1.0,)
    season = seasons[(day.month - 1) % len(seasons)] * len(seasons) / sum(seasons)
    weekday = company.weekdays[day.weekday()] * 7 / sum(company.weekdays)
    return plan.cases_per_month / DAYS_PER_MONTH * season * weekday
