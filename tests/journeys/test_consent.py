"""A customer agrees, changes their mind, moves out: what people type, and what they read."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penstock.cli.main import penstock

TEXT = "I allow AES to read my usage.\r\n — Zoë\n".encode()
GIVE = [
    *("give", "Rivera", "--premise", "12 Elm St", "--account", "A-77", "--to", "non-regulated"),
    *("--data", "interval_usage", "--data", "billing", "--purpose", "solar_design"),
    *("--from", "2026-01-01T00:00+00:00", "--given-at", "2026-01-01T00:00+00:00"),
    *("--until", "2999-01-01T00:00+00:00"),
]
PROOF = [
    *("--text", "terms.txt", "--edition", "2026-01", "--channel", "paper"),
    *("--identity-proof", "driving licence 12", "--evidence", "form 4711"),
]
USAGE = "Validated consumption data (VEE)"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder with the text of a consent."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PENSTOCK_DATABASE", raising=False)
    (tmp_path / "terms.txt").write_bytes(TEXT)
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(penstock, words)


def done(*words: str) -> str:
    result = run("consent", *words)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture
def given() -> str:
    """Give a consent; return its id."""
    told: dict[str, str] = json.loads(done(*GIVE, *PROOF, "--json"))
    return told["id"]


def test_a_consent_is_told_in_a_sentence() -> None:
    told = done(*GIVE, *PROOF, "--key", "1")

    assert told.partition(": ")[2] == (
        "Rivera allows the non-regulated side to know billing and interval usage of 12 Elm St, "
        "account A-77, for solar design, from 2026-01-01 00:00 UTC until 2999-01-01 00:00 UTC.\n"
    )
    assert done(*GIVE, *PROOF, "--key", "1") == told


@pytest.mark.parametrize(
    "missing", ["--premise", "--account", "--to", "--data", "--purpose", "--until"]
)
def test_d8_nothing_is_filled_in_for_the_customer(missing: str) -> None:
    pairs = list(zip(GIVE[2::2], GIVE[3::2], strict=True))
    left = [word for pair in pairs if pair[0] != missing for word in pair]

    result = run("consent", *GIVE[:2], *left, *PROOF)

    assert result.exit_code == 2
    assert missing in result.stderr


def test_d8_who_enters_it_for_a_customer_names_the_evidence() -> None:
    result = run("consent", *GIVE, *PROOF[:-2], "--as", "Cleo")

    assert result.exit_code == 1
    assert "Cleo enters this for Rivera, and nobody agrees for somebody else" in result.stderr
    assert not Path("penstock.db").exists()


def test_data_that_nothing_is_called_are_a_sentence_that_names_those_that_exist() -> None:
    result = run("consent", *GIVE, "--data", "kwh", *PROOF)

    assert result.exit_code == 1
    assert (
        "No data are called kwh in a consent. There are: billing, case_answer, contact,"
        in result.stderr
    )


def test_d7_the_text_is_printed_as_it_was_byte_for_byte(given: str) -> None:
    assert run("consent", "text", given).stdout_bytes == TEXT
    assert json.loads(done("text", given, "--json")) == {"id": given, "text": TEXT.decode()}


def test_a_consent_of_nobody_is_a_sentence() -> None:
    done(*GIVE, *PROOF)

    assert done("list", "Okafor") == "There is no consent of Okafor that may be shown to you.\n"


def test_d4_d16_what_a_consent_let_through_is_listed_when_it_is_taken_back(given: str) -> None:
    about = ("--customer", "Rivera", "--premise", "12 Elm St", "--account", "A-77")
    assert run("case", "open", "RCV-03", "--id", "BILL-1", *about).exit_code == 0
    Path("usage.csv").write_text("1,2,3", encoding="utf-8")
    recorded = run("case", "record", "BILL-1", USAGE, "--file", "usage.csv")
    assert recorded.exit_code == 0, recorded.output
    crossing = ("case", "read", "BILL-1", USAGE, "--for", "non-regulated", "--as", "Sal")
    assert run(*crossing, "--purpose", "solar_design").stdout == "1,2,3"

    told = done("revoke", given, "--reason", "called")

    assert "1 reading had been allowed under it; follow up" in told
    shown = done("show", given)
    assert f"{given}: taken back on" in shown
    assert f"Sal for non-regulated  {USAGE}" in shown
    assert run(*crossing, "--purpose", "solar_design").exit_code == 3
    (delivered,) = json.loads(done("show", given, "--json"))["delivered"]
    assert (delivered["person"], delivered["purpose"]) == ("Sal", "solar_design")


def test_d8_narrower_at_once_and_wider_by_a_new_act(given: str) -> None:
    assert "version 2: Rivera allows the non-regulated side to know billing of" in done(
        "narrow", given, "--data", "billing"
    )
    refused = run("consent", "narrow", given, "--data", "payment")
    assert refused.exit_code == 1
    assert "would cover more than the customer agreed to: payment" in refused.stderr

    scope = ("--data", "billing", "--data", "payment", "--purpose", "solar_design")
    told = done("widen", given, *scope, "--until", "2999-02-01", *PROOF)

    assert "version 3: Rivera allows the non-regulated side to know billing and payment" in told
    assert [each["version"] for each in json.loads(done("show", given, "--json"))["versions"]] == [
        1,
        2,
        3,
    ]


def test_d6_moving_out_ends_what_was_agreed_about_the_premise(given: str) -> None:
    told = done("move-out", "Rivera", "12 Elm St", "--at", "2026-06-01T00:00+00:00")

    assert f"{given}: ended on 2026-06-01 00:00 UTC, when the customer moves out." in told
    assert "ended on 2026-06-01" in done("list", "Rivera")


def test_green_button_reads_it_as_an_authorization(given: str) -> None:
    told = done("show", given, "--espi")

    assert '<Authorization xmlns="http://naesb.org/espi">' in told
    assert "<scope>FB=1_3_4_5_13_14_15_16</scope>" in told
    done("revoke", given)
    assert "<status>0</status>" in done("show", given, "--espi")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["show", "CON-0"], 3),
        (["text", "CON-0"], 3),
        (["revoke", "CON-0"], 3),
        (["move-out", "Okafor", "12 Elm St"], 3),
        (["narrow", "CON-0"], 2),
        (["list", "two\nlines"], 2),
        ([*GIVE, *PROOF[:-1], "x" * 5000], 2),
        ([*GIVE[:-1], "tomorrow", *PROOF], 2),
    ],
)
@pytest.mark.usefixtures("given")
def test_what_goes_wrong_has_its_exit_code(words: list[str], code: int) -> None:
    result = run("consent", *words)

    assert result.exit_code == code
    assert "Traceback" not in result.output
