"""A service manager reports a month, and the compliance committee asks whether it was fair."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from penstock.cli.main import penstock

Command = Callable[..., Result]


@pytest.fixture
def command() -> Command:
    """Return a function that runs `penstock service-level`."""
    return lambda *words: CliRunner().invoke(penstock, ["service-level", *map(str, words)])


@pytest.fixture
def company(tmp_path: Path, reference_company: Path) -> Path:
    """Return a copy of the reference company that a test may change."""
    return Path(shutil.copytree(reference_company, tmp_path / "company"))


def _agreements(company: Path, old: str, new: str) -> None:
    file = company / "service-levels" / "agreements.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def _rows(company: Path) -> list[dict[str, str]]:
    with (company / "service-levels" / "requests.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(company: Path, rows: list[dict[str, str]]) -> None:
    with (company / "service-levels" / "requests.csv").open("w", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_a_month_is_reported_with_what_is_owed(command: Command) -> None:
    told = command("report", "--period", "2026-10")

    assert told.exit_code == 0, told.output
    assert "HR-LIST-REG  Qualified shortlist" in told.stdout
    assert (
        "Human Resources owes Regulated Operations Division a credit of 7,865.00 for HR-LIST-REG."
    ) in told.stdout


def test_a_report_says_the_same_as_text_json_and_workbook(command: Command, tmp_path: Path) -> None:
    said = json.loads(command("report", "--period", "2026-10", "--json").stdout)
    written = [tmp_path / "one.xlsx", tmp_path / "other.xlsx"]
    for file in written:
        assert command("report", "--period", "2026-10", "-o", file).exit_code == 0

    book = load_workbook(written[0])

    rows = list(book["Agreements"].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == [each["agreement"] for each in said["agreements"]]
    assert [row[5] for row in rows] == [each["in_time"] for each in said["agreements"]]
    assert book["Credits"]["E2"].value == said["credits"][0]["cents"] == 786_500
    assert said["sha256"] in command("report", "--period", "2026-10").stdout
    assert written[0].read_bytes() == written[1].read_bytes()


def test_s8_credits_are_posted_to_the_books_of_whoever_was_served_late(
    command: Command, tmp_path: Path
) -> None:
    journal = tmp_path / "journal.csv"

    assert command("report", "--period", "2026-10", "--journal", journal).exit_code == 0

    with journal.open(encoding="utf-8", newline="") as file:
        lines = [tuple(row.values()) for row in csv.DictReader(file)]
    assert lines[:4] == [
        ("SERVICES", "146", "", "7865.00", "ELECTRIC", "credit for HR-LIST-REG 2026-10"),
        ("SERVICES", "457.2", "7865.00", "", "ELECTRIC", "credit for HR-LIST-REG 2026-10"),
        ("ELECTRIC", "923", "", "7865.00", "SERVICES", "credit for HR-LIST-REG 2026-10"),
        ("ELECTRIC", "234", "7865.00", "", "SERVICES", "credit for HR-LIST-REG 2026-10"),
    ]
    assert {line[4] for line in lines[4:]} == {"AES", "SERVICES"}


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('= "ELECTRIC"', '= "STEAM"', "[books] name STEAM, which ../allocation does not know"),
        ('"Regulated Operations Division" = ', '"Gas" = ', "do not say which legal entity Reg"),
        ('manual = "../allocation"', 'manual = "../moon"', "../moon cannot be read"),
        ("[books]", "[[closed]]\nperiod = '2026-08'\nreport_sha256 = ''\n[other]", "other"),
    ],
)
def test_s8_a_credit_without_books_to_go_through_is_refused(
    command: Command, company: Path, old: str, new: str, sentence: str
) -> None:
    _agreements(company, old, new)

    told = command(
        *("report", "--in", company, "--period", "2026-10", "--journal", company / "journal.csv")
    )

    assert told.exit_code == 2
    assert sentence in told.stderr
    assert not (company / "journal.csv").exists()


def test_the_reference_company_serves_both_sides_alike(command: Command) -> None:
    told = command("check")

    assert (told.exit_code, told.stdout.splitlines()[0]) == (
        0,
        "No findings in 14 agreements and 418 requests.",
    )


def test_s6_other_terms_for_aes_are_found(command: Command, company: Path) -> None:
    file = company / "service-levels" / "agreements.toml"
    before, aes, after = file.read_text(encoding="utf-8").partition('id = "LEG-CON-AES"')
    after = after.replace("3 business days", "2 business days", 1)
    file.write_text(before + aes + after, encoding="utf-8")

    told = command("check", "--in", company)

    assert told.exit_code == 1
    assert "LEG-CON-REG and LEG-CON-AES promise" in told.stdout
    assert "target 3 business days and 2 business days" in told.stdout


def test_s6_faster_service_for_aes_is_found(command: Command, company: Path) -> None:
    rows = _rows(company)
    for row in rows:
        if row["agreement"] == "CUS-WRI-AES":
            row.update(closed=row["opened"], pauses="")
    _write(company, rows)

    told = command("check", "--in", company, "--json")

    assert told.exit_code == 1
    findings = json.loads(told.stdout)["findings"]
    assert "Written contact answered, tier standard: AES is served faster" in findings[-1]


def test_s7_a_change_within_a_closed_period_is_found(command: Command, company: Path) -> None:
    _agreements(company, 'monthly_charge = "412000.00"', 'monthly_charge = "412000.01"')

    told = command("check", "--in", company)

    assert told.exit_code == 1
    assert "Period 2026-09 was closed with the report 6e705e4bbc7c" in told.stdout


def test_s7_a_new_calendar_changes_no_closed_period(command: Command, company: Path) -> None:
    calendar = json.loads((company / "calendar.json").read_text(encoding="utf-8"))
    calendar["version"] = 2
    calendar["holidays"] = sorted([*calendar["holidays"], "2026-10-30"])
    (company / "calendar-2.json").write_text(json.dumps(calendar), encoding="utf-8")
    line = '[[calendar]]\nfile = "../calendar-2.json"\nin_force_from = 2026-10-01\n\n'
    _agreements(company, "[[closed]]", line + "[[closed]]")

    told = command("check", "--in", company)

    assert told.exit_code == 0, told.output
    october = command("report", "--in", company, "--period", "2026-10", "--json")
    assert "quantum-energy-office version 2" in october.stdout


def test_a_pause_for_a_reason_that_nobody_agreed_on_is_told(
    command: Command, company: Path
) -> None:
    rows = _rows(company)
    paused = next(row for row in rows if row["pauses"] and row["opened"] > "2026-10")
    paused["pauses"] = paused["pauses"].replace("waits for the", "cannot find the")
    _write(company, rows)

    told = command("check", "--in", company)

    assert f"Request {paused['request']} paused because it “cannot find the" in told.stdout


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("tier = ", "level = ", "agreement[0].tier: is missing"),
        ("95th percentile, nearest rank", "95 %", "Name percentile and method"),
        ('provider = "Legal"', 'provider = "Lawyers"', "know no unit “Lawyers”"),
        ('provider = "Legal"', 'provider = "Electric Distribution"', "belongs to one side"),
        ('calendar = "around-the-clock"', 'calendar = "moon"', "there is no calendar “moon”"),
        ('id = "HR-LIST-AES"', 'id = "HR-LIST-REG"', "there are two of this id"),
        ("[[agreement]]", "[[agreement", "cannot be read"),
        ("America/Los_Angeles", "Mars", "no time zone is called “Mars”"),
        ('counts = "ESV-06.4"', 'counts = "ESV-02.2"', "both count ESV-02.2 for"),
    ],
)
def test_what_is_wrong_with_agreements_is_a_sentence(
    command: Command, company: Path, old: str, new: str, sentence: str
) -> None:
    _agreements(company, old, new)

    told = command("report", "--in", company, "--period", "2026-10")

    assert told.exit_code == 2
    assert sentence in told.stderr
    assert "agreements.toml" in told.stderr


def test_what_is_wrong_with_requests_is_told_with_the_lines(
    command: Command, tmp_path: Path
) -> None:
    file = tmp_path / "requests.csv"
    file.write_text(
        "request,agreement,opened,closed,pauses\n"
        "R-1,HR-LIST-AES,2026-10-01T09:00,,\n"
        "R-2,HR-LIST-EU,2026-10-01T09:00-07:00,,\n"
        "R-3,HR-LIST-AES,2026-10-01T09:00-07:00,2026-09-01T09:00-07:00,\n"
        "R-4,HR-LIST-AES,2026-10-01T09:00-07:00,,yesterday\n",
        encoding="utf-8",
    )

    told = command("check", "--requests", file)

    assert told.exit_code == 2
    for part in (
        "line 2: “2026-10-01T09:00” is no moment with a time zone",
        "line 3: there is no agreement “HR-LIST-EU”",
        "line 4: Request R-3 cannot be: it was closed at",
        "line 5: “yesterday” is no pause; write START/END REASON",
    ):
        assert part in told.stderr


def test_a_period_that_is_none_and_a_file_of_no_form_are_refused(command: Command) -> None:
    assert "“2026-13” is no period" in command("report", "--period", "2026-13").stderr
    assert "End the name in .xlsx or .pdf." in command("report", "-o", "report.csv").stderr


def test_a_report_is_set_as_pdf_and_repeats_to_the_byte(command: Command, tmp_path: Path) -> None:
    written = [tmp_path / "one.pdf", tmp_path / "other.pdf"]

    for file in written:
        assert command("report", "--period", "2026-10", "-o", file).exit_code == 0

    assert written[0].read_bytes().startswith(b"%PDF-")
    assert written[0].read_bytes() == written[1].read_bytes()


def test_cases_of_enterprise_streams_are_requests(
    command: Command, tmp_path: Path, reference_company: Path
) -> None:
    database = f"sqlite:///{tmp_path / 'cases.db'}"
    run = CliRunner()
    for name, customer in (("INC-1", "Electric Distribution"), ("INC-2", "Somebody else")):
        arguments = ["case", "open", "ESV-06", "--id", name, "--customer", customer, "--as", "Ada"]
        opened = run.invoke(
            penstock, [*arguments, "--database", database, "--in", str(reference_company)]
        )
        assert opened.exit_code == 0, opened.output
    _agreed = tmp_path / "company"
    company = Path(shutil.copytree(reference_company, _agreed))
    _agreements(company, 'counts = "ESV-06.4"', 'counts = "ESV-06"')
    (company / "service-levels" / "requests.csv").unlink()

    told = command("check", "--in", company, "--database", database)

    assert told.exit_code == 1  # September was closed with requests that are gone
    assert "1 finding in 14 agreements and 1 request." in told.stdout
