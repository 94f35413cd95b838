"""Devices that were registered ahead are heard by the intake, and the installation ends by it."""

from pathlib import Path

import pytest

from penstock.app.devices.homes import Homes
from penstock.app.devices.keeping import devices_of
from penstock.casework.device.identity import DeviceId
from penstock.delivery.stage_acts import ActRefusedError
from penstock.streams.ncv_01_smart_home.stages.installation import finish
from tests.device_intake import Hearing
from tests.smart_home_site import QUOTE, HomeSite

HOME = "ncv_01_1"


def test_what_devices_say_through_the_intake_ends_the_installation(tmp_path: Path) -> None:
    hearing = Hearing(tmp_path, is_known=False)
    site = HomeSite(registry=devices_of(hearing.store))  # type: ignore[arg-type]
    kit = site.reserved()
    work = site.done(site.begun(kit, site.confirmed(site.planned())), kit)
    hearing.line.now = site.now
    *first, last = work.devices
    for each in first:
        hearing.says(
            DeviceId(HOME, each.device), seq=1, serial=each.serial, firmware="2.5.0", signal=-61
        )
    hearing.says(DeviceId(HOME, last.device), seq=1, serial="ANOTHER", temperature=20.0)
    hearing.sort()

    with pytest.raises(ActRefusedError, match="ANOTHER speaks in its name"):
        finish(work, QUOTE, None, site.devices, site.facts, site.now)
    homes = Homes(devices=site.registry, now=lambda: site.now)
    homes.adopt(DeviceId(HOME, last.device), by="tess", serial=last.serial)

    hearing.says(DeviceId(HOME, last.device), seq=2, serial=last.serial)
    hearing.sort()
    done, _ = finish(work, QUOTE, None, site.devices, site.facts, site.now)

    assert [each.device for each in done.devices] == [each.device for each in work.devices]
    assert {each.firmware for each in done.devices[:-1]} == {"2.5.0"}
    assert done.devices[0].signal_dbm == -61
