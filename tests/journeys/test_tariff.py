"""A seller bills a customer's year and compares tariffs; an engineer brings a tariff of her own."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penstock.cli.main import penstock
from penstock.engineering.usage.espi.values import Feed, MeterReading, UsagePoint
from penstock.engineering.usage.espi.writing import write_green_button
from tests.unit.engineering.usage.espi.feeds import EASTERN, ELECTRICITY, readings

Command = Callable[..., Result]


@pytest.fixture
def tariff(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Return a function that runs `penstock tariff` in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(penstock, ["tariff", *map(str, words)])


@pytest.fixture
def usage(tmp_path: Path) -> Path:
    """Return a file of a kilowatt in every hour of a year."""
    return _written(tmp_path / "usage.csv", "load_kwh", ["1"] * 8760)


def _written(file: Path, header: str, rows: list[str]) -> Path:
    file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return file


def _squeezed(result: Result) -> str:
    """Return what was printed with one blank where there are several."""
    return " ".join(result.stdout.split())


def test_the_tariffs_of_the_reference_company_are_listed(tariff: Command) -> None:
    result = tariff("list")

    assert [line.split()[0] for line in result.stdout.splitlines()] == [
        "GS-E",
        "GSL-E",
        "IND-E",
        "RES-E",
        "RES-G",
    ]


def test_a_shown_tariff_marks_what_nobody_published(tariff: Command) -> None:
    shown = tariff("show", "RES-E").stdout

    assert "Customer charge: $12.00 a month\n" in shown
    assert "Minimum bill: $12.00 a month (assumed)" in shown
    assert "Summer 14:00-19:00: June to September, 14:00-19:00\n    $0.15/kWh" in shown


def test_a_shown_tariff_as_json_is_the_file(tariff: Command, reference_company: Path) -> None:
    shown = json.loads(tariff("show", "IND-E", "--json").stdout)

    file = reference_company / "tariffs" / "IND-E.json"
    assert shown == json.loads(file.read_text(encoding="utf-8"))


def test_a_year_is_billed_by_the_clock_on_the_wall(tariff: Command, usage: Path) -> None:
    shown = _squeezed(tariff("bill", usage, "--tariff", "res-e", "--year", 2026))

    # March has 743 hours, and the summer 122 days of five dear ones.
    assert "March 743 $12.00 $74.30 $86.30" in shown
    assert "Year 8,760 $144.00 $906.50 $1,050.50" in shown


@pytest.mark.parametrize("label", ["GS-E", "GSL-E", "IND-E", "RES-E", "RES-G"])
def test_a_shown_tariff_fits_a_terminal(tariff: Command, label: str) -> None:
    assert max(map(len, tariff("show", label).stdout.splitlines())) <= 100


def test_kept_kilowatt_hours_are_told_month_by_month(tariff: Command, tmp_path: Path) -> None:
    solar = _written(tmp_path / "solar.csv", "import_kwh,export_kwh", ["1,1.5"] * 8760)
    words = ("--tariff", "RES-E", "--year", 2026)

    year = _squeezed(tariff("bill", solar, *words))
    january = tariff("bill", solar, *words, "--month", 1).stdout

    assert "January 744 1,116 372 $12.00 $0.00 $12.00" in year
    assert "744.0 kWh flowed in and 1,116.0 kWh out." in january
    assert "372.0 kWh are kept for later months." in january


def test_every_line_of_a_month_is_explained(tariff: Command, usage: Path) -> None:
    shown = _squeezed(tariff("bill", usage, "--tariff", "RES-E", "--year", 2026, "--month", 7))

    assert "Energy, Summer 14:00-19:00 155 kWh x $0.15 $23.25" in shown


def test_a_bill_as_json_adds_up(tariff: Command, usage: Path) -> None:
    bill = json.loads(tariff("bill", usage, "--tariff", "GSL-E", "--json").stdout)

    lines = [line["cents"] for month in bill["months"] for line in month["lines"]]
    assert bill["cents"] == sum(lines) == sum(month["cents"] for month in bill["months"])


def test_compared_tariffs_say_which_lines_differ(tariff: Command, usage: Path) -> None:
    words = ("--tariff", "GS-E", "--tariff", "RES-E", "--year", 2026)

    shown = _squeezed(tariff("compare", usage, *words))

    assert "RES-E costs $354.24 (25.2%) a year less than GS-E. These lines differ:" in shown
    assert "customer charge $144.00 $300.00 -$156.00" in shown


def test_a_comparison_as_json_adds_up(tariff: Command, usage: Path) -> None:
    words = ("--tariff", "GS-E", "--tariff", "RES-E", "--tariff", "GSL-E", "--json")

    found = json.loads(tariff("compare", usage, *words).stdout)

    for other in found["others"]:
        more = other["bill"]["cents"] - found["cheapest"]["cents"]
        assert other["cents_more"] == more == sum(other["cents_more_by_month"])
        assert sum(other["cents_more_by_kind"].values()) == more


def test_gas_is_billed_by_the_therm(tariff: Command, tmp_path: Path) -> None:
    gas = _written(tmp_path / "gas.csv", "use_therms", ["0.1"] * 8760)

    shown = _squeezed(tariff("bill", gas, "--tariff", "RES-G", "--year", 2026, "--month", 1))

    assert "74.4 therms x $0.80 $59.52" in shown


def test_a_low_power_factor_is_charged(tariff: Command, usage: Path) -> None:
    words = ("--tariff", "IND-E", "--power-factor", 0.75, "--month", 1)

    assert "Power factor 0.750 below 0.9" in tariff("bill", usage, *words).stdout


def test_a_green_button_file_is_billed_with_what_was_estimated(
    tariff: Command, checkout: Path
) -> None:
    home = checkout / "examples" / "energy" / "greensboro-home.xml"

    shown = _squeezed(tariff("bill", home, "--tariff", "RES-E"))

    assert "Year 12,618 $144.00 $1,316.83 $1,460.83" in shown
    assert "Note: 9 of 8,760 steps are estimated" in shown
    assert "RES-E is in force since 2026-01-01; 2025 is billed as if it had been then." in shown


def test_bills_are_billed_again_under_another_tariff(tariff: Command, checkout: Path) -> None:
    bills = checkout / "examples" / "energy" / "greensboro-bills.csv"

    result = tariff("compare", bills, "--tariff", "RES-E", "--tariff", "GS-E", "--json")

    found = json.loads(result.stdout)
    assert found["cheapest"]["label"] == "RES-E"
    assert any("the bills are exact, the hours are made" in n for n in found["cheapest"]["notes"])


def test_a_real_gas_file_is_billed_by_the_therm(tariff: Command, shared_folder: Path) -> None:
    file = shared_folder / "data" / "greenbutton" / "ngma_gas_provider_2024-07-16.xml"
    stated = ("--unit", "therm", "--multiplier", -3, "--in-order", "newest-first")

    shown = _squeezed(tariff("bill", file, "--tariff", "RES-G", *stated))

    assert "Year 996 $180.00 $753.48 $933.48" in shown
    assert "the shares before and after are estimates" in shown


def test_what_was_fed_into_the_network_is_billed_as_flowing_out(
    tariff: Command, tmp_path: Path
) -> None:
    file = tmp_path / "solar.xml"
    file.write_bytes(write_green_button(_with_solar()))

    shown = _squeezed(tariff("bill", file, "--tariff", "GS-E", "--month", 7))

    assert "Energy, Summer, tier 1 744 kWh x $0.136 $101.18" in shown
    assert "Energy that flowed out, Summer, tier 1 372 kWh x -$0.045 -$16.74" in shown


def _with_solar() -> Feed:
    """Return a year of a kilowatt that flows in, and half of one that flows out."""
    series = tuple(
        MeterReading(
            name=name, type=replace(ELECTRICITY, flow=flow), readings=readings([wh] * 8760)
        )
        for flow, name, wh in [(1, "in", 1000.0), (19, "out", 500.0)]
    )
    point = UsagePoint(name="Home", service=0, series=series)
    return Feed(points=(point,), local_time=EASTERN)


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("bill", "usage.csv", "--tariff", "RES-F"), 3, "There is no tariff “RES-F” and no such"),
        (("bill", "usage.csv", "--tariff", "RES-G"), 2, "usage.csv holds kWh, but RES-G"),
        (("bill", "short.csv", "--tariff", "RES-E"), 2, "short.csv: it has 10 rows; "),
        (("bill", "words.csv", "--tariff", "RES-E"), 2, "words.csv: line 3 is many, no number."),
        (("bill", "usage.csv", "--tariff", "RES-E", "--zone", "Mars"), 2, "no time zone “Mars”"),
        (("bill", "home.xml", "--tariff", "RES-E", "--zone", "Mars"), 2, "no time zone “Mars”"),
        (("compare", "usage.csv", "--tariff", "RES-E"), 2, "One tariff cannot be compared"),
        (
            ("compare", "usage.csv", "--tariff", "RES-E", "--tariff", "RES-G"),
            2,
            "RES-G sells gas and RES-E electricity",
        ),
    ],
)
@pytest.mark.usefixtures("usage")
def test_what_cannot_be_billed_is_one_sentence(
    tariff: Command, tmp_path: Path, words: tuple[str, ...], code: int, sentence: str
) -> None:
    _written(tmp_path / "short.csv", "kwh", ["1"] * 10)
    (tmp_path / "home.xml").write_bytes(write_green_button(_with_solar()))
    _written(tmp_path / "words.csv", "kwh", ["1", "many"])

    result = tariff(*words)

    assert (result.exit_code, result.stdout) == (code, "")
    assert sentence in result.stderr


def test_an_engineer_checks_her_own_file(tariff: Command, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(
        '{"name": "Mine", "energyratestructure": [[{"rate": 0.2}]], "dgrules": "Net Metering"}'
    )
    bad.write_text('{"energyratestructure": [[{"rate": 0.2, "max": 5}, {"rate": 1, "max": 3}]]}')

    result = tariff("check", good, bad)

    assert result.exit_code == 1
    assert f"{good}: Mine can be billed." in result.stdout
    assert "energyratestructure[0][1] ends at 3, but the tier before it" in result.stdout


def test_a_tariff_without_a_zone_asks_whose_clock(
    tariff: Command, usage: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.json"
    mine.write_text('{"energyratestructure": [[{"rate": 0.2}]]}')

    asked = tariff("bill", usage, "--tariff", mine)
    words = ("--zone", "America/Denver", "--year", 2026)
    told = _squeezed(tariff("bill", usage, "--tariff", mine, *words))

    assert "do not name a time zone; say whose clock: --zone" in asked.stderr
    assert "Year 8,760 $1,752.00 $1,752.00" in told


def test_tariffs_beside_the_documents_are_those_that_count(
    tariff: Command, tmp_path: Path, usage: Path
) -> None:
    (tmp_path / "tariffs").mkdir()
    own = {"label": "OWN", "energyratestructure": [[{"rate": 1}]], "penstock": {"zone": "UTC"}}
    (tmp_path / "tariffs" / "OWN.json").write_text(json.dumps(own))

    assert tariff("list").stdout.startswith("OWN")
    assert "$8,760.00" in tariff("bill", usage, "--tariff", "own", "--year", 2026).stdout
