"""An installer's visit while devices speak to a broker, which vanishes in the middle of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.brokers import until
from tests.live_home import HOME, Devices, JobPage, LiveHome, live_home

ON_THE_PAGE = f"/devices/{HOME}"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LiveHome]:
    pytest.importorskip("paho.mqtt.client", reason="paho-mqtt is not installed")
    # The program that listens writes into the same audit log.
    monkeypatch.setenv("PENSTOCK_AUDIT_KEY", str(tmp_path / "audit.key"))
    monkeypatch.setenv("PENSTOCK_BLOBS", str(tmp_path / "blobs"))
    with live_home(tmp_path) as found:
        yield found


@pytest.fixture
def devices(home: LiveHome) -> Iterator[Devices]:
    found = Devices(home, home.devices())
    yield found
    found.stop()


def test_a_broker_that_vanishes_in_the_middle_costs_an_installation_nothing(
    home: LiveHome, devices: Devices
) -> None:
    home.allow()
    home.broker.start()
    home.listen()
    page = home.page()
    page.send(page.form("begin"))
    but_the_hub(home, page)
    assert "It was never heard" in page.send(page.form("finish"))

    devices.start()
    until(lambda: home.online() == len(home.work.devices), "a home that answers")
    without_the_broker(home, page)
    finish = page.form("finish")
    ends = [page.send(finish) for _ in range(2)]

    assert ends == ["/field/jobs/HOME-1?done=sent"] * 2
    all_is_recorded(home)
    devices.stop()
    home.hear_no_more()
    nothing_is_lost(home, devices)


def but_the_hub(home: LiveHome, page: JobPage) -> None:
    """Report every step but that of the hub twice: under the same key, and under another."""
    serials = {each.device: each.serial for each in home.work.devices}
    for step in home.work.checklist.steps:
        if step.id != "hub":
            sent = page.report(step, serials.get(step.id, ""))
            again = {**sent, "key": page.form("report", step.id)["key"]}
            assert all("?done=sent" in page.send(each) for each in (sent, again))


def without_the_broker(home: LiveHome, page: JobPage) -> None:
    """Kill the broker, go on with the work without it, and let it come back."""
    home.broker.kill()
    until(lambda: "has been away since" in page.text(ON_THE_PAGE), "a page that tells of it")
    assert "has been away since" in page.send(page.form("finish"))
    hub = next(each for each in home.work.checklist.steps if each.id == "hub")
    page.report(hub, next(each.serial for each in home.work.devices if each.device == "hub"))
    home.broker.start()
    until(lambda: "has been away" not in page.text(ON_THE_PAGE), "a page that tells of it no more")


def all_is_recorded(home: LiveHome) -> None:
    work, report = home.work, home.case.read("Installation report")
    found = home.case.read("Devices installed & configured")["devices"]
    announced = {each.of.device: (each.serial, each.firmware) for each in home.devices()}

    assert {each["device"]: (each["serial"], each["firmware"]) for each in found} == announced
    assert all(firmware for _, firmware in announced.values())
    photos = sum(len(each.photos) for each in work.checklist.steps)
    assert len(work.reports) == photos + len(work.checklist.steps)
    assert (report["installations"], report["first_time_fixes"]) == (1, 1)


def nothing_is_lost(home: LiveHome, devices: Devices) -> None:
    assert devices.outcome is not None
    assert devices.outcome.links.acknowledged == devices.outcome.links.sent
    kept = home.numbers()
    assert kept == {device: [*range(1, numbers[-1] + 1)] for device, numbers in kept.items()}
    assert kept.keys() == {each.of.device for each in home.devices()}
