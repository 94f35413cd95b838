"""`penstock devices` about homes: entered, listed, adopted, told, and what was measured."""

import json
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penstock.app.clock import now
from penstock.casework.device.ports import KeepsDevices
from penstock.casework.device.registry import offered
from penstock.cli.main import penstock
from penstock.store import open_store
from penstock.store.parquet.device_days import DeviceDays, DeviceRow
from tests.device_intake import consent
from tests.smart_devices import HALL, HOME, NOON, live


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a folder with a database, a home, and a device that offers itself."""
    told = run(
        tmp_path,
        *("home", "elm_7", "--customer", HOME.customer, "--premise", HOME.premise),
        *("--account", HOME.account),
    )
    assert told.exit_code == 0, told.output
    with closing(open_store(f"sqlite:///{tmp_path / 'p.db'}")) as store:
        assert isinstance(store, KeepsDevices)
        store.devices.keep(offered(HALL, at=NOON))
        store.devices.keep_seen([live(HALL, now(), battery=9)], [])
        store.consents.keep(consent("analytics"))
    return tmp_path


def run(place: Path, *arguments: str) -> Result:
    database = ["--database", f"sqlite:///{place / 'p.db'}", "--as", "Sol"]
    return CliRunner().invoke(penstock, ["devices", *arguments, *database])


def test_a_device_is_offered_adopted_and_told_what_to_do(place: Path) -> None:
    assert "elm_7/hall" in run(place, "offers").output

    adopted = run(place, "adopt", "elm_7/hall", "--serial", "TH-1", "--name", "Hall")
    told = run(place, "set", "elm_7/hall", "target_temperature=20", "mode=heat", "--json")

    assert "elm_7/hall belongs to elm_7 with the serial number TH-1." in adopted.output
    wanted = json.loads(json.loads(told.stdout)["wanted"])
    assert wanted == {"target_temperature": 20, "mode": "heat"}
    shown = run(place, "list", "elm_7").output
    assert "queued" in shown
    assert "Send the customer a battery" in run(place, "alerts").output


def test_what_was_measured_is_printed_for_a_purpose_that_a_consent_covers(place: Path) -> None:
    row = DeviceRow(
        home="elm_7",
        device="hall",
        serial="TH-1",
        quantity="power",
        value=7.0,
        word="",
        unit="W",
        at=NOON,
        received_at=NOON,
        sequence=1,
        is_own_clock=True,
        consents={"analytics": "C-analytics@1"},
    )
    DeviceDays(place / "kept" / "telemetry").write("1", [row])
    asked = ("measured", "elm_7", "--day", "2026-06-12", "--into", str(place / "kept"))

    found = run(place, *asked, "--purpose", "analytics", "--for", "non-regulated")
    other = run(place, *asked, "--purpose", "marketing", "--for", "non-regulated")
    none = run(place, *asked)

    assert json.loads(found.stdout)["value"] == 7.0
    assert (other.exit_code, "is closed to you (consent" in other.stderr) == (1, True)
    assert (none.exit_code, "Nothing is kept for case_work" in none.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("list", "elm_9"), 3, "There is no home elm_9 here"),
        (("adopt", "elm_7/attic"), 3, "There is no device elm_7/attic here"),
        (("adopt", "attic"), 2, "A device is written HOME/DEVICE."),
        (("set", "elm_7/hall", "warmer"), 2, "is no NAME=VALUE"),
        (("retire", "elm_9/hall", "--reason", "sold"), 3, "There is no home elm_9 here"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    place: Path, arguments: tuple[str, ...], code: int, told: str
) -> None:
    result = run(place, *arguments)

    assert result.exit_code == code
    assert told in result.stderr
