"""An interconnection engineer looks at the queue, and a regulator asks whether AES waits, too."""

import csv
import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penstock.app.items.form import form_of
from penstock.cli.main import penstock
from penstock.delivery.items import item_type
from penstock.streams.aov_04_interconnection.items import (
    CompletenessNotice,
    InterconnectionApplication,
)
from tests.applications import COMPLETE

MORNING = datetime(2026, 11, 20, 16, tzinfo=UTC)
AT = ("--at", "2026-11-20T09:00-08:00")
Command = Callable[..., Result]


@pytest.fixture
def queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Return a function that runs `penstock queue` in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(penstock, ["queue", *map(str, words)])


@pytest.fixture
def company(tmp_path: Path, reference_company: Path) -> Path:
    """Return a copy of the reference company that a test may change."""
    return Path(shutil.copytree(reference_company, tmp_path / "company"))


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'cases.db'}"


def _rows(company: Path) -> list[dict[str, str]]:
    with (company / "interconnection" / "requests.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(company: Path, rows: list[dict[str, str]]) -> None:
    file = company / "interconnection" / "requests.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_the_queue_is_in_the_order_of_complete_applications(queue: Command) -> None:
    told = queue("list", *AT)
    found = json.loads(queue("list", *AT, "--json").stdout)

    assert told.exit_code == 0, told.output
    complete = [each["reached"]["application deemed complete"] for each in found]
    assert complete == sorted(complete)
    assert [each["number"] for each in found] == list(range(1, len(found) + 1))
    table, _, rest = told.stdout.partition("\n\n")
    assert len(table.splitlines()) == len(found) + 1
    assert rest == ""


def test_the_reference_company_lets_nobody_wait_longer(queue: Command) -> None:
    told = queue("fairness", *AT)

    assert told.exit_code == 0, told.output
    assert told.stdout.startswith("Waiting times of 140 requests, in business time.")
    assert told.stdout.endswith("Nobody was moved ahead.\n")


def test_o2_swapping_all_customers_changes_the_queue_in_nothing_but_names(
    queue: Command, company: Path
) -> None:
    before = json.loads(queue("list", "--in", company, *AT, "--json").stdout)
    rows = _rows(company)
    for row in rows:
        row["affiliate"] = {"yes": "no", "no": "yes"}[row["affiliate"]]
        row["customer"] = row["customer"][::-1]
    _write(company, rows)

    after = json.loads(queue("list", "--in", company, *AT, "--json").stdout)

    names = {"customer", "affiliate"}
    assert [{k: v for k, v in each.items() if k not in names} for each in after] == [
        {k: v for k, v in each.items() if k not in names} for each in before
    ]
    assert [each["affiliate"] for each in after] == [not each["affiliate"] for each in before]


def test_o2_faster_agreements_for_aes_are_found(queue: Command, company: Path) -> None:
    rows = _rows(company)
    for row in rows:
        if row["affiliate"] == "yes" and row["agreement_tendered"]:
            row["agreement_tendered"] = row["complete"]
    _write(company, rows)

    told = queue("fairness", "--in", company, *AT)

    assert told.exit_code == 1
    assert "AES served faster" in told.stdout


def test_o2_a_reordering_is_kept_with_reason_and_person_and_told(
    queue: Command, database: str, reference_company: Path
) -> None:
    requests = reference_company / "interconnection" / "requests.csv"
    sources = ("--database", database, "--requests", requests)
    first, *_, last = json.loads(queue("list", *sources, "--json").stdout)

    moved = queue(
        *("reorder", last["request"], "--before", first["request"], *sources),
        *("--reason", "feeds a hospital", "--as", "Ada"),
    )

    assert moved.exit_code == 0, moved.output
    log = CliRunner().invoke(penstock, ["audit", "log", "--database", database, "--as", "Eve"])
    assert "feeds a hospital" in log.stdout
    found = json.loads(queue("list", *sources, "--json").stdout)
    assert [each["request"] for each in found[:2]] == [last["request"], first["request"]]
    assert found[0]["moved"][0]["reason"] == "feeds a hospital"
    assert "feeds a hospital (Ada)" in queue("list", *sources).stdout
    told = queue("fairness", *sources).stdout
    assert f"stands at 1 instead of {last['number']}: feeds a hospital (Ada)" in told


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("--before", "Q-061"), 2, "Missing option '--reason'"),
        (("--before", "Q-061", "--reason", " "), 2, "Say something."),
        (("--reason", "asked"), 2, "Say where: either --before REQUEST or --last."),
        (("--before", "Q-999", "--reason", "asked"), 1, "Request Q-999 does not wait"),
        (("--last", "--reason", "asked"), 0, "stands behind all others since: asked (Ada)."),
    ],
)
def test_o2_nothing_is_reordered_without_a_reason_and_a_place(
    queue: Command,
    database: str,
    reference_company: Path,
    words: tuple[str, ...],
    code: int,
    sentence: str,
) -> None:
    requests = reference_company / "interconnection" / "requests.csv"
    first = json.loads(queue("list", "--json").stdout)[-1]["request"]

    told = queue(
        *("reorder", first, *words, "--as", "Ada", "--database", database, "--requests", requests)
    )

    assert (told.exit_code, sentence in told.output) == (code, True), told.output


def test_a_reordering_that_nothing_would_keep_is_refused(queue: Command) -> None:
    told = queue("reorder", "Q-140", "--last", "--reason", "asked", "--as", "Ada")

    assert told.exit_code == 1
    assert "Name a database with --database." in told.stderr


def test_cases_are_requests_and_those_that_aes_waits_for_are_its_own(
    queue: Command, database: str, reference_company: Path
) -> None:
    def case(*words: str) -> None:
        more = ["--database", database, "--in", str(reference_company), "--as", "Ada"]
        done = CliRunner().invoke(penstock, ["case", *words, *more])
        assert done.exit_code == 0, done.output

    by = ("--procedure", "interconnection")
    case("open", "AOV-04", "--id", "GRID-1", "--customer", "Rivera", *by)
    case("open", "AOV-04", "--id", "GRID-0")
    case("open", "NCV-03", "--id", "SOL-1", "--product", "NONREG-DG-001")
    case("link", "SOL-1", "--open", "AOV-04", "--id", "GRID-2", *by, "--until", "AOV-04.IC4")
    waiting = queue("list", "--database", database).stdout
    # A case by the stages of the stream is no request.
    assert waiting == "Nobody waits.\n\n2 applications are not complete yet: GRID-1, GRID-2.\n"
    for name in ("GRID-2", "GRID-1"):
        application = InterconnectionApplication(form=COMPLETE, received_at=MORNING)
        notice = CompletenessNotice(is_complete=True, deficiencies=(), looked_at=MORNING)
        for item, value in (
            ("Interconnection application", application),
            ("Completeness notice", notice),
        ):
            kind = item_type(type(value))
            assert kind is not None
            case("record", name, item, "--text", form_of(kind).write(value, item=item).decode())
        case("claim", name)
        case("complete", name)
        case("pass", name, "--evidence", "all there")

    found = json.loads(queue("list", "--database", database, "--json").stdout)

    assert [(each["request"], each["affiliate"]) for each in found] == [
        ("GRID-2", True),
        ("GRID-1", False),
    ]
    # Their applications tell capacity and certificate, by which alone a track is chosen.
    assert [each["track"] for each in found] == ["10 kW inverter process"] * 2
    assert [list(each["due"])[-1] for each in found] == ["interconnection agreement tendered"] * 2
    assert [each["owner"] for each in found] == ["Interconnection Engineer"] * 2


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"application deemed complete" = ', '"deemed ready" = ', "“deemed ready” is no milestone"),
        ('"opened"', '"born"', "“born” is nothing that happens to a case"),
        ('within = "45 business days"', 'within = "soon"', "“soon” is not understood"),
        ('calendar = "../calendar.json"', 'calendar = "moon.json"', "moon.json"),
        ("up_to_kw = 10\n", "up_to_kw = 'ten'\n", "track[0].up_to_kw"),
        ('name = "study process"', 'name = "study process"\nup_to_kw = 5', "every project"),
    ],
)
def test_what_is_wrong_with_a_procedure_is_a_sentence(
    queue: Command, company: Path, old: str, new: str, sentence: str
) -> None:
    file = company / "interconnection" / "procedure.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")

    told = queue("list", "--in", company)

    assert told.exit_code == 2
    assert sentence in told.stderr


def test_what_is_wrong_with_requests_is_told_with_the_lines(queue: Command, company: Path) -> None:
    good, *_ = _rows(company)
    _write(
        company,
        [
            good,
            good,
            good | {"request": ""},
            good | {"request": "A", "affiliate": "maybe"},
            good | {"request": "B", "capacity_kw": "-5"},
            good | {"request": "C", "received": "2026-11-20T09:00"},
            good | {"request": "D", "complete": "2020-01-01T00:00Z"},
        ],
    )

    told = queue("list", "--in", company)

    assert told.exit_code == 2
    for part in (
        "line 3: request Q-001 stands twice",
        "line 4: the request has no name",
        "line 5: “maybe” does not say whether it is affiliate; write yes or no",
        "line 6: “-5” is no capacity in kilowatts",
        "line 7: “2026-11-20T09:00” is no moment with a time zone",
        "line 8: Request D cannot be: application deemed complete at 2020-01-01",
    ):
        assert part in told.stderr
