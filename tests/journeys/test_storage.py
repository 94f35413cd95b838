"""An engineer tries a battery on a customer's year: saving, sizes, and hours without the grid."""

import csv
import json
import math
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penstock.cli.main import penstock

Command = Callable[..., Result]
HOURS = 8760
BATTERY = ("--capacity", "13.5", "--power", "5")


@pytest.fixture
def storage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Return a function that runs `penstock storage` in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(penstock, ["storage", *map(str, words)])


@pytest.fixture
def load(tmp_path: Path) -> Path:
    """Return a home that uses most in the evening."""
    rows = [0.6 + 1.8 * (17 <= hour % 24 < 22) for hour in range(HOURS)]
    return _written(tmp_path / "load.csv", "load_kwh", rows)


@pytest.fixture
def sun(tmp_path: Path) -> Path:
    """Return what an array of five kilowatts gives every day."""
    rows = [max(0.0, 4 * math.sin((hour % 24 - 6) / 12 * math.pi)) for hour in range(HOURS)]
    return _written(tmp_path / "sun.csv", "yield_kwh", rows)


@pytest.fixture
def billed(tmp_path: Path, reference_company: Path) -> Path:
    """Return the residential tariff with exports that earn five cents, and twice the peak price."""
    tariff = json.loads((reference_company / "tariffs" / "RES-E.json").read_text())
    tariff["dgrules"] = "Net Billing Instantaneous"
    tariff["penstock"] = {"zone": "America/Los_Angeles"}
    for period, rate in zip(tariff["energyratestructure"], (0.10, 0.30), strict=True):
        period[0] |= {"rate": rate, "sell": 0.05}
    file = tmp_path / "billed.json"
    file.write_text(json.dumps(tariff), encoding="utf-8")
    return file


def _written(file: Path, header: str, rows: list[float]) -> Path:
    file.write_text("\n".join([header, *(f"{row:.6f}" for row in rows)]) + "\n", encoding="utf-8")
    return file


def test_a_saving_is_told_without_and_with_foresight(
    storage: Command, load: Path, sun: Path, billed: Path
) -> None:
    words = (load, "--yield", sun, "--tariff", billed, "--year", 2025, *BATTERY)

    found = json.loads(storage("dispatch", *words, "--json").stdout)
    told = storage("dispatch", *words).stdout

    rule, best = found["rule_without_foresight"], found["perfect_foresight"]
    assert 0 < rule["saves_cents"] <= best["saves_cents"]
    promised = f"${rule['saves_cents'] // 100:,}.{rule['saves_cents'] % 100:02}"
    assert f"Promise no more than {promised} a year" in told
    assert 0.7 < found["capacity_left"]["10"] < found["capacity_left"]["1"] < 1.0


def test_the_steps_of_a_dispatch_add_up_to_its_totals(
    storage: Command, load: Path, sun: Path, billed: Path, tmp_path: Path
) -> None:
    words = (load, "--yield", sun, "--tariff", billed, "--year", 2025, *BATTERY)

    found = json.loads(storage("dispatch", *words, "-o", "steps.csv", "--json").stdout)

    text = (tmp_path / "steps.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    bought = sum(float(row["import_kwh"]) for row in rows)
    assert rows[0]["start_utc"] == "2025-01-01T08:00Z"
    assert len(rows) == HOURS
    assert bought == pytest.approx(found["rule_without_foresight"]["import_kwh"], abs=0.01)


def test_a_reserve_costs_some_of_the_saving(
    storage: Command, load: Path, sun: Path, billed: Path
) -> None:
    words = (load, "--yield", sun, "--tariff", billed, "--year", 2025, *BATTERY, "--json")

    free = json.loads(storage("dispatch", *words).stdout)
    held = json.loads(storage("dispatch", *words, "--reserve-hours", 4).stdout)

    assert held["battery"]["reserve_kwh"] == pytest.approx(4 * 2.4 / math.sqrt(0.9))
    assert held["perfect_foresight"]["saves_cents"] < free["perfect_foresight"]["saves_cents"]


def test_a_reserve_that_the_battery_cannot_hold_is_refused(
    storage: Command, load: Path, billed: Path
) -> None:
    words = (load, "--tariff", billed, "--year", 2025, *BATTERY)

    result = storage("dispatch", *words, "--reserve-hours", 12)

    assert result.exit_code == 2
    assert "is larger than the 13.5 kWh that the battery holds" in " ".join(result.stderr.split())


def test_under_net_metering_the_battery_is_said_to_save_nothing(
    storage: Command, load: Path, sun: Path
) -> None:
    words = (load, "--yield", sun, "--tariff", "RES-E", "--year", 2025, *BATTERY)

    told = storage("dispatch", *words).stdout

    assert "Under this tariff the battery saves nothing without foresight" in told


def test_a_battery_is_followed_until_its_warranty_ends(
    storage: Command, load: Path, sun: Path, billed: Path
) -> None:
    small = ("--capacity", 6, "--power", 3, "--years", 6)
    words = (load, "--yield", sun, "--tariff", billed, "--year", 2025, *small)
    warranty = ("--warranty-years", 10, "--warranty-share", 0.7, "--warranty-mwh", 8)

    found = json.loads(storage("life", *words, *warranty, "--json").stdout)
    told = storage("life", *words, *warranty).stdout

    covered = [each["covered"] for each in found]
    assert covered == [each["throughput_kwh"] <= 8_000 for each in found]
    assert covered[0]
    assert not covered[-1]
    assert found[-1]["saves_cents"] < found[0]["saves_cents"]
    assert told.splitlines()[2].split() == ["Year", "Capacity", "Saves", "Given", "MWh", "Warranty"]
    assert told.splitlines()[-2].endswith("ended")


def test_half_a_warranty_is_refused(storage: Command, load: Path, billed: Path) -> None:
    words = (load, "--tariff", billed, "--year", 2025, *BATTERY)

    result = storage("life", *words, "--warranty-years", 10)

    assert result.exit_code == 2
    assert "A warranty has --warranty-years and --warranty-share" in result.stderr


def test_sizes_are_listed_with_their_worth_or_the_limit_that_they_break(
    storage: Command, load: Path, sun: Path, billed: Path
) -> None:
    words = (load, "--yield", sun, "--yield-kw", 5, "--tariff", billed, "--year", 2025, *BATTERY)
    money = ("--array-cost", 900, "--battery-cost", 9000, "--budget", 14000, "--roof-kw", 6)

    result = storage("size", *words, *money, "--step-kw", 3, "--most-batteries", 1, "--json")

    found = json.loads(result.stdout)
    assert len(found["tried"]) == 6
    refused = {(each["array_kw"], each["batteries"]): each["refused"] for each in found["tried"]}
    assert refused[6.0, 1] == "it costs $14,400, the budget is $14,000"
    worths = [each["npv_cents"] for each in found["tried"] if each["npv_cents"] is not None]
    assert found["best"]["npv_cents"] == max(worths) > 0


def test_when_nothing_pays_that_is_said(
    storage: Command, load: Path, sun: Path, billed: Path
) -> None:
    words = (load, "--yield", sun, "--yield-kw", 5, "--tariff", billed, "--year", 2025, *BATTERY)
    money = ("--array-cost", 9000, "--battery-cost", 30000, "--roof-kw", 4, "--step-kw", 4)

    result = storage("size", *words, *money, "--most-batteries", 1)

    assert result.exit_code == 0
    assert result.stdout.startswith("No size is worth what it costs; having none is best.")
    assert "0 kW 0 $0.00 $0.00 <- best" in " ".join(result.stdout.split())


def test_limits_that_no_size_keeps_end_with_1(
    storage: Command, load: Path, sun: Path, billed: Path
) -> None:
    words = (load, "--yield", sun, "--yield-kw", 5, "--tariff", billed, "--year", 2025, *BATTERY)
    money = ("--array-cost", 900, "--battery-cost", 9000, "--budget", 100, "--roof-kw", 4)

    result = storage("size", *words, *money, "--backup-hours", 8, "--most-batteries", 1)

    assert result.exit_code == 1
    assert result.stdout.startswith("No size keeps all limits")


def test_hours_without_the_grid_are_told_by_season(storage: Command, load: Path, sun: Path) -> None:
    words = (load, "--yield", sun, "--zone", "America/Denver", "--year", 2025, *BATTERY)

    told = storage("island", *words, "--soc", 1, "--critical", 0.3).stdout
    found = json.loads(storage("island", *words, "--soc", 1, "--critical", 0.3, "--json").stdout)

    assert "An outage finds 100% in the battery and 30% of the load to serve" in told
    assert [row["season"] for row in found["seasons"]] == [
        "winter",
        "spring",
        "summer",
        "autumn",
        "year",
    ]
    assert found["seasons"][-1]["least"] > 12


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("--capacity", "-1", "--power", "5"), 2, "capacity of the battery is -1 kWh"),
        ((*BATTERY, "--efficiency", "1.2"), 2, "round-trip efficiency is 1.2; expected"),
        ((*BATTERY, "--yield", "load.csv"), 2, "its last column should be called yield_kwh"),
        ((*BATTERY, "--yield", "short.csv"), 2, "has 2 values; the year has 8,760 steps"),
        ((*BATTERY, "--yield", "odd.csv"), 2, "holds something that is not a number"),
        ((*BATTERY, "--yield", "long.csv"), 2, "has more rows than 2025 has steps: 8,760 of 60"),
        ((*BATTERY, "--yield", "bytes.csv"), 2, "bytes.csv is no CSV in UTF-8"),
        ((*BATTERY, "--yield", "wide.csv"), 2, "wide.csv is no CSV in UTF-8"),
        ((*BATTERY, "--yield", "huge.csv"), 2, "huge.csv is larger than 16 MiB"),
        ((*BATTERY, "--tariff", "RES-X"), 3, "There is no tariff “RES-X”"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    storage: Command, load: Path, words: tuple[str, ...], code: int, sentence: str
) -> None:
    _hostile_files(load.parent)

    result = storage("dispatch", load, "--tariff", "RES-E", "--year", 2025, *words)

    assert result.exit_code == code
    assert sentence in " ".join(result.stderr.split())


def _hostile_files(folder: Path) -> None:
    _written(folder / "short.csv", "yield_kwh", [1.0, 2.0])
    _written(folder / "long.csv", "yield_kwh", [1.0] * 9000)
    (folder / "odd.csv").write_text("yield_kwh\nsun\n", encoding="utf-8")
    (folder / "bytes.csv").write_bytes(b"yield_kwh\n\xff\xfe\n")
    (folder / "wide.csv").write_text('yield_kwh\n"' + "1" * 200_000, encoding="utf-8")
    with (folder / "huge.csv").open("wb") as file:
        file.truncate(17 * 1024 * 1024)


def test_a_load_without_a_clock_asks_for_it(storage: Command, load: Path) -> None:
    result = storage("island", load, "--year", 2025, *BATTERY)

    assert result.exit_code == 2
    assert "does not say whose clock; add --zone" in " ".join(result.stderr.split())
