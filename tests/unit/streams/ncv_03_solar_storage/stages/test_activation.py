from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from penstock.delivery.stage_acts import ActRefusedError
from penstock.engineering.monitoring.alarms import Reason
from penstock.streams.ncv_03_solar_storage.items.activation import (
    ActivatedSystem,
    Energisation,
    FirstDays,
    MonitoringConnection,
    Telemetry,
)
from penstock.streams.ncv_03_solar_storage.items.commissioning import PermissionToOperatePto
from penstock.streams.ncv_03_solar_storage.stages.activation import (
    Connected,
    Energised,
    connect_monitoring,
    energise,
    judge_first_days,
)
from tests.unit.streams.ncv_03_solar_storage.built import CASE, DESIGN
from tests.unit.streams.ncv_03_solar_storage.telemetry import ENERGISED_AT, LATER, SERIAL, file

PERMISSION = PermissionToOperatePto(
    request_id="IC-7",
    granted_at=datetime(2026, 6, 18, 14, tzinfo=UTC),
    effective_on=date(2026, 6, 22),
    capacity_kw_ac=Decimal("7.6"),
)
ON = Energisation(
    energised_at=ENERGISED_AT,
    energised_by="Ivo",
    request_id="IC-7",
    effective_on=date(2026, 6, 22),
)
PLATFORM = Connected(source="mqtt://broker/site/SOL-1", serials=(SERIAL,))


def connected(content: bytes) -> tuple[MonitoringConnection, Telemetry]:
    return connect_monitoring(PLATFORM, content, ON, DESIGN, LATER)


def judged(content: bytes) -> tuple[FirstDays, ActivatedSystem | None]:
    connection, telemetry = connected(content)
    found, _, activated = judge_first_days(DESIGN, connection, ON, telemetry, None, LATER)
    return found, activated


def test_a_system_is_energised_on_the_day_of_permission() -> None:
    found = energise(Energised(energised_at=ENERGISED_AT), PERMISSION, DESIGN, CASE, LATER)

    assert (found.effective_on, found.energised_by) == (date(2026, 6, 22), "Ivo")


def test_a_system_is_never_energised_before_permission_by_the_clock_of_the_site() -> None:
    # In London it is the 22nd already; in North Carolina, where the disconnect is, it is not.
    eve = datetime(2026, 6, 22, 3, 30, tzinfo=UTC)

    with pytest.raises(ActRefusedError, match="closed on 2026-06-21, before 2026-06-22"):
        energise(Energised(energised_at=eve), PERMISSION, DESIGN, CASE, LATER)


def test_more_than_was_permitted_is_not_energised() -> None:
    less = replace(PERMISSION, capacity_kw_ac=Decimal(5))

    with pytest.raises(ActRefusedError, match=r"has 7\.6 kW ac, and 5 kW are permitted"):
        energise(Energised(energised_at=ENERGISED_AT), less, DESIGN, CASE, LATER)


def test_what_has_not_happened_is_not_recorded() -> None:
    with pytest.raises(ActRefusedError, match="has not come yet"):
        energise(Energised(energised_at=LATER + timedelta(days=1)), PERMISSION, DESIGN, CASE, LATER)


def test_monitoring_counts_from_energising_on() -> None:
    connection, telemetry = connected(file())

    assert connection.connected_at == ENERGISED_AT
    assert connection.readings == telemetry.content.count(b"\n") - 1


def test_telemetry_of_another_sites_device_is_refused_and_named() -> None:
    with pytest.raises(
        ActRefusedError, match=r"240 device of another site .*SN-9; this site has SN-0077"
    ):
        connected(file(serial="SN-9"))


def test_some_readings_of_another_device_are_counted_and_do_not_count() -> None:
    connection, _ = connected(file() + b"\n".join(file(1, serial="SN-9").splitlines()[1:]))

    (odd,) = connection.odd
    assert (odd.oddity, odd.number) == ("device of another site", 24)


def test_a_picture_is_no_telemetry() -> None:
    with pytest.raises(ActRefusedError, match="no text in UTF-8"):
        connected(b"\x89PNG\xff")


def test_a_sound_system_is_activated() -> None:
    found, activated = judged(file())

    assert found.alarms == ()
    assert activated is not None
    assert activated.performance_percent == found.performance_percent
    assert activated.uptime_percent == Decimal("100.0")
    assert (activated.request_id, activated.serials) == ("IC-7", (SERIAL,))


def test_a_string_out_is_no_activation_and_says_why() -> None:
    found, activated = judged(file(share=0.5))

    assert activated is None
    assert [each.reason for each in found.alarms] == [Reason.STRING_OUT]
    assert "one string is out of 2" in found.because


def test_telemetry_that_follows_another_sun_is_no_activation_and_says_where_it_is_from() -> None:
    found, activated = judged(file(late_h=4))

    assert activated is None
    assert [each.reason for each in found.alarms] == [Reason.OTHER_SITE]
    assert "4.0 h later than the sun over this site" in found.because


def test_two_days_are_too_few() -> None:
    found, activated = judged(file(2))

    assert activated is None
    assert "it takes 3 to judge" in found.because


def test_more_telemetry_is_added_to_what_is_there() -> None:
    connection, telemetry = connected(file(2))

    found, kept, activated = judge_first_days(DESIGN, connection, ON, telemetry, file(10), LATER)

    assert len(found.days) in {10, 11}
    assert kept.content.startswith(telemetry.content)
    assert activated is not None


def test_a_system_without_light_readings_is_not_called_sound() -> None:
    lines = [line.split(b",") for line in file().splitlines()]
    dark = b"\n".join(b",".join([*line[:3], b"", *line[4:]]) for line in lines[1:])

    found, activated = judged(b",".join(lines[0]) + b"\n" + dark)

    assert (activated, found.performance_percent) == (None, None)
    assert found.alarms == ()
