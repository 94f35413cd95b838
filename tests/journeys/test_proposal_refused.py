"""What a proposal cannot be made of is told in one sentence, before anything is written."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penstock.cli.main import penstock
from tests.unit.engineering.solar.cases import EXAMPLE_ROOF

Command = Callable[..., Result]
HOME = EXAMPLE_ROOF.with_name("greensboro-home.xml")


@pytest.fixture
def propose(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Return a function that proposes for the example home, in an empty folder.

    What is given last counts, so a test changes what it is about.
    """
    monkeypatch.chdir(tmp_path)
    usual = ("--bills", HOME, "--roof", EXAMPLE_ROOF, "--tariff", "RES-E", "--on", "2026-06-01")
    words = ("solar", "propose", *map(str, usual))
    return lambda *more: CliRunner().invoke(penstock, [*words, *map(str, more)])


def told(result: Result) -> str:
    """Return the one sentence that a wrong use of the command is told."""
    assert (result.exit_code, result.stdout) == (2, "")
    usage, _, sentence = result.stderr.partition("\n\nError: ")
    assert usage.startswith("Usage: penstock solar propose")
    assert len(sentence.splitlines()) == 1
    return sentence.strip()


def test_a_tariff_of_gas_saves_nothing_on_electricity(propose: Command) -> None:
    sentence = told(propose("--tariff", "RES-G"))

    assert "sells gas" in sentence
    assert sentence.endswith("Name a tariff of electricity.")


def test_an_unknown_tariff_is_not_found_and_the_known_are_named(propose: Command) -> None:
    result = propose("--tariff", "NOPE")

    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith("penstock: There is no tariff “NOPE” and no such file.")
    assert "RES-E" in result.stderr


def test_a_roof_in_another_zone_than_the_meter_is_asked_about(
    propose: Command, tmp_path: Path
) -> None:
    far = tmp_path / "far.json"
    far.write_text(json.dumps(json.loads(EXAMPLE_ROOF.read_bytes()) | {"zone": "America/Denver"}))

    sentence = told(propose("--roof", far))

    assert "lies in America/Denver and the use in America/New_York" in sentence


def _without_july(folder: Path) -> Path:
    days = (
        f"2025-{month:02d}-{day:02d} {hour:02d}:00,1"
        for month in range(1, 13)
        for day in range(1, 29)
        for hour in range(24)
        if month != 7
    )
    file = folder / "gap.csv"
    file.write_text("\n".join(("start,kwh", *days)), encoding="utf-8")
    return file


def test_a_year_with_a_missing_month_names_the_month(propose: Command, tmp_path: Path) -> None:
    sentence = told(propose("--bills", _without_july(tmp_path)))

    assert "hardly anything is metered of July" in sentence
    assert sentence.endswith("--fill-months.")


def test_a_missing_month_is_estimated_where_somebody_asks_for_it(
    propose: Command, tmp_path: Path
) -> None:
    result = propose("--bills", _without_july(tmp_path), "--fill-months", "--json")

    offer = json.loads(result.stdout)
    assert 0.08 < offer["energy"]["estimated_share"] < 0.2
    assert "of the use is estimated, not metered." in " ".join(offer["bills"]["notes"])


def test_bills_name_no_zone_and_are_of_the_roofs(propose: Command) -> None:
    result = propose("--bills", HOME.with_name("greensboro-bills.csv"), "--json")

    (use,) = (each for each in json.loads(result.stdout)["assumptions"] if each["what"] == "Use")
    assert use["value"] == "12,468 kWh in 2025"


def test_a_missing_folder_is_told_before_the_work_is_done(propose: Command, tmp_path: Path) -> None:
    sentence = told(propose("-o", "nowhere/proposal.pdf", "--pictures", "pictures"))

    assert sentence.startswith("There is no folder nowhere to write proposal.pdf into.")
    assert list(tmp_path.iterdir()) == []


def test_a_loan_that_outlasts_the_years_is_refused(propose: Command) -> None:
    sentence = told(propose("--loan", "5", "--loan-years", "30"))

    assert sentence.startswith("The loan runs for 30 years, and only 25 are reckoned")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("--price", "-5"), "“-5” is no number from 0 to 1000000000."),
        (("--price", "cheap"), "“cheap” is no number"),
        (("--price", "sNaN"), "“sNaN” is no number"),
        (("--years", "0"), "0 is not in the range 1<=x<=50."),
        (("--years", "1000000000"), "1000000000 is not in the range"),
        (("--years", "2.5"), "'2.5' is not a valid integer range."),
        (("--loan", "5", "--loan-years", "0"), "0 is not in the range"),
        (("--lease", "90", "--contract-years", "0"), "0 is not in the range"),
        (("--degradation", "100"), "“100” is no number from 0 to 10."),
        (("--loan", "5", "--dealer-fee", "100"), "“100” is no number from 0 to 90."),
        (("--loan", "5", "--down-payment", "99999999"), "The down payment of"),
        (("--battery", "5", "--reserve", "9"), "The reserve of 9 kWh is larger than the 5 kWh"),
        (("--begins", "2026-09-01", "--in-service", "2026-08-01"), "Work begins on 2026-09-01"),
        (("--weather", "nowhere"), "There is no weather “nowhere”"),
        (("--module", "nowhere"), "no “nowhere”"),
    ],
    ids=str,
)
def test_terms_that_make_no_sense_are_told_in_a_sentence(
    propose: Command, words: tuple[str, ...], found: str
) -> None:
    assert found in told(propose(*words))
