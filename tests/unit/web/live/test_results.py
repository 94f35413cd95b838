"""The pages of results: what was recorded, by whom it may be seen, and what it was made of."""

from dataclasses import replace
from hashlib import sha256

import pytest

from penstock.app.results.finding import Asked, find_results
from tests.engineered import HOME, REQUEST, Engineered
from tests.houses import ENGINEER, SELLER, SERVICE, Office

SOLAR = ("proposals", "designs", "energy")


def listed(engineered: Engineered, person: str, **asked: str) -> list[tuple[str, str]]:
    found = engineered.office.client(person).get("/results.json", params=asked).json()["results"]
    return [(each["case"], each["kind"]) for each in found]


def test_results_of_ones_own_side_are_listed_the_newest_first(engineered: Engineered) -> None:
    assert listed(engineered, SELLER) == [(HOME, each) for each in SOLAR]
    assert listed(engineered, ENGINEER) == [(REQUEST, "interconnection")]
    assert listed(engineered, SERVICE)[0] == (REQUEST, "interconnection")


def test_a_list_is_narrowed_by_kind_and_stream(engineered: Engineered) -> None:
    assert listed(engineered, SERVICE, kind="designs") == [(HOME, "designs")]
    assert listed(engineered, SERVICE, stream="AOV-04") == [(REQUEST, "interconnection")]
    assert listed(engineered, SERVICE, kind="energy", stream="AOV-04") == []


def test_pages_of_the_list_hold_each_result_once(engineered: Engineered) -> None:
    cases, asked = engineered.office.cases, Asked(limit=1)
    found = []

    while (page := find_results(cases, asked)).results:
        found += [(each.case_id, each.kind.key) for each in page.results]
        asked = replace(asked, after=page.after)

    assert found == [(REQUEST, "interconnection"), *((HOME, each) for each in SOLAR)]


def test_an_empty_list_says_what_will_appear_and_what_makes_it(house: Office) -> None:
    text = house.client(SELLER).get("/results").text

    assert "An energy analysis appears when a lead is qualified" in text
    assert 'href="/new-case"' in text


@pytest.mark.parametrize("key", [*SOLAR, "interconnection"])
def test_a_result_shows_its_finding_its_inputs_and_the_way_to_its_case(
    engineered: Engineered, key: str
) -> None:
    client = engineered.office.client(SERVICE)
    case_id = REQUEST if key == "interconnection" else HOME

    told = client.get(f"/results/{key}/{case_id}.json").json()
    text = client.get(f"/results/{key}/{case_id}").text

    assert told["finding"] in text
    assert f'href="/cases/{case_id}"' in text
    assert f'href="/results/{key}/{case_id}"' in client.get(f"/cases/{case_id}").text
    assert told["sha256"] in text
    assert told["made_of"]
    assert all(each["sha256"] in text for each in told["made_of"])


def test_what_an_act_read_is_told_from_what_the_case_held(engineered: Engineered) -> None:
    client = engineered.office.client(SELLER)

    design = client.get(f"/results/designs/{HOME}.json").json()["made_of"]
    analysis = client.get(f"/results/energy/{HOME}.json").json()["made_of"]

    assert ("Design variants", 2, True) in {
        (each["item"], each["version"], each["is_read"]) for each in design
    }
    assert [(each["item"], each["is_read"]) for each in analysis] == [
        ("Customer inquiry", False),
        ("Customer energy bills", False),
    ]


def test_each_version_of_a_design_says_what_changed(engineered: Engineered) -> None:
    client = engineered.office.client(SELLER)

    newest, first = (client.get(f"/results/designs/{HOME}/{each}").text for each in ("v2", "v1"))

    assert "What changed from version 1" in newest
    assert '<td data-label="Before">20 × Example 400</td>' in newest
    assert '<td data-label="Now">16 × Example 400</td>' in newest
    assert "This version counts no more." in first
    assert client.get(f"/results/designs/{HOME}/v3").status_code == 404
    assert client.get(f"/results/designs/{HOME}/v0").status_code == 400


def test_the_money_of_a_design_is_that_of_its_own_version(engineered: Engineered) -> None:
    client = engineered.office.client(SELLER)
    newest = engineered.proposal

    first = client.get(f"/results/proposals/{HOME}.json?version=1").json()["recorded"]
    text = client.get(f"/results/proposals/{HOME}?version=1").text

    assert first["price_cents"] > newest.price_cents
    assert f"${first['price_cents'] / 100:,.0f}" in text
    assert first["offer_sha256"] in text


def test_months_and_years_of_a_proposal_add_up_to_what_it_states(engineered: Engineered) -> None:
    client = engineered.office.client(SELLER)

    money = engineered.money

    assert sum(each.bill_before_cents for each in money.months) == money.bill_before_cents
    assert sum(each.bill_after_p50_cents for each in money.months) == money.bill_after_p50_cents
    assert sum(each.bill_after_p90_cents for each in money.months) == money.bill_after_p90_cents
    assert abs(sum(each.yield_p50_kwh for each in money.months) - money.yield_p50_kwh) < 2
    assert [sum(each.yearly_p50_cents) for each in money.ways] == [
        each.net_p50_cents for each in money.ways
    ]
    text = client.get(f"/results/proposals/{HOME}").text
    assert f"{money.bill_before_cents / 100:,.2f}" in client.get(f"/results/energy/{HOME}").text
    assert f"Cash flows: {money.ways[0].name}" in text


def test_the_pdf_of_a_version_is_the_one_whose_hash_it_states(engineered: Engineered) -> None:
    client = engineered.office.client(SELLER)

    for version in (1, 2):
        told = client.get(f"/results/proposals/{HOME}.json?version={version}").json()["recorded"]
        answer = client.get(f"/results/proposals/{HOME}.pdf?version={version}")
        assert answer.headers["content-type"] == "application/pdf"
        assert sha256(answer.content).hexdigest() == told["pdf_sha256"]


@pytest.mark.parametrize(
    "path",
    [
        f"energy/{HOME}.svg",
        f"designs/{HOME}/v1.svg",
        f"designs/{HOME}/pictures/one-line.svg",
        f"proposals/{HOME}.svg",
        f"interconnection/{REQUEST}.svg",
        f"interconnection/{REQUEST}/pictures/feeder.svg",
    ],
)
def test_a_picture_runs_nothing_wherever_it_comes_from(engineered: Engineered, path: str) -> None:
    answer = engineered.office.client(SERVICE).get(f"/results/{path}")

    assert answer.text.startswith("<svg ")
    assert "<title>" in answer.text or "aria-label" in answer.text
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert policy.endswith("sandbox")


def test_tables_come_as_files_for_spreadsheets(engineered: Engineered) -> None:
    client = engineered.office.client(SERVICE)

    assert client.get(f"/results/energy/{HOME}.csv").text.splitlines()[0].startswith("Month,")
    ways = client.get(f"/results/proposals/{HOME}.csv").text
    assert ways.splitlines()[1].startswith("Cash,")


@pytest.mark.parametrize("key", ["energy", "designs"])
def test_a_result_on_paper_holds_its_pictures(engineered: Engineered, key: str) -> None:
    client = engineered.office.client(SELLER)

    paper = client.get(f"/results/{key}/{HOME}.pdf")
    picture = client.get(f"/results/{key}/{HOME}.png")

    assert paper.content.startswith(b"%PDF-")
    assert paper.headers["content-disposition"].startswith("inline")
    assert picture.content.startswith(b"\x89PNG")


def test_a_study_shows_each_screen_with_its_limit_and_each_criterion(
    engineered: Engineered,
) -> None:
    told = engineered.office.client(ENGINEER).get(f"/results/interconnection/{REQUEST}.json")
    text = engineered.office.client(ENGINEER).get(f"/results/interconnection/{REQUEST}").text

    result = told.json()["recorded"]
    assert all(each["section"] in text for each in result["screens"])
    assert text.count("● kept") == sum(each["is_kept"] for each in result["criteria"])
    assert "all limits kept" in text


@pytest.mark.parametrize(
    ("person", "path"),
    [
        (ENGINEER, f"designs/{HOME}"),
        (ENGINEER, f"proposals/{HOME}.pdf"),
        (ENGINEER, f"energy/{HOME}.svg"),
        (SELLER, f"interconnection/{REQUEST}"),
        (SELLER, f"interconnection/{REQUEST}/pictures/feeder.svg"),
    ],
)
def test_results_of_the_other_side_are_as_if_they_never_were(
    engineered: Engineered, person: str, path: str
) -> None:
    answer = engineered.office.client(person).get(f"/results/{path}")

    case_id = HOME if HOME in path else REQUEST
    assert answer.status_code == 404
    assert "There is no case" in answer.text
    assert case_id in answer.text


def test_what_is_not_there_is_said_with_its_name(engineered: Engineered) -> None:
    client = engineered.office.client(SELLER)

    assert "holds no result of the kind “Proposal”" in client.get("/results/proposals/SOL-1").text
    unknown = client.get(f"/results/energy/{HOME}/pictures/none.svg")
    assert unknown.status_code == 404
    assert "no picture “none”" in unknown.text
