"""`penstock usage`: what a person sees of a usage file."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penstock.cli.main import penstock


def run(*arguments: object) -> Result:
    return CliRunner().invoke(penstock, ["usage", "report", *map(str, arguments)])


@pytest.fixture
def energy(checkout: Path) -> Path:
    return checkout / "examples" / "energy"


def test_a_home_is_told_with_what_was_estimated(energy: Path) -> None:
    done = run(energy / "greensboro-home.xml")

    assert done.exit_code == 1
    assert "8,754 readings of 1 h from 2025-01-01 00:00 to 2026-01-01 00:00" in done.stdout
    assert "the first from 2025-07-19 15:00 EDT for 6 h" in " ".join(done.stdout.split())
    assert "6 intervals the mean of like days" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_bills_are_told_as_bars_with_what_they_cost(energy: Path) -> None:
    done = run(energy / "greensboro-bills.csv")

    assert done.exit_code == 0
    assert done.stdout.count("  $") == 12
    assert "the bills are exact, the hours are made" in " ".join(done.stdout.split())


def test_the_weather_is_told_with_its_figures_of_merit(energy: Path) -> None:
    weather = energy / "greensboro-temperatures.csv"

    done = run(energy / "greensboro-home.xml", "--weather", weather)

    assert "Weather: model 5P of 365 periods, R² 0.9" in done.stdout


def test_json_is_one_document_with_the_load_of_the_year(energy: Path) -> None:
    done = run(energy / "greensboro-home.xml", "--json", "--minutes", 15, "--year", 2028)

    document = json.loads(done.stdout)
    year = document["year"]
    assert (year["year"], year["minutes"], len(year["load_kwh"])) == (2028, 15, 35136)
    assert sum(year["load_kwh"]) == pytest.approx(document["total"], rel=1e-6)
    assert sum(year["estimated"]) == 9 * 4


@pytest.mark.parametrize(("ending", "sign"), [(".svg", b"<svg"), (".png", b"\x89PNG")])
def test_a_picture_is_drawn(ending: str, sign: bytes, energy: Path, tmp_path: Path) -> None:
    picture = tmp_path / f"profile{ending}"

    run(energy / "greensboro-home.xml", "--picture", picture)

    assert picture.read_bytes().startswith(sign)


def test_bills_tell_no_hours_to_draw(energy: Path, tmp_path: Path) -> None:
    done = run(energy / "greensboro-bills.csv", "--picture", tmp_path / "a.svg")

    assert done.exit_code == 2
    assert done.stderr == (
        "penstock: Bills tell no hours of the day, so there is no average day to draw.\n"
    )


def test_a_meter_that_feeds_in_tells_both_ways_and_no_base_load(tmp_path: Path) -> None:
    table = tmp_path / "net.csv"
    hours = [(day, hour) for day in range(1, 29) for hour in range(24)]
    rows = [f"2025-06-{day:02} {hour:02}:00,{-2 if 9 < hour < 15 else 1}" for day, hour in hours]
    table.write_text("\n".join(["start,kwh", *rows]))

    done = run(table, "--zone", "America/New_York", "--picture", tmp_path / "net.svg")

    assert "Base load    not told by a meter that also feeds in" in done.stdout
    words = " ".join(done.stdout.split())
    assert "532 kWh came in, which this is about, and 280 kWh were fed into the network" in words
    assert "base load" not in (tmp_path / "net.svg").read_text()


def test_a_file_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    assert run(tmp_path / "absent.xml").exit_code == 3


def test_a_file_that_is_no_usage_is_refused_in_a_sentence(tmp_path: Path) -> None:
    page = tmp_path / "page.xml"
    page.write_text("<!DOCTYPE html><html></html>")

    done = run(page)

    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("penstock: The file is a web page (HTML)")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "words", [("--zone", "Mars"), ("--unit", "parsec"), ("--peak", "late"), ("--unit", "therm")]
)
def test_options_that_do_not_fit_are_refused(words: tuple[str, str], energy: Path) -> None:
    done = run(energy / "greensboro-home.xml", *words)

    assert done.exit_code == 2
    assert "Traceback" not in done.output
