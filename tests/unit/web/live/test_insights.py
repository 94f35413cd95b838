"""Pages about how streams are doing: what each side sees, in which forms, and what is behind it."""

import re
from decimal import Decimal
from html import unescape

import pytest

from penstock.app.cases import Cases
from penstock.app.loading import reference_company
from penstock.app.measuring.bringing import NotReadYetError
from penstock.app.measuring.insights import Insights
from penstock.app.measuring.measured import Measured
from penstock.app.measuring.wishes import Wish, wished
from penstock.measurement.metrics.records import Kind, MetricRecord, Statistic
from penstock.measurement.metrics.results import Result, Status
from penstock.web.live.showing.insights.metrics import made_of
from penstock.web.live.showing.insights.views import VIEWS
from tests.houses import ENGINEER, SELLER, SERVICE, Office

NCV_03 = "/insights/NCV-03"


@pytest.mark.parametrize(
    ("person", "seen"),
    [(SELLER, ["NCV-03"]), (ENGINEER, ["RCV-03"]), (SERVICE, ["NCV-03", "RCV-03"])],
)
def test_everybody_sees_how_the_streams_of_their_side_are_doing(
    house: Office, person: str, seen: list[str]
) -> None:
    found = house.client(person).get("/insights.json").json()["streams"]

    assert [each["stream_id"] for each in found] == seen


def test_a_stream_of_the_other_side_is_closed(house: Office) -> None:
    answer = house.client(ENGINEER).get(NCV_03)

    assert answer.status_code == 403
    assert "closed to ivan" in answer.text


def test_every_key_metric_of_a_stream_stands_on_its_page(house: Office) -> None:
    text = unescape(house.client(SELLER).get(NCV_03).text)

    names = [each.name for each in wished("NCV-03", stage=None, folder=reference_company()).records]
    assert len(names) > 15
    assert [each for each in names if f">{each}<" not in text] == []


def test_a_metric_that_cannot_be_measured_says_what_it_needs(house: Office) -> None:
    metrics = house.client(SELLER).get(f"{NCV_03}.json").json()["metrics"]
    text = house.client(SELLER).get(NCV_03).text

    needs = {each["needs"] for each in metrics if each["status"] == "not measurable"}
    assert needs
    assert all(f"needs {each}" in unescape(text) for each in needs)


def test_a_stage_leads_to_the_cases_that_came_to_it(house: Office) -> None:
    client = house.client(SELLER)
    link = re.search(rf'href="({NCV_03}/cases\?group=NCV-03\.1)"', client.get(NCV_03).text)
    assert link

    behind = client.get(link[1]).text

    assert "3 cases: NCV-03.1" in behind
    assert re.findall(r'href="/cases/(SOL-\d)"', behind) == ["SOL-1", "SOL-2", "SOL-3"]


@pytest.mark.parametrize("suffix", ["", ".json", ".csv"])
def test_a_case_that_somebody_may_not_know_of_is_in_no_form_of_a_list(
    house: Office, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = Cases.listed
    monkeypatch.setattr(
        Cases, "listed", lambda cases, ids: seen(cases, [each for each in ids if each != "SOL-2"])
    )

    text = house.client(SELLER).get(f"{NCV_03}/cases{suffix}?group=NCV-03.1").text

    assert [each for each in ("SOL-1", "SOL-2", "SOL-3") if each in text] == ["SOL-1", "SOL-3"]


def test_a_key_metric_of_which_nothing_was_recorded_has_no_case_behind_it(house: Office) -> None:
    asked = {"metric": "Lead-to-proposal ratio"}

    text = house.client(SELLER).get(f"{NCV_03}/cases", params=asked).text

    assert "what “Lead-to-proposal ratio” looks at" in unescape(text)
    assert "No case is behind this number now." in text


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.key)
def test_a_way_to_look_at_the_flow_answers_in_each_of_its_forms(
    house: Office, view: object
) -> None:
    assert isinstance(view, type(VIEWS[0]))
    client, address = house.client(SELLER), f"{NCV_03}/{view.key}"

    answers = {each: client.get(f"{address}{each}") for each in ("", ".json", ".csv", ".pdf")}

    assert {each.status_code for each in answers.values()} == {200}
    assert view.meaning in unescape(answers[""].text)
    assert answers[".json"].json()["stream"] == "NCV-03"
    if view.picture:
        assert client.get(f"{address}.svg").text.startswith("<svg")
        assert "<svg" in answers[""].text.partition('class="sheet scrolls"')[2]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("process-map?percent=7", "80, 95, 100"),
        ("control?by=decade", "month, week"),
        ("funnel?within=0", "1 to 3659"),
        ("cases?group=", "names no group of cases"),
        ("cases?way=left", "“left” is no way"),
        ("cases?metric=Luck", "has no key metric “Luck”"),
    ],
)
def test_an_address_that_asks_for_what_there_is_not_is_told_what_there_is(
    house: Office, asked: str, said: str
) -> None:
    answer = house.client(SELLER).get(f"{NCV_03}/{asked}")

    assert answer.status_code == 400
    assert said in unescape(answer.text)


def test_a_stage_that_the_stream_does_not_have_is_named(house: Office) -> None:
    answer = house.client(SELLER).get(f"{NCV_03}/control?stage=NCV-03.99")

    assert answer.status_code == 404
    assert "NCV-03.99" in answer.text


@pytest.mark.parametrize(
    ("kind", "statistic", "said"),
    [
        (Kind.RATIO, Statistic.MEDIAN, "295 ÷ 355"),
        (Kind.UPTIME, Statistic.MEDIAN, "1 − 295 ÷ 355"),
        (Kind.DURATION, Statistic.MEDIAN, "median of 355"),
        (Kind.DURATION, Statistic.MEAN, "295 ÷ 355"),
    ],
)
def test_a_value_says_how_it_was_made(kind: Kind, statistic: Statistic, said: str) -> None:
    record = MetricRecord(
        name="Metric", stream_id="NCV-03", kind=kind, source=None, unit="%", statistic=statistic
    )
    result = Result(
        record=record,
        status=Status.NO_TARGET,
        value=Decimal(83),
        numerator=Decimal(295),
        denominator=Decimal(355),
        count=355,
        open_count=0,
    )

    assert made_of(result) == said


@pytest.mark.parametrize(("person", "side"), [(SELLER, "NCV"), (ENGINEER, "RCV")])
def test_everybody_sees_the_targets_of_what_they_may_measure(
    house: Office, person: str, side: str
) -> None:
    found = house.client(person).get("/insights/targets.json").json()["metrics"]

    streams = {each["stream"][:3] for each in found}
    assert streams & {"NCV", "RCV"} == {side}
    assert all(each["target"] for each in found)


def test_targets_are_counted_of_the_key_metrics_that_have_a_value(house: Office) -> None:
    client = house.client(SERVICE)
    found = client.get("/insights/targets.json").json()["metrics"]
    known = [each for each in found if each["status"] in {"missed", "on target"}]

    page = unescape(client.get("/insights/targets").text)

    assert len(known) < len(found)
    assert ("with a target and a value" in page) == bool(known)
    assert f"of {len(found)} key metrics" not in page


def test_targets_that_are_not_measured_yet_say_so_and_the_overview_takes_it_over(
    house: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unread(_insights: Insights, _wish: Wish) -> Measured:
        raise NotReadYetError("")

    monkeypatch.setattr(Insights, "standing", unread)
    client = house.client(SERVICE)

    page, document = client.get("/insights/targets"), client.get("/insights/targets.json")

    assert (page.status_code, document.status_code) == (200, 503)
    assert "is being read" in page.text.partition('<section id="targets"')[2]


def test_the_way_of_a_case_is_a_picture_above_its_visits(house: Office) -> None:
    client = house.client(SELLER)

    page = client.get("/cases/SOL-1/timeline").text

    assert "<svg" in page.partition('class="sheet scrolls"')[2]
    visits = page.partition("Its visits of stages")[2]
    assert "NCV-03.1" in visits
    assert re.search(r'"Came">\d+ \w{3} \d{4}, \d\d:\d\d P[SD]T<', visits)
    assert 'href="/cases/SOL-1/timeline"' in client.get("/cases/SOL-1").text


def test_the_way_of_a_case_of_the_other_side_is_not_there(house: Office) -> None:
    assert house.client(SELLER).get("/cases/GRID-1/timeline").status_code == 404


def test_insights_of_a_day_that_is_over_are_those_of_that_day(house: Office) -> None:
    page = house.client(SELLER).get(f"{NCV_03}?at=2020-02-01")

    assert page.status_code == 200
    assert "As it was at the end of 1 Feb 2020" in page.text
    assert "0 cases" in page.text
