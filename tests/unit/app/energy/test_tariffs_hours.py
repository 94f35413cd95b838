"""Hours of a schedule in words."""

from penstock.app.energy.tariffs_hours import period_hours, season_months
from penstock.engineering.tariffs.reading import read_urdb
from penstock.engineering.tariffs.tariff import FlatDemand, Schedule

_DAY = [0] * 16 + [1] * 5 + [0] * 3
_ALWAYS = [0] * 24


def _schedule(weekday: list[list[int]], weekend: list[list[int]]) -> Schedule:
    document = {
        "energyratestructure": [[{"rate": 0.1}], [{"rate": 0.2}]],
        "energyweekdayschedule": weekday,
        "energyweekendschedule": weekend,
    }
    return read_urdb(document).energy


def test_hours_alike_on_all_days_name_no_days() -> None:
    schedule = _schedule([_DAY] * 12, [_DAY] * 12)

    assert period_hours(schedule, 0) == ["all year, 00:00-16:00 and 21:00-24:00"]
    assert period_hours(schedule, 1) == ["all year, 16:00-21:00"]


def test_a_winter_goes_over_the_turn_of_the_year() -> None:
    summer = [_DAY if month in range(5, 9) else _ALWAYS for month in range(12)]
    schedule = _schedule(summer, [_ALWAYS] * 12)

    assert period_hours(schedule, 1) == ["June to September, Monday to Friday, 16:00-21:00"]
    assert period_hours(schedule, 0) == [
        "October to May, all hours",
        "June to September, Monday to Friday, 00:00-16:00 and 21:00-24:00",
        "June to September, weekends, all hours",
    ]


def test_months_that_are_apart_are_joined_by_and() -> None:
    tariff = read_urdb(
        {
            "energyratestructure": [[{"rate": 0.1}]],
            "flatdemandstructure": [[{"rate": 1}], [{"rate": 2}]],
            "flatdemandmonths": [0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 0, 0],
        }
    )
    assert isinstance(tariff.flat_demand, FlatDemand)

    assert season_months(tariff.flat_demand, 1) == "April and July to August"
