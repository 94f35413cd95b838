"""A day of a device in a real browser: for everybody, at a desk and on a phone, and dark."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from penstock.web.running import listener, running
from tests.browser import DESKTOP, PHONE, looks_right, screen
from tests.houses import COOKIE, SELLER, office
from tests.smart_devices import HOME, device
from tests.unit.web.live.test_device_day import AT, DayPage

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.parametrize(
    ("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop", "dark phone"]
)
def test_a_day_of_a_device_is_for_everybody(
    chromium: "Browser", tmp_path: Path, size: tuple[int, int], scheme: str
) -> None:
    with office() as found:
        hall = replace(device(), version=1, name="Hall")
        found.cases.store.devices.keep(HOME, hall)  # type: ignore[attr-defined]
        found.__dict__["house"] = replace(found.house, telemetry=tmp_path)
        page = DayPage(found, tmp_path)
        page.allow("analytics")
        page.measured(20.5, 21.5, 19.5)
        page.measured(77.7, covered=False)
        with (
            running(found.app(), listener(0)) as base,
            screen(chromium, base, size, scheme=scheme) as shown,
        ):
            session = found.signed_in(SELLER).session_id
            shown.page.context.add_cookies([{"name": COOKIE, "value": session, "url": base}])
            looks_right(shown.go(f"/devices/elm_7/hall?day={AT.date()}"), stops=10)
