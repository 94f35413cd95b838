"""Key metrics and flow over HTTP, each number with the way to its cases."""

from decimal import Decimal

import pytest

from penstock.api.measuring.amounts import Money, Quantity, amount
from penstock.app.cases import By
from penstock.delivery import commands as do
from tests.api_desk import Api
from tests.unit.app.guarding.office import ENGINEER, SELLER

STREAM = "/streams/NCV-03"


@pytest.fixture(scope="module")
def api() -> Api:
    """Return the API of an office with two cases, one of them cancelled."""
    api = Api()
    cases = api.office.behind()
    for name in ("NCV-03-1", "NCV-03-2"):
        cases.open("NCV-03", By(actor="Ada", key=name), case_id=name)
    cases.act("NCV-03-2", do.Cancel(reason="moved"), By(actor="Ada", key="off"))
    return api


def test_a_stream_is_measured_by_each_of_its_key_metrics(api: Api) -> None:
    found = api.get(SELLER, f"{STREAM}/metrics").json()

    stages = {each["stage"] for each in found["metrics"] if each["stage"]}
    assert (found["stream"], found["cases"]) == ("NCV-03", 2)
    assert {f"NCV-03.{number}" for number in range(1, 8)} == stages
    assert {each["status"] for each in found["metrics"]} <= {
        "on target",
        "missed",
        "no target",
        "no data",
        "not measurable",
    }


def test_every_number_of_the_map_leads_to_its_cases(api: Api) -> None:
    found = api.get(SELLER, f"{STREAM}/flow/process-map").json()
    stages = {each["stage"]["stage_id"]: each for each in found["stages"]}
    first = stages["NCV-03.1"]

    behind = api.get(SELLER, first["cases"].removeprefix("/api")).json()

    assert found["all_cases"] == first["stage"]["cases"] == behind["count"] == 2
    assert behind["cases"] == ["NCV-03-1", "NCV-03-2"]
    for each in found["moves"]:
        leads_to = api.get(SELLER, each["cases"].removeprefix("/api")).json()
        assert leads_to["count"] == each["move"]["cases"]


def test_cases_behind_a_number_come_in_pages(api: Api) -> None:
    first = api.get(SELLER, f"{STREAM}/flow/cases?group=NCV-03.1&limit=1")
    address = first.headers["link"].removeprefix("</api").partition(">")[0]

    second = api.get(SELLER, address)

    assert first.json()["cases"] + second.json()["cases"] == ["NCV-03-1", "NCV-03-2"]
    assert "link" not in second.headers


@pytest.mark.parametrize(
    "part", ["", "/variants", "/conformance", "/bottlenecks", "/trends", "/handovers"]
)
def test_every_part_of_the_flow_is_told_as_of_a_moment(api: Api, part: str) -> None:
    found = api.get(SELLER, f"{STREAM}/flow{part}").json()

    assert (found["stream"], found["synthetic"]) == ("NCV-03", None)
    assert found["as_of"] == "2026-11-20T12:00:00Z"


def test_measures_of_the_other_side_are_denied_with_the_entry_that_keeps_it(api: Api) -> None:
    for part in ("metrics", "flow", "flow/cases?group=NCV-03.1"):
        answer = api.get(ENGINEER, f"{STREAM}/{part}")

        assert (answer.status_code, answer.json()["type"]) == (403, "/api/problems/denied")
        assert answer.json()["decision"] > 0


def test_words_that_name_no_group_are_told_what_would(api: Api) -> None:
    answer = api.get(SELLER, f"{STREAM}/flow/cases?group=%3E")

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "#/query/group"


def test_money_is_whole_minor_units_and_all_else_a_quantity() -> None:
    assert amount(Decimal("12.345"), "USD") == Money(minor_units=1234, currency="USD")
    assert amount(Decimal("12.345"), "days") == Quantity(value=12.345, unit="days")
    assert amount(None, "USD") is None


def test_a_stream_is_told_as_it_stood_at_a_moment(api: Api) -> None:
    before = api.get(SELLER, f"{STREAM}/metrics?as_of=2026-11-19T00:00:00Z").json()
    flow = api.get(SELLER, f"{STREAM}/flow/process-map?as_of=2026-11-19T00:00:00Z").json()

    assert (before["as_of"], before["cases"]) == ("2026-11-19T00:00:00Z", 0)
    assert (flow["as_of"], flow["all_cases"]) == ("2026-11-19T00:00:00Z", 0)
    assert all("as_of=2026-11-19" in each["cases"] for each in flow["stages"])


def test_nothing_is_told_of_a_moment_that_lies_ahead(api: Api) -> None:
    answer = api.get(SELLER, f"{STREAM}/metrics?as_of=2099-01-01T00:00:00Z")

    assert (answer.status_code, answer.json()["type"]) == (422, "/api/problems/unfit")
