"""A seller lays out a roof, wires it, and tells what it yields."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from penstock.app.energy import extra
from penstock.cli.main import penstock
from tests.unit.engineering.solar.cases import DATA, EXAMPLE_ROOF

Command = Callable[..., Result]


@pytest.fixture
def solar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Return a function that runs `penstock solar` in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(penstock, ["solar", *map(str, words)])


def printed(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def changed(tmp_path: Path, **fields: Any) -> Path:
    """Return the example's roof file with other fields, in an empty folder."""
    file = tmp_path / "mine.json"
    said = json.loads(EXAMPLE_ROOF.read_bytes()) | fields
    file.write_text(json.dumps({k: v for k, v in said.items() if v is not None}), encoding="utf-8")
    return file


def test_a_roof_is_laid_out_and_drawn(solar: Command, tmp_path: Path) -> None:
    told = solar("layout", EXAMPLE_ROOF, "-o", "roof.svg")

    assert told.exit_code == 0
    assert "29 modules, 11.60 kW dc" in told.stdout
    assert "R324.6" in told.stdout
    assert told.stderr == "Drew roof.svg.\n"
    assert (tmp_path / "roof.svg").read_text(encoding="utf-8").startswith("<svg ")


def test_a_layout_as_json_has_a_corner_for_each_module(solar: Command) -> None:
    found = printed(solar("layout", EXAMPLE_ROOF, "--json"))

    corners = sum(len(each["module_corners_m"]) for each in found["planes"])
    assert (found["modules"], corners) == (29, 29)


def test_a_yield_tells_p50_p90_and_a_waterfall_that_adds_up(solar: Command) -> None:
    found = printed(solar("yield", EXAMPLE_ROOF, "--year", "2025", "--json"))

    fall = found["waterfall"]
    assert fall["nameplate_wh"] == sum(e["lost_wh"] for e in fall["steps"]) + fall["delivered_wh"]
    assert found["p90_kwh"] < found["p50_kwh"]
    assert sum(found["months_kwh"]) == pytest.approx(found["p50_kwh"], abs=0.1)
    assert sum(each["kwh"] for each in found["planes"]) == pytest.approx(found["p50_kwh"], abs=0.1)
    assert found["weather"]["name"] == "Greensboro Piedmont Triad Int"


def test_a_yield_in_words_names_its_weather_and_its_doubt(solar: Command) -> None:
    told = solar("yield", EXAMPLE_ROOF, "--weather", "Miami", "--year", "2025").stdout

    assert "Weather: Miami (TMY2), 1,1" in told
    assert "That is farther than 100 km" in told
    assert "P90" in told
    assert "Assumed deviation 8.0%" in told


def test_quarters_of_a_leap_year_are_written_as_rows(solar: Command, tmp_path: Path) -> None:
    told = solar("yield", EXAMPLE_ROOF, "--year", 2024, "--minutes", 15, "-o", "y.csv", "--json")

    rows = list(csv.DictReader((tmp_path / "y.csv").read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 366 * 96
    assert rows[0]["start_utc"] == "2024-01-01T05:00Z"
    total = sum(float(row["yield_kwh"]) for row in rows)
    assert total == pytest.approx(printed(told)["p50_kwh"], abs=0.1)


def test_a_loss_that_is_changed_counts(solar: Command) -> None:
    usual, dirty = (
        printed(solar("yield", EXAMPLE_ROOF, "--json", *more))["p50_kwh"]
        for more in ((), ("--loss", "soiling=10", "--loss", "Snow=2"))
    )

    assert dirty < usual * 0.93


def test_a_weather_file_of_ones_own_is_read(solar: Command) -> None:
    found = printed(
        solar("yield", EXAMPLE_ROOF, "--weather", DATA / "703165TY.csv", "--year", 2025, "--json")
    )

    assert found["weather"]["name"] == "Sand Point"


def test_of_a_folder_of_weather_the_nearest_is_taken(solar: Command, tmp_path: Path) -> None:
    for name in ("703165TY.csv", "12839.tm2", "723170TYA.CSV"):
        (tmp_path / name).symlink_to(DATA / name)
    there = changed(tmp_path, latitude=27.0, longitude=-81.0)

    found = printed(solar("yield", there, "--weather", tmp_path, "--year", 2025, "--json"))

    assert found["weather"] == {"name": "Miami", "kind": "TMY2", "distance_km": 152.1}


def test_a_folder_without_weather_is_told(solar: Command, tmp_path: Path) -> None:
    told = solar("yield", changed(tmp_path), "--weather", tmp_path)

    assert told.exit_code == 2
    assert "holds no weather file that is known" in told.stderr


def test_equipment_comes_from_the_table_or_a_data_sheet(solar: Command, tmp_path: Path) -> None:
    sheet = tmp_path / "inverter.toml"
    sheet.write_text(
        'name = "Mine"\npower_kw = 5\nefficiency_percent = 97\nhighest_v = 600\nmppt_low_v = 100\n'
        "mppt_high_v = 480\nmost_a = 15\nmost_isc_a = 20\n",
        encoding="utf-8",
    )

    found = printed(
        solar(
            "yield",
            EXAMPLE_ROOF,
            "--module",
            "A10Green Technology A10J-S72-175",
            "--inverter",
            sheet,
            "--json",
        )
    )

    assert found["power_kw_ac"] == 5
    modules = found["power_kw_dc"] / 0.1750914
    assert modules == pytest.approx(round(modules))


def test_microinverters_are_counted_and_a_single_one_is_asked_about(solar: Command) -> None:
    micro = ("--inverter", "ABB: MICRO-0.25-I-OUTD-US-208 [208V]", "--year", "2025")

    one = solar("yield", EXAMPLE_ROOF, *micro)
    all_of_them = printed(solar("yield", EXAMPLE_ROOF, *micro, "--inverters", 29, "--json"))

    assert "The modules are rated 46.4 times as much. Does it take more inverters" in one.stdout
    assert all_of_them["power_kw_ac"] == 7.25
    assert all_of_them["p50_kwh"] > 14_000


def test_strings_are_told_with_voltages_and_the_code(solar: Command) -> None:
    told = solar("string", EXAMPLE_ROOF)

    assert told.exit_code == 0
    assert "690.7(A)(1)" in told.stdout
    assert "record of Greensboro" in told.stdout
    assert "A string has 5 to 14 modules" in told.stdout


def test_strings_as_json_hold_every_module(solar: Command) -> None:
    found = printed(solar("string", EXAMPLE_ROOF, "--coldest", "-12", "--by-table", "--json"))

    modules = sum(each["strings"] * each["modules_each"] for each in found["trackers"])
    assert (modules, found["method"], found["coldest_c"]) == (29, "690.7(A)(2)", -12.0)
    assert all(each["coldest_voc_v"] <= found["limit_v"] for each in found["trackers"])


def test_a_roof_of_ones_own_cold_and_no_dwelling_has_longer_strings(
    solar: Command, tmp_path: Path
) -> None:
    inverter = json.loads(EXAMPLE_ROOF.read_bytes())["inverter"] | {"highest_v": 1100}
    file = changed(
        tmp_path, dwelling=False, coldest_c=-10, coldest_source="ASHRAE", inverter=inverter
    )

    found = printed(solar("string", file, "--json"))

    assert (found["limit_v"], found["coldest_source"]) == (1000.0, "ASHRAE")
    assert found["longest"] > 20


def test_strings_that_cannot_be_are_findings_with_numbers(solar: Command, tmp_path: Path) -> None:
    inverter = json.loads(EXAMPLE_ROOF.read_bytes())["inverter"] | {"inputs": 1}

    told = solar("string", changed(tmp_path, inverter=inverter))

    assert told.exit_code == 1
    assert told.stderr.startswith("penstock: These strings need 3 trackers, and 1 of Example 10")


@pytest.mark.parametrize(
    ("fields", "words", "sentence"),
    [
        ({"latitude": 95}, (), "“latitude” is 95; expected -90 to 90."),
        ({"module": None}, (), "names no module; name one there or with --module."),
        ({"inverter": None}, (), "names no inverter; name one there or with --inverter."),
        ({"zone": "America/Greensboro"}, (), "There is no time zone “America/Greensboro”"),
        ({}, ("--weather", "greensborough"), "Did you mean “greensboro”?"),
        ({}, ("--weather", "mine.json"), "mine.json is not a weather file that is known"),
        ({}, ("--module", "Sunny 400"), "The CEC table has no “Sunny 400” (module"),
        ({}, ("--inverter", "nowhere.json"), "nowhere.json cannot be read: No such file"),
        ({}, ("--loss", "Soiling"), "“Soiling” is no loss; write its name and percent"),
        ({}, ("--loss", "Soiling=100"), "The loss “Soiling” is 1; expected a share"),
    ],
)
def test_what_is_wrong_is_one_sentence(
    solar: Command, tmp_path: Path, fields: dict[str, Any], words: tuple[str, ...], sentence: str
) -> None:
    told = solar("yield", changed(tmp_path, **fields), *words)

    assert told.exit_code == 2
    assert sentence in told.stderr


def test_a_file_that_cannot_be_written_is_named(solar: Command) -> None:
    told = solar("layout", EXAMPLE_ROOF, "-o", "nowhere/roof.svg")

    assert told.exit_code == 2
    assert "Error: nowhere/roof.svg: No such file or directory." in told.stderr


def test_an_inverter_of_the_table_is_refused_for_strings(solar: Command) -> None:
    told = solar("string", EXAMPLE_ROOF, "--inverter", "ABB: MICRO-0.25-I-OUTD-US-208 [208V]")

    assert told.exit_code == 2
    assert "what voltage ABB: MICRO-0.25-I-OUTD-US-208 [208V] must never see" in told.stderr


def test_without_the_extra_its_install_is_named(
    solar: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extra, "find_spec", lambda _: None)

    told = solar("layout", EXAMPLE_ROOF)

    assert told.exit_code == 2
    assert "pip install 'penstock[energy]'" in told.stderr
