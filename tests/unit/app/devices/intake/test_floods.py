"""Homes that send more than their share: they wait by themselves, and lose nothing."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from penstock.app.devices.intake.shares import Limits
from penstock.casework.device.identity import DeviceId
from penstock.casework.device.registry import Device, State
from penstock.casework.device.status import IntakeStatus
from tests.device_intake import Hearing, consent
from tests.smart_devices import HOME, MINUTE, NOON


def test_a_home_that_floods_waits_by_itself_and_loses_nothing(tmp_path: Path) -> None:
    home = Hearing(tmp_path, limits=Limits(per_s=10, burst=20))
    home.allow("analytics")
    other = replace(HOME, name="oak_1", customer="Bob", premise="1 Oak", account="A-2")
    sensor = DeviceId("oak_1", "hall")
    home.devices.keep(other)
    home.devices.keep(Device(of=sensor, offered_at=NOON, state=State.ADOPTED))
    home.store.consents.keep(consent("analytics", home=other, id="C-9"))
    for number in range(200):
        home.says(seq=number, power=number, when=NOON + timedelta(seconds=number))
    home.line.now = NOON + 10 * MINUTE
    home.says(sensor, seq=1, temperature=20)

    home.sort()

    prompt = [row["home"] for row in home.rows()]
    assert (prompt.count("elm_7"), prompt.count("oak_1")) == (20, 1)
    (status,) = home.devices.entries(IntakeStatus)
    assert status.waiting == ("elm_7",)
    for _ in range(20):
        home.elapsed_s += 1
        home.sort()
    assert sorted(row["sequence"] for row in home.rows() if row["home"] == "elm_7") == [*range(200)]
    assert list(tmp_path.glob("waiting/*")) == []


def test_what_waits_of_a_flood_survives_a_restart(tmp_path: Path) -> None:
    home = Hearing(tmp_path, limits=Limits(per_s=10, burst=20))
    home.allow("analytics")
    for number in range(30):
        home.says(seq=number, power=number, when=NOON - number * MINUTE)
    home.sort()

    home.listener = home.begun()
    home.elapsed_s += 10
    home.sort()

    assert sorted(row["sequence"] for row in home.rows()) == [*range(30)]


def test_a_flood_beyond_what_may_wait_is_counted_and_told(tmp_path: Path) -> None:
    home = Hearing(tmp_path, limits=Limits(per_s=1, burst=1, waiting_bytes=2000))
    for number in range(100):
        home.says(seq=number, power=number)

    home.sort()

    (fault,) = home.devices.faults("elm_7")
    assert fault.count > 80
    assert "the rest is counted and not kept" in fault.words
    assert len(home.line.acknowledged) == 100
