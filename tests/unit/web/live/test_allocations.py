"""Allocation runs as pages: who may see them, what they say, and that it is what was kept."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from httpx import Response
from starlette.testclient import TestClient

from penstock.app.allocation.keeping import KeptRun, Runs
from penstock.app.allocation.reporting import report
from penstock.app.allocation.splitting import SIDES, splits, whole
from penstock.app.allocation.values import as_json
from penstock.app.loading import reference_company
from penstock.governance.accountability.changing import Change
from penstock.governance.accountability.register import Holding
from penstock.web.live.building import house_of
from tests.houses import ENGINEER, SELLER, SERVICE, Office, office

MANUAL = reference_company() / "allocation"


FINANCE, AUDITOR = "fay", "ida"


def _join(house: Office) -> None:
    """Enter somebody who answers for finance, and somebody who oversees."""
    since = house.cases.now() - timedelta(days=9)
    roles = {FINANCE: "Cost Allocation Manager", AUDITOR: "Internal Auditor"}
    begun = tuple(Holding(person=who, role=role, since=since) for who, role in roles.items())
    house.cases.store.people.change(Change(begun=begun), by="HR", reason="joined")


@dataclass(frozen=True)
class Books:
    """An office with two months that were charged, and one of them taken back."""

    house: Office
    runs: Runs
    august: KeptRun
    september: KeptRun
    back: KeptRun

    def client(self, person: str = FINANCE) -> TestClient:
        return self.house.client(person)

    @property
    def path(self) -> str:
        return f"/allocations/{self.september.run.id}"


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Books]:
    folder = tmp_path_factory.mktemp("runs")
    runs = Runs(folder)
    august, september = (runs.allocate(MANUAL, each) for each in ("2026-08", "2026-09"))
    with office() as found:
        found.__dict__["house"] = house_of(
            found.shelf, found.kept, banner=lambda: "", allocations=folder
        )
        _join(found)
        back = runs.reverse(september.run.id)
        yield Books(found, runs, august, september, back)


def _table(client: TestClient, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(client.get(path).text)))


@pytest.mark.parametrize("person", [SELLER, ENGINEER, SERVICE])
def test_what_both_sides_bear_is_closed_to_all_but_finance_and_overseers(
    books: Books, person: str
) -> None:
    client = books.client(person)

    answers = [client.get(each) for each in ("/allocations", books.path, f"{books.path}/lines")]

    assert [each.status_code for each in answers] == [403, 403, 403]
    assert all("is closed to" in each.text for each in answers)
    assert 'href="/allocations"' not in client.get("/boundary").text


def test_runs_are_listed_with_how_they_stand_and_who_approved(books: Books) -> None:
    rows = {each["run"]: each for each in _table(books.client(), "/allocations.csv")}

    assert {name: each["standing"] for name, each in rows.items()} == {
        books.back.run.id: f"takes back {books.september.run.id}",
        books.september.run.id: f"taken back by {books.back.run.id}",
        books.august.run.id: "stands",
    }
    assert int(rows[books.august.run.id]["cents"]) == books.august.run.cents
    assert "General Counsel" in rows[books.august.run.id]["approved_by"]
    page = books.client().get("/allocations").text
    assert all(f'href="/allocations/{name}"' in page for name in rows)


def test_the_sides_of_each_pool_sum_to_the_cent(books: Books) -> None:
    found = report(books.runs, books.september.run.id, against=None, alone=False)

    parts = [part for each in splits(found) for part in each.parts]

    assert [part.side for part in whole(found).parts] == list(SIDES)
    assert sum(part.cents for part in parts) == found.run.cents == whole(found).cents
    assert all(each.cents == sum(part.cents for part in each.parts) for each in splits(found))


def test_a_run_is_told_as_the_command_tells_it(books: Books) -> None:
    found = report(books.runs, books.september.run.id, against=None, alone=False)

    said = books.client().get(f"{books.path}.json").json()

    assert said == json.loads(json.dumps(as_json(found, rate_case=False)))
    assert said["against"] == books.august.run.id


def test_the_page_has_drivers_evidence_approval_and_what_changed(books: Books) -> None:
    page = books.client().get(books.path).text

    for words in (
        "compute-hours 40 %",
        "approved by Chief Financial Officer (CFO), General Counsel",
        "M-2026-11",
        f"what changed since {books.august.run.id}",
        books.september.seal,
        "+113,925.04",
    ):
        assert words in page


def test_a_run_is_compared_with_the_run_that_somebody_chooses(books: Books) -> None:
    path = f"{books.path}.json?against={books.back.run.id}"

    said = books.client().get(path).json()

    assert said["against"] == books.back.run.id
    assert sum(said["changes"].values()) == 2 * books.september.run.cents


@pytest.mark.parametrize("form", ["pdf", "xlsx", "svg", "png"])
def test_a_run_is_given_as_a_file(books: Books, form: str) -> None:
    begin = {"pdf": b"%PDF-1.7", "xlsx": b"PK", "svg": b"<svg", "png": b"\x89PNG"}

    answer = books.client().get(f"{books.path}.{form}")

    assert answer.status_code == 200
    assert answer.content.startswith(begin[form])


def test_the_table_of_a_run_has_cents_that_add_up(books: Books) -> None:
    rows = _table(books.client(), f"{books.path}.csv")

    assert sum(int(each["cents"]) for each in rows) == books.september.run.cents
    receivers = books.september.run.receivers
    assert all(sum(int(row[each]) for each in receivers) == int(row["cents"]) for row in rows)


def test_a_pool_leads_to_its_lines(books: Books) -> None:
    client = books.client()
    links = re.findall(r'href="([^"]+/lines\?pool=IT)"', client.get(books.path).text)

    page = client.get(links[0]).text
    rows = _table(client, f"{books.path}/lines.csv?pool=IT")

    own = [each for each in books.september.run.charges if each.pool == "IT"]
    assert [each["line"] for each in rows] == [each.line for each in own]
    assert all(each.line in page for each in own)


@pytest.mark.parametrize(
    "name", ["2026-13", "%2E%2E%2F%2E%2E%2Fetc", "2026-0", "%2Ftmp", "2026-08-696ee14e%00"]
)
def test_a_name_that_is_no_run_is_not_found_and_no_folder_is_told(books: Books, name: str) -> None:
    answer = books.client().get(f"/allocations/{name}")

    assert answer.status_code in {400, 404}
    assert str(books.runs.folder) not in answer.text


def test_a_run_that_was_changed_is_told_and_not_shown(tmp_path: Path) -> None:
    runs = Runs(tmp_path)
    kept = runs.allocate(MANUAL, "2026-08")
    charges = kept.path / "charges.csv"
    charges.write_bytes(charges.read_bytes() + b"\n")
    with office() as found:
        found.__dict__["house"] = house_of(found.shelf, found.kept, allocations=tmp_path)
        _join(found)
        answer = found.client(FINANCE).get(f"/allocations/{kept.run.id}")

    assert answer.status_code == 503
    assert "Take the run from where it was kept safe" in answer.text


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Office]:
    """Yield an office in which no month was charged yet."""
    with office() as found:
        _join(found)
        found.__dict__["house"] = house_of(
            found.shelf, found.kept, banner=lambda: "", allocations=tmp_path / "none"
        )
        yield found


def _send(client: TestClient, path: str, **fields: str) -> Response:
    (csrf,) = set(re.findall(r'name="csrf" value="([^"]+)"', client.get("/me").text))
    found: Response = client.post(path, data={"csrf": csrf, **fields})
    return found


def test_where_no_month_was_charged_the_page_says_what_does(empty: Office) -> None:
    page = empty.client(AUDITOR).get("/allocations").text

    assert "penstock allocation run 2026-09" in page
    assert "Charge a month" not in page


def test_a_month_is_charged_and_taken_back_on_pages_and_both_are_on_record(empty: Office) -> None:
    client = empty.client(FINANCE)

    charged = _send(client, "/allocations", period="2026-09").headers["location"]
    again = _send(client, "/allocations", period="2026-09").headers["location"]
    back = _send(client, charged).headers["location"]

    assert again == charged
    assert back == f"{charged}-reversed"
    assert "Take it back" not in client.get(charged).text
    log = empty.client(AUDITOR).get("/audit.json").json()["entries"]
    postings = [each for each in log if each["kind"] == "posting"]
    names = [charged.rpartition("/")[2], back.rpartition("/")[2]]
    assert [(each["actor"], each["action"], each["object"]) for each in postings] == [
        (FINANCE, "charge", names[0]),
        (FINANCE, "reverse", names[1]),
    ]


@pytest.mark.parametrize(
    ("period", "said"),
    [("", "The month is missing."), ("soon", "soon"), ("2031-01", "2031-01")],
)
def test_a_month_that_cannot_be_charged_is_told_beside_the_form(
    empty: Office, period: str, said: str
) -> None:
    answer = _send(empty.client(FINANCE), "/allocations", period=period)

    assert (answer.status_code, said in answer.text) == (422, True)
    assert not empty.house.allocations.exists()


def test_who_oversees_reads_and_does_not_charge(empty: Office) -> None:
    answer = _send(empty.client(AUDITOR), "/allocations", period="2026-09")

    assert (answer.status_code, "act-not-finance" in answer.text) == (422, True)
    assert not empty.house.allocations.exists()
